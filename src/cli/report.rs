//! `hedgerow report`.

use std::path::Path;

use super::args::ReportArgs;
use super::{Outcome, score};
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions, RawDocument};
use crate::error::{Error, Result};
use crate::page::{Article, Method, Reference, article_report};
use crate::report::{FinishedRun, write_whole};

pub(super) fn run(args: &ReportArgs) -> Result<Outcome> {
    if !args.overwrite && args.out.exists() {
        return Err(Error::output(format!(
            "{} exists already; pass --overwrite to replace it, or choose another --out",
            args.out.display()
        )));
    }
    let analyzer = score::analyzer(&args.analyzer)?;
    let options = score::corpus_options(&args.reading, args.inputs.clone())?;
    let Some(document) = only_document(&options)? else {
        return Err(Error::usage("not yet"));
    };
    let title = args.title.clone().unwrap_or_else(|| title_of(&document.id));
    let article = Article::of_text(&analyzer, &title, &document)?;
    let reference = reference(args, &analyzer)?;
    let page = article_report(&article, reference.as_ref(), &Method::of(&analyzer))?;
    write_whole(&args.out, page.as_bytes())?;
    anstream::eprintln!("{} → {}", title, args.out.display());
    Ok(Outcome::Done)
}

/// What articles are compared with.
fn reference(args: &ReportArgs, analyzer: &Analyzer) -> Result<Option<Reference>> {
    match args.reference.as_deref() {
        None => Reference::samples(analyzer).map(Some),
        Some("none") => Ok(None),
        Some(folder) => {
            let run = FinishedRun::open(Path::new(folder))?;
            Reference::of_run(&run, folder).map(Some)
        }
    }
}

/// A document's id as a title.
fn title_of(id: &str) -> String {
    let name = id.rsplit(['/', '\\']).next().unwrap_or(id);
    name.strip_suffix(".txt").unwrap_or(name).replace('_', " ")
}

/// The document, if the corpus has just one.
fn only_document(options: &CorpusOptions) -> Result<Option<RawDocument<'static>>> {
    let mut found = None;
    let mut count = 0;
    for chunk in Corpus::open(options.clone())? {
        chunk.documents(options, |document| {
            count += 1;
            if let (1, Ok(document)) = (count, document) {
                found = Some(document.into_owned());
            }
        });
        if count > 1 {
            return Ok(None);
        }
    }
    Ok(found)
}
