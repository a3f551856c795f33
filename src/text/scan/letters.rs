//! ASCII letters and digits as a bit for each byte of a text.
//!
//! The bits of a whole block are computed first, in loops that the compiler turns into vector
//! instructions, so that finding the end of a word does not wait for the word before.

/// Bits of a stretch of text: which bytes are ASCII letters and digits.
#[derive(Debug, Default)]
pub(super) struct LetterBits {
    /// Offset of the first byte in the text.
    start: usize,
    /// One bit for each byte, with eight bytes more, so that a window can be read anywhere.
    bits: Vec<u8>,
}

/// Letters and digits in a row that one window is sure to show.
const WINDOW: usize = 57;

impl LetterBits {
    /// Computes the bits of `bytes` from `start` on.
    pub(super) fn fill(&mut self, bytes: &[u8], start: usize) {
        self.start = start;
        self.bits.clear();
        let (blocks, rest) = bytes[start..].as_chunks();
        self.bits.reserve(8 * (blocks.len() + 2));
        for block in blocks {
            self.bits.extend_from_slice(&bits_of(block));
        }
        let mut last = [0; 64];
        last[..rest.len()].copy_from_slice(rest);
        self.bits.extend_from_slice(&bits_of(&last));
        self.bits.extend_from_slice(&[0; 8]);
    }

    /// Counts the letters and digits in a row from `at` on; of [`WINDOW`] and more perhaps not all.
    #[inline]
    pub(super) fn run(&self, at: usize) -> usize {
        let offset = at - self.start;
        let window = self.bits.get(offset / 8..).and_then(|bits| bits.first_chunk());
        let window = u64::from_le_bytes(window.copied().unwrap_or_default()) >> (offset % 8);
        (!window).trailing_zeros() as usize
    }

    /// Returns the offset behind the letters and digits that follow one another from `at` on.
    #[inline]
    pub(super) fn run_end(&self, mut at: usize) -> usize {
        loop {
            let run = self.run(at);
            at += run;
            if run < WINDOW {
                return at;
            }
        }
    }
}

/// Returns one bit for each of 64 bytes, lowest first.
#[inline]
fn bits_of(block: &[u8; 64]) -> [u8; 8] {
    let flags = block.map(|byte| {
        u8::from((byte | 0x20).wrapping_sub(b'a') < 26) | u8::from(byte.wrapping_sub(b'0') < 10)
    });
    let (eights, _) = flags.as_chunks::<8>();
    // The product has the eight flags side by side in its highest byte.
    std::array::from_fn(|i| {
        (u64::from_le_bytes(eights[i]).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u8
    })
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
            let mut letters = LetterBits::default();
            letters.fill(&bytes, start);
            for at in start..bytes.len() + 2 {
                let run = bytes
                    .get(at..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|b| b.is_ascii_alphanumeric())
                    .count();
                assert_eq!(letters.run(at).min(WINDOW), run.min(WINDOW), "{at}");
                assert_eq!(letters.run_end(at), at + run, "{at}");
            }
        }
    }
}
