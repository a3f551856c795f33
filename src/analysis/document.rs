//! The figures of one document.

use super::cue_match::Holder;
use super::sentence::{Analysis, SentenceKind};
use crate::lexicon::{CueClass, Side};
use crate::stats::wilson;

/// The figures of one document.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct DocumentScore {
    /// Words, numbers and addresses; compounds count by their parts.
    pub words: u64,
    /// Sentences, without headings and fragments.
    pub sentences: u64,
    /// Sentences that are hedged.
    pub hedged_sentences: u64,
    /// Headings.
    pub headings: u64,
    /// Fragments.
    pub fragments: u64,
    /// Mean certainty of the sentences (0–1); none without sentences.
    pub certainty: Option<f64>,
    /// Counted matches by class, in the order of [`CueClass::ALL`].
    pub classes: [u64; CueClass::COUNT],
    /// Hedges that are the author's.
    pub author_hedges: u64,
    /// Hedges that are a quoted or reported source's.
    pub source_hedges: u64,
    /// Attributions.
    pub attributions: u64,
    /// Questions.
    pub questions: u64,
}

impl Analysis {
    /// Sums up the document.
    pub fn document(&self) -> DocumentScore {
        let mut score = DocumentScore {
            words: self.words,
            attributions: self.attributions.len() as u64,
            ..DocumentScore::default()
        };
        let mut certainty = 0.0;
        for sentence in &self.sentences {
            score.questions += u64::from(sentence.question);
            match sentence.kind {
                SentenceKind::Sentence => {
                    score.sentences += 1;
                    score.hedged_sentences += u64::from(sentence.hedged);
                    certainty += sentence.certainty;
                }
                SentenceKind::Heading => score.headings += 1,
                SentenceKind::Fragment => score.fragments += 1,
            }
        }
        if score.sentences > 0 {
            score.certainty = Some(certainty / score.sentences as f64);
        }
        for cue in self.cues.iter().filter(|cue| cue.counts()) {
            score.classes[cue.class.index()] += 1;
            if cue.side() == Side::Hedge {
                match cue.holder {
                    Holder::Author => score.author_hedges += 1,
                    Holder::Source => score.source_hedges += 1,
                }
            }
        }
        score
    }
}

impl DocumentScore {
    /// Counted matches of a side.
    pub fn side(&self, side: Side) -> u64 {
        CueClass::ALL
            .iter()
            .filter(|class| class.side() == side)
            .map(|class| self.classes[class.index()])
            .sum()
    }

    /// Counted matches of a side per 1,000 words; none without words.
    pub fn per_1000_words(&self, side: Side) -> Option<f64> {
        (self.words > 0).then(|| 1000.0 * self.side(side) as f64 / self.words as f64)
    }

    /// Share (0–1) of the sentences that are hedged; none without sentences.
    pub fn hedged_share(&self) -> Option<f64> {
        (self.sentences > 0).then(|| self.hedged_sentences as f64 / self.sentences as f64)
    }

    /// Wilson's 95 % interval of [`DocumentScore::hedged_share`].
    pub fn hedged_share_interval(&self) -> Option<(f64, f64)> {
        wilson(self.hedged_sentences, self.sentences)
    }

    /// ln((evidence + boosters + 0.5) / (hedges + 0.5)): above 0 where support
    /// outweighs hedging. The halves keep it finite (Haldane–Anscombe
    /// correction, *Annals of Human Genetics* 20 (1956), 309–311).
    pub fn evidence_balance(&self) -> f64 {
        let support = self.side(Side::Evidence) + self.side(Side::Booster);
        ((support as f64 + 0.5) / (self.side(Side::Hedge) as f64 + 0.5)).ln()
    }
}
