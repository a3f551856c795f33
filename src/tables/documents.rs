//! The documents table.

use super::document::AnalyzedDocument;
use super::row::row;
use super::schema::Text;
use crate::analysis::DocumentScore;
use crate::lexicon::{CueClass, Side};

row! {
    /// A document with its figures. Behind the last column stands the kept metadata.
    DocumentRow(of: &'a AnalyzedDocument<'_>, score: &DocumentScore) {
        /// Id of the document: its id field, or its path.
        id: T = (*of.document.id).into();
        /// File the document was read from, and line for records.
        source: T = of.document.source[..].into();
        /// Words, numbers and addresses; compounds count by their parts.
        words: u64 [Count] = score.words;
        /// Sentences, without headings and fragments.
        sentences: u64 [Count] = score.sentences;
        /// Sentences that are hedged.
        hedged_sentences: u64 [Count] = score.hedged_sentences;
        /// Share of the sentences that are hedged; empty without sentences.
        hedged_share: Option<f64> [Share] = score.hedged_share();
        /// Lower end of Wilson's 95 % interval of `hedged_share`.
        hedged_share_low: Option<f64> [Share] = score.hedged_share_interval().map(|(low, _)| low);
        /// Upper end of Wilson's 95 % interval of `hedged_share`.
        hedged_share_high: Option<f64> [Share] = score.hedged_share_interval().map(|(_, high)| high);
        /// Mean certainty of the sentences; empty without sentences.
        certainty: Option<f64> [Share] = score.certainty;
        /// Hedges that count.
        hedges: u64 [Count] = score.side(Side::Hedge);
        /// `hedges` for every 1,000 words; empty without words.
        hedges_per_1000_words: Option<f64> [Per1000Words] = score.per_1000_words(Side::Hedge);
        /// Boosters that count.
        boosters: u64 [Count] = score.side(Side::Booster);
        /// `boosters` for every 1,000 words; empty without words.
        boosters_per_1000_words: Option<f64> [Per1000Words] = score.per_1000_words(Side::Booster);
        /// Evidence markers that count.
        evidence: u64 [Count] = score.side(Side::Evidence);
        /// `evidence` for every 1,000 words; empty without words.
        evidence_per_1000_words: Option<f64> [Per1000Words] = score.per_1000_words(Side::Evidence);
        /// ln((evidence + boosters + 0.5) / (hedges + 0.5)): above 0 where support outweighs
        /// hedging.
        evidence_balance: f64 [LogRatio] = score.evidence_balance();
        /// Hedges that are the author's own.
        author_hedges: u64 [Count] = score.author_hedges;
        /// Hedges of quoted or reported sources.
        source_hedges: u64 [Count] = score.source_hedges;
        /// Attributions: statements that the text ascribes to a source.
        attributions: u64 [Count] = score.attributions;
        /// Matches that count, by class, in the order of [`CueClass::ALL`].
        classes: [u64; CueClass::COUNT] [Count] = score.classes;
        /// Questions.
        questions: u64 [Count] = score.questions;
        /// Codes of what was odd about the document, parted by `;`.
        warnings: String = warnings(&of.document.warnings, score.words);
        /// Headings: titles and headlines without a final stop. They are not in `sentences`; their
        /// cues are counted.
        headings: u64 [Count] = score.headings;
        /// Fragments, such as labels, datelines, bylines and lists of tags. They are not in
        /// `sentences`; their cues are counted.
        fragments: u64 [Count] = score.fragments;
        /// Kept metadata, in the order of the columns.
        kept: Vec<T> = of.document.kept.iter().map(|kept| kept.text().into()).collect();
    }
}

/// A code of the column `warnings`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WarningCode {
    /// The code; behind a colon may stand details.
    pub code: &'static str,
    /// Meaning, as a sentence.
    pub meaning: &'static str,
    /// An example of the cell.
    pub example: &'static str,
}

/// All codes of the column `warnings`.
pub const WARNINGS: [WarningCode; 4] = [
    WarningCode { code: "empty", meaning: "The text has no words.", example: "empty" },
    WarningCode {
        code: "transcoded",
        meaning: "The text was not UTF-8 and was read in another encoding.",
        example: "transcoded:windows-1252",
    },
    WarningCode {
        code: "replaced_characters",
        meaning: "Some bytes of the text are no characters; they are shown as �.",
        example: "replaced_characters",
    },
    WarningCode {
        code: "ragged_row",
        meaning: "The row of the input table was not as long as the header.",
        example: "ragged_row",
    },
];

fn warnings(read: &[String], words: u64) -> String {
    let empty = (words == 0).then_some("empty");
    let codes: Vec<&str> = read.iter().map(String::as_str).chain(empty).collect();
    codes.join(";")
}

impl<T> DocumentRow<T> {
    /// Matches of a side that count.
    pub fn side(&self, side: Side) -> u64 {
        match side {
            Side::Hedge => self.hedges,
            Side::Booster => self.boosters,
            Side::Evidence => self.evidence,
        }
    }

    /// Matches that count by side, in the order of [`Side::ALL`].
    pub fn sides(&self) -> [u64; 3] {
        Side::ALL.map(|side| self.side(side))
    }

    /// Matches of a side that count for every 1,000 words; none without words.
    pub fn per_1000_words(&self, side: Side) -> Option<f64> {
        match side {
            Side::Hedge => self.hedges_per_1000_words,
            Side::Booster => self.boosters_per_1000_words,
            Side::Evidence => self.evidence_per_1000_words,
        }
    }

    /// Both ends of Wilson's interval of `hedged_share`.
    pub fn hedged_share_interval(&self) -> Option<(f64, f64)> {
        self.hedged_share_low.zip(self.hedged_share_high)
    }
}

impl<'a, T: Text<'a>> DocumentRow<T> {
    /// Fills the row of a document.
    pub(super) fn of(document: &'a AnalyzedDocument<'_>) -> Self {
        Self::new(document, &document.analysis.document())
    }
}
