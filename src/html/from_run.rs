//! References and methods of finished runs.

use super::format::counted;
use super::reference::Reference;
use super::template::Method;
use crate::error::Result;
use crate::tables::FinishedRun;

impl Reference {
    /// Takes the documents of a finished run.
    ///
    /// # Errors
    /// If the documents table cannot be read.
    pub fn of_run(run: &FinishedRun, name: &str) -> Result<Self> {
        let documents = run.documents(false)?.map(|rows| Ok(rows?.document));
        let documents = documents.collect::<Result<Vec<_>>>()?;
        let count = counted(documents.len() as u64, "document");
        Ok(Self::new(format!("{count} of {name}"), documents))
    }
}

impl Method {
    /// Describes a finished run.
    pub fn of_run(run: &FinishedRun) -> Self {
        let report = &run.report;
        Self::new(&report.version, &report.profile, report.lexicons.iter().cloned())
    }
}
