//! Who says what.

use crate::text::ByteSpan;

/// Something that a source says or thinks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Who; none where the text does not say.
    pub source: Option<ByteSpan>,
    /// The verb or preposition that reports it.
    pub cue: ByteSpan,
    /// The content, what is said; none where the sentence does not hold it.
    pub content: Option<ByteSpan>,
    /// True if the source is one that can be asked: a name, an institution, a
    /// role, or a pronoun for one of these.
    pub named: bool,
    /// True if the content, or part of it, is quoted word for word.
    pub quoted: bool,
}
