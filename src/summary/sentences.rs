//! The sentences that hedge most, and those that rest on most.

use super::top_list::TopList;
use crate::tables::{DocumentNumber, DocumentRows, SentenceRow};

/// Shorter ones are scraps, which come last.
const MIN_WORDS: usize = 6;

/// Most sentences of one document in a corpus's list.
const A_DOCUMENT: usize = 2;

/// Sentences at either end, those of fewer than six words after all others. Equals stand in
/// the order of the corpus.
#[derive(Debug, Clone, PartialEq)]
pub struct SentenceLists {
    /// Hedged ones: highest hedge probability first, of equals the least certain.
    pub hedged: Vec<SentenceRow>,
    /// Ones with evidence that are not hedged: the most certain first, of equals those with
    /// most evidence.
    pub evidenced: Vec<SentenceRow>,
}

/// The hedged and the evidenced sentences that are best.
fn best(sentences: &[SentenceRow], top: usize) -> [TopList<&SentenceRow>; 2] {
    let mut lists = [TopList::new(top), TopList::new(top)];
    let counted = sentences.iter().filter(|row| row.is_counted());
    for row in counted.filter(|row| row.hedged || row.evidence > 0) {
        let [hedged, evidenced] = &mut lists;
        let long = f64::from(is_long_enough(&row.text));
        if row.hedged {
            hedged.offer([long, row.hedge_probability, -row.certainty], || row);
        } else {
            evidenced.offer([long, row.certainty, row.evidence as f64], || row);
        }
    }
    lists
}

impl SentenceLists {
    /// The lists of one document, `top` sentences each.
    pub fn of(rows: &DocumentRows, top: usize) -> Self {
        let [hedged, evidenced] =
            best(&rows.sentences, top).map(|list| list.into_vec().into_iter().cloned().collect());
        Self { hedged, evidenced }
    }
}

#[derive(Debug)]
pub(super) struct SentenceListsBuilder {
    top: usize,
    /// None until a document comes with its sentences.
    lists: Option<[TopList<SentenceRow>; 2]>,
}

impl SentenceListsBuilder {
    pub(super) fn new(top: usize) -> Self {
        Self { top, lists: None }
    }

    pub(super) fn add(&mut self, document: u64, sentences: &[SentenceRow]) {
        if sentences.is_empty() {
            return;
        }
        let new = || [TopList::new(self.top), TopList::new(self.top)];
        let best = best(sentences, self.top.min(A_DOCUMENT));
        for (list, best) in self.lists.get_or_insert_with(new).iter_mut().zip(&best) {
            for (rank, row) in best.iter() {
                let document = DocumentNumber(document);
                list.offer(rank, || SentenceRow { document, ..SentenceRow::clone(row) });
            }
        }
    }

    pub(super) fn finish(self) -> Option<SentenceLists> {
        let [hedged, evidenced] = self.lists?.map(TopList::into_vec);
        Some(SentenceLists { hedged, evidenced })
    }
}

fn is_long_enough(text: &str) -> bool {
    let words = text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
    words.take(MIN_WORDS).count() == MIN_WORDS
}
