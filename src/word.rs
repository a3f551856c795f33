//! Normal form of words, and its hash.
//!
//! The normal form is in Unicode lower case; curly and full-width apostrophes become `'`; soft
//! hyphens and zero-width marks vanish; the last full stop of an abbreviation is left off (`U.S.`
//! and `U.S` are one word). Words are equal if their normal forms are.

use std::ops::Range;

/// Hash of a word's normal form. It is never written to disk, so it may change between versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordHash(u64);

/// The golden ratio in 64 bits, odd, and another odd number without pattern.
const FACTORS: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93];

/// Masks of the first bytes of sixteen, by their number.
const FIRST_BYTES: [u128; 17] = {
    let mut masks = [0; 17];
    let mut length = 1;
    while length <= 16 {
        masks[length] = u128::MAX >> (128 - 8 * length);
        length += 1;
    }
    masks
};

/// Takes sixteen bytes into the state of a hash. No length is taken in: no word has a zero byte.
#[inline]
fn mix(state: u64, bytes: u128) -> u64 {
    let product = u128::from(state ^ bytes as u64) * u128::from(FACTORS[1] ^ (bytes >> 64) as u64);
    product as u64 ^ (product >> 64) as u64
}

impl WordHash {
    /// Stands for no word: no dictionary has it.
    pub(crate) const NONE: Self = Self(0);

    pub(crate) fn of(word: &str) -> Self {
        if word.is_ascii() && !word.ends_with('.') {
            Self::of_ascii(word.as_bytes(), 0..word.len())
        } else {
            let normal = normalize(word);
            Self::of_ascii(normal.as_bytes(), 0..normal.len())
        }
    }

    /// Hashes the word `bytes[range]`, which is a normal form but for ASCII capitals.
    #[inline]
    pub(crate) fn of_ascii(bytes: &[u8], range: Range<usize>) -> Self {
        let mut state = FACTORS[0];
        let mut at = range.start;
        while at < range.end {
            // Reading on past the word and masking costs less than copying its tail.
            let mut chunk = bytes[at..].first_chunk().copied().unwrap_or_else(|| {
                let mut chunk = [0; 16];
                chunk[..bytes.len() - at].copy_from_slice(&bytes[at..]);
                chunk
            });
            chunk.make_ascii_lowercase();
            let word = u128::from_le_bytes(chunk) & FIRST_BYTES[(range.end - at).min(16)];
            state = mix(state, word);
            at += 16;
        }
        Self(state)
    }

    /// Hashes the word of ASCII letters and digits that the first `length` of `bytes` are.
    #[inline]
    pub(crate) fn of_short(bytes: &[u8; 16], length: usize) -> Self {
        // The bit that makes letters small is set in all digits, too.
        let lower = u128::from_le_bytes(*bytes) | u128::from_le_bytes([0x20; 16]);
        Self(mix(FACTORS[0], lower & FIRST_BYTES[length]))
    }

    /// Returns 32 bits of the hash; never 0, which marks tokens that are not words.
    #[inline]
    pub(crate) fn short(self) -> u32 {
        (self.0 >> 32) as u32 ^ self.0 as u32 | 1
    }

    /// Returns nearly all bits of the hash; never 0.
    #[inline]
    pub(crate) fn full(self) -> u64 {
        self.0 | 1
    }
}

/// Returns the short hash of a word's normal form.
pub(crate) fn hash_word(word: &str) -> u32 {
    WordHash::of(word).short()
}

/// Returns the hash of several words, given by their hashes; 0 of none.
pub(crate) fn hash_words(words: impl IntoIterator<Item = u32>) -> u32 {
    words.into_iter().fold(0, join_hash)
}

/// Adds the hash of one more word to that of several.
#[inline]
pub(crate) fn join_hash(words: u32, word: u32) -> u32 {
    if words == 0 { word } else { (words.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B1) | 1 }
}

/// Returns the normal form of a word: in lower case, with straight apostrophes, without a final
/// stop.
pub fn normalize(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        match c {
            '’' | 'ʼ' | '＇' => out.push('\''),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            _ if c.is_ascii() => out.push(c.to_ascii_lowercase()),
            _ => out.extend(c.to_lowercase()),
        }
    }
    if out.len() > 1 && out.ends_with('.') {
        out.pop();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_ways_to_hash_a_word_agree() {
        let bytes = b"aZ09'_.:,-x@[`{/";
        for i in 0..5000_usize {
            let word: Vec<u8> = (0..i % 21).map(|k| bytes[(i * 7 + k * (i % 13)) % 16]).collect();
            let text = std::str::from_utf8(&word).unwrap();
            // A soft hyphen makes it take the slow way.
            assert_eq!(WordHash::of(text), WordHash::of(&format!("\u{AD}{text}")), "{text}");
            let count = word.iter().take_while(|b| b.is_ascii_alphanumeric()).count().min(16);
            if let Some(chunk) = word.first_chunk::<16>()
                && count > 0
            {
                assert_eq!(WordHash::of_short(chunk, count), WordHash::of(&text[..count]));
            }
        }
    }

    #[test]
    fn spellings_of_a_word_have_one_normal_form() {
        for (word, normal) in
            [("Can’t", "can't"), ("U.S.", "u.s"), ("co\u{AD}op", "coop"), (".", ".")]
        {
            assert_eq!(normalize(word), normal);
        }
    }

    #[test]
    fn different_words_have_different_hashes() {
        let words = ["", "a", "b", "ab", "ba", "abcdefghijklmnop", "abcdefghijklmnopa", "é"];
        let hashes: std::collections::BTreeSet<u64> =
            words.iter().map(|word| WordHash::of(word).full()).collect();
        assert_eq!(hashes.len(), words.len());
    }
}
