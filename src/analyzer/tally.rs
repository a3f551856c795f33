//! What is counted of a sentence's tokens, all in one go.

use crate::text::{Shape, Token, TokenKind};

/// How many of some tokens are what.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Tally {
    /// Words, numbers and addresses.
    pub(super) words: u32,
    /// Those of them inside quotation marks.
    pub(super) quoted: u32,
    /// Words of more than three bytes.
    long: u32,
    /// Those of them with a capital.
    capital: u32,
}

impl Tally {
    /// Of some tokens, with whether each stands inside quotation marks.
    #[inline]
    pub(super) fn of(tokens: &[Token], quoted: &[bool]) -> Self {
        // All and some of them in one number, without a branch.
        let (mut words, mut long) = (0_u64, 0_u64);
        for (token, &quoted) in tokens.iter().zip(quoted) {
            let is_word = u64::from(token.kind.is_word());
            words += is_word + (u64::from(quoted) * is_word << 32);
            let is_long = u64::from((token.kind == TokenKind::Word) & (token.span.len() > 3));
            long += is_long + (u64::from(token.shape.has(Shape::CAPITAL)) * is_long << 32);
        }
        let (quoted, capital) = ((words >> 32) as u32, (long >> 32) as u32);
        Self { words: words as u32, quoted, long: long as u32, capital }
    }

    /// Whether most words are capitalised, as in a headline.
    pub(super) fn is_headline(self) -> bool {
        self.long >= 2 && u64::from(self.capital) * 10 >= u64::from(self.long) * 7
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Block, Segmenter, Split};

    #[test]
    fn tallies_are_those_of_the_tokens() {
        let text = "The “Board of Trade” may act. It will not, 3 Members of a@b.org said.";
        let mut block = Block::default();
        assert!(Segmenter::new(text, Split::None).next_into(&mut block));
        let quoted: Vec<bool> = (0..block.tokens.len()).map(|at| at % 3 == 1).collect();
        for start in 0..=block.tokens.len() {
            for end in start..=block.tokens.len() {
                let tally = Tally::of(&block.tokens[start..end], &quoted[start..end]);
                let count = |test: &dyn Fn(usize) -> bool| {
                    (start..end).filter(|&at| test(at)).count() as u32
                };
                let word = |at: usize| block.tokens[at].kind.is_word();
                let long = |at: usize| {
                    block.tokens[at].kind == TokenKind::Word && block.tokens[at].span.len() > 3
                };
                let capital = |at: usize| long(at) && block.tokens[at].shape.has(Shape::CAPITAL);
                assert_eq!(tally.words, count(&word));
                assert_eq!(tally.quoted, count(&|at| word(at) && quoted[at]));
                assert_eq!(tally.long, count(&long));
                assert_eq!(tally.capital, count(&capital));
            }
        }
    }
}
