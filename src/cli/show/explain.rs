//! What was decided about every cue, and why.

use crate::analysis::{Analysis, CueMatch, SentenceKind};
use crate::analyzer::Analyzer;
use crate::cli::sanitize::sanitize_line;
use crate::cli::terminal::Display;
use crate::cli::wrap::{paragraph, shorten, width};
use crate::context::rules;
use crate::explain::{Explanation, Reason};
use crate::lexicon::Probability;

/// Columns for the cue as it stands in the text.
const WORD_COLUMNS: usize = 24;

/// Indent of what does not fit into a cue's line.
const INDENT: usize = 8;

/// Most reasons that are given for a decision.
const MAX_REASONS: usize = 4;

/// Lists every cue with its reading and the rule that decided it.
pub(super) fn cues(
    display: Display,
    text: &str,
    analysis: &Analysis,
    analyzer: &Analyzer,
) -> String {
    let mut out = "\n".to_owned();
    for (number, sentence) in (1..).zip(&analysis.sentences) {
        for cue in analysis.cues_of(sentence) {
            let word = sanitize_line(&text[cue.span.range()]);
            let word = display.width.map_or(word.clone(), |_| shorten(&word, WORD_COLUMNS));
            let pad = " ".repeat(WORD_COLUMNS.saturating_sub(width(&word)));
            let (class, reading, holder) = (cue.class, cue.reading, cue.holder.name());
            let columns =
                format!("{number:>4}  {word}{pad} {class:<14} {reading:<10} {holder:<6} ");
            let listed = listed_class(cue, analyzer).map(|class| format!(" (listed as {class})"));
            let rule = format!("{}{}", cue.rule, listed.unwrap_or_default());
            let (line, below) = match display.width {
                Some(limit) if width(columns.trim_end()) > limit => {
                    let below = format!("{class}, {reading}, {holder}, {rule}");
                    (format!("{number:>4}  {word}"), below)
                }
                Some(limit) if width(&columns) + width(&rule) > limit => {
                    (columns.trim_end().to_owned(), rule)
                }
                _ => (columns + &rule, String::new()),
            };
            out.extend([&line, "\n"]);
            if !below.is_empty() {
                out += &paragraph(&below, display.width, INDENT, INDENT);
            }
        }
    }
    out
}

/// The class of the lexicon's entry, if context has given the match another.
fn listed_class(cue: &CueMatch, analyzer: &Analyzer) -> Option<String> {
    let listed = analyzer.lexicon().cues()[cue.cue].class;
    (listed != cue.class).then(|| listed.to_string())
}

/// Says of every sentence with cues what it is, and of every cue what tipped it.
pub(super) fn explanations(
    display: Display,
    text: &str,
    analysis: &Analysis,
    analyzer: &Analyzer,
    because: &[Explanation],
) -> String {
    let mut out = String::new();
    let mut say = |indent: usize, words: &str| {
        let deeper = if indent == 0 { 0 } else { indent + 4 };
        out += &paragraph(words, display.width, indent, deeper);
    };
    for (sentence, because) in analysis.sentences.iter().zip(because) {
        let cues = analysis.cues_of(sentence);
        if cues.is_empty() && !sentence.hedged {
            continue;
        }
        let verdict = if sentence.hedged { "hedged" } else { "not hedged" };
        let (p, threshold) = (sentence.hedge_probability, analyzer.threshold());
        say(0, "");
        say(0, &sanitize_line(&text[sentence.span.range()]));
        say(2, &format!("{verdict}: probability {p:.2}, threshold {threshold:.2}"));
        if sentence.kind != SentenceKind::Sentence {
            say(2, &format!("a {}, not counted among the sentences", sentence.kind));
        }
        if !because.sentence.is_empty() {
            say(2, &format!("the sentence as a whole: {}", reasons(&because.sentence)));
        }
        for (cue, reasons_seen) in cues.iter().zip(&because.cues) {
            let word = sanitize_line(&text[cue.span.range()]);
            say(2, &format!("‘{word}’ is {}", decision(cue, analyzer)));
            if let Some(p) = cue.confidence {
                let reasons = reasons(reasons_seen);
                let judged = "annotated texts make it a hedge with probability";
                say(6, &format!("{judged} {p:.2}: {reasons}"));
            }
            if let (true, Some(Probability { low, mid, high })) = (cue.counts(), cue.probability) {
                let (mid, low, high) = (100.0 * mid, 100.0 * low, 100.0 * high);
                let half = format!("half of them {low:.0}–{high:.0} %");
                say(6, &format!("readers take it to mean {mid:.0} % ({half})"));
            }
        }
    }
    out
}

/// The reading of a cue, its class if it counts, and the rule that decided.
fn decision(cue: &CueMatch, analyzer: &Analyzer) -> String {
    let class = if cue.counts() {
        let listed = listed_class(cue, analyzer).map(|class| format!(", listed as {class}"));
        let weight = analyzer.weight(cue);
        format!(" ({}{}, weight {weight:.2})", cue.class, listed.unwrap_or_default())
    } else {
        String::new()
    };
    let rule = match rules::by_id(cue.rule) {
        Some(rule) if cue.rule != rules::DEFAULT => {
            format!("{} ({})", rule.what.trim_end_matches('.'), rule.id)
        }
        _ => "nothing speaks against it".to_owned(),
    };
    format!("{}{class}: {rule}", cue.reading)
}

fn reasons(reasons: &[Reason]) -> String {
    let strongest = reasons.iter().take(MAX_REASONS);
    let strongest: Vec<String> =
        strongest.map(|r| format!("{} ({:+.1})", sanitize_line(&r.what), r.weight)).collect();
    if strongest.is_empty() { "nothing in particular".to_owned() } else { strongest.join(", ") }
}
