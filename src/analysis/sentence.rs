//! Sentences with their scores, and the analysis that they make up.

use super::attribution::Attribution;
use super::cue_match::CueMatch;
use crate::names::named_enum;
use crate::text::ByteSpan;

named_enum! {
    /// What a stretch of text that the splitter found is. Shares, certainty and the number of
    /// sentences of a document are over sentences alone.
    pub enum SentenceKind {
        /// It says or asks something.
        Sentence = "sentence",
        /// A line of its own above what it announces: a title, a headline.
        Heading = "heading",
        /// Less than a sentence: a label, dateline, byline, credit, list of tags, or a line
        /// without a word.
        Fragment = "fragment",
    }
}

impl SentenceKind {
    /// Returns one line on what the kind means.
    pub fn description(self) -> &'static str {
        match self {
            Self::Sentence => {
                "It says or asks something; shares, certainty and numbers of sentences are over these."
            }
            Self::Heading => "A title or headline: a line of its own without a final stop.",
            Self::Fragment => {
                "A label, dateline, byline, credit, list of tags, or a line without a word."
            }
        }
    }
}

/// One sentence, scored.
///
/// # Scores
///
/// Every counted match has a *weight* w in 0–1: the probability that learned
/// weights give it where the profile has them; else its class's weight in the
/// profile times the cue's strength, or the weight that the profile gives the
/// cue itself. From the weights of a sentence come three figures.
///
/// **Hedge probability** `p = 1 − Π (1 − wᵢ)` over its hedges: the noisy-or of
/// independent causes (Pearl, *Probabilistic Reasoning in Intelligent
/// Systems*, 1988, §4.3.2), as if each hedge by itself made a reader call the
/// sentence hedged with probability wᵢ. Range 0–1; 0 without hedges; adding a
/// hedge never lowers it.
///
/// Where the profile has learned weights for sentences, `logit(p)` is one feature
/// of a logistic regression beside the sentence's cues, words and pairs of words,
/// and its result replaces `p`: so words that no lexicon lists have their say.
///
/// **Hedged**: `p` reaches the threshold of the profile or of its weights.
///
/// In the profile `news` only sentences in which a hedge counts are judged; all others have 0.
///
/// **Evidence and booster probability** come about in the same way from the matches of these sides.
/// Learned weights shift them so that one half decides with the best F1.
///
/// **Certainty** comes from a linear regression on ratings where the profile has weights for it
/// (`science`, `news`). Statement adverbs such as "possibly" are set aside, what is left is rated,
/// and each adverb pulls its way. Elsewhere `c = 1 − (1 − c₀ · Π (1 − λ wᵢ)) · Π (1 − μ vⱼ)`, with `c₀` the
/// profile's certainty of a plain statement, `λ` and `μ` how far hedges pull
/// down and boosters and evidence pull up, wᵢ the weights of the hedges and
/// vⱼ those of boosters and evidence. Range 0–1. Its form was
/// chosen so that a hedge never raises it and a booster never lowers it,
/// whatever else the sentence holds. It orders sentences; it is not a
/// probability that a claim is true.
#[derive(Debug, Clone, PartialEq)]
#[allow(clippy::struct_excessive_bools)] // a row of the sentences table
pub struct AnalyzedSentence {
    /// Where it stands.
    pub span: ByteSpan,
    /// True if its hedge probability reaches the threshold of the profile or of its weights.
    pub hedged: bool,
    /// Probability (0–1) that a reader calls it hedged.
    pub hedge_probability: f64,
    /// Certainty (0–1) with which it presents what it says. It orders sentences; it is not the
    /// probability that a claim is true.
    pub certainty: f64,
    /// Counted hedges.
    pub hedges: u32,
    /// Counted boosters.
    pub boosters: u32,
    /// Counted evidence markers.
    pub evidence: u32,
    /// True if it is, in whole or part, what a source says.
    pub attributed: bool,
    /// True if more than half of its words stand inside quotation marks.
    pub quoted: bool,
    /// True if it is a question.
    pub question: bool,
    /// Probability (0–1) that a reader says that it tells what a claim of it rests on; from 0.5 on
    /// it counts as evidence.
    pub evidence_probability: f64,
    /// Probability (0–1) that a reader says that it stresses certainty; from 0.5 on it counts as
    /// boosted.
    pub booster_probability: f64,
    /// What it is: a sentence, a heading or a fragment.
    pub kind: SentenceKind,
    /// True of a heading that may be a claim. Where a text has no sentence at all, such as a claim
    /// sent without its stop, it is one.
    pub(crate) may_claim: bool,
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
    /// The cues of a sentence.
    pub fn cues_of(&self, sentence: &AnalyzedSentence) -> &[CueMatch] {
        &self.cues[sentence.cues.0 as usize..sentence.cues.1 as usize]
    }

    /// The attributions of a sentence.
    pub fn attributions_of(&self, sentence: &AnalyzedSentence) -> &[Attribution] {
        &self.attributions[sentence.attributions.0 as usize..sentence.attributions.1 as usize]
    }

    /// Makes headings that may be claims sentences if the text has no others: a text of one line is
    /// scored for what it says. To be called once for a whole text.
    pub(crate) fn settle_kinds(&mut self) {
        if self.sentences.iter().all(|sentence| sentence.kind != SentenceKind::Sentence) {
            for sentence in self.sentences.iter_mut().filter(|sentence| sentence.may_claim) {
                sentence.kind = SentenceKind::Sentence;
            }
        }
    }

    /// The number of sentences, without headings and fragments.
    #[cfg(feature = "pipeline")]
    pub(crate) fn counted_sentences(&self) -> u64 {
        let counted = |sentence: &&AnalyzedSentence| sentence.kind == SentenceKind::Sentence;
        self.sentences.iter().filter(counted).count() as u64
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
