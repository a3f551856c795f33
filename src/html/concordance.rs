//! A concordance as a page.

use std::collections::HashMap;

use askama::Template;
use unicode_segmentation::UnicodeSegmentation;

use super::format;
use super::template::{Method, render, report};
use crate::error::Result;
use crate::kwic::{ConcordanceCounts, ConcordanceLine};

/// Number of the commonest words that are listed.
const COMMONEST: usize = 10;

/// The page of a concordance.
#[derive(Debug, Clone)]
pub struct ConcordancePage {
    /// Title of the page.
    pub title: String,
    /// The query and its inputs, in words.
    pub says: String,
    /// Counts of what was found.
    pub counts: ConcordanceCounts,
    /// Number of documents that could not be read.
    pub failed: u64,
    /// The lines, in the order asked for.
    pub lines: Vec<ConcordanceLine>,
}

/// Words with their counts, the commonest first.
struct CommonWords {
    title: &'static str,
    words: Vec<(String, u64)>,
    /// Count of the first, which the bars are measured by.
    most: u64,
}

#[derive(Template)]
#[template(path = "concordance.html")]
struct ConcordanceTemplate<'a> {
    page: &'a ConcordancePage,
    /// True if the lines are of cues, which have a class.
    cues: bool,
    common: [CommonWords; 3],
}

/// Returns the text before; a word that a short context cut is shown whole.
fn before(line: &ConcordanceLine) -> String {
    format!("{}{}", line.left_rest, line.left)
}

fn after(line: &ConcordanceLine) -> String {
    format!("{}{}", line.right, line.right_rest)
}

/// Counts words and keeps the commonest, equals in the order of the alphabet.
fn common(title: &'static str, words: impl Iterator<Item = String>) -> CommonWords {
    let mut counts: HashMap<String, u64> = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<_> = counts.into_iter().collect();
    words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(COMMONEST);
    CommonWords { title, most: words.first().map_or(1, |(_, count)| *count), words }
}

/// Renders a concordance as a self-contained page.
pub fn concordance_report(page: &ConcordancePage, method: &Method) -> Result<String> {
    let lines = || page.lines.iter();
    let own = |line: &ConcordanceLine| {
        line.text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let last =
        |line: &ConcordanceLine| before(line).unicode_words().next_back().map(str::to_lowercase);
    let first = |line: &ConcordanceLine| after(line).unicode_words().next().map(str::to_lowercase);
    let template = ConcordanceTemplate {
        page,
        cues: lines().any(|line| line.cue.is_some()),
        common: [
            common("What was found", lines().map(own)),
            common("The word before", lines().filter_map(last)),
            common("The word after", lines().filter_map(first)),
        ],
    };
    let body = render(&template)?;
    report(&page.title, body, Vec::new(), method, false)
}
