//! Pages of single documents: which are asked for, and their texts.

use std::collections::HashSet;

use crate::analyzer::Analyzer;
use crate::cli::run::check_interrupted;
use crate::corpus::{Corpus, CorpusOptions, RawDocument};
use crate::error::Result;
use crate::html::Article;
use crate::tables::DocumentRows;

/// The ids that `--page` asks for. A value is an id, as an id may have commas, or several ids
/// between commas.
pub(super) struct RequestedIds<'a> {
    values: &'a [String],
    ids: HashSet<&'a str>,
}

impl<'a> RequestedIds<'a> {
    pub(super) fn new(values: &'a [String]) -> Self {
        let ids = values.iter().flat_map(|value| value.split(',').chain([value.as_str()]));
        Self { values, ids: ids.collect() }
    }

    pub(super) fn contains(&self, id: &str) -> bool {
        self.ids.contains(id)
    }

    /// The ids for which `is_found` does not hold.
    pub(super) fn missing(&self, is_found: impl Fn(&str) -> bool) -> Vec<String> {
        let parts = self.values.iter().filter(|value| !is_found(value));
        let parts = parts.flat_map(|value| value.split(','));
        parts.filter(|id| !is_found(id)).map(str::to_owned).collect()
    }
}

/// A document's id as a title.
pub(super) fn title_of(id: &str) -> String {
    let name = id.rsplit(['/', '\\']).next().unwrap_or(id);
    name.strip_suffix(".txt").unwrap_or(name).replace('_', " ")
}

/// The article that a document's rows tell of.
pub(super) fn article_of(rows: DocumentRows) -> Article {
    let title = title_of(&rows.document.id);
    Article::of_rows(&title, rows)
}

/// The document of a corpus that has just one.
pub(super) fn only_document(options: &CorpusOptions) -> Result<Option<RawDocument<'static>>> {
    let mut first = None;
    let mut count = 0;
    for chunk in Corpus::open(options.clone())? {
        chunk.documents(|document| {
            count += 1;
            if let (1, Ok(document)) = (count, document) {
                first = Some(document.into_owned());
            }
        });
        if count > 1 {
            return Ok(None);
        }
    }
    Ok(first)
}

/// Makes the articles of documents out of their texts, for which it reads the corpus again:
/// rows have neither paragraphs nor what learned weights saw. There is none for a document that
/// has changed or gone since.
pub(super) fn articles_from_texts(
    analyzer: &Analyzer,
    options: &CorpusOptions,
    documents: &[DocumentRows],
) -> Result<Vec<Option<Article>>> {
    let mut articles: Vec<Option<Article>> = vec![None; documents.len()];
    let Ok(corpus) = Corpus::open(options.clone()) else { return Ok(articles) };
    for chunk in corpus {
        if articles.iter().all(Option::is_some) {
            break;
        }
        check_interrupted()?;
        chunk.documents(|document| {
            let Ok(document) = document else { return };
            for (article, rows) in articles.iter_mut().zip(documents) {
                let row = &rows.document;
                if article.is_none() && row.id == document.id && row.source == document.source {
                    let read = Article::of_text(analyzer, &title_of(&row.id), &document).ok();
                    *article = read.filter(|read| read.has_figures_of(row));
                }
            }
        });
    }
    Ok(articles)
}
