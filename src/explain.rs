//! Why weights decided as they did, in words.

use std::collections::HashMap;

use serde::Serialize;

use crate::analyzer::{Analyzer, ObservedSentence};
use crate::context::{rules, value_names, verb_groups};
use crate::error::Result;
use crate::lexicon::{Cue, CueClass, Reading, Side};
use crate::score;
use crate::text::{Token, note_words, special_names, word_value};
use crate::weights::{Feature, HEDGING, Weights, hedging_template, template};
use crate::word::{hash_word, hash_words};

/// The names that the values of features stand for.
#[derive(Debug, Default)]
pub(crate) struct Names(HashMap<u32, String>);

impl Names {
    /// Returns the names of an analyzer's cues and of everything else but words.
    pub(crate) fn new(analyzer: &Analyzer) -> Self {
        let names = value_names()
            .chain(CueClass::ALL.map(CueClass::name))
            .chain(Side::ALL.map(Side::name))
            .chain(Reading::ALL.map(Reading::name))
            .chain(rules::all().iter().map(|rule| rule.id))
            .map(str::to_owned);
        let profiles = analyzer.language().profile_names().into_iter().map(str::to_owned);
        let names = analyzer.lexicon().cues().iter().map(Cue::id).chain(names).chain(profiles);
        let special = special_names().map(|(hash, name)| (hash, name.to_owned()));
        let mut names = Self(special.chain(names.map(|name| (hash_word(&name), name))).collect());
        for group in verb_groups() {
            names.words(&group.split(' ').collect::<Vec<_>>());
        }
        names
    }

    fn words(&mut self, words: &[&str]) {
        let hash = hash_words(words.iter().map(|word| hash_word(word)));
        self.0.entry(hash).or_insert_with(|| words.join(" "));
    }

    pub(crate) fn note(&mut self, text: &str, tokens: &[Token]) {
        note_words(text, tokens, &mut self.0);
    }

    /// Adds the form in which a cue occurs.
    pub(crate) fn form(&mut self, tokens: &[Token]) {
        let word =
            |token: &Token| self.0.get(&word_value(Some(token))).cloned().unwrap_or_default();
        let words: Vec<String> = tokens.iter().map(word).collect();
        self.words(&words.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// The name of a feature in a weights file.
    pub(crate) fn of(&self, feature: Feature) -> String {
        feature.name(HEDGING, &|hash| self.0.get(&hash).cloned())
    }

    fn says(&self, feature: Feature) -> String {
        let name = self.of(feature);
        let mut values = name.split('\t').skip(1);
        let plain =
            [template::CUE_GROUP, template::S_CUE, template::S_CLASS].contains(&feature.template);
        let shown = |value: &str| match value.strip_prefix('<').and_then(|v| v.strip_suffix('>')) {
            Some("end") => "the end of the sentence".to_owned(),
            Some(mark) => format!("a {mark}"),
            None if plain => value.to_owned(),
            None => format!("‘{value}’"),
        };
        let first = values.next().map(shown).unwrap_or_default();
        let last = values.last().map_or_else(|| first.clone(), shown);
        hedging_template(feature).says.replace("{1}", &first).replace("{}", &last)
    }
}

/// One thing that spoke for or against something.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Reason {
    /// Its description, such as "followed by ‘be’".
    pub what: String,
    /// Its weight in logits: above 0 it speaks for what the cue or sentence is asked for.
    pub weight: f64,
}

/// Why a sentence and its cues were judged as they were.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
pub struct Explanation {
    /// The reasons in the words of the sentence, besides its cues.
    pub sentence: Vec<Reason>,
    /// For each cue of the sentence, in order, what learned weights saw, the
    /// weightiest first; empty where rules alone decided.
    pub cues: Vec<Vec<Reason>>,
}

/// Explains each sentence of a text, in order.
///
/// ```
/// let analyzer = hedgerow::Analyzer::builder().profile("science").build()?;
/// let why = hedgerow::explain(&analyzer, "The protein may be involved.")?;
/// assert!(why[0].cues[0].iter().any(|reason| reason.weight > 0.0));
/// # Ok::<(), hedgerow::Error>(())
/// ```
///
/// # Errors
/// As [`Analyzer::analyze`].
pub fn explain(analyzer: &Analyzer, text: &str) -> Result<Vec<Explanation>> {
    explain_first(analyzer, text, usize::MAX)
}

/// Explains each sentence of a text, in order, until `most` cues are explained.
pub(crate) fn explain_first(
    analyzer: &Analyzer,
    text: &str,
    mut most: usize,
) -> Result<Vec<Explanation>> {
    let unexplained = |cues| Explanation { cues: vec![Vec::new(); cues], sentence: Vec::new() };
    if analyzer.weights().all().next().is_none() {
        let analysis = analyzer.analyze(text)?;
        let cues = analysis.sentences.iter().map(|sentence| analysis.cues_of(sentence).len());
        return Ok(cues.map(unexplained).collect());
    }
    let (mut names, mut out) = (Names::new(analyzer), Vec::new());
    analyzer.observe(text, |sentence| {
        let mut why = unexplained(sentence.matches.len());
        if most == 0 {
            return out.push(why);
        }
        let tokens = sentence.view.tokens;
        names.note(text, tokens);
        for side in Side::ALL {
            let Some(weights) = analyzer.weights().of(side) else { continue };
            for found in sentence.match_features(side).into_iter().take(most) {
                // Rules may have put a match on a side to which it does not belong.
                if sentence.matches[found.index].side() == side {
                    names.form(&tokens[found.tokens]);
                    let weighted = found.features.into_iter().map(|f| (f, weights.of(f)));
                    why.cues[found.index] = reasons(&names, weighted);
                }
            }
        }
        most = most.saturating_sub(why.cues.len());
        if let Some(weights) = analyzer.weights().of(Side::Hedge)
            && !sentence.is_plain(Side::Hedge)
        {
            why.sentence = hedged_reasons(&names, sentence, weights);
        }
        out.push(why);
    })?;
    Ok(out)
}

/// Why a sentence was called hedged or not.
fn hedged_reasons(
    names: &Names,
    sentence: &ObservedSentence<'_>,
    weights: &Weights,
) -> Vec<Reason> {
    let cues = sentence.cues_logit(Side::Hedge);
    let mut reasons = reasons(names, sentence.weighted_features(weights).into_iter());
    let slope = score::cues_slope(weights);
    if slope != 0 {
        let weight = f64::from(slope) * cues.unwrap_or(-score::LARGEST_LOGIT) / 100.0;
        reasons.insert(0, Reason { what: "its cues".to_owned(), weight });
    }
    reasons
}

/// The features with a weight, the weightiest first.
fn reasons(names: &Names, weighed: impl Iterator<Item = (Feature, i32)>) -> Vec<Reason> {
    let reason =
        |(feature, weight)| Reason { what: names.says(feature), weight: f64::from(weight) / 100.0 };
    let mut reasons: Vec<Reason> = weighed.filter(|(_, weight)| *weight != 0).map(reason).collect();
    reasons.sort_by(|a, b| b.weight.abs().total_cmp(&a.weight.abs()));
    reasons
}
