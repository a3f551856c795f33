//! What was decided of every cue, and why.

use std::io::Write;

use super::super::columns::{paragraph, shortened, width};
use super::super::printable::one_line;
use super::View;
use crate::analysis::Analysis;
use crate::analyzer::Analyzer;
use crate::context::rules;
use crate::explain::{Explanation, Reason};
use crate::lexicon::Probability;

/// Columns of the cue as it stands in the text.
const WORD: usize = 24;

/// Of what does not fit into a cue's line.
const INDENT: usize = 8;

/// Lists every cue with its reading and the rule that decided it.
pub(super) fn cues(
    view: View,
    text: &str,
    analysis: &Analysis,
    analyzer: &Analyzer,
    out: &mut impl Write,
) -> std::io::Result<()> {
    writeln!(out)?;
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        for cue in analysis.cues_of(sentence) {
            let entry = &analyzer.lexicon().cues()[cue.cue];
            let word = one_line(&text[cue.span.range()]);
            let word = view.width.map_or(word.clone(), |_| shortened(&word, WORD));
            let pad = " ".repeat(WORD.saturating_sub(width(&word)));
            let (class, reading, holder) = (cue.class, cue.reading, cue.holder.name());
            let number = number + 1;
            let what = format!("{number:>4}  {word}{pad} {class:<14} {reading:<10} {holder:<6} ");
            let listed = if entry.class == cue.class {
                String::new()
            } else {
                format!(" (listed as {})", entry.class)
            };
            let rule = format!("{}{listed}", cue.rule);
            match view.width {
                Some(columns) if width(what.trim_end()) > columns => {
                    writeln!(out, "{number:>4}  {word}")?;
                    let what = format!("{class}, {reading}, {holder}, {rule}");
                    write!(out, "{}", paragraph(&what, view.width, INDENT, INDENT))?;
                }
                Some(columns) if width(&what) + width(&rule) > columns => {
                    writeln!(out, "{}", what.trim_end())?;
                    write!(out, "{}", paragraph(&rule, view.width, INDENT, INDENT))?;
                }
                _ => writeln!(out, "{what}{rule}")?,
            }
        }
    }
    Ok(())
}

/// So many reasons are given for each decision.
const REASONS: usize = 4;

/// Says of every cue what it is and what tipped it.
pub(super) fn all(
    view: View,
    text: &str,
    analysis: &Analysis,
    analyzer: &Analyzer,
    why: &[Explanation],
    out: &mut impl Write,
) -> std::io::Result<()> {
    let mut say = |indent: usize, what: &str| {
        let deeper = if indent == 0 { 0 } else { indent + 4 };
        write!(out, "{}", paragraph(what, view.width, indent, deeper))
    };
    for (sentence, why) in analysis.sentences.iter().zip(why) {
        let cues = analysis.cues_of(sentence);
        if cues.is_empty() && !sentence.hedged {
            continue;
        }
        let verdict = if sentence.hedged { "hedged" } else { "not hedged" };
        let p = sentence.hedge_probability;
        let limit = analyzer.threshold();
        say(0, "")?;
        say(0, &one_line(&text[sentence.span.range()]))?;
        say(2, &format!("{verdict}: probability {p:.2}, threshold {limit:.2}"))?;
        if !why.sentence.is_empty() {
            say(2, &format!("the sentence as a whole: {}", reasons(&why.sentence)))?;
        }
        for (cue, reasons_seen) in cues.iter().zip(&why.cues) {
            let entry = &analyzer.lexicon().cues()[cue.cue];
            let word = one_line(&text[cue.span.range()]);
            let listed = if cue.class == entry.class {
                String::new()
            } else {
                format!(", listed as {}", entry.class)
            };
            let class = if cue.counts() {
                format!(" ({}{listed}, weight {:.2})", cue.class, analyzer.weight(cue))
            } else {
                String::new()
            };
            let rule = match rules::by_id(cue.rule) {
                Some(rule) if cue.rule != rules::DEFAULT => {
                    format!("{} ({})", rule.what.trim_end_matches('.'), rule.id)
                }
                _ => "nothing speaks against it".to_owned(),
            };
            say(2, &format!("‘{word}’ is {}{class}: {rule}", cue.reading))?;
            if let Some(p) = cue.confidence {
                let reasons = reasons(reasons_seen);
                say(
                    6,
                    &format!("annotated texts make it a hedge with probability {p:.2}: {reasons}"),
                )?;
            }
            if let (true, Some(p)) = (cue.counts(), cue.probability) {
                let Probability { low, mid, high } = p;
                let (mid, low, high) = (100.0 * mid, 100.0 * low, 100.0 * high);
                say(
                    6,
                    &format!(
                        "readers take it to mean {mid:.0} % (half of them {low:.0}–{high:.0} %)"
                    ),
                )?;
            }
        }
    }
    Ok(())
}

fn reasons(reasons: &[Reason]) -> String {
    let shown = reasons.iter().take(REASONS);
    let shown: Vec<String> =
        shown.map(|r| format!("{} ({:+.1})", one_line(&r.what), r.weight)).collect();
    if shown.is_empty() { "nothing in particular".to_owned() } else { shown.join(", ") }
}
