//! Numbers of words: a dictionary that the tokens of a text are looked up in.

use std::hint::select_unpredictable;

use crate::word::WordHash;

/// Numbers of words, by the hash of their normal form.
///
/// A look-up costs the same whether the word is there or not, and has no branch that can be
/// predicted wrong: every word has a slot of its own. This is a perfect hash by displacement (Fox,
/// Chen & Heath, "A faster algorithm for constructing minimal perfect hash functions", *SIGIR*
/// 1992), with free slots left so that it is quickly made.
///
/// A word is known by its slot and by those bits of its hash that its number leaves room for, 44
/// and more; that another word has the same is too rare to matter.
#[derive(Debug, Clone)]
pub struct Dictionary {
    /// Displacements that give words their slots, by a part of their hash.
    seeds: Vec<u16>,
    /// Hash of the word, its last bits replaced by the word's number; 0 for a free slot.
    slots: Vec<u64>,
    /// Mask of the bits of the number.
    numbers: u64,
}

impl Default for Dictionary {
    fn default() -> Self {
        Self { seeds: vec![0], slots: vec![0; 2], numbers: 0 }
    }
}

/// Words that share a seed, on average.
const WORDS_PER_SEED: usize = 4;

impl Dictionary {
    /// Makes a dictionary of words, each with its number. Of equal words the first is taken.
    pub(crate) fn new<'w>(words: impl Iterator<Item = (&'w str, u32)>) -> Self {
        let mut words: Vec<(u64, u32)> =
            words.map(|(word, number)| (WordHash::of(word).full(), number)).collect();
        words.sort_by_key(|&(hash, _)| hash);
        words.dedup_by_key(|&mut (hash, _)| hash);
        let bits = (words.len() + words.len() / 2).next_power_of_two().trailing_zeros().max(1);
        let found = (bits..).find_map(|bits| Self::with_slots(&words, bits));
        found.expect("seeds are found for all words if there are slots enough")
    }

    /// Makes a dictionary of 2 to the power of `bits` slots, if seeds are found.
    fn with_slots(words: &[(u64, u32)], bits: u32) -> Option<Self> {
        let seeds = (words.len() / WORDS_PER_SEED).next_power_of_two();
        let largest = words.iter().map(|&(_, number)| number).max().unwrap_or(0);
        let mut dictionary = Self {
            seeds: vec![0; seeds],
            slots: vec![0; 1 << bits],
            numbers: (u64::from(largest) + 1).next_power_of_two() - 1,
        };
        let mut groups: Vec<Vec<(u64, u32)>> = vec![Vec::new(); seeds];
        for &word in words {
            groups[dictionary.group(word.0)].push(word);
        }
        let mut order: Vec<usize> = (0..seeds).filter(|&group| !groups[group].is_empty()).collect();
        order.sort_by_key(|&group| (usize::MAX - groups[group].len(), group));
        let mut taken = Vec::new();
        for group in order {
            let found = (0..=u16::MAX).find(|&seed| {
                dictionary.seeds[group] = seed;
                taken.clear();
                groups[group].iter().all(|&(hash, _)| {
                    let slot = dictionary.slot(hash);
                    let free = dictionary.slots[slot] == 0 && !taken.contains(&slot);
                    taken.push(slot);
                    free
                })
            });
            found?;
            for (&slot, &(hash, number)) in taken.iter().zip(&groups[group]) {
                dictionary.slots[slot] = hash & !dictionary.numbers | u64::from(number);
            }
        }
        Some(dictionary)
    }

    #[inline]
    fn group(&self, hash: u64) -> usize {
        (hash >> 8) as usize & (self.seeds.len() - 1)
    }

    #[inline]
    fn slot(&self, hash: u64) -> usize {
        let seed = u64::from(self.seeds[self.group(hash)]);
        // The second hash is odd, so that every seed gives another slot.
        let second = hash >> 40 | 1;
        (hash >> 24).wrapping_add(seed * second) as usize & (self.slots.len() - 1)
    }

    /// Returns the number of the word with this hash; 0 if it is not known.
    #[inline]
    pub(super) fn number(&self, hash: WordHash) -> u32 {
        let hash = hash.full();
        // What is left of the slot is the number, if the hash is the word's.
        let rest = self.slots[self.slot(hash)] ^ hash & !self.numbers;
        // A branch would be predicted wrong at every third word.
        select_unpredictable(rest <= self.numbers, rest as u32, 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_is_found_and_no_other() {
        for count in [0, 1, 2, 3, 100, 5000] {
            let words: Vec<String> = (1..=count).map(|i| format!("word{}", i * i)).collect();
            let numbered = words.iter().map(String::as_str).zip(1..);
            let dictionary = Dictionary::new(numbered.clone());
            for (word, number) in numbered {
                assert_eq!(dictionary.number(WordHash::of(word)), number);
                assert_eq!(dictionary.number(WordHash::of(&word.replace("word", "ward"))), 0);
            }
            assert!(dictionary.slots.len() <= (4 * words.len()).max(4));
        }
    }
}
