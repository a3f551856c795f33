//! How certain a sentence is: as it stands, and again without its statement adverbs
//! ("certainly", "perhaps"), which are weighed by themselves.

use super::Analyzer;
use super::tally;
use crate::context::{self, Detail, DocumentState, Drafts, SentenceContext};
use crate::lexicon::WordId;
use crate::matcher::{MatchScratch, Words};
use crate::score::{self, Parts, SentenceScore};
use crate::text::{Sentence, Shape, Token, TokenKind};
use crate::weights::Seen;

/// Where a sentence stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) sentence: &'a Sentence,
    pub(super) quoted: &'a [bool],
    /// What was known before it.
    pub(super) state: &'a DocumentState,
}

/// Buffers for sentences that are read again without their adverbs.
#[derive(Debug, Default)]
pub(super) struct Again {
    pub(super) matching: MatchScratch,
    pub(super) drafts: Drafts,
}

impl Analyzer {
    /// How certain (0–1) a sentence is; `plain` is what the formulas make of it
    /// as it stands.
    pub(super) fn certainty(
        &self,
        parts: &Parts<'_>,
        place: Place<'_>,
        plain: SentenceScore,
        seen: &mut Seen,
        again: &mut Again,
    ) -> f64 {
        let learned = self.inner.certainty.as_deref();
        if learned.is_none() && !parts.adverb {
            return plain.certainty;
        }
        self.with_base(parts, place, plain, again, |base, hedged| {
            if let Some(weights) = learned {
                return score::certainty(base, parts, hedged, weights, seen);
            }
            let counted = base.matches.iter().filter(|cue| cue.counts());
            let weighed = counted.map(|cue| (cue.side(), self.weight(cue)));
            let adverbs = score::adverbs(parts).map(|(at, side)| {
                let own = |(id, _): &&(WordId, f64)| *id == parts.words.id(at);
                (side, self.inner.adverbs.iter().find(own).map_or(0.0, |(_, weight)| *weight))
            });
            score::sentence(&self.inner.profile, weighed.chain(adverbs)).certainty
        })
    }

    /// Calls `then` with the sentence without its statement adverbs and with what
    /// the hedges that are left come to (0–1); `plain` is its score with them.
    pub(super) fn with_base<T>(
        &self,
        parts: &Parts<'_>,
        place: Place<'_>,
        plain: SentenceScore,
        again: &mut Again,
        then: impl FnOnce(&Parts<'_>, f64) -> T,
    ) -> T {
        if !parts.adverb {
            return then(parts, plain.hedge_probability);
        }
        let places = score::base(parts);
        let mut tokens: Vec<Token> = places.iter().map(|&at| parts.words.tokens[at]).collect();
        // "Certainly, adolescents …" is "Adolescents …" without the adverb.
        if places.first().is_some_and(|&first| first > parts.tokens.start)
            && parts.words.tokens[parts.tokens.start].shape.has(Shape::CAPITAL)
        {
            tokens[0].shape = tokens[0].shape.with(Shape::CAPITAL);
        }
        let quoted: Vec<bool> = places.iter().map(|&at| place.quoted[at]).collect();
        let words = Words { tokens: &tokens, ..parts.words };
        let marks = tokens.iter().rev().take_while(|token| !token.kind.is_word());
        let question = marks.into_iter().any(|token| token.kind == TokenKind::Question);
        let sentence = Sentence { tokens: 0..tokens.len(), question, ..place.sentence.clone() };
        let mut candidates = Vec::new();
        let (cues, range) = (self.lexicon().cues(), 0..tokens.len());
        self.inner.matcher.begin(&tokens, &mut again.matching);
        self.inner.matcher.find(cues, words, range.clone(), &mut again.matching, &mut candidates);
        let mut matches = Vec::new();
        if !candidates.is_empty() {
            let headline = tally::is_headline(&tokens);
            let context = SentenceContext::new(words, &sentence, &quoted, headline, self.guide());
            let (mut state, mut attributions) = (*place.state, Vec::new());
            context::judge(
                &context,
                &candidates,
                &mut state,
                Detail::Figures,
                &mut again.drafts,
                &mut matches,
                &mut attributions,
            );
        }
        let hedged = self.score(&matches).hedge_probability;
        then(&Parts { words, tokens: range, matches: &matches, cues, adverb: false }, hedged)
    }
}
