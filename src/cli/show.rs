//! `hedgerow show`: one text, highlighted, with its scores.

use std::io::{Read, Write};

use anstyle::{AnsiColor, Style};

use super::args::ShowArgs;
use super::{Outcome, score, stdout_error};
use crate::aggregate::DocumentScore;
use crate::analyzer::{Analysis, Analyzer};
use crate::context::{CueMatch, rules};
use crate::corpus::decode;
use crate::error::{Error, Result};
use crate::explain::{Explanation, Reason, explain};
use crate::lexicon::{CueClass, Probability, Side};

pub(super) fn run(args: &ShowArgs) -> Result<Outcome> {
    let analyzer = score::analyzer(&args.analyzer)?;
    let mut bytes = Vec::new();
    if args.input == "-" {
        std::io::stdin().read_to_end(&mut bytes).map_err(|e| Error::io("standard input", e))?;
    } else {
        bytes = std::fs::read(&args.input).map_err(|e| Error::io(&args.input, e))?;
    }
    let decoded =
        decode(bytes, None).map_err(|reason| Error::usage(format!("{}: {reason}", args.input)))?;
    let text = decoded.text;
    let analysis = analyzer.analyze(&text)?;
    let why = if args.explain { explain(&analyzer, &text)? } else { Vec::new() };
    let stdout = anstream::stdout();
    let colour =
        !matches!(anstream::AutoStream::choice(&std::io::stdout()), anstream::ColorChoice::Never);
    let mut out = std::io::BufWriter::new(stdout.lock());
    let painter = Painter { colour };
    let shown = painter
        .text(&text, &analysis, &mut out)
        .and_then(|()| painter.scores(&analysis, &mut out))
        .and_then(|()| {
            if args.cues {
                list_cues(&text, &analysis, &analyzer, &mut out)?;
            }
            if args.explain {
                explain_all(&text, &analysis, &analyzer, &why, &mut out)?;
            }
            if let Some(warning) = &decoded.warning {
                writeln!(out, "warning: {warning}")?;
            }
            out.flush()
        });
    shown.map_err(stdout_error)?;
    Ok(Outcome::Done)
}

struct Painter {
    colour: bool,
}

/// Colours of Okabe and Ito's palette as terminals have them, each with an
/// attribute of its own so that colour is never the only difference.
fn style(cue: &CueMatch) -> Style {
    if !cue.counts() {
        return Style::new().dimmed().strikethrough();
    }
    match cue.side() {
        Side::Hedge => Style::new().fg_color(Some(AnsiColor::Yellow.into())).underline(),
        Side::Booster => Style::new().fg_color(Some(AnsiColor::Magenta.into())).bold(),
        Side::Evidence => Style::new().fg_color(Some(AnsiColor::Cyan.into())).italic(),
    }
}

impl Painter {
    fn text(&self, text: &str, analysis: &Analysis, out: &mut impl Write) -> std::io::Result<()> {
        let mut at = 0;
        for cue in &analysis.cues {
            let range = cue.span.range();
            if range.start < at {
                continue; // lies inside the one before
            }
            write!(out, "{}", printable(&text[at..range.start]))?;
            at = range.end;
            let word = printable(&text[range]);
            if self.colour {
                let style = style(cue);
                write!(out, "{style}{word}{style:#}")?;
            } else if cue.counts() {
                write!(out, "[{word}|{}]", cue.class)?;
            } else {
                write!(out, "{word}")?;
            }
        }
        writeln!(out, "{}\n", printable(text[at..].trim_end()))
    }

    fn scores(&self, analysis: &Analysis, out: &mut impl Write) -> std::io::Result<()> {
        let score = DocumentScore::of(analysis);
        if self.colour {
            let legend = |style: Style, name: &str| format!("{style}{name}{style:#}");
            writeln!(
                out,
                "{}  {}  {}  {}\n",
                legend(Style::new().fg_color(Some(AnsiColor::Yellow.into())).underline(), "hedge"),
                legend(Style::new().fg_color(Some(AnsiColor::Magenta.into())).bold(), "booster"),
                legend(Style::new().fg_color(Some(AnsiColor::Cyan.into())).italic(), "evidence"),
                legend(Style::new().dimmed().strikethrough(), "ruled out"),
            )?;
        }
        writeln!(out, "{} words, {} sentences", score.words, score.sentences)?;
        if let (Some(share), Some((low, high))) =
            (score.hedged_share(), score.hedged_share_interval())
        {
            writeln!(
                out,
                "hedged sentences  {} of {} = {:.0} % (95 % interval {:.0}–{:.0} %)",
                score.hedged_sentences,
                score.sentences,
                100.0 * share,
                100.0 * low,
                100.0 * high
            )?;
        }
        if let Some(certainty) = score.certainty {
            writeln!(out, "certainty         {certainty:.2} (0 least, 1 most)")?;
        }
        for side in Side::ALL {
            let classes: Vec<String> = CueClass::ALL
                .iter()
                .filter(|class| class.side() == side && score.classes[class.index()] > 0)
                .map(|class| format!("{class} {}", score.classes[class.index()]))
                .collect();
            let rate = score.per_1000_words(side).unwrap_or_default();
            let label = match side {
                Side::Hedge => "hedges",
                Side::Booster => "boosters",
                Side::Evidence => "evidence",
            };
            writeln!(
                out,
                "{label:<17} {} ({rate:.1} per 1,000 words){}{}",
                score.side(side),
                if classes.is_empty() { "" } else { ": " },
                classes.join(", ")
            )?;
        }
        writeln!(
            out,
            "evidence balance  {:.2} (below 0: hedging outweighs support)",
            score.evidence_balance()
        )
    }
}

/// Lists every cue with its reading and the rule that decided it.
fn list_cues(
    text: &str,
    analysis: &Analysis,
    analyzer: &Analyzer,
    out: &mut impl Write,
) -> std::io::Result<()> {
    writeln!(out)?;
    for (number, sentence) in analysis.sentences.iter().enumerate() {
        for cue in analysis.cues_of(sentence) {
            let entry = &analyzer.lexicon().cues()[cue.cue];
            writeln!(
                out,
                "{:>4}  {:<24} {:<14} {:<10} {:<6} {}{}",
                number + 1,
                printable(&text[cue.span.range()]),
                cue.class,
                cue.reading,
                cue.holder.name(),
                cue.rule,
                if entry.class == cue.class {
                    String::new()
                } else {
                    format!(" (listed as {})", entry.class)
                },
            )?;
        }
    }
    Ok(())
}

/// So many reasons are given for each decision.
const REASONS: usize = 4;

/// Says of every cue what it is and what tipped it.
fn explain_all(
    text: &str,
    analysis: &Analysis,
    analyzer: &Analyzer,
    why: &[Explanation],
    out: &mut impl Write,
) -> std::io::Result<()> {
    for (sentence, why) in analysis.sentences.iter().zip(why) {
        let cues = analysis.cues_of(sentence);
        if cues.is_empty() && !sentence.hedged {
            continue;
        }
        let verdict = if sentence.hedged { "hedged" } else { "not hedged" };
        let shown = printable(&text[sentence.span.range()]);
        let p = sentence.hedge_probability;
        let limit = analyzer.threshold();
        writeln!(out, "\n{shown}\n  {verdict}: probability {p:.2}, threshold {limit:.2}")?;
        if !why.sentence.is_empty() {
            writeln!(out, "  the sentence as a whole: {}", reasons(&why.sentence))?;
        }
        for (cue, reasons_seen) in cues.iter().zip(&why.cues) {
            let entry = &analyzer.lexicon().cues()[cue.cue];
            let word = printable(&text[cue.span.range()]);
            write!(out, "  ‘{word}’ is {}", cue.reading)?;
            if cue.counts() {
                write!(out, " ({}", cue.class)?;
                if cue.class != entry.class {
                    write!(out, ", listed as {}", entry.class)?;
                }
                write!(out, ", weight {:.2})", analyzer.weight(cue))?;
            }
            match rules::by_id(cue.rule) {
                Some(rule) if cue.rule != rules::DEFAULT => {
                    writeln!(out, ": {} ({})", rule.what.trim_end_matches('.'), rule.id)?;
                }
                _ => writeln!(out, ": nothing speaks against it")?,
            }
            if let Some(p) = cue.confidence {
                writeln!(
                    out,
                    "      annotated texts make it a hedge with probability {p:.2}: {}",
                    reasons(reasons_seen)
                )?;
            }
            if let (true, Some(p)) = (cue.counts(), cue.probability) {
                let Probability { low, mid, high } = p;
                writeln!(
                    out,
                    "      readers take it to mean {:.0} % (half of them {:.0}–{:.0} %)",
                    100.0 * mid,
                    100.0 * low,
                    100.0 * high
                )?;
            }
        }
    }
    Ok(())
}

fn reasons(reasons: &[Reason]) -> String {
    let shown = reasons.iter().take(REASONS);
    let shown: Vec<String> =
        shown.map(|r| format!("{} ({:+.1})", printable(&r.what), r.weight)).collect();
    if shown.is_empty() { "nothing in particular".to_owned() } else { shown.join(", ") }
}

/// A text must not command the terminal: control characters are shown as `�`.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() && !matches!(c, '\n' | '\t') { '\u{FFFD}' } else { c })
        .collect::<String>()
        .replace("\u{FFFD}\n", "\n")
}
