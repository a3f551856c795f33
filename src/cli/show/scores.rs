//! The figures of the text.

use std::io::{Result, Write};

use crate::analysis::Analysis;
use crate::cli::terminal::Display;
use crate::cli::wrap::paragraph;
use crate::lexicon::{CueClass, Side};

/// Column at which the figures begin.
const INDENT: usize = 18;

/// Writes the figures, a line for each.
pub(super) fn write_scores(
    display: Display,
    analysis: &Analysis,
    out: &mut impl Write,
) -> Result<()> {
    let score = analysis.document();
    writeln!(out, "{} words, {} sentences", score.words, score.sentences)?;
    let mut row = |label: &str, figures: &str| write_row(display, label, figures, out);
    if let (Some(share), Some((low, high))) = (score.hedged_share(), score.hedged_share_interval())
    {
        let (share, low, high) = (100.0 * share, 100.0 * low, 100.0 * high);
        let (hedged, all) = (score.hedged_sentences, score.sentences);
        let figures =
            format!("{hedged} of {all} = {share:.0} % (95 % interval {low:.0}–{high:.0} %)");
        row("hedged sentences", &figures)?;
    }
    if let Some(certainty) = score.certainty {
        row("certainty", &format!("{certainty:.2} (0 least, 1 most)"))?;
    }
    for side in Side::ALL {
        let label = match side {
            Side::Hedge => "hedges",
            Side::Booster => "boosters",
            Side::Evidence => "evidence",
        };
        let classes: Vec<String> = CueClass::ALL
            .iter()
            .filter(|class| class.side() == side && score.classes[class.index()] > 0)
            .map(|class| format!("{class}\u{a0}{}", score.classes[class.index()]))
            .collect();
        let count = score.side(side);
        let rate = score.per_1000_words(side).unwrap_or_default();
        let colon = if classes.is_empty() { "" } else { ": " };
        let classes = classes.join(", ");
        row(label, &format!("{count} ({rate:.1} per 1,000 words){colon}{classes}"))?;
    }
    let balance = score.evidence_balance();
    row("evidence balance", &format!("{balance:.2} (below 0: hedging outweighs support)"))
}

/// Writes a label and its figures, which are wrapped beside it, or below it where the display is
/// narrow.
fn write_row(display: Display, label: &str, figures: &str, out: &mut impl Write) -> Result<()> {
    if display.width.is_some_and(|columns| columns < 3 * INDENT) {
        let figures = paragraph(figures, display.width, 2, 2).replace('\u{a0}', " ");
        return write!(out, "{label}\n{figures}");
    }
    let figures = paragraph(figures, display.width, INDENT, INDENT);
    let figures = figures.trim_start_matches(' ').replace('\u{a0}', " ");
    write!(out, "{label:<INDENT$}{figures}")
}
