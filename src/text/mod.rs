//! Text: blocks, sentences and tokens with byte offsets into the original.
//!
//! Nothing here knows of hedging or of English. A text is cut into *blocks* (paragraphs,
//! separated by blank lines), a block into tokens, and the tokens into sentences. Blocks are
//! independent of each other, so memory stays bounded by the largest block.

mod boundary;
mod dictionary;
mod feature_value;
mod model;
mod scan;
mod segment;
mod span;
mod token;
mod word_lists;

pub use crate::word::normalize;
pub use boundary::{BOUNDARY, boundary_features};
pub use dictionary::Dictionary;
pub(crate) use feature_value::{note_words, special_names, suffix_value, word_value};
pub use model::SplitterModel;
pub use scan::tokenize;
#[cfg(feature = "pipeline")]
pub(crate) use segment::piece_end;
pub use segment::{Block, Segmenter, Split, sentences};
pub use span::{ByteSpan, CharOffsets};
pub use token::{Sentence, Shape, Token, TokenKind};
