//! Which bytes are ASCII letters and digits: found for a whole block at once, a
//! bit each, so that where a word ends does not wait for where the last one did.

use super::normal::word_bytes;

/// The letters and digits of a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Letters {
    start: usize,
    /// Those of each 64 bytes and of the next 64.
    bits: Vec<[u64; 2]>,
}

impl Letters {
    /// Looks through `bytes` from `start` on.
    pub(super) fn fill(&mut self, bytes: &[u8], start: usize) {
        let bytes = &bytes[start..];
        self.start = start;
        self.bits.clear();
        let (blocks, rest) = bytes.as_chunks::<64>();
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        let masks = blocks.iter().chain([&last]).map(mask);
        let mut before = None;
        // Whether the byte behind the end is one may be asked as well.
        for bits in masks.chain([0, 0]) {
            self.bits.extend(before.map(|before| [before, bits]));
            before = Some(bits);
        }
    }

    /// How many letters and digits follow one another from `at` on; if 64, there
    /// may be more.
    #[inline]
    pub(super) fn run(&self, at: usize) -> usize {
        let offset = at - self.start;
        let (block, shift) = (offset / 64, offset % 64);
        let [here, next] = self.bits[block];
        let window = here >> shift | next << 1 << (63 - shift);
        (!window).trailing_zeros() as usize
    }
}

/// A bit for each letter or digit among the bytes.
#[inline]
fn mask(bytes: &[u8; 64]) -> u64 {
    let mut mask = 0;
    for (i, eight) in (0..).zip(bytes.as_chunks::<8>().0) {
        let high = word_bytes(u64::from_le_bytes(*eight));
        // The product has the eight high bits side by side on top.
        mask |= (high.wrapping_mul(0x0002_0408_1020_4081) >> 56) << (8 * i);
    }
    mask
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_where_letters_and_digits_do() {
        let signs = b"aZ09'_.\xC3\xA9 @[`{/:\x00\xFF";
        let mut bytes: Vec<u8> = (0..1000_usize).map(|i| signs[i * i % 7 * i % 18]).collect();
        bytes.extend([b'x'; 200]);
        bytes.extend(0..=255);
        for start in (0..80).chain([bytes.len()]) {
            let mut letters = Letters::default();
            letters.fill(&bytes, start);
            for at in start..bytes.len() + 2 {
                let run = bytes
                    .get(at..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count();
                assert_eq!(letters.run(at), run.min(64), "{at}");
            }
        }
    }
}
