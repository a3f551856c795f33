//! The one view of a sentence that matching, context and scoring share.

use std::cell::OnceCell;
use std::ops::Range;

use crate::lexicon::{Vocabulary, WordClasses, WordId, word_class};
use crate::text::{ByteSpan, Shape, Token, TokenKind};

/// A label before a sentence has at most so many tokens.
const LABEL_LENGTH: usize = 8;

/// A sentence whose words have been looked up in the lexicon's vocabulary.
///
/// Positions count tokens from the start of the sentence. Methods that take a position
/// also take an `Option` of one, which holds for nothing when it is `None`.
#[derive(Debug, Clone)]
pub struct SentenceView<'a> {
    /// The whole text, into which the tokens' spans point.
    pub text: &'a str,
    /// The tokens of the sentence.
    pub tokens: &'a [Token],
    /// For each token, true if it stands inside quotation marks.
    pub quoted: &'a [bool],
    /// The vocabulary that the tokens' word ids belong to.
    pub vocabulary: &'a Vocabulary,
    /// True if the sentence ends in a question mark.
    pub question: bool,
    /// The answer of [`SentenceView::is_headline`], once it has been asked for.
    headline: OnceCell<bool>,
}

#[allow(clippy::len_without_is_empty)] // a sentence has at least one token
impl<'a> SentenceView<'a> {
    /// A view of the sentence that has these tokens.
    pub fn new(
        text: &'a str,
        tokens: &'a [Token],
        quoted: &'a [bool],
        vocabulary: &'a Vocabulary,
        question: bool,
    ) -> Self {
        Self { text, tokens, quoted, vocabulary, question, headline: OnceCell::new() }
    }

    /// The number of tokens.
    #[inline]
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The token's kind.
    #[inline]
    pub fn kind(&self, at: usize) -> TokenKind {
        self.tokens[at].kind
    }

    /// The id of the word in the vocabulary; 0 if it is not there.
    #[inline]
    pub fn id(&self, at: usize) -> WordId {
        self.tokens[at].word
    }

    /// The token as written.
    pub fn written(&self, at: usize) -> &'a str {
        self.tokens[at].text(self.text)
    }

    /// The classes of the word; none if it is not in the vocabulary.
    #[inline]
    pub fn classes(&self, at: usize) -> WordClasses {
        self.vocabulary.classes(self.tokens[at].word)
    }

    /// Tells whether the word is in any of `classes`.
    #[inline]
    pub fn is(&self, at: impl Into<Option<usize>>, classes: WordClasses) -> bool {
        at.into().is_some_and(|at| self.classes(at) & classes != 0)
    }

    /// Tells whether the token is of that kind.
    #[inline]
    pub fn is_kind(&self, at: impl Into<Option<usize>>, kind: TokenKind) -> bool {
        at.into().is_some_and(|at| self.kind(at) == kind)
    }

    /// Tells whether the token has that shape.
    #[inline]
    pub fn has_shape(&self, at: impl Into<Option<usize>>, shape: Shape) -> bool {
        at.into().is_some_and(|at| self.tokens[at].shape.contains(shape))
    }

    /// Tells whether the token is a number, in digits or as a number word.
    #[inline]
    pub fn is_number(&self, at: impl Into<Option<usize>>) -> bool {
        at.into().is_some_and(|at| {
            self.kind(at) == TokenKind::Number || self.is(at, word_class::NUMBER_WORD)
        })
    }

    /// Tells whether the token counts as a word.
    #[inline]
    pub fn is_word(&self, at: impl Into<Option<usize>>) -> bool {
        at.into().is_some_and(|at| self.kind(at).is_word())
    }

    pub(crate) fn ends_in(&self, at: usize, endings: &[String]) -> bool {
        endings.iter().any(|ending| self.written(at).ends_with(ending))
    }

    /// Tells whether the token is a word in capitals only.
    pub fn is_upper(&self, at: usize) -> bool {
        self.tokens[at].is_upper(self.text)
    }

    /// The nearest token before `at`, quotation marks skipped.
    #[inline]
    pub fn before(&self, at: impl Into<Option<usize>>) -> Option<usize> {
        (0..at.into()?).rev().find(|&i| !self.kind(i).is_quote())
    }

    /// The nearest token after `at`, quotation marks skipped.
    #[inline]
    pub fn after(&self, at: impl Into<Option<usize>>) -> Option<usize> {
        self.at_or_after(at.into()? + 1)
    }

    /// The nearest token from `at` on, quotation marks skipped.
    #[inline]
    pub fn at_or_after(&self, at: usize) -> Option<usize> {
        (at..self.len()).find(|&i| !self.kind(i).is_quote())
    }

    /// Tells whether no word of the sentence, or of the quotation, stands before `at`, but for a
    /// label: the number of a list's item, a time, a dateline.
    pub fn is_initial(&self, at: usize) -> bool {
        use TokenKind as K;
        let ends =
            |kind: &K| kind.is_word() || matches!(kind, K::OpenQuote | K::OpenSingle | K::Colon);
        (0..at).rev().map(|i| self.kind(i)).find(ends).is_none_or(|kind| !kind.is_word())
            || self.follows_label(at)
    }

    /// Tells whether all that stands before `at` is a label: "3.", "(a)", "14:05", "Q.",
    /// "LONDON (AP) —", "Analysis |".
    fn follows_label(&self, at: usize) -> bool {
        use TokenKind as K;
        let Some(last) = at.checked_sub(1).filter(|_| at <= LABEL_LENGTH) else { return false };
        let (first, single) =
            (self.kind(0), (0..at).filter(|&i| self.kind(i).is_word()).count() == 1);
        // A label that a stop or bracket sets off is a number or a letter, so that "St. May" is none.
        let mark = |i: usize| {
            self.kind(i) == K::Number || (self.kind(i) == K::Word && self.tokens[i].span.len() == 1)
        };
        match self.kind(last) {
            K::Number => last == 0 && self.written(0).contains(':'),
            K::Stop => last == 1 && mark(0),
            K::CloseBracket => {
                let opened = usize::from(first == K::OpenBracket);
                single && last == opened + 1 && mark(opened)
            }
            K::Dash | K::Symbol => (0..last).all(|i| match self.kind(i) {
                K::Word => self.has_shape(i, Shape::CAPITAL),
                kind => kind.is_word() || !matches!(kind, K::Question | K::Exclamation | K::Dash),
            }),
            _ => false,
        }
    }

    /// Tells whether most words of more than three bytes are capitalized, as in a headline, or all
    /// words of a short line.
    pub fn is_headline(&self) -> bool {
        // Few sentences are asked, but those perhaps for each of their matches.
        *self.headline.get_or_init(|| {
            // Counts without branches: words alternate between the cases.
            let (mut long, mut capital, mut words, mut all) = (0_u64, 0_u64, 0_u64, 0_u64);
            for token in self.tokens {
                let word = token.kind == TokenKind::Word;
                let counts = word & (token.span.len() > 3);
                let large = token.shape.contains(Shape::CAPITAL);
                words += u64::from(word);
                all += u64::from(word & large);
                long += u64::from(counts);
                capital += u64::from(counts & large);
            }
            (long >= 2 && capital * 10 >= long * 7) || (words >= 3 && all == words)
        })
    }

    /// The bytes from the first to the last of some tokens.
    pub fn span(&self, tokens: &Range<usize>) -> ByteSpan {
        ByteSpan::new(self.tokens[tokens.start].span.start, self.tokens[tokens.end - 1].span.end)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::language::Language;
    use crate::text::{Block, Segmenter, Split};

    /// Calls `see` with every sentence of a text.
    pub(crate) fn each_sentence(text: &str, mut see: impl FnMut(&SentenceView<'_>)) {
        let vocabulary = Language::english().lexicon().vocabulary();
        let mut segmenter = Segmenter::new(text, Split::Sentences, Language::english().splitter())
            .with_words(vocabulary.dictionary());
        let mut block = Block::default();
        while segmenter.next_into(&mut block) {
            for sentence in &block.sentences {
                let tokens = &block.tokens[sentence.tokens.clone()];
                let (quoted, question) = (&vec![false; tokens.len()][..], sentence.question);
                see(&SentenceView::new(text, tokens, quoted, vocabulary, question));
            }
        }
    }
}
