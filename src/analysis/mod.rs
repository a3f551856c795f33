//! What an analysis says: nouns that every later part reads and none of the earlier knows.

mod attribution;
mod cue_match;
mod document;

pub use attribution::Attribution;
pub use cue_match::{CueMatch, Holder, RuleId};
pub use document::DocumentScore;

use crate::text::ByteSpan;

/// One sentence, scored.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // a row of the sentences table
pub struct AnalyzedSentence {
    /// Where it stands.
    pub span: ByteSpan,
    /// Whether it is hedged: its hedge probability reaches the threshold.
    pub hedged: bool,
    /// Probability (0–1) that a reader calls it hedged.
    pub hedge_probability: f64,
    /// How certain (0–1) it presents what it says.
    pub certainty: f64,
    /// Counted hedges.
    pub hedges: u32,
    /// Counted boosters.
    pub boosters: u32,
    /// Counted evidence markers.
    pub evidence: u32,
    /// Whether it is, in whole or part, what a source says.
    pub attributed: bool,
    /// Whether more than half of its words stand inside quotation marks.
    pub quoted: bool,
    /// Whether it is a question.
    pub question: bool,
    /// Its cues, as a range of [`Analysis::cues`].
    pub cues: (u32, u32),
    /// Its attributions, as a range of [`Analysis::attributions`].
    pub attributions: (u32, u32),
}

/// All that is known of a text. Spans are bytes into it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Analysis {
    /// Number of words, numbers and addresses.
    pub words: u64,
    /// The sentences, in order.
    pub sentences: Vec<AnalyzedSentence>,
    /// The cue matches, in order, also those that do not count.
    pub cues: Vec<CueMatch>,
    /// The attributions, in order.
    pub attributions: Vec<Attribution>,
}

impl Analysis {
    /// The document's figures.
    pub fn document(&self) -> DocumentScore {
        DocumentScore::of(self)
    }

    /// The cues of a sentence.
    pub fn cues_of(&self, sentence: &AnalyzedSentence) -> &[CueMatch] {
        &self.cues[sentence.cues.0 as usize..sentence.cues.1 as usize]
    }

    /// The attributions of a sentence.
    pub fn attributions_of(&self, sentence: &AnalyzedSentence) -> &[Attribution] {
        &self.attributions[sentence.attributions.0 as usize..sentence.attributions.1 as usize]
    }

    pub(crate) fn clear(&mut self) {
        self.words = 0;
        self.sentences.clear();
        self.cues.clear();
        self.attributions.clear();
    }

    #[cfg(feature = "pipeline")]
    /// Adds what follows in the same text.
    pub(crate) fn append(&mut self, mut more: Self) {
        let (cues, attributions) = (self.cues.len() as u32, self.attributions.len() as u32);
        for sentence in &mut more.sentences {
            for (bounds, before) in
                [(&mut sentence.cues, cues), (&mut sentence.attributions, attributions)]
            {
                bounds.0 += before;
                bounds.1 += before;
            }
        }
        self.words += more.words;
        self.sentences.append(&mut more.sentences);
        self.cues.append(&mut more.cues);
        self.attributions.append(&mut more.attributions);
    }
}
