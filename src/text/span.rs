//! Byte spans into the original text.

use std::ops::Range;

/// Stretch of the original text in bytes, end exclusive; both ends lie on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct ByteSpan {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl ByteSpan {
    /// Makes a span from `start` to `end` (exclusive).
    pub fn new(start: u32, end: u32) -> Self {
        debug_assert!(start <= end);
        Self { start, end }
    }

    /// Returns a range to slice with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Returns the length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the span has no bytes.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether two spans share a byte.
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether `other` lies wholly in this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// Converts byte offsets into offsets in Unicode code points.
///
/// Inside, everything counts bytes; tables count code points, so that Python and R can slice with
/// them. The conversion is prepared once for a document, and a look-up reads at most 64 bytes.
#[derive(Debug)]
pub struct CharOffsets<'t> {
    text: &'t [u8],
    /// Code points before each block of [`BLOCK`] bytes; empty if all is ASCII.
    blocks: Vec<u32>,
}

/// Bytes whose characters are counted at once.
const BLOCK: usize = 64;

impl<'t> CharOffsets<'t> {
    /// Prepares the conversion for one document.
    pub fn new(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let mut blocks = Vec::new();
        if !bytes.is_ascii() {
            let mut sum = 0;
            let sums = bytes.chunks(BLOCK).map(|block| {
                sum += count_chars(block);
                sum
            });
            blocks = std::iter::once(0).chain(sums).collect();
        }
        Self { text: bytes, blocks }
    }

    /// Returns the number of code points before byte `offset`.
    pub fn at(&self, offset: u32) -> u32 {
        if self.blocks.is_empty() {
            return offset;
        }
        let offset = offset as usize;
        let block = offset / BLOCK;
        self.blocks[block] + count_chars(&self.text[block * BLOCK..offset])
    }
}

/// Counts the bytes that begin a character.
fn count_chars(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|&&b| (b & 0xC0) != 0x80).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_bytes_to_code_points() {
        let text = "naïve – 🦔 ".repeat(100);
        let offsets = CharOffsets::new(&text);
        for (chars, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(offsets.at(byte as u32) as usize, chars);
        }
        assert_eq!(offsets.at(text.len() as u32) as usize, text.chars().count());
    }

    #[test]
    fn spans_overlap_only_where_they_share_a_byte() {
        let a = ByteSpan::new(2, 5);
        assert!(a.overlaps(ByteSpan::new(4, 9)));
        assert!(!a.overlaps(ByteSpan::new(5, 9)));
        assert!(a.contains(ByteSpan::new(2, 5)));
        assert!(!a.contains(ByteSpan::new(2, 6)));
    }
}
