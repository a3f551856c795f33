//! Queries, what they resolve to, and filters of what they find.

use std::fmt;

use super::phrase::Phrase;
use crate::analysis::{CueMatch, Holder};
use crate::analyzer::Analyzer;
use crate::error::{Error, Result};
use crate::lexicon::{Cue, CueClass, Reading, Side};
use crate::tables::CueRow;

/// A query, resolved to what it stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// Cues of a class, as it was decided in context.
    Class(CueClass),
    /// Cues of a side.
    Side(Side),
    /// Cues of the lexicon.
    Cue(Vec<CueName>),
    /// Consecutive words, cue or not.
    Phrase(Phrase),
}

/// A cue of the lexicon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CueName {
    /// Headword.
    pub name: String,
    /// Class it is listed in.
    pub class: CueClass,
    /// True if only matches in this class are meant.
    pub only_in_class: bool,
}

impl CueName {
    fn of(cue: &Cue, only_in_class: bool) -> Self {
        Self { name: cue.name.clone(), class: cue.class, only_in_class }
    }
}

/// Most names suggested for one that does not exist.
const SUGGESTIONS: usize = 5;

impl Query {
    /// Resolves `text` to a class, else a side, else a cue or a word that matches one, else
    /// a phrase; or to the kind named before a colon: `class:`, `side:`, `cue:`, `phrase:`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Usage`] if there is no such thing, with names that come near.
    pub fn resolve(text: &str, analyzer: &Analyzer) -> Result<Self> {
        let kinds = ["class", "side", "cue", "phrase"];
        let (kind, name) = match text.split_once(':') {
            Some((kind, name)) if kinds.contains(&kind.trim()) => (kind.trim(), name.trim()),
            _ => ("", text.trim()),
        };
        let normal = name.to_lowercase();
        let class = || CueClass::from_name(&normal).map(Self::Class);
        let side = || Side::from_name(&normal).map(Self::Side);
        let cue = |loose| -> Result<Option<Self>> {
            let found = cues(name, &normal, analyzer, loose)?;
            Ok((!found.is_empty()).then_some(Self::Cue(found)))
        };
        let phrase = || Phrase::new(name).map(Self::Phrase);
        let found = match kind {
            "class" => class(),
            "side" => side(),
            "cue" => cue(true)?,
            "phrase" => phrase(),
            _ => match class().or_else(side) {
                None => cue(false)?.or_else(phrase),
                found => found,
            },
        };
        found.ok_or_else(|| {
            let mut near = near(kind, &normal, analyzer).join(", ");
            if !near.is_empty() {
                near = format!(" (did you mean {near}?)");
            }
            Error::usage(match kind {
                "class" => {
                    let names = CueClass::ALL.map(CueClass::name).join(", ");
                    format!("there is no class \"{name}\"{near}; the classes are {names}")
                }
                "side" => {
                    let names = Side::ALL.map(Side::name).join(", ");
                    format!("there is no side \"{name}\"{near}; the sides are {names}")
                }
                "cue" => format!(
                    "there is no cue \"{name}\"{near}; `hedgerow lexicon list` shows the cues there are, and phrase:{name} looks for the words"
                ),
                _ => format!("there is no word in \"{name}\""),
            })
        })
    }

    /// Returns names of classes, sides and cues that are spelled like a text.
    pub fn near(text: &str, analyzer: &Analyzer) -> Vec<String> {
        near("", &text.trim().to_lowercase(), analyzer)
    }
}

/// Says in words what the query resolved to.
impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Class(class) => write!(f, "the class {class} of side {}", class.side()),
            Self::Side(side) => {
                let classes = CueClass::ALL.into_iter().filter(|class| class.side() == *side);
                let classes: Vec<&str> = classes.map(CueClass::name).collect();
                write!(f, "the side {side}: {}", classes.join(", "))
            }
            Self::Cue(cues) => {
                let names: Vec<String> =
                    cues.iter().map(|cue| format!("{} ({})", cue.name, cue.class)).collect();
                let noun = if names.len() == 1 { "cue" } else { "cues" };
                write!(f, "the {noun} {}", names.join(", "))
            }
            Self::Phrase(_) => f.write_str("a phrase"),
        }
    }
}

/// Selects cue matches by their reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadingFilter {
    /// Readings that count in scores.
    #[default]
    Counted,
    /// All readings.
    All,
    /// One reading.
    Only(Reading),
}

impl ReadingFilter {
    /// Finds the filter called `counted`, `all` or by the name of a reading.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "counted" => Some(Self::Counted),
            "all" => Some(Self::All),
            _ => Reading::from_name(name).map(Self::Only),
        }
    }

    fn selects(self, reading: Reading) -> bool {
        match self {
            Self::Counted => reading.counts(),
            Self::All => true,
            Self::Only(wanted) => reading == wanted,
        }
    }
}

/// A query with its filters and the length of the context.
#[derive(Debug, Clone)]
pub struct Search {
    /// The query.
    pub query: Query,
    /// Readings to list; without effect on a phrase.
    pub readings: ReadingFilter,
    /// Holder to list; without effect on a phrase.
    pub holder: Option<Holder>,
    /// Most characters of context on each side. A word that does not fit is left out.
    pub context: usize,
}

impl Search {
    /// True if the search is for a cue match.
    pub(super) fn selects(&self, row: &CueRow) -> bool {
        let is_asked_for = match &self.query {
            Query::Class(class) => *class == row.class,
            Query::Side(side) => *side == row.side,
            Query::Cue(cues) => cues
                .iter()
                .any(|cue| cue.name == row.cue && (!cue.only_in_class || cue.class == row.class)),
            Query::Phrase(_) => false,
        };
        is_asked_for
            && self.holder.is_none_or(|holder| holder == row.holder)
            && self.readings.selects(row.reading)
    }
}

/// Finds the cues of a name, or those that match a word or phrase as it would stand in a text:
/// the whole of it, or with `loose` any part.
fn cues(name: &str, normal: &str, analyzer: &Analyzer, loose: bool) -> Result<Vec<CueName>> {
    let all = analyzer.lexicon().cues();
    let named = all.iter().filter(|cue| cue.name == normal || cue.id() == normal);
    let mut found: Vec<_> = named.map(|cue| CueName::of(cue, cue.name != normal)).collect();
    if found.is_empty() {
        let analysis = analyzer.analyze(name)?;
        let whole = |m: &&CueMatch| name[m.span.range()] == *name;
        let exact = analysis.cues.iter().any(|m| whole(&m));
        for m in analysis.cues.iter().filter(|m| if exact { whole(m) } else { loose }) {
            let cue = CueName::of(&all[m.cue], false);
            if !found.contains(&cue) {
                found.push(cue);
            }
        }
    }
    Ok(found)
}

/// Finds the names of a kind that come nearest, if they differ in a letter or two only.
fn near(kind: &str, name: &str, analyzer: &Analyzer) -> Vec<String> {
    let classes = CueClass::ALL.map(|class| ("class", class.name().to_owned()));
    let sides = Side::ALL.map(|side| ("side", side.name().to_owned()));
    let cues = analyzer.lexicon().cues().iter().map(|cue| ("cue", cue.name.clone()));
    let most = if name.chars().count() < 5 { 1 } else { 2 };
    let mut near: Vec<(usize, String)> = classes
        .into_iter()
        .chain(sides)
        .chain(cues)
        .filter(|(own, _)| kind.is_empty() || kind == *own)
        .map(|(own, other)| (strsim::levenshtein(name, &other), format!("{own}:{other}")))
        .filter(|(distance, _)| (1..=most).contains(distance))
        .collect();
    near.sort();
    near.dedup();
    let nearest = near.chunk_by(|one, other| one.0 == other.0).next().unwrap_or_default();
    nearest.iter().take(SUGGESTIONS).map(|(_, name)| name.clone()).collect()
}
