//! Attributions: who says what. Source, cue and content of every reporting
//! verb ("said", "believes") and preposition ("according to"); whose commitment a match expresses.

use std::ops::Range;

use super::pending::{PendingMatch, neighbors};
use super::policy::Policy;
use super::source::{self, SourceKind};
use super::{content, rules};
use crate::analysis::{Attribution, Holder};
use crate::lexicon::{CueClass, Reading, word_class as class};
use crate::sentence::SentenceView;

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

/// An attribution together with what the holder of matches depends on.
#[derive(Debug, Clone)]
pub(super) struct PendingAttribution {
    pub(super) attribution: Attribution,
    /// The tokens of the content.
    pub(super) content: Option<Range<usize>>,
    /// The source is the author.
    pub(super) by_author: bool,
    /// Index of the match, where the belief is the source's: "analysts believe".
    pub(super) held: Option<usize>,
}

/// Finds the attributions of a sentence and decides which reporting verbs are evidence.
pub(super) fn find(
    view: &SentenceView<'_>,
    policy: &Policy,
    matches: &mut [PendingMatch],
    state: &mut DocumentState,
    attributions: &mut Vec<PendingAttribution>,
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
        let content = content::of(view, &tokens, source.as_ref());
        let quoted = content.as_ref().is_some_and(|c| view.quoted[c.clone()].contains(&true));
        attributions.push(PendingAttribution {
            attribution: Attribution {
                source: source.as_ref().map(|source| view.span(source)),
                cue: view.span(&tokens),
                content: content.as_ref().map(|content| view.span(content)),
                named,
                quoted,
            },
            content,
            by_author: kind == Some(SourceKind::Author) && !view.quoted[tokens.start],
            held: matches!(matches[i].class, CueClass::Belief | CueClass::VagueSource).then_some(i),
        });
    }
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

/// Gives each match its holder: a source if it stands inside quotation marks
/// or in what an attribution reports, else the author.
pub(super) fn assign_holders(
    view: &SentenceView<'_>,
    matches: &mut [PendingMatch],
    attributions: &[PendingAttribution],
    reported: &mut Vec<bool>,
) {
    reported.clear();
    reported.resize(if attributions.is_empty() { 0 } else { view.len() }, false);
    for attribution in attributions.iter().filter(|attribution| !attribution.by_author) {
        if let Some(content) = &attribution.content {
            reported[content.clone()].fill(true);
        }
        // "Analysts believe": the believer holds the belief.
        if let Some(held) = attribution.held {
            matches[held].holder = Holder::Source;
        }
    }
    for pending in matches {
        let (first, last) = (pending.tokens.start, pending.tokens.end - 1);
        let inside = reported.get(first) == Some(&true) && reported.get(last) == Some(&true);
        if view.quoted[first] || inside {
            pending.holder = Holder::Source;
        }
    }
}
