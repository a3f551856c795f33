//! A cue: one entry of the lexicon.

use super::class::{CueClass, Side};
use super::family::Roles;
use super::pattern::{Conditions, Pattern};
use super::probability::{Probability, ProbabilityOrigin};
use super::vocabulary::WordId;

/// One entry of the lexicon.
#[derive(Debug, Clone)]
#[allow(clippy::struct_excessive_bools)] // the flags of an entry
pub struct Cue {
    /// Headword; unique within its class.
    pub name: String,
    /// Its class; context may give a match another.
    pub class: CueClass,
    /// Hash of [`Cue::id`], for learned weights.
    pub(crate) key: u32,
    /// The patterns as written.
    pub patterns: Vec<String>,
    /// The patterns compiled.
    pub(crate) compiled: Vec<Pattern>,
    /// 0–1: effect of one occurrence on the claim; `lexicons/README.md` has the scale.
    pub strength: f64,
    /// The probability that readers understand, where the class has one.
    pub probability: Option<Probability>,
    /// Where that probability comes from.
    pub probability_origin: Option<ProbabilityOrigin>,
    /// Its family's name in cue files and profiles.
    pub family: Option<String>,
    /// Its family's roles, by which context rules know it.
    pub roles: Roles,
    /// It introduces what somebody says or thinks.
    pub attribution: bool,
    /// What it introduces is a request or a judgement, no claim: an attribution, but no evidence.
    pub attribution_only: bool,
    /// A look-alike that never counts.
    pub literal: bool,
    /// What has to stand beside a match, and what must not.
    pub(crate) conditions: Conditions,
    /// The words of a match that are the cue itself, where the pattern also holds
    /// words that only tell what it is doing; empty: all of it.
    pub(crate) core: Vec<WordId>,
    /// It is a user's own: learned weights, which know nothing of it, do not judge it.
    pub(crate) own: bool,
    /// The profiles that use it; none: all profiles of the language.
    pub profiles: Option<Vec<String>>,
    /// Sentences in which it counts.
    pub examples: Vec<String>,
    /// Sentences in which it does not.
    pub counter_examples: Vec<String>,
    /// The file it stands in.
    pub file: String,
    /// The line its headword stands in.
    pub line: usize,
}

impl Cue {
    /// Returns the side of its class.
    pub fn side(&self) -> Side {
        self.class.side()
    }

    /// Tells whether the profile of that name uses it.
    pub fn is_in(&self, profile: &str) -> bool {
        self.profiles.as_ref().is_none_or(|names| names.iter().any(|name| name == profile))
    }

    /// Returns `class/name`, which identifies it.
    pub fn id(&self) -> String {
        format!("{}/{}", self.class, self.name)
    }
}
