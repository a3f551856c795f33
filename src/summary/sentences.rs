//! The sentences that hedge most, and those that rest on most.

use super::top_list::TopList;
use crate::tables::{DocumentRows, SentenceRow};

/// Shorter ones are headings and scraps, which come last.
const MIN_WORDS: usize = 6;

/// Most sentences of one document in a corpus's list.
const A_DOCUMENT: usize = 2;

/// A sentence and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedSentence {
    /// Number of the document in the corpus, from 0.
    pub document: u64,
    /// Id of the document.
    pub document_id: String,
    /// Number of the sentence in its document, from 0.
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
struct DocumentTop<'a> {
    hedged: TopList<&'a SentenceRow>,
    evidenced: TopList<&'a SentenceRow>,
}

impl<'a> DocumentTop<'a> {
    fn new(sentences: &'a [SentenceRow], top: usize) -> Self {
        let (mut hedged, mut evidenced) = (TopList::new(top), TopList::new(top));
        for row in sentences {
            let long = || f64::from(u8::from(is_long_enough(&row.text)));
            if row.hedged {
                hedged.offer([long(), row.hedge_probability, -row.certainty], || row);
            } else if row.evidence > 0 {
                evidenced.offer([long(), row.certainty, row.evidence as f64], || row);
            }
        }
        Self { hedged, evidenced }
    }
}

impl SentenceLists {
    /// The lists of one document, `top` sentences each.
    pub fn of(rows: &DocumentRows, top: usize) -> Self {
        let best = DocumentTop::new(&rows.sentences, top);
        let listed = |best: TopList<&SentenceRow>| {
            best.into_vec().into_iter().map(|row| list(0, row)).collect()
        };
        Self { hedged: listed(best.hedged), evidenced: listed(best.evidenced) }
    }
}

/// Builds the [`SentenceLists`] of a corpus.
#[derive(Debug)]
pub(super) struct SentenceListsBuilder {
    top: usize,
    seen: bool,
    hedged: TopList<ListedSentence>,
    evidenced: TopList<ListedSentence>,
}

impl SentenceListsBuilder {
    pub(super) fn new(top: usize) -> Self {
        Self { top, seen: false, hedged: TopList::new(top), evidenced: TopList::new(top) }
    }

    pub(super) fn add(&mut self, document: u64, sentences: &[SentenceRow]) {
        self.seen |= !sentences.is_empty();
        let best = DocumentTop::new(sentences, self.top.min(A_DOCUMENT));
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
        evidence: row.evidence,
    }
}

fn is_long_enough(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    words.take(MIN_WORDS).count() == MIN_WORDS
}
