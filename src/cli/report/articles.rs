//! Pages of single documents.

use crate::analyzer::Analyzer;
use crate::cli::interrupt::check_interrupted;
use crate::corpus::{Corpus, CorpusOptions};
use crate::error::Result;
use crate::html::Article;
use crate::tables::DocumentRows;

/// A document's id as a title.
pub(super) fn title_of(id: &str) -> String {
    let name = id.rsplit(['/', '\\']).next().unwrap_or(id);
    name.strip_suffix(".txt").unwrap_or(name).replace('_', " ")
}

/// Makes the articles of documents. Where it can, it reads the `corpus` again for their texts:
/// rows have neither paragraphs nor what learned weights saw.
pub(super) fn articles(
    analyzer: &Analyzer,
    corpus: Option<&CorpusOptions>,
    documents: Vec<DocumentRows>,
) -> Result<Vec<Article>> {
    let mut articles: Vec<Option<Article>> = vec![None; documents.len()];
    for chunk in corpus.and_then(|options| Corpus::open(options.clone()).ok()).into_iter().flatten()
    {
        if articles.iter().all(Option::is_some) {
            break;
        }
        check_interrupted()?;
        chunk.documents(|document| {
            let Ok(document) = document else { return };
            for (article, rows) in articles.iter_mut().zip(&documents) {
                let row = &rows.document;
                if article.is_none() && row.id == document.id && row.source == document.source {
                    let read = Article::of_text(analyzer, &title_of(&row.id), &document).ok();
                    // One that has changed since is made of its rows.
                    *article = read.filter(|read| read.has_figures_of(row));
                }
            }
        });
    }
    check_interrupted()?;
    let of_rows = |rows: DocumentRows| Article::of_rows(&title_of(&rows.document.id), rows);
    let documents = documents.into_iter().zip(articles);
    Ok(documents.map(|(rows, article)| article.unwrap_or_else(|| of_rows(rows))).collect())
}
