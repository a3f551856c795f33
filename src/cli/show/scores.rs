//! The figures of the text.

use std::io::Write;

use super::super::columns::paragraph;
use super::View;
use crate::analysis::Analysis;
use crate::analysis::DocumentScore;
use crate::lexicon::{CueClass, Side};

/// Where the figures begin.
const INDENT: usize = 18;

pub(super) fn list(view: View, analysis: &Analysis, out: &mut impl Write) -> std::io::Result<()> {
    let score = DocumentScore::of(analysis);
    writeln!(out, "{} words, {} sentences", score.words, score.sentences)?;
    let mut line = |label: &str, figures: &str| row(view, label, figures, out);
    if let (Some(share), Some((low, high))) = (score.hedged_share(), score.hedged_share_interval())
    {
        line(
            "hedged sentences",
            &format!(
                "{} of {} = {:.0} % (95 % interval {:.0}–{:.0} %)",
                score.hedged_sentences,
                score.sentences,
                100.0 * share,
                100.0 * low,
                100.0 * high
            ),
        )?;
    }
    if let Some(certainty) = score.certainty {
        line("certainty", &format!("{certainty:.2} (0 least, 1 most)"))?;
    }
    for side in Side::ALL {
        let classes: Vec<String> = CueClass::ALL
            .iter()
            .filter(|class| class.side() == side && score.classes[class.index()] > 0)
            .map(|class| format!("{class}\u{a0}{}", score.classes[class.index()]))
            .collect();
        let rate = score.per_1000_words(side).unwrap_or_default();
        let label = match side {
            Side::Hedge => "hedges",
            Side::Booster => "boosters",
            Side::Evidence => "evidence",
        };
        line(
            label,
            &format!(
                "{} ({rate:.1} per 1,000 words){}{}",
                score.side(side),
                if classes.is_empty() { "" } else { ": " },
                classes.join(", ")
            ),
        )?;
    }
    let balance = score.evidence_balance();
    line("evidence balance", &format!("{balance:.2} (below 0: hedging outweighs support)"))
}

/// A label and its figures, which stand below each other where they take several lines.
fn row(view: View, label: &str, figures: &str, out: &mut impl Write) -> std::io::Result<()> {
    if view.width.is_some_and(|columns| columns < 3 * INDENT) {
        let figures = paragraph(figures, view.width, 2, 2).replace('\u{a0}', " ");
        return write!(out, "{label}\n{figures}");
    }
    let figures = paragraph(figures, view.width, INDENT, INDENT);
    let figures = figures.trim_start_matches(' ').replace('\u{a0}', " ");
    write!(out, "{label:<INDENT$}{figures}")
}
