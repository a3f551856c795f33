//! Pages for people who look rather than count: an article with its words marked, a corpus
//! in charts.
//!
//! All that a page shows comes from rows of the tables and explanations; nothing is scored
//! here. Texts, names and metadata are escaped by the templates (`web/templates/`); a report
//! carries a content security policy under which only its own script runs. The page of an
//! article needs neither files nor threads; the feature `pipeline` adds corpora. Rendering fails
//! only if a template does, which is a bug.
#![allow(
    clippy::trivially_copy_pass_by_ref, // templates pass everything by reference
    clippy::ref_option,                 // so they do options
    clippy::cast_sign_loss,             // shares and places on a scale
)]

mod article;
mod article_page;
mod chart;
mod compare;
mod format;
#[cfg(feature = "serve")]
mod live;
mod reference;
mod template;

#[cfg(feature = "pipeline")]
mod concordance;
#[cfg(feature = "pipeline")]
mod corpus_page;
#[cfg(feature = "pipeline")]
mod from_run;

pub use article::Article;
#[cfg(feature = "serve")]
pub(crate) use article::CUES_SHOWN;
pub use article_page::{article_fragment, article_report};
pub use compare::comparison;
pub(crate) use format::PageEscaper;
#[cfg(feature = "serve")]
pub(crate) use live::{MainFigures, asset, live_page};
pub use reference::Reference;
pub use template::Method;

#[cfg(feature = "pipeline")]
pub use concordance::{ConcordancePage, concordance_report};
#[cfg(feature = "pipeline")]
pub use corpus_page::{CorpusPage, corpus_report};
