//! The normal form in which words are compared, and its hash.
//!
//! Lower case in Unicode; curly and full-width apostrophes become `'`; soft
//! hyphens and zero-width marks vanish; the final stop of an abbreviation is
//! left off (`U.S.` and `U.S` are one word).

/// A small multiplicative hash over the bytes of a normal form, eight at a time.
/// It is never written to disk, so it may change between versions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hasher {
    state: u64,
    /// Up to seven bytes that wait for more.
    buffer: u64,
    length: u32,
    /// A stop is hashed only when something follows it.
    pending_stop: bool,
}

/// The golden ratio in 64 bits, odd.
const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

#[inline]
fn mix(state: u64, chunk: u64) -> u64 {
    let product = u128::from(state ^ chunk) * u128::from(FACTOR);
    (product as u64) ^ (product >> 64) as u64
}

/// The hash; never 0, which marks tokens that are not words.
#[inline]
fn finish(state: u64, length: u32) -> u32 {
    let last = mix(state, u64::from(length) << 32 | 0x5851_F42D);
    (last >> 32) as u32 ^ last as u32 | 1
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Self { state: FACTOR, buffer: 0, length: 0, pending_stop: false }
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
        self.buffer |= u64::from(byte) << (8 * (self.length % 8));
        self.length += 1;
        if self.length.is_multiple_of(8) {
            self.state = mix(self.state, self.buffer);
            self.buffer = 0;
        }
    }

    /// The hash; never 0, which marks tokens that are not words.
    pub(crate) fn finish(self) -> u32 {
        let partial = !self.length.is_multiple_of(8);
        let state = if partial { mix(self.state, self.buffer) } else { self.state };
        finish(state, self.length)
    }
}

/// If `bytes` begin with a word of at most seven letters and digits and a space
/// after it: its length, whether a lower-case letter is among them, its hash.
#[inline]
pub(super) fn short_word(bytes: [u8; 8]) -> Option<(usize, bool, u32)> {
    let (length, small) = letters(bytes);
    if length == 8 || bytes[length] != b' ' {
        return None;
    }
    let word = u64::from_le_bytes(bytes) & !(u64::MAX << (8 * length));
    Some((length, small, finish(mix(FACTOR, lower(word)), length as u32)))
}

/// What [`Hasher`] makes of the word `bytes[from..to]`, which is ASCII and has no
/// final stop, fast.
#[inline]
pub(super) fn hash_ascii(bytes: &[u8], from: usize, to: usize) -> u32 {
    let mut state = FACTOR;
    let mut at = from;
    while at < to {
        // Reading on past the word and masking is cheaper than copying its tail.
        let chunk = if let Some(chunk) = bytes[at..].first_chunk::<8>() {
            u64::from_le_bytes(*chunk)
        } else {
            let mut chunk = [0; 8];
            chunk[..bytes.len() - at].copy_from_slice(&bytes[at..]);
            u64::from_le_bytes(chunk)
        };
        let spare = 8 - (to - at).min(8);
        let word = if spare > 0 { chunk & (u64::MAX >> (8 * spare)) } else { chunk };
        state = mix(state, lower(word));
        at += 8;
    }
    finish(state, (to - from) as u32)
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH_BITS: u64 = 0x80 * ONES;

/// The high bit of each byte that lies from `from` to `to`; all ASCII.
#[inline]
fn within(bytes: u64, from: u8, to: u8) -> u64 {
    let low = bytes & !HIGH_BITS;
    let at_least = low + u64::from(0x80 - from) * ONES;
    let above = low + u64::from(0x7F - to) * ONES;
    at_least & !above & !bytes & HIGH_BITS
}

/// Eight ASCII bytes in lower case.
#[inline]
fn lower(bytes: u64) -> u64 {
    bytes | within(bytes, b'A', b'Z') >> 2
}

/// How many of eight bytes from the first are ASCII letters or digits, and
/// whether a lower-case letter is among them.
#[inline]
pub(super) fn letters(bytes: [u8; 8]) -> (usize, bool) {
    let bytes = u64::from_le_bytes(bytes);
    let small = within(bytes, b'a', b'z');
    let other = !(small | within(bytes, b'A', b'Z') | within(bytes, b'0', b'9')) & HIGH_BITS;
    let before = other.wrapping_sub(1) & !other;
    ((other.trailing_zeros() / 8) as usize, small & before != 0)
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

/// Hash of a word's normal form.
pub(crate) fn hash_word(word: &str) -> u32 {
    if word.is_ascii() && !word.ends_with('.') {
        hash_ascii(word.as_bytes(), 0, word.len())
    } else {
        hash_word_slow(word)
    }
}

pub(crate) fn hash_word_slow(word: &str) -> u32 {
    let mut hash = Hasher::new();
    let mut buffer = [0; 4];
    each_normal_char(word, |c| {
        for &byte in c.encode_utf8(&mut buffer).as_bytes() {
            hash.push(byte);
        }
    });
    hash.finish()
}

/// Whether `word` has the normal form `normal`, without allocating for ASCII.
pub(crate) fn equals_normal(word: &str, normal: &str) -> bool {
    if word.is_ascii() {
        let word = if word.len() > 1 { word.strip_suffix('.').unwrap_or(word) } else { word };
        word.eq_ignore_ascii_case(normal)
    } else {
        normalise(word) == normal
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_bytes_at_a_time_agree_with_one_at_a_time() {
        let bytes = b"aZ09'_.:,-x@[`{/";
        for i in 0..5000_usize {
            let word: Vec<u8> = (0..i % 21).map(|k| bytes[(i * 7 + k * (i % 13)) % 16]).collect();
            let text = std::str::from_utf8(&word).unwrap();
            assert_eq!(hash_word(text), hash_word_slow(text), "{text}");
            if let Some(chunk) = word.first_chunk::<8>() {
                let count = chunk.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
                let small = chunk[..count].iter().any(u8::is_ascii_lowercase);
                assert_eq!(letters(*chunk), (count, small), "{text}");
            }
        }
        assert_eq!(letters([0xC3, 0xA9, b'a', b'a', b'a', b'a', b'a', b'a']), (0, false));
    }
}
