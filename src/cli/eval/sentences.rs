//! How well sentence ends are found.

use std::collections::BTreeMap;
use std::io::Write;

use super::args::{EvalArgs, EvalFormatArg};
use crate::cli::files::{read_text_file, stdout_error, write_json};
use crate::cli::gold::GoldFile;
use crate::cli::outcome::Outcome;
use crate::error::{Error, Result};
use crate::lab::eval::sentences::{Mistake, MistakeKind, Summary, compare, split};
use crate::lab::eval::{GoldDocument, Layout, read_predictions, read_sentences};

/// Figures on one gold file.
struct FileFigures {
    name: String,
    all: Summary,
    genres: BTreeMap<String, Summary>,
}

pub(super) fn run(args: &EvalArgs, files: &[GoldFile]) -> Result<Outcome> {
    let layout = Layout::from(args.layout);
    if args.predictions.is_some() && layout != Layout::Original {
        return Err(Error::usage(
            "--predictions holds ends of the texts as they are; leave --layout away",
        ));
    }
    let gold: Vec<(String, Vec<GoldDocument>)> = files
        .iter()
        .map(|file| Ok((stem(&file.name), read_sentences(&file.name, &file.content)?)))
        .collect::<Result<_>>()?;
    let mut predictions = match &args.predictions {
        Some(path) => {
            let all: Vec<GoldDocument> = gold.iter().flat_map(|(_, d)| d.clone()).collect();
            read_predictions(&path.display().to_string(), &read_text_file(path)?, &all)?
        }
        None => Vec::new(),
    }
    .into_iter();
    let mut corpora = Vec::new();
    for (name, documents) in gold {
        let mut all = Summary::default();
        let mut genres = BTreeMap::<String, Summary>::new();
        for document in documents {
            let found = predictions.next().unwrap_or_else(|| split(&layout.apply(&document.text)));
            let outcome = compare(&document, layout, &found);
            all.add(&outcome);
            if !document.genre.is_empty() {
                genres.entry(document.genre).or_default().add(&outcome);
            }
        }
        if genres.len() < 2 {
            genres.clear();
        }
        corpora.push(FileFigures { name, all, genres });
    }
    let mut out = std::io::BufWriter::new(anstream::stdout().lock());
    match args.format {
        EvalFormatArg::Text | EvalFormatArg::Markdown => {
            text(&mut out, layout, &corpora, args.errors)
        }
        EvalFormatArg::Json => json(&mut out, layout, &corpora, args.errors),
    }
    .and_then(|()| out.flush())
    .map_err(stdout_error)?;
    Ok(Outcome::Done)
}

/// A corpus is called by its file's name.
fn stem(path: &str) -> String {
    std::path::Path::new(path)
        .file_stem()
        .map_or_else(|| path.to_owned(), |s| s.to_string_lossy().into_owned())
}

fn text(
    out: &mut impl Write,
    layout: Layout,
    corpora: &[FileFigures],
    errors: usize,
) -> std::io::Result<()> {
    let width = corpora
        .iter()
        .flat_map(|c| {
            c.genres.keys().map(|g| g.chars().count() + 2).chain([c.name.chars().count()])
        })
        .max()
        .unwrap_or(0)
        .max(6);
    writeln!(out, "Sentence ends, {} layout; P, R, F1 in per cent\n", layout.name())?;
    writeln!(out, "{:width$}  documents   exact     ends   found      P      R     F1", "corpus")?;
    for corpus in corpora {
        row(out, &corpus.name, &corpus.all, width)?;
        for (genre, summary) in &corpus.genres {
            row(out, &format!("  {genre}"), summary, width)?;
        }
    }
    for corpus in corpora {
        let kinds = corpus.all.kinds();
        if kinds.is_empty() || errors == 0 {
            continue;
        }
        writeln!(out, "\n{}: the commonest errors", corpus.name)?;
        for kind in kinds.iter().take(errors) {
            writeln!(out, "{:5} × {}", kind.mistakes.len(), kind.name)?;
            for mistake in examples(kind) {
                writeln!(
                    out,
                    "        {} at {}: {}‸{}",
                    mistake.document,
                    mistake.offset,
                    visible(&mistake.before),
                    visible(&mistake.after)
                )?;
            }
        }
    }
    Ok(())
}

fn row(out: &mut impl Write, name: &str, summary: &Summary, width: usize) -> std::io::Result<()> {
    let counts = summary.counts;
    let percent = |share: Option<f64>| {
        share.map_or_else(|| "–".to_owned(), |share| format!("{:.2}", share * 100.0))
    };
    writeln!(
        out,
        "{name:width$} {:10} {:7} {:8} {:7} {:>6} {:>6} {:>6}",
        summary.documents,
        summary.exact,
        counts.gold(),
        counts.found(),
        percent(counts.precision()),
        percent(counts.recall()),
        percent(counts.f1()),
    )
}

/// A few mistakes of a kind, from as far apart as they are.
fn examples(kind: &MistakeKind) -> impl Iterator<Item = &Mistake> {
    let step = kind.mistakes.len().div_ceil(3);
    kind.mistakes.iter().step_by(step.max(1))
}

/// Text around a mistake in one line; line ends are told apart from spaces.
fn visible(text: &str) -> String {
    text.replace('\n', "⏎").chars().filter(|c| !c.is_control()).collect()
}

fn json(
    out: &mut impl Write,
    layout: Layout,
    corpora: &[FileFigures],
    errors: usize,
) -> std::io::Result<()> {
    let figures = |summary: &Summary| {
        let counts = summary.counts;
        serde_json::json!({
            "documents": summary.documents,
            "exact": summary.exact,
            "ends": counts.gold(),
            "found": counts.found(),
            "hits": counts.true_positives,
            "precision": counts.precision(),
            "recall": counts.recall(),
            "f1": counts.f1(),
        })
    };
    let corpora: Vec<serde_json::Value> = corpora
        .iter()
        .map(|corpus| {
            let mut value = figures(&corpus.all);
            value["name"] = corpus.name.as_str().into();
            value["genres"] = corpus
                .genres
                .iter()
                .map(|(genre, summary)| {
                    let mut value = figures(summary);
                    value["name"] = genre.as_str().into();
                    value
                })
                .collect();
            value["errors"] = corpus.all.kinds().iter().take(errors).map(error).collect();
            value
        })
        .collect();
    let report = serde_json::json!({
        "task": "sentences",
        "version": env!("CARGO_PKG_VERSION"),
        "layout": layout.name(),
        "corpora": corpora,
    });
    write_json(out, &report)
}

fn error(kind: &MistakeKind) -> serde_json::Value {
    let examples: Vec<serde_json::Value> = examples(kind)
        .map(|mistake| {
            serde_json::json!({
                "document": mistake.document,
                "offset": mistake.offset,
                "missed": mistake.missed,
                "before": mistake.before,
                "after": mistake.after,
            })
        })
        .collect();
    serde_json::json!({ "kind": kind.name, "count": kind.mistakes.len(), "examples": examples })
}
