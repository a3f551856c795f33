//! Text: blocks, sentences and tokens with byte offsets into the original.
//!
//! Nothing here knows of hedging. A text is cut into *blocks* (paragraphs,
//! parted by blank lines), a block into tokens, and the tokens into sentences.
//! Blocks are independent of each other, so memory stays bounded by the
//! largest block.

mod abbreviations;
mod candidate;
mod dictionary;
mod examples;
mod features;
mod gap;
mod letters;
mod marks;
mod model;
mod normal;
mod scan;
mod segment;
mod sentence;
mod span;
mod token;
mod view;
mod weights;

pub use abbreviations::Abbreviation;
pub use dictionary::Dictionary;
pub(crate) use examples::parse_sentence_examples;
pub use features::{Feature, features};
pub use gap::{Form, Gap, Marks};
pub use model::SentenceModel;
pub(crate) use normal::hash_word;
pub use normal::normalise;
pub use scan::tokenize;
#[cfg(feature = "pipeline")]
pub(crate) use segment::piece_end;
pub use segment::{Block, Segmenter, Split, segment};
pub use sentence::{Sentence, Visit};
pub use span::{ByteSpan, CharOffsets};
pub use token::{Shape, Token, TokenKind};
pub use weights::{HEADER, Weights};
