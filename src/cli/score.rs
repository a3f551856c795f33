//! `hedgerow score`: tables of a corpus.

use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Instant;

use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

use super::files::check_not_an_input;
use super::finished_run::recover_run;
use super::options::{
    AnalyzerArgs, LevelArg, ReadingArgs, levels, nothing_to_read, value_args, value_name,
};
use super::outcome::{Outcome, counted};
use super::score_corpus::RunArgs;
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions};
use crate::error::Result;
use crate::pipeline::{OnError, Progress};
use crate::tables::{Format, Level, Output, RunReport, TableSet};

const EXAMPLES: &str = "\
Examples:
  hedgerow score data/articles --out scores
  hedgerow score 'papers/*.txt' --profile science --level documents,sentences --out scores
  hedgerow score corpus.csv --text-field body --id-field url --keep date --out scores
  zcat corpus.jsonl.gz | hedgerow score - --input-format jsonl --out scores

Tables are put in place when all are whole, run.json last: whatever happens, the
folder holds the old run or the new one. A second run into it at the same time is
refused; what a killed one has left is put in place or removed, and told.
Documents that cannot be read are listed in run.json with the reason.";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ScoreArgs {
    /// Files, directories, glob patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<String>,
    /// Folder for the tables and run.json
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Tables to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "documents")]
    level: Vec<LevelArg>,
    /// Format of the tables
    #[arg(long, value_enum, default_value_t = Format::Csv)]
    format: Format,
    #[command(flatten)]
    reading: ReadingArgs,
    /// Fields or columns to copy into the documents table
    #[arg(long, value_delimiter = ',', value_name = "FIELD,…")]
    keep: Vec<String>,
    #[command(flatten)]
    analyzer: AnalyzerArgs,
    /// Replace a run that is in the folder already
    #[arg(long)]
    overwrite: bool,
    /// What to do with a document that cannot be read
    #[arg(long, value_enum, default_value_t = OnErrorArg::Skip)]
    on_error: OnErrorArg,
    #[command(flatten)]
    run: RunArgs,
}

value_args! {
    OnErrorArg for OnError {
        Skip: "List it and go on",
        Fail: "Stop and write nothing",
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()).help(self.description()))
    }
}

pub(super) fn run(args: &ScoreArgs) -> Result<Outcome> {
    let begun = Instant::now();
    let analyzer = args.analyzer.analyzer()?;
    let mut seen = HashSet::new();
    let keep = args.keep.iter().filter(|field| !field.is_empty() && seen.insert(*field));
    let keep: Vec<String> = keep.cloned().collect();
    let corpus = Corpus::open(CorpusOptions {
        keep: keep.clone(),
        exclude: Some(args.out.clone()),
        ..args.reading.corpus_options(&args.inputs)?
    })?;
    let tables = TableSet::new(&levels(&args.level), args.format, &keep);
    for name in tables.levels().map(|level| tables.file_name(level)) {
        check_not_an_input(&args.out.join(name), &args.inputs)?;
    }
    recover_run(&args.out)?;
    let mut output = Output::create(&args.out, tables, args.overwrite)?;
    let folder = args.out.display();
    if output.had_leftovers() {
        anstream::eprintln!("hedgerow: {folder}: removed what a run that was cut short had left");
    }
    for name in output.foreign_tables() {
        anstream::eprintln!("hedgerow: {folder}: {name} is there already and not of this run");
    }
    let all_listed = "run.json in the output folder lists them all";
    let progress =
        args.run.score(&analyzer, corpus, &mut output, args.on_error.into(), all_listed)?;
    if progress.scored + progress.failed == 0 {
        return Err(nothing_to_read(&args.inputs));
    }
    output.commit(run_report(&analyzer, args, &progress))?;
    print_summary(args, &progress, begun.elapsed().as_secs_f64());
    Ok(if progress.failed == 0 { Outcome::Done } else { Outcome::Flawed })
}

fn print_summary(args: &ScoreArgs, progress: &Progress, seconds: f64) {
    let failed = if progress.failed == 0 {
        String::new()
    } else {
        format!("; {} could not be read, see run.json", progress.failed)
    };
    anstream::eprintln!(
        "{}, {}, {} in {seconds:.1} s ({:.1} MB/s) → {}{failed}",
        counted(progress.scored, "document"),
        counted(progress.sentences, "sentence"),
        counted(progress.words, "word"),
        progress.bytes as f64 / 1e6 / seconds.max(1e-6),
        args.out.display(),
    );
}

/// The contents of `run.json`. Two runs over the same input have the same: no times, no number
/// of threads.
fn run_report(analyzer: &Analyzer, args: &ScoreArgs, progress: &Progress) -> RunReport {
    let levels: Vec<&str> = args.level.iter().map(|level| Level::from(*level).name()).collect();
    RunReport {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        profile: analyzer.profile().name.clone(),
        lexicons: analyzer.sources().collect(),
        options: serde_json::json!({
            "inputs": args.inputs,
            "input_format": args.reading.input_format,
            "id_field": args.reading.id_field,
            "text_field": args.reading.text_field,
            "keep": args.keep,
            "encoding": args.reading.encoding,
            "max_document_bytes": args.reading.max_document_bytes,
            "level": levels,
            "format": args.format.name(),
            "split": value_name(args.analyzer.split),
            "lexicon": args.analyzer.lexicon,
            "on_error": value_name(args.on_error),
        }),
        tables: Vec::new(),
        documents: progress.documents(),
        bytes: progress.bytes,
    }
}
