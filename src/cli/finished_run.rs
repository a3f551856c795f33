//! The folder of a finished run as input, in place of texts.

use std::path::Path;

use super::interrupt::check_interrupted;
use super::options::{AnalyzerArgs, default_profile};
use super::score_corpus::FailureList;
use crate::error::{Error, Result};
use crate::tables::{DocumentRows, FinishedRun};

/// Puts the run in place that was killed while it was being put into this folder, and tells it.
pub(super) fn recover_run(folder: &Path) -> Result<()> {
    if FinishedRun::recover(folder)? {
        anstream::eprintln!(
            "hedgerow: {}: a run was cut short while its tables were put in place; they are now",
            folder.display()
        );
    }
    Ok(())
}

/// Opens the finished run in a folder.
#[cfg(feature = "html")]
pub(super) fn open_folder(folder: &Path) -> Result<FinishedRun> {
    recover_run(folder)?;
    FinishedRun::open(folder)
}

/// Opens the finished run that is the only input, or returns none if the inputs are texts.
///
/// # Errors
/// Options that ask for another profile or lexicon than the run was scored with.
pub(super) fn open_run(inputs: &[String], asked: &AnalyzerArgs) -> Result<Option<FinishedRun>> {
    inputs.iter().try_for_each(|input| recover_run(Path::new(input)))?;
    let run = inputs.iter().find(|input| FinishedRun::is_in(Path::new(input)));
    let Some(input) = run else { return Ok(None) };
    if inputs.len() > 1 {
        return Err(Error::usage(format!(
            "{input} is the folder of a finished run, which has to be the only input; score all texts in one run"
        )));
    }
    let run = FinishedRun::open(Path::new(input))?;
    let scored = &run.report.profile;
    // The default cannot be told from an option that is not given.
    if *scored != asked.profile && asked.profile != default_profile() {
        return Err(Error::usage(format!(
            "the run in {input} was scored with --profile {scored}; score again for {}",
            asked.profile
        )));
    }
    if !asked.lexicon.is_empty() {
        return Err(Error::usage(format!(
            "the run in {input} is scored already; score again with --lexicon"
        )));
    }
    Ok(Some(run))
}

/// Passes on the documents of a finished run, with their sentences and cues if `whole`, and
/// lists what the run could not read.
pub(super) fn read_run(
    run: &FinishedRun,
    whole: bool,
    mut each: impl FnMut(DocumentRows) -> Result<()>,
) -> Result<()> {
    for rows in run.documents(whole)? {
        each(rows?)?;
        check_interrupted()?;
    }
    let mut list = FailureList::default();
    list.add(&run.failures, |line| anstream::eprintln!("{line}"));
    list.finish("run.json in its folder lists them all");
    Ok(())
}
