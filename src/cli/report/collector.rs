//! What the page of a corpus takes from its documents as they come.

use std::collections::HashSet;

use super::args::ReportArgs;
use crate::error::{Error, Result};
use crate::summary::{CorpusSummary, SummaryBuilder, SummaryOptions, date_column};
use crate::tables::DocumentRows;

/// Documents that are looked at to find the column with dates.
const DOCUMENTS_FOR_DATES: usize = 100;

/// Most documents that get a page: an id may be that of many.
const MAX_PAGES: usize = 100;

/// Collects the summary and the documents with pages of their own.
pub(super) struct RowCollector<'a> {
    options: SummaryOptions,
    /// Names of the columns of metadata.
    columns: &'a [String],
    /// For each column, if any document has something there.
    filled: Vec<bool>,
    /// None until it is clear which column has dates.
    builder: Option<SummaryBuilder>,
    /// The first documents, which wait for `builder`.
    waiting: Vec<DocumentRows>,
    /// The values of `--page`: each an id, as an id may have commas, or ids between commas.
    asked: &'a [String],
    /// The ids that these may be.
    ids: HashSet<&'a str>,
    /// Documents with pages, with their numbers in the corpus.
    pub(super) pages: Vec<(u64, DocumentRows)>,
    /// Documents that were to have a page when there were too many.
    without_page: u64,
    /// The document, if there is just one so far.
    pub(super) only: Option<DocumentRows>,
    count: u64,
}

impl<'a> RowCollector<'a> {
    /// A collector of documents with these `columns` of metadata; `group` and `date` are those
    /// that the arguments name.
    pub(super) fn new(
        args: &'a ReportArgs,
        columns: &'a [String],
        group: Option<usize>,
        date: Option<usize>,
    ) -> Self {
        let options = SummaryOptions { group, date, rows: args.rows, ..SummaryOptions::default() };
        Self {
            options,
            columns,
            filled: vec![false; columns.len()],
            builder: date.map(|_| SummaryBuilder::new(options)),
            waiting: Vec::new(),
            asked: &args.page,
            ids: args.page.iter().flat_map(|value| value.split(',').chain([&value[..]])).collect(),
            pages: Vec::new(),
            without_page: 0,
            only: None,
            count: 0,
        }
    }

    /// Takes the next document.
    pub(super) fn add(&mut self, rows: DocumentRows) {
        if self.ids.contains(&rows.document.id[..]) {
            if self.pages.len() < MAX_PAGES {
                self.pages.push((self.count, rows.clone()));
            } else {
                self.without_page += 1;
            }
        }
        for (filled, value) in self.filled.iter_mut().zip(&rows.document.kept) {
            *filled |= !value.trim().is_empty();
        }
        self.only = if self.count == 0 { Some(rows.clone()) } else { None };
        self.count += 1;
        if let Some(builder) = &mut self.builder {
            builder.add(&rows);
            return;
        }
        self.waiting.push(rows);
        if self.waiting.len() == DOCUMENTS_FOR_DATES {
            self.builder = Some(self.begin());
        }
    }

    /// Decides which column has dates, and adds the documents that waited for it.
    fn begin(&mut self) -> SummaryBuilder {
        let documents = self.waiting.iter().map(|rows| &rows.document);
        self.options.date = date_column(self.columns, documents);
        let mut builder = SummaryBuilder::new(self.options);
        self.waiting.drain(..).for_each(|rows| builder.add(&rows));
        builder
    }

    pub(super) fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Fails if no document has anything in a column that an option names.
    pub(super) fn check_filled(&self, option: &str, column: Option<usize>) -> Result<()> {
        let Some(column) = column.filter(|column| self.count > 0 && !self.filled[*column]) else {
            return Ok(());
        };
        let field = &self.columns[column];
        Err(Error::usage(format!("{option} {field}: no document has anything in \"{field}\"")))
    }

    /// Makes the summary, and says how many documents have no page because there would be too
    /// many.
    pub(super) fn summary(&mut self) -> CorpusSummary {
        if self.without_page > 0 {
            anstream::eprintln!(
                "hedgerow: {MAX_PAGES} documents have a page; {} more with the ids asked for have none",
                self.without_page
            );
        }
        self.builder.take().unwrap_or_else(|| self.begin()).finish()
    }

    /// The column with dates.
    pub(super) fn date(&self) -> Option<usize> {
        self.options.date
    }

    /// Ids that were asked for and no document has.
    pub(super) fn missing(&self) -> Vec<&'a str> {
        let found = |id: &str| self.pages.iter().any(|(_, rows)| rows.document.id == id);
        let parts = self.asked.iter().filter(|value| !found(value));
        parts.flat_map(|value| value.split(',')).filter(|id| !found(id)).collect()
    }
}
