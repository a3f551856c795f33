//! `hedgerow score`.

use std::time::Instant;

use encoding_rs::Encoding;

use super::args::{AnalyzerArgs, LevelArg, ReadingArgs, ScoreArgs};
use super::running::{interrupt, not_an_input};
use super::{Outcome, read_files};
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions};
use crate::error::{Error, Result};
use crate::pipeline::Progress;
use crate::tables::{Counts, Format, Level, LexiconDigest, Output, RunReport, TableSet};
use crate::text::Split;

/// An analyser as the arguments ask for it.
pub(super) fn analyzer(args: &AnalyzerArgs) -> Result<Analyzer> {
    let mut builder = Analyzer::builder().profile(&args.profile).split(args.split.into());
    for (name, text) in read_files(&args.lexicon)? {
        builder = builder.lexicon(&name, &text);
    }
    builder.build()
}

pub(super) fn encoding(name: Option<&str>) -> Result<Option<&'static Encoding>> {
    name.map(|name| {
        Encoding::for_label(name.as_bytes()).ok_or_else(|| {
            Error::usage(format!("there is no encoding \"{name}\"; try utf-8, windows-1252, iso-8859-2, utf-16le, shift_jis, gb18030"))
        })
    })
    .transpose()
}

/// How to read `inputs` as the arguments ask for it.
pub(super) fn corpus_options(args: &ReadingArgs, inputs: Vec<String>) -> Result<CorpusOptions> {
    Ok(CorpusOptions {
        inputs,
        format: args.input_format.clone(),
        id_field: args.id_field.clone(),
        text_field: args.text_field.clone(),
        encoding: encoding(args.encoding.as_deref())?,
        max_document_bytes: args.max_document_bytes as usize,
        ..CorpusOptions::default()
    })
}

/// The levels asked for, in order, each once.
pub(super) fn levels(args: &[LevelArg]) -> Vec<Level> {
    let mut levels: Vec<Level> = args.iter().map(|level| (*level).into()).collect();
    levels.sort();
    levels.dedup();
    levels
}

pub(super) fn run(args: &ScoreArgs) -> Result<Outcome> {
    let begun = Instant::now();
    let analyzer = analyzer(&args.analyzer)?;
    let levels = levels(&args.level);
    let format: Format = args.format.into();
    let mut keep: Vec<String> = Vec::new();
    for field in args.keep.iter().filter(|f| !f.is_empty()) {
        if !keep.contains(field) {
            keep.push(field.clone());
        }
    }
    let corpus_options = CorpusOptions {
        keep: keep.clone(),
        exclude: Some(args.out.clone()),
        ..corpus_options(&args.reading, args.inputs.clone())?
    };
    let corpus = Corpus::open(corpus_options)?;
    let set = TableSet::new(&levels, format, &keep);
    for name in set.levels().map(|level| set.file_name(level)) {
        not_an_input(&args.out.join(name), &args.inputs)?;
    }
    let mut output = Output::create(&args.out, set, args.overwrite)?;
    let progress = args.running.score(
        &analyzer,
        corpus,
        &mut output,
        args.on_error.into(),
        interrupt(),
        "run.json in the output folder lists them all",
    )?;
    if progress.scored + progress.failed == 0 {
        return Err(Error::usage(format!(
            "nothing to read: no documents in {}",
            args.inputs.join(", ")
        )));
    }
    output.commit(report(&analyzer, args, &progress))?;
    summary(args, &progress, begun.elapsed().as_secs_f64());
    Ok(if progress.failed == 0 { Outcome::Done } else { Outcome::Flawed })
}

fn summary(args: &ScoreArgs, progress: &Progress, seconds: f64) {
    let failed = if progress.failed == 0 {
        String::new()
    } else {
        format!("; {} could not be read, see run.json", progress.failed)
    };
    anstream::eprintln!(
        "{} documents, {} sentences, {} words in {seconds:.1} s ({:.1} MB/s) → {}{failed}",
        progress.scored,
        progress.sentences,
        progress.words,
        progress.bytes as f64 / 1e6 / seconds.max(1e-6),
        args.out.display(),
    );
}

/// What `run.json` records. It holds nothing that differs between two runs
/// over the same input: no times, no number of threads.
fn report(analyzer: &Analyzer, args: &ScoreArgs, progress: &Progress) -> RunReport {
    let name = |value: &dyn std::fmt::Debug| format!("{value:?}").to_lowercase();
    let levels: Vec<&str> = args.level.iter().map(|l| Level::from(*l).name()).collect();
    RunReport {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        profile: analyzer.profile().name.clone(),
        lexicons: analyzer
            .sources()
            .map(|s| LexiconDigest { file: s.file, sha256: s.sha256 })
            .collect(),
        options: serde_json::json!({
            "inputs": args.inputs,
            "input_format": args.reading.input_format,
            "id_field": args.reading.id_field,
            "text_field": args.reading.text_field,
            "keep": args.keep,
            "encoding": args.reading.encoding,
            "max_document_bytes": args.reading.max_document_bytes,
            "level": levels,
            "format": name(&args.format),
            "split": name(&Split::from(args.analyzer.split)),
            "lexicon": args.analyzer.lexicon,
            "on_error": name(&args.on_error),
        }),
        tables: Vec::new(),
        documents: Counts {
            read: progress.scored + progress.failed,
            scored: progress.scored,
            skipped: progress.failed,
        },
        bytes: progress.bytes,
    }
}
