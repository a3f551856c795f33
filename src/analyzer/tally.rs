//! Counts of tokens by sentence, from sums over the block: no sentence's tokens are
//! walked for them.

use std::ops::Range;

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
    /// Whether most words are capitalised, as in a headline.
    pub(super) fn is_headline(self) -> bool {
        self.long >= 2 && u64::from(self.capital) * 10 >= u64::from(self.long) * 7
    }
}

/// The tallies of a block's tokens up to each of them.
#[derive(Debug, Default)]
pub(super) struct Tallies {
    /// Words and quoted words in one number, long and capitalised ones in another:
    /// two additions a token.
    sums: Vec<[u64; 2]>,
}

impl Tallies {
    /// Takes the tokens of a block, with whether each stands inside quotation marks.
    pub(super) fn fill(&mut self, tokens: &[Token], quoted: &[bool]) {
        let [mut words, mut long] = [0; 2];
        self.sums.clear();
        self.sums.push([0; 2]);
        self.sums.extend(tokens.iter().zip(quoted).map(|(token, &quoted)| {
            let is_word = u64::from(token.kind.is_word());
            let is_long = u64::from((token.kind == TokenKind::Word) & (token.span.len() > 3));
            words += is_word << (32 * u32::from(quoted)) | is_word;
            long += is_long << (32 * u32::from(token.shape.has(Shape::CAPITAL))) | is_long;
            [words, long]
        }));
    }

    /// Of these tokens of the block.
    pub(super) fn of(&self, tokens: Range<usize>) -> Tally {
        let (from, to) = (self.sums[tokens.start], self.sums[tokens.end]);
        let [words, long] = [to[0] - from[0], to[1] - from[1]];
        let (quoted, capital) = ((words >> 32) as u32, (long >> 32) as u32);
        Tally { words: words as u32, quoted, long: long as u32, capital }
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
        let mut tallies = Tallies::default();
        tallies.fill(&block.tokens, &quoted);
        for start in 0..=block.tokens.len() {
            for end in start..=block.tokens.len() {
                let tally = tallies.of(start..end);
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
