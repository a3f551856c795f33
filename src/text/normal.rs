//! The normal form in which words are compared, and its hash.
//!
//! Lower case in Unicode; curly and full-width apostrophes become `'`; soft
//! hyphens and zero-width marks vanish; the final stop of an abbreviation is
//! left off (`U.S.` and `U.S` are one word).

/// A small multiplicative hash, fed a byte at a time while a word is scanned.
/// It is never written to disk, so it may change between versions.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hasher {
    state: u32,
    /// A stop is hashed only when something follows it.
    pending_stop: bool,
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Self { state: 0x811C_9DC5, pending_stop: false }
    }

    #[inline]
    pub(crate) fn push(&mut self, byte: u8) {
        if self.pending_stop {
            self.mix(b'.');
            self.pending_stop = false;
        }
        if byte == b'.' {
            self.pending_stop = true;
        } else {
            self.mix(byte);
        }
    }

    #[inline]
    fn mix(&mut self, byte: u8) {
        self.state = (self.state ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    }

    /// The hash; never 0, which marks tokens that are not words.
    pub(crate) fn finish(self) -> u32 {
        // FNV's low bits are weak; one round of mixing spreads them.
        let mut h = self.state;
        h ^= h >> 15;
        h = h.wrapping_mul(0x2C1B_3C6D);
        h ^= h >> 13;
        h | 1
    }
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
    if word.is_ascii() {
        let mut hash = Hasher::new();
        for byte in word.bytes() {
            hash.push(byte.to_ascii_lowercase());
        }
        hash.finish()
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
