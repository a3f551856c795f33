//! A concordance as a page.

use std::collections::HashMap;

use askama::Template;
use unicode_segmentation::UnicodeSegmentation;

use super::render::{Method, faulty, report_bare};
use super::shown;
use crate::error::Result;
use crate::kwic::{Counts, Line, Marked};

/// So many of the commonest words are listed.
const COMMONEST: usize = 10;

/// What a page of a concordance shows.
#[derive(Debug, Clone)]
pub struct ConcordancePage {
    /// The page's title.
    pub title: String,
    /// What was looked for and where, in words.
    pub says: String,
    /// What was found.
    pub counts: Counts,
    /// Documents that could not be read.
    pub failed: u64,
    /// The lines, in the order asked for.
    pub lines: Vec<Line>,
}

/// Words with how often each is there, the commonest first.
struct Common {
    title: &'static str,
    words: Vec<(String, u64)>,
    /// The count of the first, which the bars are measured by.
    most: u64,
}

#[derive(Template)]
#[template(path = "concordance.html")]
struct ConcordanceTemplate<'a> {
    page: &'a ConcordancePage,
    title: String,
    says: String,
    /// Whether the lines are of cues, which have a class.
    cues: bool,
    common: Vec<Common>,
}

#[allow(clippy::unused_self)] // templates call functions as methods
impl ConcordanceTemplate<'_> {
    fn shown(&self, text: &str) -> String {
        shown::shown(text)
    }

    /// What stands before, with whole words.
    fn left(&self, line: &Line) -> String {
        shown::shown(&before(line))
    }

    /// What stands after, with whole words.
    fn right(&self, line: &Line) -> String {
        shown::shown(&after(line))
    }

    fn count(&self, value: &u64) -> String {
        shown::count(*value)
    }

    fn class_name(&self, cue: &Marked) -> String {
        shown::class_name(cue.class)
    }

    fn mark(&self, cue: &Option<Marked>) -> &'static str {
        match cue {
            Some(cue) if cue.counts() => cue.side().name(),
            Some(_) => "out",
            None => "phrase",
        }
    }
}

/// A context too short for a word cuts it; a page shows all of it.
fn before(line: &Line) -> String {
    format!("{}{}", line.left_rest, line.left)
}

fn after(line: &Line) -> String {
    format!("{}{}", line.right, line.right_rest)
}

/// The commonest of some words; equally common ones by the alphabet.
fn common(title: &'static str, words: impl Iterator<Item = String>) -> Common {
    let mut counts: HashMap<String, u64> = HashMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut words: Vec<_> = counts.into_iter().collect();
    words.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    words.truncate(COMMONEST);
    Common { title, most: words.first().map_or(1, |(_, count)| *count), words }
}

/// A concordance as a self-contained page.
///
/// # Errors
/// None but faults of ours.
pub fn concordance_report(page: &ConcordancePage, method: &Method) -> Result<String> {
    let lines = || page.lines.iter();
    let own = |line: &Line| {
        let words: Vec<_> = line.text.split_whitespace().map(shown::shown).collect();
        words.join(" ").to_lowercase()
    };
    let last = |line: &Line| before(line).unicode_words().next_back().map(str::to_lowercase);
    let first = |line: &Line| after(line).unicode_words().next().map(str::to_lowercase);
    let template = ConcordanceTemplate {
        page,
        title: shown::shown(&page.title),
        says: shown::shown(&page.says),
        cues: lines().any(|line| line.cue.is_some()),
        common: vec![
            common("What was found", lines().map(own)),
            common("The word before", lines().filter_map(last)),
            common("The word after", lines().filter_map(first)),
        ],
    };
    let body = template.render().map_err(|e| faulty(&e))?;
    report_bare(&page.title, body, method)
}
