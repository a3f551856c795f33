//! Setting up an analyzer.

use std::sync::Arc;

use super::{Analyzer, AnalyzerParts};
use crate::context::Policy;
use crate::error::Result;
use crate::language::{Language, ProfileWeights};
use crate::lexicon::{Cue, Element, Lexicon, Side, WordId, word_class};
use crate::matcher::Matcher;
use crate::text::Split;
use crate::weights::Weights;

impl Default for Analyzer {
    fn default() -> Self {
        Self::new()
    }
}

impl Analyzer {
    /// Returns an analyzer with the built-in lexicon and the profile `news`.
    ///
    /// # Panics
    /// Never in a released version: a test reads every built-in file.
    pub fn new() -> Self {
        Self::builder().build().unwrap_or_else(|e| panic!("built-in data: {e}"))
    }

    /// Sets up an analyzer with other options.
    pub fn builder() -> AnalyzerBuilder {
        AnalyzerBuilder::default()
    }
}

/// Sets up an [`Analyzer`].
///
/// ```
/// let analyzer = hedgerow::Analyzer::builder().profile("science").build()?;
/// let analysis = analyzer.analyze("These data suggest that the gene may be active.")?;
/// assert!(analysis.sentences[0].hedged);
/// # Ok::<(), hedgerow::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct AnalyzerBuilder {
    language: Option<Language>,
    profile: Option<String>,
    lexicons: Vec<(String, String)>,
    split: Split,
    weights: Option<ProfileWeights>,
    without_rules: bool,
}

impl AnalyzerBuilder {
    /// The language of the texts (default: English).
    #[must_use]
    pub fn language(mut self, language: &Language) -> Self {
        self.language = Some(language.clone());
        self
    }

    /// The profile by name (default: that of the language, `news` for English).
    #[must_use]
    pub fn profile(mut self, name: &str) -> Self {
        self.profile = Some(name.to_owned());
        self
    }

    /// Adds a lexicon file, given by name and text; its entries replace
    /// built-in ones of the same class and headword.
    #[must_use]
    pub fn lexicon(mut self, name: &str, text: &str) -> Self {
        self.lexicons.push((name.to_owned(), text.to_owned()));
        self
    }

    /// Sets the way in which texts are split into sentences.
    #[must_use]
    pub fn split(mut self, split: Split) -> Self {
        self.split = split;
        self
    }

    /// Weights in place of those built in for the profile. Without those of a side, rules and
    /// lexicon alone decide; without those for certainty, the formula of
    /// [`AnalyzedSentence`](crate::AnalyzedSentence) over the profile's pulls.
    #[must_use]
    pub fn weights(mut self, weights: ProfileWeights) -> Self {
        self.weights = Some(weights);
        self
    }

    /// Turns context rules on (the default) or off; without them every candidate
    /// that its neighbors allow keeps its own class and counts. For experiments.
    #[must_use]
    pub fn rules(mut self, rules: bool) -> Self {
        self.without_rules = !rules;
        self
    }

    /// Builds the analyzer.
    ///
    /// # Errors
    /// An unknown profile, or mistakes in a lexicon (all of them, with file
    /// and line).
    pub fn build(self) -> Result<Analyzer> {
        let mut language = self.language.unwrap_or_else(|| Language::english().clone());
        if !self.lexicons.is_empty() {
            language = language.with_lexicons(&self.lexicons)?;
        }
        let name = self.profile.as_deref().unwrap_or(language.default_profile());
        let profile = language.profile(name)?;
        let weights = self.weights.unwrap_or_else(|| language.profile_weights(&profile.name));
        let threshold = weights.of(Side::Hedge).and_then(Weights::threshold);
        let mut policy = Policy {
            threshold: threshold.unwrap_or(profile.threshold),
            rules: !self.without_rules,
            cue_weights: Vec::new(),
            adverb_weights: Vec::new(),
            language,
            profile,
            weights,
        };
        let Policy { profile, .. } = &policy;
        let weight = |cue: &Cue| profile.weight(&cue.id(), cue.class, cue.strength);
        let cue_weights: Vec<f64> = policy.cues().iter().map(weight).collect();
        policy.adverb_weights = adverb_weights(policy.lexicon(), &cue_weights);
        policy.cue_weights = cue_weights;
        let matcher = Matcher::new(policy.lexicon(), &policy.profile);
        let parts = AnalyzerParts { policy, matcher, split: self.split };
        Ok(Analyzer { parts: Arc::new(parts), stop: None })
    }
}

/// Returns the statement adverbs with the weights that they have as cues by themselves.
fn adverb_weights(lexicon: &Lexicon, cue_weights: &[f64]) -> Vec<(WordId, f64)> {
    let vocabulary = lexicon.vocabulary();
    let mut found: Vec<(WordId, f64)> = Vec::new();
    for (cue, &weight) in lexicon.cues().iter().zip(cue_weights).filter(|(cue, _)| !cue.literal) {
        let adverbs = match cue.side() {
            Side::Hedge => word_class::STATEMENT_HEDGE,
            Side::Booster => word_class::STATEMENT_BOOSTER,
            Side::Evidence => continue,
        };
        let single = cue.compiled.iter().filter(|pattern| pattern.parts.len() == 1);
        for option in single.flat_map(|pattern| &pattern.parts[0]) {
            if let [Element::Word(id)] = option.as_slice()
                && vocabulary.classes(*id) & adverbs != 0
                && found.iter().all(|(other, _)| other != id)
            {
                found.push((*id, weight));
            }
        }
    }
    found
}
