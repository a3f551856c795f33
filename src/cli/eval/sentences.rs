//! How well sentence ends are found.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

use serde_json::json;

use crate::cli::files::{self, read_text_file};
use crate::error::{Error, Result};
use crate::lab::eval::sentences::{Mistake, Summary, compare, split};
use crate::lab::eval::{GoldDocument, Layout, read_predictions};

pub(super) struct FileFigures {
    name: String,
    all: Summary,
    genres: BTreeMap<String, Summary>,
}

/// Compares the ends that are found, or those in the file `predictions`, with the gold.
pub(super) fn measure(
    gold: Vec<(String, Vec<GoldDocument>)>,
    layout: Layout,
    predictions: Option<&Path>,
) -> Result<Vec<FileFigures>> {
    if predictions.is_some() && layout != Layout::Original {
        return Err(Error::usage(
            "--predictions holds ends of the texts as they are; leave --layout away",
        ));
    }
    let mut predictions = match predictions {
        Some(path) => {
            let all: Vec<_> = gold.iter().flat_map(|(_, documents)| documents).collect();
            read_predictions(&path.display().to_string(), &read_text_file(path)?, &all)?
        }
        None => Vec::new(),
    }
    .into_iter();
    let mut corpora = Vec::new();
    for (file, documents) in gold {
        // A corpus is called by its file's name.
        let name = Path::new(&file).file_stem().unwrap_or(file.as_ref());
        let name = name.to_string_lossy().into_owned();
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
    Ok(corpora)
}

pub(super) fn write_text(
    out: &mut impl Write,
    layout: Layout,
    corpora: &[FileFigures],
    errors: usize,
) -> std::io::Result<()> {
    let names = corpora.iter().flat_map(|c| {
        c.genres.keys().map(|genre| genre.chars().count() + 2).chain([c.name.chars().count()])
    });
    let width = names.fold(6, usize::max);
    writeln!(out, "Sentence ends, {} layout; P, R, F1 in per cent\n", layout.name())?;
    writeln!(out, "{:width$}  documents   exact     ends   found      P      R     F1", "corpus")?;
    for corpus in corpora {
        row(out, &corpus.name, &corpus.all, width)?;
        for (genre, summary) in &corpus.genres {
            row(out, &format!("  {genre}"), summary, width)?;
        }
    }
    for corpus in corpora {
        for (place, (kind, mistakes)) in corpus.all.kinds().iter().take(errors).enumerate() {
            if place == 0 {
                writeln!(out, "\n{}: the commonest errors", corpus.name)?;
            }
            writeln!(out, "{:5} × {kind}", mistakes.len())?;
            for mistake in examples(mistakes) {
                let (before, after) = (visible(&mistake.before), visible(&mistake.after));
                let Mistake { document, offset, .. } = mistake;
                writeln!(out, "        {document} at {offset}: {before}‸{after}")?;
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
fn examples<'m>(kind: &'m [&Mistake]) -> impl Iterator<Item = &'m Mistake> {
    kind.iter().copied().step_by(kind.len().div_ceil(3).max(1))
}

/// Text around a mistake in one line; line ends are told apart from spaces.
fn visible(text: &str) -> String {
    text.replace('\n', "⏎").chars().filter(|c| !c.is_control()).collect()
}

pub(super) fn write_json(
    out: &mut impl Write,
    layout: Layout,
    corpora: &[FileFigures],
    errors: usize,
) -> std::io::Result<()> {
    let figures = |name: &str, summary: &Summary| {
        let counts = summary.counts;
        json!({
            "name": name,
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
    let error = |(kind, mistakes): &(&str, Vec<&Mistake>)| {
        let examples: Vec<&Mistake> = examples(mistakes).collect();
        json!({ "kind": kind, "count": mistakes.len(), "examples": examples })
    };
    let corpus = |corpus: &FileFigures| {
        let mut value = figures(&corpus.name, &corpus.all);
        value["genres"] = corpus.genres.iter().map(|(name, genre)| figures(name, genre)).collect();
        value["errors"] = corpus.all.kinds().iter().take(errors).map(error).collect();
        value
    };
    let report = json!({
        "task": "sentences",
        "version": env!("CARGO_PKG_VERSION"),
        "layout": layout.name(),
        "corpora": corpora.iter().map(corpus).collect::<Vec<_>>(),
    });
    files::write_json(out, &report)
}
