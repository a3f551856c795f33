//! Concordances: every occurrence of a cue, a class, a side or a phrase, in its context.
//!
//! They are made of what the tables say, of a run that goes on or of a finished one, so a
//! line can be found in the tables again.

mod find;
mod phrase;
mod query;

use crate::error::Result;
use crate::lexicon::{CueClass, Reading, Side};
use crate::tables::DocumentRows;

pub use phrase::Phrase;
pub use query::{CueName, Query};

/// One occurrence with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The document's id.
    pub document_id: String,
    /// The sentence's number in the tables, from 0.
    pub sentence: u64,
    /// In code points of the document's text, as `end`.
    pub start: u64,
    /// Exclusive.
    pub end: u64,
    /// What stands before, over the borders of sentences, with every run of white space
    /// made one space. `left`, `text` and `right` join without a gap.
    pub left: String,
    /// The occurrence as it stands in the text.
    pub text: String,
    /// What stands after, as `left`.
    pub right: String,
    /// What `left` lacks of its first word, if its length cut a word that is longer than it.
    pub left_rest: String,
    /// What `right` lacks of its last word, as `left_rest`.
    pub right_rest: String,
    /// What the cues table says of it; none for an occurrence of a phrase.
    pub cue: Option<Marked>,
}

/// What the cues table says of an occurrence.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(missing_docs)] // the columns' names
pub struct Marked {
    pub cue: String,
    pub class: CueClass,
    pub reading: String,
    pub holder: String,
    pub rule: String,
}

impl Marked {
    /// The side of its class.
    pub fn side(&self) -> Side {
        self.class.side()
    }

    /// Whether it counts in scores.
    pub fn counts(&self) -> bool {
        Reading::from_name(&self.reading).is_some_and(Reading::counts)
    }
}

/// Which readings of a cue are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Readings {
    /// Those that count in scores.
    #[default]
    Counted,
    /// All.
    All,
    /// One of them.
    Only(Reading),
}

impl Readings {
    /// `counted`, `all` or the name of a reading.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "counted" => Some(Self::Counted),
            "all" => Some(Self::All),
            _ => Reading::from_name(name).map(Self::Only),
        }
    }

    /// Whether a reading of this name is among them.
    fn contain(self, name: &str) -> bool {
        let reading = Reading::from_name(name);
        match self {
            Self::Counted => reading.is_some_and(Reading::counts),
            Self::All => true,
            Self::Only(wanted) => reading == Some(wanted),
        }
    }
}

/// What to look for, and how much of its context is wanted.
#[derive(Debug, Clone)]
pub struct Search {
    /// What to look for.
    pub query: Query,
    /// In which readings; without effect on a phrase.
    pub readings: Readings,
    /// Only with this holder, by its name in the tables; without effect on a phrase.
    pub holder: Option<String>,
    /// Most characters of context on each side. A word that does not fit is left out.
    pub context: usize,
}

/// The order of the lines, without regard to case and, before all else, to accents. Where
/// two are equal in it they stand as in the corpus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As in the corpus.
    #[default]
    Position,
    /// By the word before, then the one before that, and so on.
    Left,
    /// By the word after, then the next, and so on.
    Right,
    /// By the occurrence itself, then by what follows.
    Match,
    /// By the document's id.
    Document,
}

/// What was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Documents looked through.
    pub documents: u64,
    /// Documents with an occurrence.
    pub found_in: u64,
    /// Occurrences.
    pub occurrences: u64,
    /// Occurrences that became lines.
    pub shown: u64,
}

/// A concordance while it is made. In the order of the corpus lines are handed on at
/// once; in another one they are held until all are there.
#[derive(Debug)]
pub struct Concordance {
    search: Search,
    sort: Sort,
    max: u64,
    /// Lines with what they are sorted by.
    held: Vec<(find::Key, Line)>,
    counts: Counts,
}

impl Concordance {
    /// Of the first `max` occurrences in corpus order, or of all.
    pub fn new(search: Search, sort: Sort, max: Option<u64>) -> Self {
        let max = max.unwrap_or(u64::MAX);
        Self { search, sort, max, held: Vec::new(), counts: Counts::default() }
    }

    /// Looks through the next document.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn take(
        &mut self,
        rows: &DocumentRows,
        mut each: impl FnMut(Line) -> Result<()>,
    ) -> Result<()> {
        let Self { search, sort, max, held, counts } = self;
        let before = counts.occurrences;
        counts.documents += 1;
        find::hits(rows, search, |hit| {
            counts.occurrences += 1;
            if counts.shown == *max {
                return Ok(());
            }
            counts.shown += 1;
            let line = hit.line(rows, search.context);
            if *sort == Sort::Position {
                return each(line);
            }
            held.push((hit.key(rows, *sort), line));
            Ok(())
        })?;
        counts.found_in += u64::from(counts.occurrences > before);
        Ok(())
    }

    /// Hands on what was held, and says what was found.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn finish(mut self, mut each: impl FnMut(Line) -> Result<()>) -> Result<Counts> {
        // A stable sort: equal lines stay as in the corpus.
        self.held.sort_by(|a, b| a.0.cmp(&b.0));
        self.held.into_iter().try_for_each(|(_, line)| each(line))?;
        Ok(self.counts)
    }
}
