//! Features that learned weights look at when they judge a cue match.

use std::array;
use std::ops::Range;
use std::sync::LazyLock;

use super::pending::PendingMatch;
use super::policy::Policy;
use crate::lexicon::{WordClasses, word_class as class};
use crate::sentence_view::SentenceView;
use crate::text::{TokenKind, suffix_value, word_value};
use crate::weights::{Feature, NO_VALUE, template};
use crate::word::{hash_word, hash_words, join_hash};

/// Most matches that are looked at for the classes of other cues.
const MOST_OTHERS: usize = 40;

/// Calls `take` with every feature of `matches[index]`. Features of words and endings that
/// `usable` turns down are not made.
pub(super) fn each(
    view: &SentenceView<'_>,
    policy: &Policy,
    matches: &[PendingMatch],
    index: usize,
    usable: impl Fn(u32) -> bool,
    take: impl FnMut(Feature),
) {
    each_by_key(view, policy, matches, index, policy.cue(&matches[index]).key, usable, take);
}

/// As [`each`], with `key` in place of the cue's own: cues that share it share features.
pub(super) fn each_by_key(
    view: &SentenceView<'_>,
    policy: &Policy,
    matches: &[PendingMatch],
    index: usize,
    key: u32,
    usable: impl Fn(u32) -> bool,
    mut take: impl FnMut(Feature),
) {
    let pending = &matches[index];
    let mut take = |template, a, b| take(Feature::new(template, a, b));
    take(template::CUE_ALWAYS, NO_VALUE, NO_VALUE);
    take(template::CUE, key, NO_VALUE);
    take(template::CUE_READING, key, pending.reading.key());
    take(template::CUE_RULE, hash_word(pending.rule), NO_VALUE);
    take(template::CUE_CLASS, pending.class.key(), NO_VALUE);
    let tokens = &view.tokens[pending.tokens.clone()];
    let form = hash_words(tokens.iter().map(|token| word_value(Some(token))));
    take(template::CUE_FORM, form, NO_VALUE);

    let around = Surroundings::of(view, pending);
    around.words(view, [key, pending.class.key()], &usable, &mut take);
    near(view, pending, &usable, &mut take);
    take(template::CUE_GROUP, key, around.group(view));
    let verb = (template::CUE_VERB, around.verb(view));
    for (template, at) in [verb, (template::CUE_SUBJECT, around.subject(view))] {
        let word = word_at(view, at);
        if usable(word) {
            take(template, key, word);
        }
    }
    for place in around.places(view, pending) {
        take(template::CUE_PLACE, key, place);
    }
    take(template::CUE_SENTENCE, key, sentence_type(view));
    let opening = word_at(view, view.at_or_after(0));
    if usable(opening) {
        take(template::OPENING, opening, NO_VALUE);
    }
    // The classes of other cues of the sentence that count, each once.
    let mut seen = 0_u32;
    for (i, other) in matches.iter().enumerate().take(MOST_OTHERS) {
        let class = policy.cue(other).class;
        let bit = 1 << class.index();
        if i != index && other.counts() && seen & bit == 0 {
            seen |= bit;
            take(template::CUE_COMPANY, key, class.key());
        }
    }
}

/// Tokens to either side of a match whose order does not matter.
const NEAR: usize = 6;

/// Calls `take` with the words within [`NEAR`] tokens of the match; one that occurs twice counts
/// twice.
fn near(
    view: &SentenceView<'_>,
    pending: &PendingMatch,
    usable: impl Fn(u32) -> bool,
    mut take: impl FnMut(u8, u32, u32),
) {
    let Range { start, end } = pending.tokens;
    let left = start.saturating_sub(NEAR)..start;
    let right = end..view.len().min(end + NEAR);
    for (tokens, template) in [(left, template::NEAR_LEFT), (right, template::NEAR_RIGHT)] {
        for token in &view.tokens[tokens] {
            let word = word_value(Some(token));
            if usable(word) {
                take(template, word, NO_VALUE);
            }
        }
    }
}

/// Calls `take` with the features that only the readings of modal verbs look at: the form of the
/// verb, and the profile.
pub(super) fn each_of_modal(
    view: &SentenceView<'_>,
    policy: &Policy,
    pending: &PendingMatch,
    key: u32,
    mut take: impl FnMut(Feature),
) {
    let profile = hash_word(&policy.profile.name);
    take(Feature::new(template::CUE_PROFILE, key, profile));
    take(Feature::new(template::CUE_ASPECT, key, value(aspect(view, pending))));
}

/// Returns the form of the verb after a modal.
fn aspect(view: &SentenceView<'_>, pending: &PendingMatch) -> NamedValue {
    let passed = class::ADVERB_MID | class::NEGATOR | class::PERSONAL_SOURCE | class::FIRST_PERSON;
    let inside = view.is(pending.tokens.end - 1, class::HAVE);
    let mut verb = view.at_or_after(pending.tokens.end);
    while view.is(verb, passed | class::SECOND_PERSON) {
        verb = view.after(verb);
    }
    if inside || view.is(verb, class::HAVE) {
        return NamedValue::Perfect;
    }
    if !view.is(verb, class::BE) {
        return NamedValue::Plain;
    }
    let mut next = view.after(verb);
    while view.is(next, class::ADVERB_MID | class::NEGATOR) {
        next = view.after(next);
    }
    let ends = |endings: &[String]| next.is_some_and(|at| view.ends_in(at, endings));
    if ends(&view.vocabulary.endings.participle) {
        NamedValue::Progressive
    } else if ends(&view.vocabulary.endings.past) {
        NamedValue::Passive
    } else {
        NamedValue::Be
    }
}

/// Returns the value of a token, or that of the sentence's edge.
fn word_at(view: &SentenceView<'_>, at: Option<usize>) -> u32 {
    word_value(at.map(|at| &view.tokens[at]))
}

/// The tokens beside a match, nearest first, quotation marks left out.
struct Surroundings {
    left: [Option<usize>; 3],
    right: [Option<usize>; 3],
}

impl Surroundings {
    fn of(view: &SentenceView<'_>, pending: &PendingMatch) -> Self {
        let mut at = Some(pending.tokens.start);
        let left = array::from_fn(|_| {
            at = view.before(at);
            at
        });
        let mut at = Some(pending.tokens.end - 1);
        let right = array::from_fn(|_| {
            at = view.after(at);
            at
        });
        Self { left, right }
    }

    /// Calls `take` with the features of the words and endings beside the match.
    fn words(
        &self,
        view: &SentenceView<'_>,
        [key, class]: [u32; 2],
        usable: impl Fn(u32) -> bool,
        mut take: impl FnMut(u8, u32, u32),
    ) {
        let left = self.left.map(|at| word_at(view, at));
        let right = self.right.map(|at| word_at(view, at));
        for (word, with_cue, alone) in [
            (left[0], template::CUE_LEFT1, template::LEFT1),
            (left[1], template::CUE_LEFT2, template::LEFT2),
            (left[2], template::CUE_LEFT3, template::LEFT3),
            (right[0], template::CUE_RIGHT1, template::RIGHT1),
            (right[1], template::CUE_RIGHT2, template::RIGHT2),
            (right[2], template::CUE_RIGHT3, template::RIGHT3),
        ] {
            if usable(word) {
                take(with_cue, key, word);
                take(alone, word, NO_VALUE);
            }
        }
        for (word, with_class) in [
            (left[0], template::CLASS_LEFT1),
            (left[1], template::CLASS_LEFT2),
            (right[0], template::CLASS_RIGHT1),
            (right[1], template::CLASS_RIGHT2),
        ] {
            if usable(word) {
                take(with_class, class, word);
            }
        }
        for (at, template) in [
            (self.left[0], template::LEFT_SUFFIX1),
            (self.left[1], template::LEFT_SUFFIX2),
            (self.right[0], template::RIGHT_SUFFIX1),
            (self.right[1], template::RIGHT_SUFFIX2),
        ] {
            let suffix = |at| suffix_value(&view.tokens[at], view.text);
            let ending = at.map_or_else(|| word_value(None), suffix);
            if usable(ending) {
                take(template, ending, NO_VALUE);
            }
        }
        for (template, a, b) in [
            (template::LEFT_PAIR, left[1], left[0]),
            (template::RIGHT_PAIR, right[0], right[1]),
            (template::AROUND, left[0], right[0]),
        ] {
            if usable(a) && usable(b) {
                take(template, a, b);
            }
        }
    }

    /// The closed classes of the two words before and the word after, adverbs
    /// left out: the verb group or noun phrase that the match stands in.
    fn group(&self, view: &SentenceView<'_>) -> u32 {
        let passed = |at: &&Option<usize>| !view.is(**at, class::ADVERB_MID & !class::NEGATOR);
        let mut group = NO_VALUE;
        for at in self.left.iter().filter(passed).take(2) {
            group = join_hash(group, class_value(view, *at));
        }
        let after = self.right.iter().find(passed).copied().flatten();
        hash_words([group, value(NamedValue::Cue), class_value(view, after)])
    }

    /// The first word after the match that is no adverb, negator or auxiliary.
    fn verb(&self, view: &SentenceView<'_>) -> Option<usize> {
        let small = class::ADVERB_MID | class::NEGATOR | class::BE | class::HAVE | class::ARTICLE;
        let start = self.right[0]?;
        (start..view.len().min(start + 5)).find(|&at| view.is_word(at) && !view.is(at, small))
    }

    /// The last word before the match that is no adverb, negator or auxiliary.
    fn subject(&self, view: &SentenceView<'_>) -> Option<usize> {
        let small =
            class::ADVERB_MID | class::NEGATOR | class::BE | class::HAVE | class::MODAL | class::TO;
        let end = self.left[0]? + 1;
        (end.saturating_sub(5)..end).rfind(|&at| view.is_word(at) && !view.is(at, small))
    }

    /// The places in clause, quotation or headline where the match stands.
    fn places(&self, view: &SentenceView<'_>, pending: &PendingMatch) -> impl Iterator<Item = u32> {
        let ends = |at: Option<usize>| at.is_none_or(|at| view.kind(at).ends_clause());
        [
            (ends(self.left[0]), NamedValue::OpensClause),
            (ends(self.right[0]), NamedValue::EndsClause),
            (view.quoted[pending.tokens.start], NamedValue::Quoted),
            (view.is_headline(), NamedValue::Headline),
        ]
        .into_iter()
        .filter_map(|(holds, name)| holds.then_some(value(name)))
    }
}

/// Returns the value that stands for how the sentence ends.
fn sentence_type(view: &SentenceView<'_>) -> u32 {
    let last = view.len() - 1;
    value(if view.question {
        NamedValue::Question
    } else if view.tokens.iter().rev().take(3).any(|token| token.kind == TokenKind::Stop) {
        NamedValue::Statement
    } else if view.is_kind(last, TokenKind::Exclamation) {
        NamedValue::Exclamation
    } else {
        NamedValue::Fragment
    })
}

macro_rules! values {
    ($($constant:ident $name:literal $classes:expr;)*) => {
        /// Values that are neither words nor cues; those of word classes come first.
        #[allow(dead_code)] // those of word classes are found by their bits
        #[derive(Clone, Copy)]
        enum NamedValue { $($constant,)* }
        const VALUES: &[(&str, WordClasses)] = &[$(($name, $classes),)*];
    };
}

values! {
    Be "be" class::BE;
    Have "have" class::HAVE;
    Do "do" class::DO;
    Modal "modal" class::MODAL;
    Negator "negator" class::NEGATOR;
    To "to" class::TO;
    Possessive "possessive" class::POSSESSIVE;
    Article "article" class::ARTICLE;
    Determiner "determiner" class::DETERMINER;
    Pronoun "pronoun" class::PRONOUN;
    Preposition "preposition" class::PREPOSITION;
    That "that" class::THAT;
    Cue "cue" 0;
    Other "other" 0;
    OpensClause "beginning of its clause" 0;
    EndsClause "end of its clause" 0;
    Quoted "quoted" 0;
    Headline "headline" 0;
    Question "question" 0;
    Statement "statement" 0;
    Exclamation "exclamation" 0;
    Fragment "fragment" 0;
    Plain "plain" 0;
    Perfect "perfect" 0;
    Progressive "progressive" 0;
    Passive "passive" 0;
}

static HASHES: LazyLock<Vec<u32>> =
    LazyLock::new(|| VALUES.iter().map(|(name, _)| hash_word(name)).collect());

fn value(value: NamedValue) -> u32 {
    HASHES[value as usize]
}

/// Returns the value of the first word class of [`VALUES`] that the word is in.
fn class_value(view: &SentenceView<'_>, at: Option<usize>) -> u32 {
    let own = at.map_or(0, |at| view.classes(at));
    let first = VALUES.iter().position(|(_, classes)| own & classes != 0);
    first.map_or_else(|| value(NamedValue::Other), |first| HASHES[first])
}

/// Returns the names of values besides words, cues, classes, readings and rules.
pub(crate) fn value_names() -> impl Iterator<Item = &'static str> {
    VALUES.iter().map(|(name, _)| *name)
}

/// Returns the names of all verb groups: classes of up to two words, the cue, a class after it.
pub(crate) fn verb_groups() -> impl Iterator<Item = String> {
    let classes = || {
        let words = VALUES.iter().filter(|(_, classes)| *classes != 0);
        words.map(|(name, _)| *name).chain([VALUES[NamedValue::Other as usize].0])
    };
    let one = classes().map(|word| format!("{word} "));
    let two = classes().flat_map(move |a| classes().map(move |b| format!("{a} {b} ")));
    let before = std::iter::once(String::new()).chain(one).chain(two);
    let cue = VALUES[NamedValue::Cue as usize].0;
    before.flat_map(move |before| classes().map(move |after| format!("{before}{cue} {after}")))
}
