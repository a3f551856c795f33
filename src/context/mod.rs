//! Context: what each candidate is doing where it stands.
//!
//! Every candidate of a sentence gets a [`Reading`], a polarity, a holder, a
//! scope and the id of the rule that decided. Nothing is dropped: what is
//! ruled out gets a reading that does not count.
//!
//! The order of decision: the cue's own neighbour conditions; the rules of
//! [`rules`], first one wins; then the profile's default reading. Weights
//! learned from annotation will take their place between the rules and the
//! default: [`judge`] is the one function that asks for a verdict.

mod attribution;
mod evidence;
mod literal;
mod modality;
mod negation;
mod quotation;
pub mod rules;
mod scope;
mod source;

use std::ops::Range;

use crate::lexicon::{Cue, CueClass, Profile, Reading, Side, WordClasses};
use crate::matcher::{Candidate, Words};
use crate::text::{ByteSpan, Sentence, Shape, TokenKind};

pub use attribution::Attribution;
pub use quotation::QuoteState;
pub use rules::{Rule, RuleId};

/// No scope and no content of an attribution is longer than this many tokens,
/// so that a text without sentence ends costs no more than any other.
const MAX_STRETCH: usize = 200;

/// Matches this far apart in the list of a sentence's matches do not overlap.
const NEAR: usize = 12;

/// Whose commitment a cue expresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Holder {
    /// The text's author.
    Author,
    /// A quoted or reported source.
    Source,
}

impl Holder {
    /// Its name in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::Author => "author",
            Self::Source => "source",
        }
    }
}

/// One occurrence of a cue, judged.
#[derive(Debug, Clone, PartialEq)]
pub struct CueMatch {
    /// Index of the cue in [`crate::lexicon::Lexicon::cues`].
    pub cue: usize,
    /// Where it stands.
    pub span: ByteSpan,
    /// What it does here; context may have changed the cue's own class.
    pub class: CueClass,
    /// The sense in which it is used.
    pub reading: Reading,
    /// Whether a negation governs it or it negates what it governs.
    pub negated: bool,
    /// Whose commitment it is.
    pub holder: Holder,
    /// The stretch of the sentence that it governs.
    pub scope: ByteSpan,
    /// The probability (0–1) that readers understand, if the cue has one.
    pub probability: Option<f64>,
    /// Strength (0–1) of the cue.
    pub strength: f64,
    /// The rule that decided the reading.
    pub rule: RuleId,
}

impl CueMatch {
    /// The side of its class.
    pub fn side(&self) -> Side {
        self.class.side()
    }

    /// Whether it counts in scores.
    pub fn counts(&self) -> bool {
        self.reading.counts()
    }
}

/// A candidate under judgement.
#[derive(Debug, Clone)]
struct Draft {
    cue: usize,
    tokens: Range<usize>,
    class: CueClass,
    reading: Reading,
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
}

impl<'a> SentenceContext<'a> {
    /// Prepares a sentence.
    pub fn new(
        words: Words<'a>,
        sentence: &'a Sentence,
        quoted: &'a [bool],
        cues: &'a [Cue],
        profile: &'a Profile,
    ) -> Self {
        let tokens = &words.tokens[sentence.tokens.clone()];
        let long = tokens.iter().filter(|t| t.kind == TokenKind::Word && t.span.len() > 3);
        let (mut all, mut capital) = (0, 0);
        for token in long {
            all += 1;
            capital += usize::from(token.shape.has(Shape::CAPITAL));
        }
        let headline = all >= 2 && capital * 10 >= all * 7;
        Self { words, sentence, quoted, cues, profile, headline }
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
#[derive(Debug, Default)]
pub struct DocumentState {
    /// A source with a name has been seen, so "he said" has somebody to mean.
    named_source_seen: bool,
}

/// Judges the candidates of one sentence and finds its attributions.
///
/// Matches come in the candidates' order.
pub fn judge(
    context: &SentenceContext<'_>,
    candidates: &[Candidate],
    state: &mut DocumentState,
    matches: &mut Vec<CueMatch>,
    attributions: &mut Vec<Attribution>,
) {
    let mut drafts: Vec<Draft> = candidates
        .iter()
        .map(|candidate| {
            let cue = &context.cues[candidate.cue];
            let mut draft = Draft {
                cue: candidate.cue,
                tokens: candidate.tokens.clone(),
                class: cue.class,
                reading: default_reading(cue.class),
                negated: false,
                holder: Holder::Author,
                rule: rules::DEFAULT,
            };
            if let Some(condition) = candidate.blocked {
                draft.decide(Reading::Literal, rules::neighbour(condition));
            } else if cue.literal {
                draft.decide(Reading::Literal, rules::LOOK_ALIKE);
            } else {
                rules::apply(context, cue, &mut draft);
            }
            draft
        })
        .collect();
    negation::apply(context, &mut drafts);
    let found = attribution::find(context, &mut drafts, state);
    quotation::assign_holders(context, &mut drafts, &found);
    matches.extend(drafts.iter().map(|draft| {
        let cue = &context.cues[draft.cue];
        let inverted = negation::inverts_probability(context, cue, draft);
        let probability = cue.probability.map(|p| if inverted { 1.0 - p } else { p });
        CueMatch {
            cue: draft.cue,
            span: context.span(&draft.tokens),
            class: draft.class,
            reading: draft.reading,
            negated: draft.negated,
            holder: draft.holder,
            scope: scope::of(context, draft),
            probability,
            strength: cue.strength,
            rule: draft.rule,
        }
    }));
    attributions.extend(found.into_iter().map(|f| f.attribution));
}

/// The reading of a match that nothing speaks against.
fn default_reading(class: CueClass) -> Reading {
    match class.side() {
        Side::Hedge | Side::Booster => Reading::Epistemic,
        Side::Evidence => Reading::Evidential,
    }
}
