//! Features that learned weights look at when they judge a cue match. They are listed once; who
//! takes them (`feature_taker`) collects them or adds up their weights.

use std::array;
use std::ops::Range;
use std::sync::LazyLock;

use super::feature_taker::FeatureTaker;
use super::pending::PendingMatch;
use super::policy::Policy;
use super::rules;
use crate::lexicon::{WordClasses, word_class as class};
use crate::sentence_view::SentenceView;
use crate::text::{TokenKind, suffix_value, word_value};
use crate::weights::{NO_VALUE, template};
use crate::word::{hash_word, hash_words, join_hash};

/// Most matches that are looked at for the classes of other cues.
const MOST_OTHERS: usize = 40;

/// Gives every feature of `matches[index]` to `taker`.
pub(super) fn each<T: FeatureTaker>(
    view: &SentenceView<'_>,
    policy: &Policy,
    matches: &[PendingMatch],
    index: usize,
    taker: &mut T,
) {
    let pending = &matches[index];
    let (cue, class) = (taker.name(policy.cue(pending).key), taker.name(pending.class.key()));
    taker.with_value(template::CUE_READING, cue, pending.reading.key());
    taker.value(template::CUE_RULE, hash_word(pending.rule));
    taker.name_alone(template::CUE_CLASS, class);
    let beside = Beside::of(view, pending);
    let Words { left, right } = beside.each(view, pending, cue, taker);
    taker.word(template::LEFT3, left[2]);
    taker.word(template::RIGHT3, right[2]);
    taker.with_word(template::CUE_LEFT3, cue, left[2]);
    taker.with_word(template::CUE_RIGHT3, cue, right[2]);
    taker.with_word(template::CLASS_LEFT1, class, left[0]);
    taker.with_word(template::CLASS_LEFT2, class, left[1]);
    taker.with_word(template::CLASS_RIGHT1, class, right[0]);
    taker.with_word(template::CLASS_RIGHT2, class, right[1]);
    taker.pair(template::LEFT_PAIR, left[1], left[0]);
    taker.pair(template::RIGHT_PAIR, right[0], right[1]);
    taker.pair(template::AROUND, left[0], right[0]);
    let opening = taker.at(view.at_or_after(0));
    taker.word(template::OPENING, opening);
    // The words nearby, wherever they stand; one that occurs twice counts twice.
    let Range { start, end } = pending.tokens;
    taker.words(template::NEAR_LEFT, start.saturating_sub(NEAR)..start);
    taker.words(template::NEAR_RIGHT, end..view.len().min(end + NEAR));
    // The classes of other cues of the sentence that count, each once.
    let mut seen = 0_u32;
    for (i, other) in matches.iter().enumerate().take(MOST_OTHERS) {
        let class = policy.cue(other).class;
        let bit = 1 << class.index();
        if i != index && other.counts() && seen & bit == 0 {
            seen |= bit;
            taker.with_value(template::CUE_COMPANY, cue, class.key());
        }
    }
}

/// Tokens to either side of a match whose order does not matter.
const NEAR: usize = 6;

/// Tokens on either side of a modal that are looked at for what the sentence is about.
const TOPIC: usize = 40;

/// Gives every feature that the reading of a modal verb is learned from to `taker`. Spellings and
/// negations of a modal share the features of its family.
///
/// Those that differ by profile are left out, as not all profiles were learned from, and pairs of
/// words, which are too rare.
pub(super) fn each_of_modal(
    view: &SentenceView<'_>,
    policy: &Policy,
    pending: &PendingMatch,
    taker: &mut impl FeatureTaker,
) {
    let family = taker.name(policy.cue(pending).family.as_deref().map_or(0, hash_word));
    if pending.rule != rules::DEFAULT && pending.rule != rules::MODAL_PROFILE {
        taker.value(template::CUE_RULE, hash_word(pending.rule));
    }
    Beside::of(view, pending).each(view, pending, family, taker);
    // A long stretch without sentence ends costs no more than others.
    let Range { start, end } = pending.tokens;
    taker.words(template::S_WORD, start.saturating_sub(TOPIC)..view.len().min(end + TOPIC));
    taker.with_value(template::CUE_PROFILE, family, hash_word(&policy.profile.name));
    taker.with_value(template::CUE_ASPECT, family, value(aspect(view, pending)));
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

/// The tokens beside a match, nearest first, quotation marks left out.
struct Beside {
    left: [Option<usize>; 3],
    right: [Option<usize>; 3],
}

/// The words of these tokens, as they are taken.
struct Words<W> {
    left: [W; 3],
    right: [W; 3],
}

impl Beside {
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

    /// Gives the features of a cue, or of a family of cues, to `taker`; returns the words beside it.
    fn each<T: FeatureTaker>(
        &self,
        view: &SentenceView<'_>,
        pending: &PendingMatch,
        cue: T::Name,
        taker: &mut T,
    ) -> Words<T::Word> {
        taker.always(template::CUE_ALWAYS);
        taker.name_alone(template::CUE, cue);
        let tokens = &view.tokens[pending.tokens.clone()];
        let form = hash_words(tokens.iter().map(|token| word_value(Some(token))));
        taker.value(template::CUE_FORM, form);
        let left = self.left.map(|at| taker.at(at));
        let right = self.right.map(|at| taker.at(at));
        taker.word(template::LEFT1, left[0]);
        taker.word(template::LEFT2, left[1]);
        taker.word(template::RIGHT1, right[0]);
        taker.word(template::RIGHT2, right[1]);
        taker.with_word(template::CUE_LEFT1, cue, left[0]);
        taker.with_word(template::CUE_LEFT2, cue, left[1]);
        taker.with_word(template::CUE_RIGHT1, cue, right[0]);
        taker.with_word(template::CUE_RIGHT2, cue, right[1]);
        let ending = |at: Option<usize>| {
            at.map_or_else(|| word_value(None), |at| suffix_value(&view.tokens[at], view.text))
        };
        taker.value(template::LEFT_SUFFIX1, ending(self.left[0]));
        taker.value(template::LEFT_SUFFIX2, ending(self.left[1]));
        taker.value(template::RIGHT_SUFFIX1, ending(self.right[0]));
        taker.value(template::RIGHT_SUFFIX2, ending(self.right[1]));
        taker.with_value(template::CUE_GROUP, cue, self.group(view));
        let verb = taker.at(self.verb(view));
        taker.with_word(template::CUE_VERB, cue, verb);
        let subject = taker.at(self.subject(view));
        taker.with_word(template::CUE_SUBJECT, cue, subject);
        self.each_place(view, pending, |place| taker.with_value(template::CUE_PLACE, cue, place));
        taker.with_value(template::CUE_SENTENCE, cue, sentence_type(view));
        Words { left, right }
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

    /// Calls `take` with the places in clause, quotation or headline where the match stands.
    fn each_place(
        &self,
        view: &SentenceView<'_>,
        pending: &PendingMatch,
        mut take: impl FnMut(u32),
    ) {
        let ends = |at: Option<usize>| at.is_none_or(|at| view.kind(at).ends_clause());
        if ends(self.left[0]) {
            take(value(NamedValue::OpensClause));
        }
        if ends(self.right[0]) {
            take(value(NamedValue::EndsClause));
        }
        if view.quoted[pending.tokens.start] {
            take(value(NamedValue::Quoted));
        }
        if view.is_headline() {
            take(value(NamedValue::Headline));
        }
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

/// The word classes that have a value.
const ANY_CLASS: WordClasses = {
    let (mut any, mut value) = (0, 0);
    while value < VALUES.len() {
        any |= VALUES[value].1;
        value += 1;
    }
    any
};

static HASHES: LazyLock<Vec<u32>> =
    LazyLock::new(|| VALUES.iter().map(|(name, _)| hash_word(name)).collect());

fn value(value: NamedValue) -> u32 {
    HASHES[value as usize]
}

/// Returns the value of the first word class of [`VALUES`] that the word is in.
fn class_value(view: &SentenceView<'_>, at: Option<usize>) -> u32 {
    let own = at.map_or(0, |at| view.classes(at));
    if own & ANY_CLASS == 0 {
        return value(NamedValue::Other);
    }
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
