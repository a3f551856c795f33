//! What a stretch of text that the splitter found is: a sentence, a heading or a fragment.
//!
//! Nearly all sentences are told by their last mark. Of the rest those within a line are
//! sentences, too, unless they are labels; a line of its own is looked at more closely. In doubt
//! it is a sentence: a claim that is lost costs more than a heading that is counted.

use crate::analysis::SentenceKind;
use crate::lexicon::word_class as class;
use crate::sentence_view::SentenceView;
use crate::text::{Shape, Split, TokenKind};

/// Most words of a heading that has a finite verb; a longer line reads like prose.
const HEADLINE: usize = 12;

/// Most words of any heading.
const LONGEST_HEADING: usize = 18;

/// Words from which on a line reads like prose that has a verb and no stop, where the lines about
/// it have none either.
const CLAIM: usize = 5;

/// Words from which on a line that begins small is no heading, whether its verb is known or not.
const SMALL: usize = 6;

/// Lines after a line in which a final stop is looked for.
const LINES_AFTER: usize = 4;

/// Most words of a byline, a credit, or what stands in brackets as a whole.
const NOTICE: usize = 12;

/// Most words of a label, such as that of a speaker.
const LABEL: usize = 6;

/// Most words of a salutation.
const SALUTATION: usize = 3;

/// Most tokens of a date that ends in a stop.
const DATE: usize = 8;

/// Most words between two separators in a list of tags.
const TAG: usize = 3;

/// Tells the kind of a stretch of text, and whether a heading may be a claim: it has a finite verb
/// in small letters, or as many words as a claim and not the capitals of a title.
pub(super) fn decide(view: &SentenceView<'_>, split: Split) -> (SentenceKind, bool) {
    use SentenceKind::{Fragment, Heading, Sentence};
    match split {
        Split::Sentences => {}
        Split::Lines if !(0..view.len()).any(|at| view.is_word(at)) => return (Fragment, false),
        Split::Lines | Split::None => return (Sentence, false),
    }
    let line = UnstoppedLine { view };
    let Some(first) = line.first_word() else { return (Fragment, false) };
    if line.has_stop() {
        let fragment = line.is_label_of(first) || view.len() <= DATE && line.is_date();
        return (if fragment { Fragment } else { Sentence }, false);
    }
    let verb = line.finite_verb();
    let own = line.is_whole();
    if line.is_fragment(first, verb.is_some()) || own && line.is_list(verb.is_some()) {
        (Fragment, false)
    } else if own && line.is_heading(first, verb) {
        (Heading, verb.is_some() || line.words() >= CLAIM && !view.is_headline())
    } else {
        (Sentence, false)
    }
}

/// A stretch that may lack a final stop.
struct UnstoppedLine<'v, 'a> {
    view: &'v SentenceView<'a>,
}

impl UnstoppedLine<'_, '_> {
    fn first_word(&self) -> Option<usize> {
        (0..self.view.len()).find(|&at| self.view.kind(at) == TokenKind::Word)
    }

    fn words(&self) -> usize {
        self.view.tokens.iter().filter(|token| token.kind.is_word()).count()
    }

    /// Tells whether it ends in a stop, question or exclamation mark or dots, with closing marks,
    /// symbols and numbers of notes behind them.
    fn has_stop(&self) -> bool {
        use TokenKind as K;
        for (at, token) in self.view.tokens.iter().enumerate().rev() {
            match token.kind {
                K::Stop | K::Question | K::Exclamation | K::Ellipsis => return true,
                // "5 p.m.", "in the U.S."
                K::Word if token.shape.contains(Shape::DOTTED) => return self.words() > HEADLINE,
                K::CloseQuote | K::CloseSingle | K::OpenBracket | K::CloseBracket | K::Symbol => {}
                // "[3]"
                K::Number if at > 0 && self.view.kind(at - 1) == K::OpenBracket => {}
                _ => return false,
            }
        }
        false
    }

    /// Tells whether it is a single letter, a notice of copyright, or a label of `LineWords` with
    /// its colon and no verb.
    fn is_label_of(&self, first: usize) -> bool {
        let view = self.view;
        let letter = || {
            let written = view.written(first);
            written.len() == 1 && self.words() == 1 && written != "I"
        };
        view.len() == 2 && letter()
            || view.kind(0) == TokenKind::Symbol && matches!(view.written(0), "©" | "℗")
            || view.len() > first + 1
                && view.kind(first + 1) == TokenKind::Colon
                && view.vocabulary.lines.label.has(&view.tokens[first])
                && self.finite_verb().is_none()
    }

    /// Finds the first finite verb that is written small, "I'm" and the like aside.
    fn finite_verb(&self) -> Option<usize> {
        let view = self.view;
        let mut words = (0..view.len()).filter(|&at| view.kind(at) == TokenKind::Word);
        let first = words.next()?;
        let opens = view.is(first, class::MODAL | class::BE | class::HAVE | class::DO);
        if (opens || self.is_contracted(first)) && self.is_finite(first) {
            return Some(first);
        }
        words.find(|&at| {
            (!view.has_shape(at, Shape::CAPITAL) || self.is_contracted(at)) && self.is_finite(at)
        })
    }

    fn is_contracted(&self, at: usize) -> bool {
        self.view.written(at).contains(['\'', '’'])
    }

    fn is_finite(&self, at: usize) -> bool {
        let view = self.view;
        let before = view.before(at);
        // "to buy", "a plan of"
        if view.is(before, class::TO | class::ARTICLE | class::POSSESSIVE | class::PREPOSITION)
            || view.ends_in(at, &view.vocabulary.endings.participle)
        {
            return false;
        }
        view.is(at, class::MODAL | class::BE | class::HAVE | class::DO | class::REPORTING_VERB)
            || view.vocabulary.lines.verb.has(&view.tokens[at])
            || view.ends_in(at, &view.vocabulary.endings.past)
                && view.tokens[at].span.len() > 4
                && view.is_word(before)
    }

    /// Tells whether it begins where a line does, and ends where one does.
    fn is_whole(&self) -> bool {
        let (before, after) = self.around();
        let is_edge = |next: Option<char>| next.is_none_or(is_line_break);
        let skipped = |c: &char| !c.is_whitespace() || is_line_break(*c);
        is_edge(before.chars().rev().find(skipped)) && is_edge(after.chars().find(skipped))
    }

    /// The text before and after it.
    fn around(&self) -> (&str, &str) {
        let span = self.view.span(&(0..self.view.len())).range();
        (&self.view.text[..span.start], &self.view.text[span.end..])
    }

    /// Tells whether a line about it ends in a stop, so that a line without one stands out.
    fn is_among_stops(&self) -> bool {
        let (before, after) = self.around();
        let mut after = after.lines().filter(|line| !line.trim_end().is_empty());
        ends_in_stop(before) || after.by_ref().take(LINES_AFTER).any(ends_in_stop)
    }

    /// Tells whether it is a label, dateline, byline, credit or in brackets as a whole.
    fn is_fragment(&self, first: usize, has_verb: bool) -> bool {
        use TokenKind as K;
        let view = self.view;
        let lines = &view.vocabulary.lines;
        let (start, end) = (view.kind(0), view.kind(view.len() - 1));
        let second = first + 1;
        let words = self.words();
        if words == 1 && (view.written(first).len() == 1 || lines.alone.has(&view.tokens[first])) {
            return true;
        }
        // "© 2020", "Tags: a, b, c", "Photo by Jane Roe", "By Jane Roe"
        let is_credit = || {
            lines.credit.has(&view.tokens[first])
                && view.len() > second
                && lines.credit_preposition.has(&view.tokens[second])
        };
        if self.is_label_of(first) {
            return true;
        }
        if has_verb {
            return false;
        }
        if is_credit() || self.is_byline(first) || self.has_agency() || self.is_date() {
            return true;
        }
        let in_brackets = start == K::OpenBracket && end == K::CloseBracket;
        let after_dash = matches!(start, K::Dash | K::Hyphen);
        // "SMITH:", "LONDON (Reuters) —"; "Dear all,"
        let open = matches!(end, K::Colon | K::Dash | K::Hyphen);
        let salutation = end == K::Comma && words <= SALUTATION;
        let bullet = start == K::Symbol && view.written(0) != "#" && view.written(0) != "@";
        after_dash
            || salutation
            || (bullet || in_brackets) && words <= NOTICE
            || open && words <= LABEL
    }

    /// Tells whether only names follow "by".
    fn is_byline(&self, first: usize) -> bool {
        let view = self.view;
        let rest = first + 1..view.len();
        let is_named = |at: usize| {
            view.kind(at) != TokenKind::Word
                || view.has_shape(at, Shape::CAPITAL)
                || view.is(at, class::COORDINATOR | class::PREPOSITION | class::ARTICLE)
                || view.is(at, class::ROLE)
        };
        view.vocabulary.lines.byline.has(&view.tokens[first])
            && self.words() <= NOTICE
            && view.has_shape(first + 1, Shape::CAPITAL)
            && rest.clone().all(is_named)
    }

    /// Tells whether the bracket at its end names whose picture it is.
    fn has_agency(&self) -> bool {
        let view = self.view;
        let last = view.len() - 1;
        if view.kind(last) != TokenKind::CloseBracket {
            return false;
        }
        let inside = (0..last).rev().take_while(|&at| view.kind(at) != TokenKind::OpenBracket);
        inside.take(NOTICE).any(|at| view.vocabulary.lines.agency.has(&view.tokens[at]))
    }

    /// Tells whether it is a date or a time of day and nothing else.
    fn is_date(&self) -> bool {
        let view = self.view;
        let date = |at: usize| {
            view.is(at, class::MONTH | class::WEEKDAY)
                || view.vocabulary.lines.clock.has(&view.tokens[at])
        };
        let mut words = (0..view.len()).filter(|&at| view.kind(at) == TokenKind::Word);
        words.all(date) && (0..view.len()).any(|at| view.is_kind(at, TokenKind::Number))
    }

    /// Tells whether a line is a list of tags.
    fn is_list(&self, has_verb: bool) -> bool {
        use TokenKind as K;
        let view = self.view;
        let marked = (0..view.len())
            .filter(|&at| view.kind(at) == K::Symbol && matches!(view.written(at), "#" | "@"));
        let words = self.words();
        if marked.count() * 2 >= words {
            return true;
        }
        if has_verb {
            return false;
        }
        let is_separator = |at: usize| match view.kind(at) {
            K::Comma | K::Semicolon | K::Slash => true,
            K::Symbol => matches!(view.written(at), "|" | "·" | "•" | ">" | "»"),
            _ => false,
        };
        let separators = (0..view.len()).filter(|&at| is_separator(at)).count();
        if separators >= 2 && words <= TAG * (separators + 1) {
            return true;
        }
        // Words in a row that nothing holds together.
        let plain = |at: usize| {
            view.kind(at) == K::Word
                && !view.has_shape(at, Shape::CAPITAL)
                && !view.is(at, GRAMMATICAL)
        };
        words >= 3 && (0..view.len()).all(plain)
    }

    /// Tells whether a line of its own is a heading. One with a verb is none if it begins as
    /// prose or an item of a list does, if it leads over to the next line, is long, or stands among
    /// others without a stop.
    fn is_heading(&self, first: usize, verb: Option<usize>) -> bool {
        use TokenKind as K;
        let view = self.view;
        let words = self.words();
        let (start, end) = (view.kind(0), view.kind(view.len() - 1));
        let small = start == K::Word && !view.has_shape(first, Shape::CAPITAL);
        let Some(verb) = verb else {
            return words <= LONGEST_HEADING && !(small && words >= SMALL);
        };
        if view.is_headline() && words <= LONGEST_HEADING && end != K::Colon {
            return true;
        }
        let is_quote = matches!(start, K::OpenQuote | K::OpenSingle)
            && !(1..view.len() - 1).any(|at| view.kind(at).is_quote());
        let is_item = matches!(start, K::Dash | K::Hyphen | K::Symbol);
        let leads_over = matches!(end, K::Colon | K::Comma | K::Semicolon | K::Dash | K::Hyphen);
        let has_subject = view.is(first, class::PRONOUN) && verb <= first + 2;
        words <= HEADLINE
            && !small
            && !is_quote
            && !is_item
            && !leads_over
            && !has_subject
            && !view.is(first, class::COORDINATOR | class::POSSESSIVE)
            && !(self.is_contracted(first) && verb == first)
            && (words < CLAIM || self.is_among_stops())
    }
}

/// Classes of words that hold others together.
const GRAMMATICAL: u64 = class::DETERMINER
    | class::PREPOSITION
    | class::COORDINATOR
    | class::SUBORDINATOR
    | class::PRONOUN
    | class::POSSESSIVE
    | class::NEGATOR;

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Tells whether a line ends in a stop, closing marks aside.
fn ends_in_stop(line: &str) -> bool {
    let closing =
        |c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']');
    line.trim_end_matches(closing).ends_with(['.', '?', '!', '…', '。'])
}
