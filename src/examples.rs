//! Runs the examples and counter-examples of the lexicon.

use crate::analysis::CueMatch;
use crate::analyzer::Analyzer;
use crate::error::{Diagnostic, Result};
use crate::language::{Language, ProfileWeights};
use crate::lexicon::Cue;

/// Outcome of running the examples.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ExampleReport {
    /// Number of sentences that were run.
    pub checked: usize,
    /// Sentences that did not come out as they should.
    pub failures: Vec<Diagnostic>,
}

/// Runs every example and counter-example of a language's lexicon. They are about entries and
/// rules: learned weights, which know what annotators of one kind of text make of a sentence, are
/// left out.
///
/// In an example the entry has to match and to count, with its own class (a
/// `literal` or `attribution_only` entry has to match), in one of the profiles that use it; in a
/// counter-example it must not, in the first of them.
///
/// # Errors
/// Mistakes in the profiles.
pub fn check_examples(language: &Language) -> Result<ExampleReport> {
    let mut report = ExampleReport::default();
    let analyzer = |name| {
        Analyzer::builder()
            .language(language)
            .profile(name)
            .weights(ProfileWeights::default())
            .build()
    };
    let analyzers: Vec<Analyzer> =
        language.profile_names().into_iter().map(analyzer).collect::<Result<_>>()?;
    for (index, cue) in language.lexicon().cues().iter().enumerate() {
        let using: Vec<_> = analyzers.iter().filter(|a| a.profile().uses(cue)).collect();
        let Some((first, others)) = using.split_first() else { continue };
        let examples = cue.examples.iter().map(|sentence| (sentence, true));
        let counter_examples = cue.counter_examples.iter().map(|sentence| (sentence, false));
        for (sentence, should_count) in examples.chain(counter_examples) {
            report.checked += 1;
            let Some(message) = problem(first, index, cue, sentence, should_count)? else {
                continue;
            };
            let counts_in = |other: &&Analyzer| problem(other, index, cue, sentence, true);
            let elsewhere = others.iter().map(counts_in).collect::<Result<Vec<_>>>()?;
            if !should_count || elsewhere.iter().all(Option::is_some) {
                let (file, line) = (cue.file.clone(), cue.line);
                report.failures.push(Diagnostic { file, line, message });
            }
        }
    }
    Ok(report)
}

fn problem(
    analyzer: &Analyzer,
    index: usize,
    cue: &Cue,
    sentence: &str,
    should_count: bool,
) -> Result<Option<String>> {
    let analysis = analyzer.analyze(sentence)?;
    let own: Vec<_> = analysis.cues.iter().filter(|m| m.cue == index).collect();
    let counts = own.iter().any(|m| m.counts() && m.class == cue.class);
    if ((cue.literal || cue.attribution_only) && should_count && !own.is_empty())
        || counts == should_count
    {
        return Ok(None);
    }
    let describe = |m: &CueMatch| {
        let (text, id) = (&sentence[m.span.range()], analyzer.lexicon().cues()[m.cue].id());
        format!("{text}: {id} {} by {}", m.reading, m.rule)
    };
    let found: Vec<String> = analysis.cues.iter().map(describe).collect();
    let found = if found.is_empty() { "nothing".to_owned() } else { found.join("; ") };
    let wanted = if should_count {
        "does not count in its example"
    } else {
        "counts in its counter-example"
    };
    Ok(Some(format!("\"{}\" {wanted} \"{sentence}\"; found: {found}", cue.name)))
}
