//! Attributions: who says what. Source, cue and content of every reporting
//! verb ("said", "believes") and preposition ("according to"); whose commitment a match expresses.

use std::ops::Range;

use super::detail::MAX_STRETCH;
use super::pending::{PendingMatch, neighbors};
use super::policy::Policy;
use super::rules;
use super::source::{self, SourceKind};
use crate::analysis::{Attribution, Holder};
use crate::lexicon::{CueClass, Reading, word_class as class};
use crate::sentence_view::SentenceView;
use crate::text::TokenKind;

/// Distance after the verb, in tokens, at which "that" or a quotation is looked for.
const MARKER_REACH: usize = 8;

/// Knowledge that the sentences of a document leave behind for those after them.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DocumentState {
    /// A source with a name has been seen, so "he said" has somebody to mean.
    named_source_seen: bool,
}

impl DocumentState {
    /// The state after the first few paragraphs of most texts.
    #[cfg(feature = "pipeline")]
    pub(crate) const USUAL: Self = Self { named_source_seen: true };
}

/// Finds the attributions of a sentence and decides which reporting verbs are evidence. Tells the
/// tokens that others than the author have reported, and who holds the beliefs of others.
pub(super) fn find(
    view: &SentenceView<'_>,
    policy: &Policy,
    matches: &mut [PendingMatch],
    state: &mut DocumentState,
    attributions: &mut Vec<Attribution>,
    reported: &mut Vec<bool>,
) {
    // Everything before this token belongs to an attribution already.
    let mut taken = 0;
    let mut last: Option<Range<usize>> = None;
    for i in 0..matches.len() {
        let cue = policy.cue(&matches[i]);
        if !cue.attribution || !matches[i].counts() {
            continue;
        }
        let tokens = matches[i].tokens.clone();
        let vague_phrase = cue.class == CueClass::VagueSource;
        let source = if vague_phrase {
            source::inside(view, &tokens)
        } else {
            source::of_verb(view, &tokens, last.as_ref())
        };
        if source.is_some() {
            last.clone_from(&source);
        }
        let kind = source.as_ref().map(|source| source::kind(view, source));
        let named = match kind {
            Some(SourceKind::Named) => !vague_phrase,
            Some(SourceKind::Pronoun) => {
                let first = source.as_ref().map(|source| source.start);
                state.named_source_seen || view.is(first, class::PERSON_PRONOUN)
            }
            _ => false,
        };
        state.named_source_seen |= kind == Some(SourceKind::Named);
        decide(matches, i, kind, named);
        if matches[i].class == CueClass::NamedSource && cue.attribution_only {
            matches[i].decide(Reading::Literal, rules::SOURCE_REQUEST);
        }
        let inside_phrase = !vague_phrase && in_vague_phrase(policy, matches, i);
        if inside_phrase || tokens.start < taken {
            continue;
        }
        taken = tokens.end;
        let content = content_of(view, &tokens, source.as_ref());
        let quoted = content.as_ref().is_some_and(|c| view.quoted[c.clone()].contains(&true));
        attributions.push(Attribution {
            source: source.as_ref().map(|source| view.span(source)),
            cue: view.span(&tokens),
            content: content.as_ref().map(|content| view.span(content)),
            named,
            quoted,
        });
        if kind == Some(SourceKind::Author) && !view.quoted[tokens.start] {
            continue;
        }
        if let Some(content) = content {
            reported.resize(view.len(), false);
            reported[content].fill(true);
        }
        // "Analysts believe": the believer holds the belief.
        if matches!(matches[i].class, CueClass::Belief | CueClass::VagueSource) {
            matches[i].holder = Holder::Source;
        }
    }
}

/// Returns the content that the cue reports.
fn content_of(
    view: &SentenceView<'_>,
    cue: &Range<usize>,
    source: Option<&Range<usize>>,
) -> Option<Range<usize>> {
    let head_end = source.map_or(cue.start, |source| source.start.min(cue.start));
    let next = source.map_or(cue.end, |source| source.end.max(cue.end));
    let end = view.len().min(next + MAX_STRETCH);
    let earlier = trimmed(view, head_end.saturating_sub(MAX_STRETCH)..head_end);
    let later = trimmed(view, next..end);
    let inverted = source.is_some_and(|source| source.start >= cue.end);
    if inverted && source::is_preposition(view, cue) {
        return earlier.map_or(later, |earlier| clause_before(view, earlier));
    }
    let quote_before = earlier.as_ref().is_some_and(|earlier| view.quoted[earlier.end - 1]);
    let before = earlier.and_then(|earlier| clause_before(view, earlier));
    if inverted {
        return before.or(later);
    }
    // What follows the verb: "that …", a quotation, or a bare clause.
    if next >= end || matches!(view.kind(next), TokenKind::Stop | TokenKind::Semicolon) {
        return before;
    }
    let marker = (next..end.min(next + MARKER_REACH))
        .find(|&at| view.is(at, class::THAT) || view.is_kind(at, TokenKind::OpenQuote));
    if view.is_kind(next, TokenKind::Comma) {
        // “…,” Smith said, “…”: the quotation before is the content.
        return match marker {
            Some(at) if !quote_before => trimmed(view, at..end),
            _ => before.or(later),
        };
    }
    trimmed(view, marker.unwrap_or(next)..end)
}

/// Returns what stands before the source, without the comma that sets it off.
fn clause_before(view: &SentenceView<'_>, earlier: Range<usize>) -> Option<Range<usize>> {
    let sets_off = |at: &usize| {
        matches!(view.kind(*at), TokenKind::Comma | TokenKind::Dash | TokenKind::Colon)
    };
    let last = earlier.clone().rfind(|at| !sets_off(at))?;
    Some(earlier.start..last + 1)
}

/// Returns a stretch without the marks at its ends; none if no word is left.
fn trimmed(view: &SentenceView<'_>, stretch: Range<usize>) -> Option<Range<usize>> {
    let inner = |at: &usize| {
        !matches!(
            view.kind(*at),
            TokenKind::Comma
                | TokenKind::Stop
                | TokenKind::Colon
                | TokenKind::Semicolon
                | TokenKind::Dash
        )
    };
    let first = stretch.clone().find(inner)?;
    let end = stretch.clone().rfind(inner)? + 1;
    (first..end).any(|at| view.is_word(at)).then_some(first..end)
}

/// "critics say" is matched as a phrase and as a verb: one attribution.
fn in_vague_phrase(policy: &Policy, matches: &[PendingMatch], i: usize) -> bool {
    let this = &matches[i];
    neighbors(matches, i).any(|other| {
        other.class == CueClass::VagueSource
            && policy.cue(other).attribution
            && other.counts()
            && other.overlaps(this)
            && other.tokens != this.tokens
    })
}

/// Decides whether a reporting verb is evidence, a vague source, or neither.
fn decide(matches: &mut [PendingMatch], i: usize, kind: Option<SourceKind>, named: bool) {
    let this = &matches[i];
    if this.class != CueClass::NamedSource {
        return;
    }
    match kind {
        _ if named => matches[i].rule = rules::SOURCE_NAMED,
        Some(SourceKind::Author) => matches[i].decide(Reading::Literal, rules::SOURCE_AUTHOR),
        // A pronoun before any name: the text has not said who it is.
        Some(SourceKind::Pronoun) | None => {
            matches[i].decide(Reading::Literal, rules::SOURCE_MISSING);
        }
        Some(_) if neighbors(matches, i).any(|other| other.hedges() && other.overlaps(this)) => {
            matches[i].decide(Reading::Literal, rules::SOURCE_COVERED);
        }
        Some(_) => matches[i].convert(CueClass::VagueSource, rules::SOURCE_VAGUE),
    }
}

/// Gives matches inside quotation marks or in what a source reports that source as their holder.
pub(super) fn assign_holders(
    view: &SentenceView<'_>,
    matches: &mut [PendingMatch],
    reported: &[bool],
) {
    for pending in matches {
        let (first, last) = (pending.tokens.start, pending.tokens.end - 1);
        let inside = reported.get(first) == Some(&true) && reported.get(last) == Some(&true);
        if view.quoted[first] || inside {
            pending.holder = Holder::Source;
        }
    }
}
