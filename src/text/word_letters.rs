//! What kinds of letters a word has, found for sixteen bytes at once.

/// The letters of a word of two bytes or more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct WordLetters {
    /// Whether all bytes are ASCII. If not, the rest means nothing.
    pub(super) ascii: bool,
    /// Whether there are two capitals or more, and no small letters.
    pub(super) upper: bool,
    /// Whether there are capitals or digits.
    pub(super) mixed: bool,
    /// Whether the first eight have vowels, `y` among them.
    pub(super) vowels: bool,
}

const ONES: u128 = u128::from_le_bytes([1; 16]);
const EIGHT_ONES: u64 = ONES as u64;
const HIGH: u128 = 0x80 * ONES;

impl WordLetters {
    /// Of the first `length` bytes, which are a word.
    #[inline]
    pub(super) fn of(bytes: &[u8; 16], length: usize) -> Self {
        let word = u128::from_le_bytes(*bytes) & (u128::MAX >> (128 - 8 * length));
        let letters = word & 0x40 * ONES;
        let capitals = letters & !((word & 0x20 * ONES) << 1);
        // Digits have this bit and not that of letters; no other sign in a word has.
        let digits = (word & 0x10 * ONES) << 2 & !letters;
        let lower = word as u64 | 0x20 * EIGHT_ONES;
        let vowels = [b'a', b'e', b'i', b'o', b'u', b'y'].into_iter().fold(0, |found, vowel| {
            // A byte that becomes zero borrows from its high bit, which was clear.
            let same = lower ^ u64::from(vowel) * EIGHT_ONES;
            found | (same.wrapping_sub(EIGHT_ONES) & !same)
        });
        Self {
            ascii: word & HIGH == 0,
            upper: capitals == letters && capitals & capitals.wrapping_sub(1) != 0,
            mixed: capitals | digits != 0,
            vowels: vowels & 0x80 * EIGHT_ONES != 0,
        }
    }

    /// Of a word of any length, a byte at a time.
    pub(super) fn of_long(word: &[u8]) -> Self {
        let capitals = word.iter().filter(|b| matches!(b, b'A'..=b'Z' | b'_')).count();
        Self {
            ascii: word.is_ascii(),
            upper: capitals > 1 && !word.iter().any(u8::is_ascii_lowercase),
            mixed: capitals > 0 || word.iter().any(|b| matches!(b, b'0'..=b'9' | b':')),
            vowels: word
                .iter()
                .take(8)
                .any(|b| matches!(b | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_bytes_at_once_agree_with_one_at_a_time() {
        let signs = b"aZ09'_.:,xAbrstWy";
        for i in 0..20_000_usize {
            let bytes: [u8; 16] = std::array::from_fn(|k| signs[(i * 7 + k * (i % 23)) % 17]);
            for length in 2..=16 {
                let expected = WordLetters::of_long(&bytes[..length]);
                assert_eq!(WordLetters::of(&bytes, length), expected, "{:?}", &bytes[..length]);
            }
        }
        assert!(!WordLetters::of(b"caf\xC3\xA9 au lait, o", 5).ascii);
        assert!(WordLetters::of(b"caf\xC3\xA9 au lait, o", 3).ascii);
    }
}
