//! The normal form in which words are compared, and its hash.
//!
//! Lower case in Unicode; curly and full-width apostrophes become `'`; soft
//! hyphens and zero-width marks vanish; the final stop of an abbreviation is
//! left off (`U.S.` and `U.S` are one word).

/// A small multiplicative hash over the bytes of a normal form, sixteen at a time.
/// It is never written to disk, so it may change between versions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hasher {
    state: u64,
    /// Up to fifteen bytes that wait for more.
    buffer: u128,
    length: u32,
    /// A stop is hashed only when something follows it.
    pending_stop: bool,
}

/// The golden ratio in 64 bits, odd, and another odd number without pattern.
const FACTORS: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93];

#[inline]
fn multiply(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    (product as u64) ^ (product >> 64) as u64
}

/// Takes sixteen bytes into the state.
#[inline]
fn mix(state: u64, bytes: u128) -> u64 {
    multiply(state ^ bytes as u64, FACTORS[1] ^ (bytes >> 64) as u64)
}

/// The hash of a normal form. The length need not go in, since no word has a zero
/// byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WordHash(u64);

impl WordHash {
    /// That of no word: no dictionary knows it.
    pub(super) const NONE: Self = Self(0);

    /// That of a word's normal form.
    pub(crate) fn of(word: &str) -> Self {
        if word.is_ascii() && !word.ends_with('.') {
            hash_ascii(word.as_bytes(), 0, word.len())
        } else {
            hash_word_slow(word)
        }
    }

    /// In 32 bits, as tokens and weights have it; never 0, which marks tokens that
    /// are not words.
    #[inline]
    pub(crate) fn short(self) -> u32 {
        (self.0 >> 32) as u32 ^ self.0 as u32 | 1
    }

    /// Nearly all of it; never 0.
    #[inline]
    pub(super) fn full(self) -> u64 {
        self.0 | 1
    }
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Self { state: FACTORS[0], buffer: 0, length: 0, pending_stop: false }
    }

    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        if self.pending_stop {
            self.add(b'.');
            self.pending_stop = false;
        }
        if byte == b'.' {
            self.pending_stop = true;
        } else {
            self.add(byte);
        }
    }

    #[inline]
    fn add(&mut self, byte: u8) {
        self.buffer |= u128::from(byte) << (8 * (self.length % 16));
        self.length += 1;
        if self.length.is_multiple_of(16) {
            self.state = mix(self.state, self.buffer);
            self.buffer = 0;
        }
    }

    /// The hash.
    pub(crate) fn finish(self) -> WordHash {
        let partial = !self.length.is_multiple_of(16);
        WordHash(if partial { mix(self.state, self.buffer) } else { self.state })
    }
}

/// The first so many of sixteen bytes.
const FIRST: [u128; 17] = {
    let mut masks = [0; 17];
    let mut length = 1;
    while length <= 16 {
        masks[length] = u128::MAX >> (128 - 8 * length);
        length += 1;
    }
    masks
};

/// The hash of the word that the first `length` of `bytes` make up, all of them
/// ASCII letters and digits.
#[inline]
pub(super) fn hash_short(bytes: &[u8; 16], length: usize) -> WordHash {
    // What makes a letter small digits have, too.
    let lower = u128::from_le_bytes(*bytes) | u128::from_le_bytes([0x20; 16]);
    WordHash(mix(FACTORS[0], lower & FIRST[length]))
}

/// Whether the first `length` of `bytes` are small ASCII letters, the first of them
/// perhaps a capital.
#[inline]
pub(super) fn all_small(bytes: &[u8; 16], length: usize) -> bool {
    // Small letters, and in a word nothing else, have these of the three bits.
    const SMALL: u128 = u128::from_le_bytes([0x60; 16]);
    const BITS: u128 = u128::from_le_bytes([0xE0; 16]);
    let lower = u128::from_le_bytes(*bytes) | 0x20;
    length <= 16 && (lower ^ SMALL) & BITS & FIRST[length] == 0
}

/// Whether vowels, `y` among them, are in the word that the first `length` of `bytes`
/// make up, eight at most.
#[inline]
pub(super) fn has_vowel(bytes: &[u8; 16], length: usize) -> bool {
    let lower = u128::from_le_bytes(*bytes) | 0x20;
    let word = (lower & FIRST[length.min(8)]) as u64;
    let vowels = VOWELS.into_iter().fold(0, |found, vowel| {
        // A byte that becomes zero borrows from its high bit, which was clear.
        let same = word ^ (u64::from(vowel) * ONES);
        found | (same.wrapping_sub(ONES) & !same)
    });
    vowels & HIGH_BITS != 0
}

/// What [`Hasher`] makes of the word `bytes[from..to]`, which is ASCII and has no
/// final stop, fast.
#[inline]
pub(super) fn hash_ascii(bytes: &[u8], from: usize, to: usize) -> WordHash {
    let mut state = FACTORS[0];
    let mut at = from;
    while at < to {
        // Reading on past the word and masking is cheaper than copying its tail.
        let chunk = if let Some(chunk) = bytes[at..].first_chunk::<16>() {
            u128::from_le_bytes(*chunk)
        } else {
            let mut chunk = [0; 16];
            chunk[..bytes.len() - at].copy_from_slice(&bytes[at..]);
            u128::from_le_bytes(chunk)
        };
        let word = chunk & FIRST[(to - at).min(16)];
        let lower = u128::from(lower(word as u64)) | u128::from(lower((word >> 64) as u64)) << 64;
        state = mix(state, lower);
        at += 16;
    }
    WordHash(state)
}

/// Letters of which a word that can be pronounced has one.
pub(super) const VOWELS: [u8; 6] = *b"aeiouy";

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x80 * ONES;

/// The high bit of each of eight bytes, none above 127, from `from` to `to`.
#[inline]
fn within(bytes: u64, from: u8, to: u8) -> u64 {
    (bytes + u64::from(0x80 - from) * ONES) & !(bytes + u64::from(0x7F - to) * ONES) & HIGH_BITS
}

/// Eight ASCII bytes in lower case.
#[inline]
fn lower(bytes: u64) -> u64 {
    bytes | within(bytes & !HIGH_BITS, b'A', b'Z') >> 2
}

/// The high bit of each of eight bytes that is an ASCII letter or digit.
#[inline]
pub(super) fn word_bytes(bytes: u64) -> u64 {
    let low = bytes & !HIGH_BITS;
    (within(low | (0x20 * ONES), b'a', b'z') | within(low, b'0', b'9')) & !bytes
}

/// Calls `put` with each character of the word's normal form.
fn each_normal_char(word: &str, mut put: impl FnMut(char)) {
    for c in word.chars() {
        match c {
            '’' | 'ʼ' | '＇' => put('\''),
            '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            _ if c.is_ascii() => put(c.to_ascii_lowercase()),
            _ => c.to_lowercase().for_each(&mut put),
        }
    }
}

/// The word's normal form.
///
/// ```
/// assert_eq!(hedgerow::text::normalise("Can’t"), "can't");
/// assert_eq!(hedgerow::text::normalise("U.S."), "u.s");
/// ```
pub fn normalise(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    each_normal_char(word, |c| out.push(c));
    if out.len() > 1 && out.ends_with('.') {
        out.pop();
    }
    out
}

/// Short hash of a word's normal form.
pub(crate) fn hash_word(word: &str) -> u32 {
    WordHash::of(word).short()
}

pub(super) fn hash_word_slow(word: &str) -> WordHash {
    let mut hash = Hasher::new();
    let mut buffer = [0; 4];
    each_normal_char(word, |c| {
        for &byte in c.encode_utf8(&mut buffer).as_bytes() {
            hash.push(byte);
        }
    });
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_bytes_at_a_time_agree_with_one_at_a_time() {
        let bytes = b"aZ09'_.:,-x@[`{/";
        for i in 0..5000_usize {
            let word: Vec<u8> = (0..i % 21).map(|k| bytes[(i * 7 + k * (i % 13)) % 16]).collect();
            let text = std::str::from_utf8(&word).unwrap();
            assert_eq!(WordHash::of(text), hash_word_slow(text), "{text}");
            let count = word.iter().take_while(|b| b.is_ascii_alphanumeric()).count().min(16);
            if let Some(chunk) = word.first_chunk::<16>()
                && count > 0
            {
                let small = text[1..count].bytes().all(|b| b.is_ascii_lowercase())
                    && text.starts_with(|c: char| c.is_ascii_alphabetic());
                let vowels = text[..count.min(8)].to_lowercase().contains(['a', 'e', 'y']);
                assert_eq!(all_small(chunk, count), small, "{text}");
                if small {
                    assert_eq!(has_vowel(chunk, count), vowels, "{text}");
                }
                assert_eq!(hash_short(chunk, count), WordHash::of(&text[..count]), "{text}");
            }
        }
    }
}
