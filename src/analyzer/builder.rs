//! Setting up an analyser.

use std::sync::Arc;

use super::{Analyzer, Inner, LexiconRef};
use crate::error::Result;
use crate::lexicon::{Element, Lexicon, Profile, Side, WordId, word_class};
use crate::matcher::Matcher;
use crate::text::Split;
use crate::weights::{Layer, Weights};

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
    profile: Option<String>,
    lexicons: Vec<(String, String)>,
    split: Split,
    learned: Learned,
    certainty: Learned,
    without_rules: bool,
}

/// Which learned weights to use.
#[derive(Debug, Clone, Default)]
enum Learned {
    #[default]
    Builtin,
    Own(Option<Arc<Weights>>),
}

impl Learned {
    fn or(self, builtin: &str) -> Option<Arc<Weights>> {
        match self {
            Self::Builtin => Weights::builtin(builtin),
            Self::Own(weights) => weights,
        }
    }
}

impl AnalyzerBuilder {
    /// The profile by name (default `news`).
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

    /// How texts are split into sentences.
    #[must_use]
    pub fn split(mut self, split: Split) -> Self {
        self.split = split;
        self
    }

    /// Weights in place of those built in for the profile; none: rules and
    /// lexicon alone decide.
    #[must_use]
    pub fn weights(mut self, weights: Option<Arc<Weights>>) -> Self {
        self.learned = Learned::Own(weights);
        self
    }

    /// Weights for certainty in place of the built-in ones; none: the formula of
    /// [`crate::score`] over the profile's pulls.
    #[must_use]
    pub fn certainty_weights(mut self, weights: Option<Arc<Weights>>) -> Self {
        self.certainty = Learned::Own(weights);
        self
    }

    /// Whether context rules speak (the default); without them every candidate
    /// that its neighbours allow keeps its own class and counts. For experiments.
    #[must_use]
    pub fn rules(mut self, rules: bool) -> Self {
        self.without_rules = !rules;
        self
    }

    /// Builds the analyser.
    ///
    /// # Errors
    /// An unknown profile, or mistakes in a lexicon (all of them, with file
    /// and line).
    pub fn build(self) -> Result<Analyzer> {
        let profile = Profile::builtin(self.profile.as_deref().unwrap_or("news"))?;
        let lexicon = if self.lexicons.is_empty() {
            LexiconRef::Builtin(Lexicon::builtin())
        } else {
            LexiconRef::Own(Box::new(Lexicon::with_user_files(&self.lexicons)?))
        };
        profile.check(lexicon.get())?;
        let matcher = Matcher::new(lexicon.get(), &profile);
        let weights = lexicon
            .get()
            .cues()
            .iter()
            .map(|cue| profile.weight(&cue.id(), cue.class, cue.strength))
            .collect();
        let adverbs = adverbs(lexicon.get(), &profile);
        let learned = self.learned.or(&profile.name);
        let certainty = match self.certainty {
            Learned::Builtin if !profile.rated_certainty => None,
            certainty => certainty.or("certainty").filter(|w| w.has(Layer::Certainty)),
        };
        let threshold = learned.as_ref().and_then(|weights| weights.threshold());
        let threshold = threshold.unwrap_or(profile.threshold);
        let (split, rules) = (self.split, !self.without_rules);
        let inner = Inner {
            lexicon,
            profile,
            matcher,
            weights,
            adverbs,
            learned,
            certainty,
            threshold,
            split,
            rules,
        };
        Ok(Analyzer { inner: Arc::new(inner) })
    }
}

/// The statement adverbs with the weights that they have as cues by themselves.
fn adverbs(lexicon: &Lexicon, profile: &Profile) -> Vec<(WordId, f64)> {
    let vocabulary = lexicon.vocabulary();
    let sides = [
        (Side::Hedge, word_class::STATEMENT_HEDGE),
        (Side::Booster, word_class::STATEMENT_BOOSTER),
    ];
    let mut found: Vec<(WordId, f64)> = Vec::new();
    for cue in lexicon.cues().iter().filter(|cue| !cue.literal) {
        let Some((_, words)) = sides.iter().find(|(side, _)| *side == cue.side()) else { continue };
        let single = cue.compiled.iter().filter(|pattern| pattern.parts.len() == 1);
        for option in single.flat_map(|pattern| &pattern.parts[0]) {
            if let [Element::Word(id)] = option.as_slice()
                && vocabulary.classes(*id) & words != 0
                && found.iter().all(|(other, _)| other != id)
            {
                found.push((*id, profile.weight(&cue.id(), cue.class, cue.strength)));
            }
        }
    }
    found
}
