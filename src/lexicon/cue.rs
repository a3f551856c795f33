//! A cue: one entry of the lexicon.

use super::class::{CueClass, Side};
use super::pattern::{Neighbour, Pattern};
use super::probability::Probability;
use super::vocabulary::WordId;

/// Which group of context rules looks at a cue's matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // the names are the words they stand for; lexicons/README.md explains them
pub enum Family {
    May,
    Might,
    Can,
    Could,
    Must,
    Should,
    Will,
    Would,
    Approximator,
    Reporting,
    Belief,
    Show,
    Certain,
    Likely,
    Appear,
    Condition,
    Quantifier,
}

impl Family {
    /// All families.
    pub const ALL: [Self; 17] = [
        Self::May,
        Self::Might,
        Self::Can,
        Self::Could,
        Self::Must,
        Self::Should,
        Self::Will,
        Self::Would,
        Self::Approximator,
        Self::Reporting,
        Self::Belief,
        Self::Show,
        Self::Certain,
        Self::Likely,
        Self::Appear,
        Self::Condition,
        Self::Quantifier,
    ];

    /// Its name in lexicons.
    pub fn name(self) -> &'static str {
        match self {
            Self::May => "may",
            Self::Might => "might",
            Self::Can => "can",
            Self::Could => "could",
            Self::Must => "must",
            Self::Should => "should",
            Self::Will => "will",
            Self::Would => "would",
            Self::Approximator => "approximator",
            Self::Reporting => "reporting",
            Self::Belief => "belief",
            Self::Show => "show",
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Appear => "appear",
            Self::Condition => "condition",
            Self::Quantifier => "quantifier",
        }
    }

    /// The family of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|f| f.name() == name)
    }

    /// Whether it is a modal verb.
    pub fn is_modal(self) -> bool {
        self <= Self::Would
    }
}

/// The profiles that use a cue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProfileSet {
    /// All profiles of the language.
    All,
    /// The profiles of these names.
    Only(Vec<String>),
}

impl ProfileSet {
    /// Tells whether the profile of that name is in the set.
    pub fn contains(&self, name: &str) -> bool {
        match self {
            Self::All => true,
            Self::Only(names) => names.iter().any(|own| own == name),
        }
    }

    /// Tells whether all profiles of another set are in this one.
    pub fn covers(&self, other: &Self) -> bool {
        match other {
            Self::All => *self == Self::All,
            Self::Only(names) => names.iter().all(|name| self.contains(name)),
        }
    }
}

/// One entry of the lexicon.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Headword; unique within its class.
    pub name: String,
    /// What it does.
    pub class: CueClass,
    /// Hash of [`Cue::id`], for learned weights.
    pub(crate) key: u32,
    /// The patterns as written.
    pub patterns: Vec<String>,
    /// The patterns compiled.
    pub compiled: Vec<Pattern>,
    /// 0–1: how much one occurrence weakens or strengthens the claim; the
    /// scale is in `lexicons/README.md`.
    pub strength: f64,
    /// The probability that readers understand, where the class has one.
    pub probability: Option<Probability>,
    /// Which context rules look at it.
    pub family: Option<Family>,
    /// Whether it introduces what somebody says or thinks.
    pub attribution: bool,
    /// Whether what it introduces is a request or a judgement, no claim: it is an
    /// attribution, but no evidence.
    pub attribution_only: bool,
    /// Whether it is a look-alike that never counts.
    pub literal: bool,
    /// At least one of these must stand directly before.
    pub require_before: Vec<Neighbour>,
    /// At least one of these must stand directly after.
    pub require_after: Vec<Neighbour>,
    /// None of these may stand directly before.
    pub exclude_before: Vec<Neighbour>,
    /// None of these may stand directly after.
    pub exclude_after: Vec<Neighbour>,
    /// The words of a match that are the cue itself, where the pattern also holds
    /// words that only tell what it is doing; empty: all of it.
    pub core: Vec<WordId>,
    /// The profiles that use it.
    pub profiles: ProfileSet,
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
    /// The side of its class.
    pub fn side(&self) -> Side {
        self.class.side()
    }

    /// `class/name`, which identifies it.
    pub fn id(&self) -> String {
        format!("{}/{}", self.class, self.name)
    }
}
