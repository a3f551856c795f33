//! The sentences that hedge most, and those that rest on most.

use super::best::Best;
use crate::lexicon::Side;
use crate::tables::{DocumentRows, SentenceRow};

/// Shorter ones are headings and scraps, which come last.
const MIN_WORDS: usize = 6;

/// So many of one document stand in a corpus's list at most.
const A_DOCUMENT: usize = 2;

/// A sentence and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedSentence {
    /// Which document of the corpus it is in, from 0.
    pub document: u64,
    /// That document's id.
    pub document_id: String,
    /// Which of its sentences it is, from 0.
    pub sentence: u64,
    /// The sentence.
    pub text: String,
    /// Its hedge probability (0–1).
    pub hedge_probability: f64,
    /// Its certainty (0–1).
    pub certainty: f64,
    /// Its counted evidence.
    pub evidence: u64,
}

/// Sentences at either end, those of fewer than six words after all others. Equals stand in
/// the order of the corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceLists {
    /// Hedged ones: highest hedge probability first, of equals the least certain.
    pub hedged: Vec<ListedSentence>,
    /// Ones with evidence that are not hedged: the most certain first, of equals those with
    /// most evidence.
    pub evidenced: Vec<ListedSentence>,
}

/// The best of one document, not copied yet.
struct OfDocument<'a> {
    hedged: Best<&'a SentenceRow>,
    evidenced: Best<&'a SentenceRow>,
}

impl<'a> OfDocument<'a> {
    fn new(sentences: &'a [SentenceRow], top: usize) -> Self {
        let (mut hedged, mut evidenced) = (Best::new(top), Best::new(top));
        for row in sentences {
            let long = || f64::from(u8::from(is_long_enough(&row.text)));
            if row.hedged {
                hedged.offer([long(), row.hedge_probability, -row.certainty], || row);
            } else if evidence(row) > 0 {
                evidenced.offer([long(), row.certainty, evidence(row) as f64], || row);
            }
        }
        Self { hedged, evidenced }
    }
}

impl SentenceLists {
    /// The lists of one document, `top` sentences each.
    pub fn of(rows: &DocumentRows, top: usize) -> Self {
        let best = OfDocument::new(&rows.sentences, top);
        let listed = |best: Best<&SentenceRow>| {
            best.into_vec().into_iter().map(|row| list(0, row)).collect()
        };
        Self { hedged: listed(best.hedged), evidenced: listed(best.evidenced) }
    }
}

/// [`SentenceLists`] of a corpus in the making.
#[derive(Debug)]
pub(super) struct SentencesOf {
    top: usize,
    seen: bool,
    hedged: Best<ListedSentence>,
    evidenced: Best<ListedSentence>,
}

impl SentencesOf {
    pub(super) fn new(top: usize) -> Self {
        Self { top, seen: false, hedged: Best::new(top), evidenced: Best::new(top) }
    }

    pub(super) fn add(&mut self, document: u64, sentences: &[SentenceRow]) {
        self.seen |= !sentences.is_empty();
        let best = OfDocument::new(sentences, self.top.min(A_DOCUMENT));
        for (rank, row) in best.hedged.iter() {
            self.hedged.offer(rank, || list(document, row));
        }
        for (rank, row) in best.evidenced.iter() {
            self.evidenced.offer(rank, || list(document, row));
        }
    }

    /// None if no document came with its sentences.
    pub(super) fn finish(self) -> Option<SentenceLists> {
        self.seen.then(|| SentenceLists {
            hedged: self.hedged.into_vec(),
            evidenced: self.evidenced.into_vec(),
        })
    }
}

fn list(document: u64, row: &SentenceRow) -> ListedSentence {
    ListedSentence {
        document,
        document_id: row.document_id.clone(),
        sentence: row.sentence,
        text: row.text.clone(),
        hedge_probability: row.hedge_probability,
        certainty: row.certainty,
        evidence: evidence(row),
    }
}

fn evidence(row: &SentenceRow) -> u64 {
    row.sides[Side::Evidence as usize]
}

fn is_long_enough(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    words.take(MIN_WORDS).count() == MIN_WORDS
}
