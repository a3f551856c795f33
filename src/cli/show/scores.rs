//! The figures of the text.

use crate::analysis::Analysis;
use crate::cli::outcome::counted;
use crate::cli::terminal::Display;
use crate::cli::wrap::paragraph;
use crate::lexicon::{CueClass, Side};

/// Column at which the figures begin.
const INDENT: usize = 18;

/// Lists the figures, a line for each.
pub(super) fn scores(display: Display, analysis: &Analysis) -> String {
    let score = analysis.document();
    let mut rows = Vec::new();
    if let (Some(share), Some((low, high))) = (score.hedged_share(), score.hedged_share_interval())
    {
        let (share, low, high) = (100.0 * share, 100.0 * low, 100.0 * high);
        let (hedged, all) = (score.hedged_sentences, score.sentences);
        let interval = format!("(95 % interval {low:.0}–{high:.0} %)");
        rows.push(("hedged sentences", format!("{hedged} of {all} = {share:.0} % {interval}")));
    }
    if let Some(certainty) = score.certainty {
        rows.push(("certainty", format!("{certainty:.2} (0 least, 1 most)")));
    }
    for (side, label) in Side::ALL.into_iter().zip(["hedges", "boosters", "evidence"]) {
        let classes = CueClass::ALL.into_iter().zip(score.classes);
        let classes: Vec<String> = classes
            .filter(|(class, count)| class.side() == side && *count > 0)
            .map(|(class, count)| format!("{class}\u{a0}{count}"))
            .collect();
        let colon = if classes.is_empty() { "" } else { ": " };
        let (count, classes) = (score.side(side), classes.join(", "));
        let rate = score.per_1000_words(side).unwrap_or_default();
        rows.push((label, format!("{count} ({rate:.1} per 1,000 words){colon}{classes}")));
    }
    let balance = score.evidence_balance();
    let meaning = "below 0: hedging outweighs support";
    rows.push(("evidence balance", format!("{balance:.2} ({meaning})")));
    let mut head = vec![counted(score.words, "word"), counted(score.sentences, "sentence")];
    let beside = [(score.headings, "heading"), (score.fragments, "fragment")];
    let beside = beside.into_iter().filter(|(count, _)| *count > 0);
    head.extend(beside.map(|(count, noun)| counted(count, noun)));
    let rows = rows.into_iter().map(|(label, figures)| row(display, label, &figures));
    let head = paragraph(&head.join(", "), display.width, 0, 2);
    head + &rows.collect::<String>()
}

/// A label and its figures, which are wrapped beside it, or below it where the display is narrow.
fn row(display: Display, label: &str, figures: &str) -> String {
    let narrow = display.width.is_some_and(|columns| columns < 3 * INDENT);
    let indent = if narrow { 2 } else { INDENT };
    let figures = paragraph(figures, display.width, indent, indent).replace('\u{a0}', " ");
    if narrow {
        return format!("{label}\n{figures}");
    }
    format!("{label:<INDENT$}{}", figures.trim_start_matches(' '))
}
