//! Model cards: what a profile is for, what it was learned from, and what it is not for.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The facts about a profile that a user should know before trusting its figures: the table
/// `[card]` of its file. Each text is one or more whole sentences.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileCard {
    /// The texts and questions that it is for.
    pub purpose: String,
    /// What it should not be used for.
    pub not_for: Vec<String>,
    /// The annotated texts that its weights were learned from.
    #[serde(default)]
    pub learned_from: Vec<LearningSource>,
}

/// Annotated text that the weights of a profile were learned from.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LearningSource {
    /// Name of the gold file, without folders and ending; figures on it have the same name.
    pub file: String,
    /// What texts they are, and what is annotated.
    pub what: String,
    /// Number of sentences.
    pub sentences: u64,
    /// How many of them have which answer.
    pub counts: String,
    /// Terms of the texts and annotations.
    pub license: String,
    /// Who annotated, and how.
    pub annotators: String,
    /// How far annotators agree, and what that means.
    pub agreement: String,
}

impl ProfileCard {
    /// Says what is wrong with it, if anything is.
    pub(super) fn mistake(&self) -> Option<String> {
        let texts = [("purpose", &self.purpose)].into_iter();
        let texts = texts.chain(self.not_for.iter().map(|text| ("not_for", text)));
        let sources = self.learned_from.iter().flat_map(|source| {
            [
                ("file", &source.file),
                ("what", &source.what),
                ("counts", &source.counts),
                ("license", &source.license),
                ("annotators", &source.annotators),
                ("agreement", &source.agreement),
            ]
        });
        let is_one_line = |text: &str| !text.trim().is_empty() && !text.contains('\n');
        if let Some((key, _)) = texts.chain(sources).find(|(_, text)| !is_one_line(text)) {
            return Some(format!("{key} in [card] must be one line that is not empty"));
        }
        if self.not_for.is_empty() {
            return Some("not_for in [card] is empty; say where not to use the profile".to_owned());
        }
        if let Some(source) = self.learned_from.iter().find(|source| source.sentences == 0) {
            return Some(format!("\"{}\" in [card] has no sentences", source.file));
        }
        let mut files = BTreeSet::new();
        let twice = self.learned_from.iter().find(|source| !files.insert(&source.file));
        twice.map(|source| format!("\"{}\" stands twice in [card]", source.file))
    }
}
