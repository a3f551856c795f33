//! The certainty ribbon: a text from its beginning to its end, a bar a sentence, without headings
//! and fragments.

use crate::html::article::Article;
use crate::html::format::step;

/// The ribbon's length.
const LENGTH: f64 = 1000.0;

/// More sentences than this are put together.
const BARS: usize = 500;

/// A sentence, or several of a long text, on the ribbon.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::html) struct RibbonBar {
    pub(in crate::html) x: String,
    pub(in crate::html) width: String,
    /// Of 100, from the bottom: the certainty.
    pub(in crate::html) height: String,
    pub(in crate::html) step: u8,
    /// The first sentence it stands for.
    pub(in crate::html) sentence: u64,
    /// Label, in words.
    pub(in crate::html) label: String,
}

/// The bars of an article; each as wide as its sentences are long.
pub(in crate::html) fn bars(article: &Article) -> Vec<RibbonBar> {
    let rows = article.sentences().map(|sentence| &sentence.row);
    let sentences: Vec<_> = rows.filter(|row| row.is_counted()).collect();
    let length = |from: u64, to: u64| (to - from).max(1) as f64;
    let whole: f64 = sentences.iter().map(|s| length(s.start, s.end)).sum();
    let together = sentences.len().div_ceil(BARS).max(1);
    let mut x = 0.0;
    let mut out = Vec::new();
    for group in sentences.chunks(together) {
        let own: f64 = group.iter().map(|s| length(s.start, s.end)).sum();
        let width = LENGTH * own / whole;
        let certainty = group.iter().map(|s| s.certainty).sum::<f64>() / group.len() as f64;
        let number = group[0].sentence;
        let which = match group {
            [one] => {
                let hedged = if one.hedged { "hedged" } else { "not hedged" };
                format!("Sentence {}, {hedged}", number + 1)
            }
            _ => format!("Sentences {}–{}", number + 1, group[group.len() - 1].sentence + 1),
        };
        out.push(RibbonBar {
            x: format!("{x:.1}"),
            width: format!("{width:.1}"),
            height: format!("{:.0}", (100.0 * certainty).max(3.0)),
            step: step(&certainty),
            sentence: number,
            label: format!("{which}: certainty {certainty:.2}"),
        });
        x += width;
    }
    out
}
