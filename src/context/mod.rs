//! Context: what each candidate is doing where it stands.
//!
//! Every candidate of a sentence gets a [`Reading`], a polarity, a holder, a
//! scope and the id of the rule that decided. Nothing is dropped: what is
//! ruled out gets a reading that does not count.
//!
//! The order of decision: the cue's own neighbour conditions; the rules of
//! [`rules`], first one wins; then the profile's default reading. Where the
//! profile has weights learned from annotation, they have the last word on the
//! hedges it counts: what the rules say is a feature among others
//! (`features.rs`).

mod attribution;
mod evidence;
mod features;
mod likelihood;
mod literal;
mod modality;
mod negation;
mod quotation;
pub mod rules;
mod scope;
mod source;

use std::ops::Range;

use crate::analysis::{Attribution, CueMatch, Holder, RuleId};
use crate::lexicon::{Cue, CueClass, Family, Profile, Reading, Side, WordClasses};
use crate::logit::logistic;
use crate::matcher::{Candidate, Words};
use crate::text::{ByteSpan, Sentence, Shape, TokenKind};
use crate::weights::{Feature, Layer, Weights};

pub(crate) use features::{value_names, verb_groups};
pub use quotation::QuoteState;
pub use rules::Rule;

/// No scope and no content of an attribution is longer than this many tokens,
/// so that a text without sentence ends costs no more than any other.
const MAX_STRETCH: usize = 200;

/// Matches this far apart in the list of a sentence's matches do not overlap.
const NEAR: usize = 12;

/// A candidate under judgement.
#[derive(Debug, Clone)]
struct Draft {
    cue: usize,
    tokens: Range<usize>,
    class: CueClass,
    reading: Reading,
    /// What the rules made of it, before weights.
    by_rules: Reading,
    confidence: Option<f64>,
    negated: bool,
    holder: Holder,
    rule: RuleId,
}

impl Draft {
    fn decide(&mut self, reading: Reading, rule: RuleId) {
        self.reading = reading;
        self.rule = rule;
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.tokens.start < other.tokens.end && other.tokens.start < self.tokens.end
    }
}

/// A sentence with all that rules may look at.
#[derive(Debug, Clone, Copy)]
pub struct SentenceContext<'a> {
    /// The block's tokens and words.
    pub words: Words<'a>,
    /// The sentence.
    pub sentence: &'a Sentence,
    /// For each token of the block whether it stands inside quotation marks.
    pub quoted: &'a [bool],
    /// The lexicon's cues.
    pub cues: &'a [Cue],
    /// The profile.
    pub profile: &'a Profile,
    /// Whether most words are capitalised, as in a headline.
    pub headline: bool,
    /// Learned weights that judge cues, if the profile has any.
    pub weights: Option<&'a Weights>,
    /// Whether context rules speak.
    pub rules: bool,
}

/// What sentences are judged by.
#[derive(Debug, Clone, Copy)]
pub struct Guide<'a> {
    /// The lexicon's cues.
    pub cues: &'a [Cue],
    /// The profile.
    pub profile: &'a Profile,
    /// Learned weights, if there are any.
    pub weights: Option<&'a Weights>,
    /// Whether context rules speak.
    pub rules: bool,
}

impl<'a> SentenceContext<'a> {
    /// Prepares a sentence; `headline` says whether most of its words are capitalised.
    pub fn new(
        words: Words<'a>,
        sentence: &'a Sentence,
        quoted: &'a [bool],
        headline: bool,
        guide: Guide<'a>,
    ) -> Self {
        let Guide { cues, profile, weights, rules } = guide;
        let weights = weights.filter(|weights| weights.has(Layer::Cue));
        Self { words, sentence, quoted, cues, profile, headline, weights, rules }
    }

    /// The sentence's tokens.
    fn tokens(&self) -> Range<usize> {
        self.sentence.tokens.clone()
    }

    /// The token before `at`, quotation marks skipped.
    fn before(&self, at: usize) -> Option<usize> {
        (self.sentence.tokens.start..at).rev().find(|&i| !self.words.kind(i).is_quote())
    }

    /// The token at or after `at`, quotation marks skipped.
    fn at_or_after(&self, at: usize) -> Option<usize> {
        (at..self.sentence.tokens.end).find(|&i| !self.words.kind(i).is_quote())
    }

    /// Whether there is a token at `at` with a word of `classes`.
    fn is(&self, at: Option<usize>, classes: WordClasses) -> bool {
        at.is_some_and(|at| self.words.is(at, classes))
    }

    fn kind(&self, at: Option<usize>) -> Option<TokenKind> {
        at.map(|at| self.words.kind(at))
    }

    fn is_upper(&self, at: usize) -> bool {
        self.words.tokens[at].is_upper(self.words.text)
    }

    fn has_shape(&self, at: usize, shape: Shape) -> bool {
        self.words.tokens[at].shape.has(shape)
    }

    /// Whether no word of the sentence, or of the quotation, stands before `at`.
    fn is_initial(&self, at: usize) -> bool {
        for i in (self.sentence.tokens.start..at).rev() {
            match self.words.kind(i) {
                TokenKind::OpenQuote | TokenKind::OpenSingle | TokenKind::Colon => return true,
                kind if kind.is_word() => return false,
                _ => {}
            }
        }
        true
    }

    fn is_number(&self, at: Option<usize>) -> bool {
        at.is_some_and(|at| self.words.is_number(at))
    }

    fn span(&self, tokens: &Range<usize>) -> ByteSpan {
        ByteSpan::new(
            self.words.tokens[tokens.start].span.start,
            self.words.tokens[tokens.end - 1].span.end,
        )
    }
}

/// What the sentences before have left: kept per document.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct DocumentState {
    /// A source with a name has been seen, so "he said" has somebody to mean.
    named_source_seen: bool,
}

impl DocumentState {
    /// As it is after the first few paragraphs of most texts.
    #[cfg(feature = "pipeline")]
    pub(crate) const USUAL: Self = Self { named_source_seen: true };
}

/// How much of a match has to be known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Detail {
    /// All.
    #[default]
    Full,
    /// What scores depend on: spans and scopes are those of all the matched words, and
    /// no probability is given.
    Figures,
}

/// Buffers that are reused from sentence to sentence.
#[derive(Debug, Default)]
pub struct Drafts {
    all: Vec<Draft>,
    found: Vec<attribution::Found>,
    reported: Vec<bool>,
}

/// Judges the candidates of one sentence and finds its attributions.
///
/// Matches come in the candidates' order.
pub fn judge(
    context: &SentenceContext<'_>,
    candidates: &[Candidate],
    state: &mut DocumentState,
    detail: Detail,
    buffers: &mut Drafts,
    matches: &mut Vec<CueMatch>,
    attributions: &mut Vec<Attribution>,
) {
    by_rules(context, candidates, state, buffers);
    let Drafts { all: drafts, found, reported } = buffers;
    if let Some(weights) = context.weights {
        by_weights(context, weights, drafts);
    }
    quotation::assign_holders(context, drafts, found, reported);
    let full = detail == Detail::Full;
    matches.extend(drafts.iter().map(|draft| {
        let cue = &context.cues[draft.cue];
        let whole = context.span(&draft.tokens);
        CueMatch {
            cue: draft.cue,
            span: if full { context.span(&core(context, cue, draft)) } else { whole },
            class: draft.class,
            reading: draft.reading,
            negated: draft.negated,
            holder: draft.holder,
            scope: if full { scope::of(context, draft) } else { whole },
            probability: if full { likelihood::expressed(context, cue, draft) } else { None },
            strength: cue.strength,
            confidence: draft.confidence,
            rule: draft.rule,
        }
    }));
    attributions.extend(found.drain(..).map(|f| f.attribution));
}

/// The tokens of a match that are the cue itself.
fn core(context: &SentenceContext<'_>, cue: &Cue, draft: &Draft) -> Range<usize> {
    let own = |at: &usize| cue.core.contains(&context.words.id(*at));
    let first = draft.tokens.clone().find(own);
    let last = draft.tokens.clone().rfind(own);
    first.zip(last).map_or(draft.tokens.clone(), |(first, last)| first..last + 1)
}

/// What neighbour conditions, rules and the profile make of the candidates.
fn by_rules(
    context: &SentenceContext<'_>,
    candidates: &[Candidate],
    state: &mut DocumentState,
    buffers: &mut Drafts,
) {
    let Drafts { all: drafts, found, .. } = buffers;
    drafts.clear();
    found.clear();
    drafts.extend(candidates.iter().map(|candidate| {
        let cue = &context.cues[candidate.cue];
        let mut draft = Draft {
            cue: candidate.cue,
            tokens: candidate.tokens.clone(),
            class: cue.class,
            reading: default_reading(cue.class),
            by_rules: default_reading(cue.class),
            confidence: None,
            negated: false,
            holder: Holder::Author,
            rule: rules::DEFAULT,
        };
        if let Some(condition) = candidate.blocked {
            draft.decide(Reading::Literal, rules::neighbour(condition));
        } else if cue.literal {
            draft.decide(Reading::Literal, rules::LOOK_ALIKE);
        } else if context.rules {
            rules::apply(context, cue, &mut draft);
        }
        draft
    }));
    if context.rules {
        negation::apply(context, drafts);
        attribution::find(context, drafts, state, found);
    }
    for draft in drafts {
        draft.by_rules = draft.reading;
    }
}

/// Whether learned weights judge a match: the profile must count its class.
fn is_weighed(context: &SentenceContext<'_>, draft: &Draft) -> bool {
    draft.class.side() == Side::Hedge
        && !rules::is_firm(draft.rule)
        && context.profile.class_weights[draft.class.index()] > 0.0
}

/// Lets learned weights decide. A match that the rules had ruled out is taken in
/// only if no other hedge stands in the same place.
fn by_weights(context: &SentenceContext<'_>, weights: &Weights, drafts: &mut [Draft]) {
    for i in 0..drafts.len() {
        if is_weighed(context, &drafts[i]) {
            let sum = features::sum(context, drafts, i, weights);
            drafts[i].confidence = Some(logistic(f64::from(sum) / 100.0));
        }
    }
    for i in 0..drafts.len() {
        let Some(confidence) = drafts[i].confidence else { continue };
        let counts = drafts[i].by_rules.counts();
        if counts && confidence < 0.5 {
            let reading = other_reading(context.cues[drafts[i].cue].family);
            drafts[i].decide(reading, rules::WEIGHTS_OTHER);
        } else if !counts && confidence >= 0.5 {
            let near = i.saturating_sub(NEAR)..drafts.len().min(i + NEAR);
            let taken = near.into_iter().any(|j| {
                let other = &drafts[j];
                let hedge = other.class.side() == Side::Hedge && other.reading.counts();
                j != i && hedge && other.overlaps(&drafts[i])
            });
            if taken {
                drafts[i].confidence = None;
            } else {
                drafts[i].decide(Reading::Epistemic, rules::WEIGHTS_HEDGE);
            }
        }
    }
}

/// What a hedge is when it does not hedge.
fn other_reading(family: Option<Family>) -> Reading {
    match family {
        Some(Family::Can | Family::Could) => Reading::Dynamic,
        Some(Family::May | Family::Must | Family::Should) => Reading::Deontic,
        _ => Reading::Literal,
    }
}

/// A candidate that learned weights judge.
#[derive(Debug, Clone)]
pub(crate) struct Weighed {
    /// Its place among the candidates, which is that of its match.
    pub(crate) place: usize,
    /// Its tokens.
    pub(crate) tokens: Range<usize>,
    /// Its features.
    pub(crate) features: Vec<Feature>,
}

/// The candidates that learned weights judge, with all their features.
pub(crate) fn observe(
    context: &SentenceContext<'_>,
    candidates: &[Candidate],
    mut state: DocumentState,
) -> Vec<Weighed> {
    let mut buffers = Drafts::default();
    by_rules(context, candidates, &mut state, &mut buffers);
    let drafts = buffers.all;
    (0..drafts.len())
        .filter(|&i| is_weighed(context, &drafts[i]))
        .map(|place| {
            let mut features = Vec::new();
            features::each(context, &drafts, place, |_| true, |feature| features.push(feature));
            Weighed { place, tokens: drafts[place].tokens.clone(), features }
        })
        .collect()
}

/// The reading of a match that nothing speaks against.
fn default_reading(class: CueClass) -> Reading {
    match class.side() {
        Side::Hedge | Side::Booster => Reading::Epistemic,
        Side::Evidence => Reading::Evidential,
    }
}
