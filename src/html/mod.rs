//! Pages for people who look rather than count: an article with its words marked, a corpus
//! in charts.
//!
//! Everything on a page comes out of the tables, as rows read again, and out of the
//! explanations; nothing is scored here. Texts, names and metadata are escaped by the
//! templates (`web/templates/`); a report carries a content security policy under which
//! nothing but its own script runs.
#![allow(
    clippy::trivially_copy_pass_by_ref, // templates pass everything by reference
    clippy::ref_option,                 // so they do options
    clippy::cast_sign_loss,             // shares and places on a scale
)]

mod article;
mod assets;
mod chart;
mod compare;
mod concordance;
mod corpus;
#[cfg(feature = "serve")]
mod live;
mod reference;
mod render;
mod shown;

pub use article::Article;
#[cfg(feature = "serve")]
pub(crate) use article::CUES_SHOWN;
pub use compare::comparison;
pub use concordance::{ConcordancePage, concordance_report};
pub use corpus::Corpus;
#[cfg(feature = "serve")]
pub(crate) use live::{Figures, asset, live_page};
pub use reference::Reference;
pub use render::{Method, article_fragment, article_report, corpus_report};
