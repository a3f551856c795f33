//! ASCII letters and digits as a bit for each byte of a text.
//!
//! The bits of a whole block are computed first, in loops that the compiler turns into
//! vector instructions, so that finding the end of a word does not wait for the word before.

/// Returns a bit for each of 64 bytes, lowest first: whether it is an ASCII letter or digit.
#[inline]
fn mask(block: &[u8; 64]) -> [u8; 8] {
    let flags = block.map(|byte| {
        u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10)
    });
    let (eights, _) = flags.as_chunks::<8>();
    // The product has the eight flags side by side in its highest byte.
    std::array::from_fn(|i| {
        (u64::from_le_bytes(eights[i]).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
    })
}

fn append_masks(blocks: &[[u8; 64]], out: &mut Vec<u8>) {
    out.reserve(8 * blocks.len());
    for block in blocks {
        out.extend_from_slice(&mask(block));
    }
}

/// The letters and digits of a stretch of text.
#[derive(Debug, Default)]
pub(super) struct Letters {
    start: usize,
    /// A bit for each byte, and enough behind the last to be read as a number.
    bits: Vec<u8>,
}

/// So many letters and digits in a row are seen at once.
const SEEN: usize = 57;

impl Letters {
    /// Looks through `bytes` from `start` on.
    pub(super) fn fill(&mut self, bytes: &[u8], start: usize) {
        let bytes = &bytes[start..];
        self.start = start;
        self.bits.clear();
        let (blocks, rest) = bytes.as_chunks::<64>();
        append_masks(blocks, &mut self.bits);
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        append_masks(&[last], &mut self.bits);
        self.bits.extend([0; 8]);
    }

    /// How many letters and digits follow one another from `at` on; if [`SEEN`] or
    /// more, there may be others.
    #[inline]
    pub(super) fn run(&self, at: usize) -> usize {
        let offset = at - self.start;
        let window = self.bits.get(offset / 8..).and_then(|bits| bits.first_chunk());
        let window = u64::from_le_bytes(window.copied().unwrap_or_default()) >> (offset % 8);
        (!window).trailing_zeros() as usize
    }

    /// Where they end.
    #[inline]
    pub(super) fn end(&self, mut at: usize) -> usize {
        loop {
            let run = self.run(at);
            at += run;
            if run < SEEN {
                return at;
            }
        }
    }
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
                assert_eq!(letters.run(at).min(SEEN), run.min(SEEN), "{at}");
                assert_eq!(letters.end(at), at + run, "{at}");
            }
        }
    }
}
