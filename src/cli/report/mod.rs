//! `hedgerow report`: one page of an article, a corpus or a finished run.

mod args;
mod articles;
mod collector;
mod corpus;

pub(super) use args::ReportArgs;

use std::path::Path;

use super::files::check_not_an_input;
use super::finished_run::open_run;
use super::outcome::Outcome;
use super::sanitize::sanitize_line;
use crate::analyzer::Analyzer;
use crate::corpus::{CorpusOptions, Kept, RawDocument};
use crate::error::{Error, Result};
use crate::html::{Article, Method, Reference, article_report};
use crate::language::Language;
use crate::tables::{FinishedRun, WholeFile};
use articles::{RequestedIds, only_document, title_of};
use collector::nothing_in_field;
use corpus::{CorpusSource, corpus_page};

pub(super) fn run(args: &ReportArgs) -> Result<Outcome> {
    let run = open_run(&args.inputs, &args.analyzer)?;
    let analyzer = analyzer(args, run.as_ref())?;
    let reference = reference(args, &analyzer)?;
    let options = CorpusOptions {
        exclude: Some(args.out.clone()),
        keep: args.group.iter().chain(&args.date).cloned().collect(),
        ..args.reading.corpus_options(&args.inputs)?
    };
    check_not_an_input(&args.out, args.inputs.iter().chain(&args.reference))?;
    // Opened before the long run, so that a bad path fails at once.
    let mut file = WholeFile::create(&args.out, args.overwrite)?;
    let from_stdin = args.inputs.iter().any(|input| input == "-");
    let only = if run.is_some() || from_stdin { None } else { only_document(&options)? };
    let (page, missing, failed) = if let Some(document) = only {
        let page = article_page(args, &analyzer, &document, reference.as_ref())?;
        let missing = RequestedIds::new(&args.page).missing(|id| *id == *document.id);
        (page, missing, false)
    } else {
        let source = CorpusSource { run: run.as_ref(), options: &options, from_stdin };
        let page = corpus_page(args, &source, &analyzer, reference.as_ref())?;
        (page.html, page.missing, page.failed)
    };
    for id in &missing {
        let id = sanitize_line(id);
        anstream::eprintln!("hedgerow: there is no document with the id \"{id}\"");
    }
    file.write(page.as_bytes())?;
    file.finish()?;
    anstream::eprintln!("{} kB → {}", page.len().div_ceil(1000), args.out.display());
    Ok(if failed || !missing.is_empty() { Outcome::Flawed } else { Outcome::Done })
}

/// The analyzer that the arguments ask for; for a finished run that of the run's profile.
fn analyzer(args: &ReportArgs, run: Option<&FinishedRun>) -> Result<Analyzer> {
    let profile = run.map(|run| run.report.profile.as_str());
    match profile.filter(|name| Language::english().has_profile(name)) {
        Some(name) => Analyzer::builder().profile(name).build(),
        None => args.analyzer.analyzer(),
    }
}

/// The documents that articles are compared with.
fn reference(args: &ReportArgs, analyzer: &Analyzer) -> Result<Option<Reference>> {
    match args.reference.as_deref() {
        None => Reference::samples(analyzer).map(Some),
        Some("none") => Ok(None),
        Some(folder) => {
            let run = FinishedRun::open(Path::new(folder))?;
            let (theirs, ours) = (&run.report.profile, &analyzer.profile().name);
            if theirs != ours {
                return Err(Error::usage(format!(
                    "the run in {folder} was scored with --profile {theirs}, which figures of {ours} cannot be set beside; score one of them again"
                )));
            }
            Reference::of_run(&run, folder).map(Some)
        }
    }
}

/// Renders the page of the only document.
fn article_page(
    args: &ReportArgs,
    analyzer: &Analyzer,
    document: &RawDocument<'_>,
    reference: Option<&Reference>,
) -> Result<String> {
    let title = args.title.clone().unwrap_or_else(|| title_of(&document.id));
    let article = Article::of_text(analyzer, &title, document)?;
    let page = article_report(&article, reference, &Method::of(analyzer))?;
    let asked = [("--group", &args.group), ("--date", &args.date)];
    let asked = asked.into_iter().filter_map(|(option, field)| Some((option, field.as_ref()?)));
    for ((option, field), value) in asked.zip(&document.kept) {
        if matches!(value, Kept::Missing) {
            return Err(nothing_in_field(option, field));
        }
    }
    Ok(page)
}
