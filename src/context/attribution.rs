//! Attributions: who says what. Source, cue and content of every reporting
//! verb ("said", "believes") and preposition ("according to").

use std::ops::Range;

use super::source::{self, SourceKind};
use super::{DocumentState, Draft, MAX_STRETCH, NEAR, SentenceContext};
use crate::analysis::Attribution;
use crate::lexicon::{CueClass, Reading, Side, word_class as class};
use crate::text::{Shape, TokenKind};

/// An attribution together with what the holder of matches depends on.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) attribution: Attribution,
    /// The tokens of the content.
    pub(super) content: Option<Range<usize>>,
    /// The source is the author.
    pub(super) by_author: bool,
    /// The match whose belief it is, where that is the source's: "analysts
    /// believe".
    pub(super) held: Option<usize>,
}

/// How far after the verb, in tokens, "that" or a quotation is looked for.
const CONTENT_REACH: usize = 8;

/// Finds the attributions of a sentence and decides, for reporting verbs,
/// whether their source makes them evidence.
pub(super) fn find(
    context: &SentenceContext<'_>,
    drafts: &mut [Draft],
    state: &mut DocumentState,
    found: &mut Vec<Found>,
) {
    // Everything before this token belongs to an attribution already.
    let mut taken = 0;
    let mut last: Option<Range<usize>> = None;
    for i in 0..drafts.len() {
        let cue = &context.cues[drafts[i].cue];
        if !cue.attribution || !drafts[i].reading.counts() {
            continue;
        }
        let tokens = drafts[i].tokens.clone();
        let vague_phrase = cue.class == CueClass::VagueSource;
        let source = if vague_phrase {
            source_inside(context, &tokens)
        } else {
            source_of(context, &tokens, last.as_ref())
        };
        if source.is_some() {
            last.clone_from(&source);
        }
        let kind = source.as_ref().map(|s| source::kind(context, s));
        let named = match kind {
            Some(SourceKind::Named) => !vague_phrase,
            Some(SourceKind::Pronoun) => {
                let person = |s: &Range<usize>| context.words.is(s.start, class::PERSON_PRONOUN);
                state.named_source_seen || source.as_ref().is_some_and(person)
            }
            _ => false,
        };
        state.named_source_seen |= kind == Some(SourceKind::Named);
        decide(drafts, i, kind, named);
        if drafts[i].class == CueClass::NamedSource && cue.attribution_only {
            drafts[i].decide(Reading::Literal, "source.request");
        }
        // "critics say" is matched as a phrase and as a verb: one attribution.
        let near = i.saturating_sub(NEAR)..drafts.len().min(i + NEAR);
        let covered = !vague_phrase
            && drafts[near].iter().any(|d| {
                d.class == CueClass::VagueSource
                    && context.cues[d.cue].attribution
                    && d.reading.counts()
                    && d.overlaps(&drafts[i])
                    && d.tokens != tokens
            });
        if covered || tokens.start < taken {
            continue;
        }
        taken = tokens.end;
        let content = content_of(context, &tokens, source.as_ref());
        let quoted = content.as_ref().is_some_and(|c| c.clone().any(|at| context.quoted[at]));
        found.push(Found {
            attribution: Attribution {
                source: source.as_ref().map(|s| context.span(s)),
                cue: context.span(&tokens),
                content: content.as_ref().map(|c| context.span(c)),
                named,
                quoted,
            },
            content,
            by_author: kind == Some(SourceKind::Author) && !context.quoted[tokens.start],
            held: matches!(drafts[i].class, CueClass::Belief | CueClass::VagueSource).then_some(i),
        });
    }
}

/// Whether a reporting verb is evidence, a vague source, or neither.
fn decide(drafts: &mut [Draft], i: usize, kind: Option<SourceKind>, named: bool) {
    if drafts[i].class != CueClass::NamedSource {
        return;
    }
    match kind {
        _ if named => drafts[i].rule = "source.named",
        Some(SourceKind::Author) => drafts[i].decide(Reading::Literal, "source.author"),
        // A pronoun before any name: the text has not said who it is.
        Some(SourceKind::Pronoun) | None => drafts[i].decide(Reading::Literal, "source.missing"),
        Some(_) => {
            let mut near = i.saturating_sub(NEAR)..drafts.len().min(i + NEAR);
            let covered = near.any(|j| {
                let d = &drafts[j];
                j != i
                    && d.class.side() == Side::Hedge
                    && d.reading.counts()
                    && d.overlaps(&drafts[i])
            });
            if covered {
                drafts[i].decide(Reading::Literal, "source.covered");
            } else {
                drafts[i].class = CueClass::VagueSource;
                drafts[i].decide(Reading::Epistemic, "source.vague");
            }
        }
    }
}

/// The source inside a phrase such as "some critics say", with what belongs
/// to it before the phrase ("Sanders advisers").
fn source_inside(context: &SentenceContext<'_>, tokens: &Range<usize>) -> Option<Range<usize>> {
    let vague = class::VAGUE_PERSON | class::VAGUE_PRONOUN;
    let end = match tokens.clone().rev().find(|&at| context.words.is(at, vague)) {
        Some(last) => last + 1,
        // "advisers insist": the verb comes last.
        None if tokens.len() > 1 => tokens.end - 1,
        None => return None,
    };
    if is_preposition(context, &(tokens.start..tokens.start + 2.min(tokens.len()))) {
        let start = tokens.start + 2;
        return (start < end).then_some(start..end);
    }
    let whole = source::before(context, end).filter(|s| s.start <= tokens.start);
    whole.or(Some(tokens.start..end))
}

/// Whether the source follows the cue, as in "according to".
fn is_preposition(context: &SentenceContext<'_>, tokens: &Range<usize>) -> bool {
    context.words.is(tokens.start, class::SOURCE_OPENER)
        && context.words.is(tokens.end - 1, class::SOURCE_PREPOSITION)
}

fn source_of(
    context: &SentenceContext<'_>,
    tokens: &Range<usize>,
    earlier: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    if is_preposition(context, tokens) {
        return source::after(context, tokens.end);
    }
    // "The report says": the noun is part of the match and the source.
    let noun = class::EVIDENCE_NOUN | class::VAGUE_PERSON | class::INSTITUTION | class::ROLE;
    if tokens.len() > 1 && context.words.is(tokens.start, noun) {
        return source::before(context, source::skip_auxiliaries(context, tokens.end - 1));
    }
    let subject_end = source::skip_auxiliaries(context, tokens.start);
    let before = subject_end.checked_sub(1).filter(|b| context.tokens().contains(b));
    let set_off = before.is_none_or(|b| {
        !context.words.kind(b).is_word() && context.words.kind(b) != TokenKind::CloseBracket
    });
    if set_off && before.is_some() && source::begins_source(context, tokens.end) {
        // “…,” said Smith; but "Smith, a lawyer, said the …" goes on after the verb.
        let quote = before.is_some_and(|b| context.quoted[b] || context.quoted[b.max(1) - 1]);
        let inverted = source::after(context, tokens.end);
        let closed = inverted.as_ref().is_some_and(|s| {
            !context.tokens().contains(&s.end) || !context.words.kind(s.end).is_word()
        });
        if quote || closed {
            return inverted;
        }
    }
    let participle = context.words.tokens[tokens.start].text(context.words.text).ends_with("ing");
    let gerund = before.is_some_and(|b| context.words.is(b, class::PREPOSITION));
    if participle && (set_off || gerund) {
        // "…, Smith said, adding that": the same speaker goes on.
        return earlier.cloned().or_else(|| first_subject(context, tokens.start));
    }
    let coordinated = before.is_some_and(|b| context.words.is(b, class::COORDINATOR));
    if coordinated {
        return earlier.cloned().or_else(|| first_subject(context, tokens.start));
    }
    source::before(context, subject_end).or_else(|| first_subject(context, tokens.start))
}

/// The subject with which the sentence begins, for "…, saying that".
fn first_subject(context: &SentenceContext<'_>, before: usize) -> Option<Range<usize>> {
    let words = &context.words;
    let mut start = context.sentence.tokens.start;
    while start < before && !words.kind(start).is_word() {
        start += 1;
    }
    while start < before && words.is(start, class::COORDINATOR | class::ADVERB_MID) {
        start += 1;
    }
    let opener =
        words.is(start, class::OPENER) || words.tokens[start].text(words.text).ends_with("ing");
    if opener {
        return None;
    }
    let mut end = start;
    while end < before {
        let token = &words.tokens[end];
        let name = token.kind == TokenKind::Word
            && token.shape.has(Shape::CAPITAL)
            && !words.is(end, class::SUBORDINATOR | class::PREPOSITION | class::MODAL);
        let noun = words.is(
            end,
            class::INSTITUTION
                | class::ROLE
                | class::VAGUE_PERSON
                | class::ARTICLE
                | class::POSSESSIVE
                | class::TITLE,
        );
        let joint = end > start && matches!(token.kind, TokenKind::Hyphen);
        if words.is(end, class::PERSONAL_SOURCE | class::FIRST_PERSON)
            && end == start
            && !words.is(end, class::POSSESSIVE)
        {
            return Some(start..end + 1);
        }
        if !name && !noun && !joint {
            break;
        }
        end += 1;
    }
    (end > start && context.is_content_word(end - 1)).then_some(start..end)
}

/// The stretch that the source is said to say or think.
fn content_of(
    context: &SentenceContext<'_>,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let sentence = context.tokens();
    let head_end = source.map_or(cue.start, |s| s.start.min(cue.start));
    let tail_start = source.map_or(cue.end, |s| s.end.max(cue.end));
    let begin = sentence.start.max(head_end.saturating_sub(MAX_STRETCH));
    let sentence = begin..sentence.end.min(tail_start + MAX_STRETCH);
    let earlier = trimmed(context, sentence.start..head_end);
    let later = trimmed(context, tail_start..sentence.end);
    let inverted = source.is_some_and(|s| s.start >= cue.end);
    let opens_sentence = earlier.is_none();
    if inverted && is_preposition(context, cue) {
        return if opens_sentence { later } else { clause_before(context, earlier) };
    }
    if inverted {
        return clause_before(context, earlier).or(later);
    }
    // What follows the verb: "that …", a quotation, or a bare clause.
    let next = tail_start;
    let ends = next >= sentence.end
        || matches!(context.words.kind(next), TokenKind::Stop | TokenKind::Semicolon);
    if ends {
        return clause_before(context, earlier);
    }
    let reach = sentence.end.min(next + CONTENT_REACH);
    let marker = (next..reach).find(|&at| {
        context.words.is(at, class::THAT) || context.words.kind(at) == TokenKind::OpenQuote
    });
    if context.words.kind(next) == TokenKind::Comma {
        // “…,” Smith said, “…”: the quotation before is the content.
        let quote_before = earlier.as_ref().is_some_and(|e| context.quoted[e.end - 1]);
        return match marker {
            Some(at) if !quote_before => trimmed(context, at..sentence.end),
            _ => clause_before(context, earlier).or(later),
        };
    }
    trimmed(context, marker.unwrap_or(next)..sentence.end)
}

/// What stands before the source, without the comma that sets it off.
fn clause_before(
    context: &SentenceContext<'_>,
    earlier: Option<Range<usize>>,
) -> Option<Range<usize>> {
    let mut range = earlier?;
    while !range.is_empty()
        && matches!(
            context.words.kind(range.end - 1),
            TokenKind::Comma | TokenKind::Dash | TokenKind::Colon
        )
    {
        range.end -= 1;
    }
    (!range.is_empty()).then_some(range)
}

/// Without marks that are not part of a content.
fn trimmed(context: &SentenceContext<'_>, mut range: Range<usize>) -> Option<Range<usize>> {
    let outer = |kind: TokenKind| {
        matches!(
            kind,
            TokenKind::Comma
                | TokenKind::Stop
                | TokenKind::Colon
                | TokenKind::Semicolon
                | TokenKind::Dash
        )
    };
    while !range.is_empty() && outer(context.words.kind(range.start)) {
        range.start += 1;
    }
    while !range.is_empty() && outer(context.words.kind(range.end - 1)) {
        range.end -= 1;
    }
    range.clone().any(|at| context.words.kind(at).is_word()).then_some(range)
}

impl SentenceContext<'_> {
    /// Whether the word at `at` is more than an article or possessive.
    fn is_content_word(&self, at: usize) -> bool {
        self.words.kind(at).is_word() && !self.words.is(at, class::ARTICLE | class::POSSESSIVE)
    }
}
