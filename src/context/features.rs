//! What learned weights look at when they judge a match.

use std::sync::LazyLock;

use super::{Draft, SentenceContext};
use crate::lexicon::{WordClasses, word_class as class};
use crate::text::{TokenKind, hash_word};
use crate::weights::{Feature, Layer, NO_VALUE, Weights, fold, names, suffix, word_value};

/// Calls `take` with every feature of `drafts[which]` that `worth` lets pass:
/// it is asked whether a word or ending is of any use before its features are made.
pub(super) fn each(
    context: &SentenceContext<'_>,
    drafts: &[Draft],
    which: usize,
    worth: impl Fn(u32) -> bool,
    mut take: impl FnMut(Feature),
) {
    let draft = &drafts[which];
    let cue = &context.cues[draft.cue];
    let key = cue.key;
    let mut one = |template, a, b| take(Feature::new(template, a, b));
    one(names::CUE_ALWAYS, NO_VALUE, NO_VALUE);
    one(names::CUE, key, NO_VALUE);
    one(names::CUE_READING, key, draft.reading.key());
    one(names::CUE_RULE, hash_word(draft.rule), NO_VALUE);
    one(names::CUE_CLASS, draft.class.key(), NO_VALUE);
    let form = draft
        .tokens
        .clone()
        .fold(NO_VALUE, |all, at| fold(all, word_value(Some(&context.words.tokens[at]))));
    one(names::CUE_FORM, form, NO_VALUE);

    let around = Around::of(context, draft);
    let word = |at: Option<usize>| word_value(at.map(|at| &context.words.tokens[at]));
    let left = around.left.map(word);
    let right = around.right.map(word);
    let words = [
        (left[0], names::CUE_LEFT1, names::LEFT1),
        (left[1], names::CUE_LEFT2, names::LEFT2),
        (left[2], names::CUE_LEFT3, names::LEFT3),
        (right[0], names::CUE_RIGHT1, names::RIGHT1),
        (right[1], names::CUE_RIGHT2, names::RIGHT2),
        (right[2], names::CUE_RIGHT3, names::RIGHT3),
    ];
    for (value, with_cue, alone) in words {
        if worth(value) {
            one(with_cue, key, value);
            one(alone, value, NO_VALUE);
        }
    }
    let text = context.words.text;
    let ending = |at: Option<usize>| {
        at.map_or_else(|| word_value(None), |at| suffix(&context.words.tokens[at], text))
    };
    let endings = [
        (around.left[0], names::LEFT_SUFFIX1),
        (around.left[1], names::LEFT_SUFFIX2),
        (around.right[0], names::RIGHT_SUFFIX1),
        (around.right[1], names::RIGHT_SUFFIX2),
    ];
    for (at, template) in endings {
        let ending = ending(at);
        if worth(ending) {
            one(template, ending, NO_VALUE);
        }
    }
    let pairs = [
        (names::LEFT_PAIR, left[1], left[0]),
        (names::RIGHT_PAIR, right[0], right[1]),
        (names::AROUND, left[0], right[0]),
    ];
    for (template, a, b) in pairs {
        if worth(a) && worth(b) {
            one(template, a, b);
        }
    }
    one(names::CUE_GROUP, key, around.group(context));
    let verb = word(around.verb(context));
    if worth(verb) {
        one(names::CUE_VERB, key, verb);
    }
    let subject = word(around.subject(context));
    if worth(subject) {
        one(names::CUE_SUBJECT, key, subject);
    }
    for place in around.places(context, draft) {
        one(names::CUE_PLACE, key, place);
    }
    one(names::CUE_SENTENCE, key, sentence_type(context));
    let opening = word(context.at_or_after(context.tokens().start));
    if worth(opening) {
        one(names::OPENING, opening, NO_VALUE);
    }
    company(context, drafts, which, |class| one(names::CUE_COMPANY, key, class));
}

/// Sum of the weights of a match, in hundredths of a logit.
pub(super) fn sum(
    context: &SentenceContext<'_>,
    drafts: &[Draft],
    which: usize,
    weights: &Weights,
) -> i32 {
    let mut sum = 0;
    let worth = |word| weights.knows(Layer::Cue, word);
    each(context, drafts, which, worth, |feature| sum += weights.of(feature));
    sum
}

/// The tokens beside a match, nearest first, quotation marks left out.
struct Around {
    left: [Option<usize>; 3],
    right: [Option<usize>; 3],
}

impl Around {
    fn of(context: &SentenceContext<'_>, draft: &Draft) -> Self {
        let mut around = Self { left: [None; 3], right: [None; 3] };
        let mut at = draft.tokens.start;
        for slot in &mut around.left {
            *slot = context.before(at);
            at = slot.unwrap_or(context.tokens().start);
        }
        let mut at = draft.tokens.end;
        for slot in &mut around.right {
            *slot = context.at_or_after(at);
            at = slot.map_or(context.tokens().end, |at| at + 1);
        }
        around
    }

    /// The closed classes of the two words before and the word after, adverbs
    /// left out: what verb group or noun phrase the match stands in.
    fn group(&self, context: &SentenceContext<'_>) -> u32 {
        let passed = |at: &&Option<usize>| !context.is(**at, class::ADVERB_MID & !class::NEGATOR);
        let mut group = NO_VALUE;
        for at in self.left.iter().filter(passed).take(2) {
            group = fold(group, class_value(context, *at));
        }
        let after = self.right.iter().find(passed).copied().flatten();
        fold(fold(group, value(Value::Cue)), class_value(context, after))
    }

    /// The first word after the match that is no adverb or negator and no
    /// auxiliary.
    fn verb(&self, context: &SentenceContext<'_>) -> Option<usize> {
        let small = class::ADVERB_MID | class::NEGATOR | class::BE | class::HAVE | class::ARTICLE;
        let start = self.right[0]?;
        let end = context.tokens().end.min(start + 5);
        (start..end).find(|&at| context.words.kind(at).is_word() && !context.words.is(at, small))
    }

    /// The last word before the match that is no adverb, negator or auxiliary.
    fn subject(&self, context: &SentenceContext<'_>) -> Option<usize> {
        let small =
            class::ADVERB_MID | class::NEGATOR | class::BE | class::HAVE | class::MODAL | class::TO;
        let end = self.left[0]? + 1;
        let start = context.tokens().start.max(end.saturating_sub(5));
        (start..end)
            .rev()
            .find(|&at| context.words.kind(at).is_word() && !context.words.is(at, small))
    }

    /// Where in its clause, quotation or headline the match stands.
    fn places(&self, context: &SentenceContext<'_>, draft: &Draft) -> impl Iterator<Item = u32> {
        let ends = |at: Option<usize>| at.is_none_or(|at| context.words.kind(at).ends_clause());
        [
            (ends(self.left[0]), value(Value::OpensClause)),
            (ends(self.right[0]), value(Value::EndsClause)),
            (context.quoted[draft.tokens.start], value(Value::Quoted)),
            (context.headline, value(Value::Headline)),
        ]
        .into_iter()
        .filter_map(|(holds, name)| holds.then_some(name))
    }
}

fn sentence_type(context: &SentenceContext<'_>) -> u32 {
    let last = context.tokens().end - 1;
    if context.sentence.question {
        value(Value::Question)
    } else if context.tokens().rev().take(3).any(|at| context.words.kind(at) == TokenKind::Stop) {
        value(Value::Statement)
    } else if context.words.kind(last) == TokenKind::Exclamation {
        value(Value::Exclamation)
    } else {
        value(Value::Fragment)
    }
}

/// The classes of other cues of the sentence that count, each once.
fn company(
    context: &SentenceContext<'_>,
    drafts: &[Draft],
    which: usize,
    mut take: impl FnMut(u32),
) {
    let mut seen = 0_u32;
    for (i, other) in drafts.iter().enumerate().take(MOST_COMPANY) {
        let class = context.cues[other.cue].class;
        let bit = 1 << class.index();
        if i != which && other.by_rules.counts() && seen & bit == 0 {
            seen |= bit;
            take(class.key());
        }
    }
}

/// No more matches than these are looked at for company.
const MOST_COMPANY: usize = 40;

macro_rules! values {
    ($($constant:ident $name:literal $classes:expr;)*) => {
        /// Values that are names of our own; those of word classes come first.
        #[allow(dead_code)] // those of word classes are found by their bits
        #[derive(Clone, Copy)]
        enum Value { $($constant,)* }
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
}

static HASHES: LazyLock<Vec<u32>> =
    LazyLock::new(|| VALUES.iter().map(|(name, _)| hash_word(name)).collect());

fn value(value: Value) -> u32 {
    HASHES[value as usize]
}

/// The value of the first word class of [`VALUES`] that the word is in.
fn class_value(context: &SentenceContext<'_>, at: Option<usize>) -> u32 {
    let own = at.map_or(0, |at| context.words.vocabulary.classes(context.words.id(at)));
    let of = VALUES.iter().position(|(_, classes)| own & classes != 0);
    of.map_or_else(|| value(Value::Other), |of| HASHES[of])
}

/// The names that features use as values besides words, cues, classes, readings
/// and rules.
pub(crate) fn value_names() -> impl Iterator<Item = &'static str> {
    VALUES.iter().map(|(name, _)| *name)
}

/// The names of all verb groups: the classes of up to two words, the cue, the class
/// of the word after it.
pub(crate) fn verb_groups() -> impl Iterator<Item = String> {
    let classes = || {
        let words = VALUES.iter().filter(|(_, classes)| *classes != 0);
        words.map(|(name, _)| *name).chain([VALUES[Value::Other as usize].0])
    };
    let one = classes().map(|word| format!("{word} "));
    let two = classes().flat_map(move |a| classes().map(move |b| format!("{a} {b} ")));
    let before = std::iter::once(String::new()).chain(one).chain(two);
    let cue = VALUES[Value::Cue as usize].0;
    before.flat_map(move |before| classes().map(move |after| format!("{before}{cue} {after}")))
}
