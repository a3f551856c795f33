//! The pattern language of the lexicons.
//!
//! `lexicons/README.md` describes it for writers.

use super::inflection::Inflections;
use super::pattern::{Element, NeighborSet, Part, Pattern, product};
use super::vocabulary::{Vocabulary, WordClasses, WordId};
use crate::text::{SplitterModel, Token, TokenKind, tokenize};

pub(super) struct Compiler<'a> {
    pub(super) vocabulary: &'a mut Vocabulary,
    pub(super) inflections: &'a Inflections,
    pub(super) model: &'a SplitterModel,
}

impl Compiler<'_> {
    /// Compiles a pattern. Errors say what is wrong and what is allowed.
    pub(super) fn pattern(&mut self, text: &str) -> Result<Pattern, String> {
        let mut parts = Vec::new();
        let mut rest = text.trim();
        while !rest.is_empty() {
            let first = parts.iter().all(|part: &Part| part.iter().any(Vec::is_empty));
            let (part, after) = if let Some(inner) = rest.strip_prefix('(') {
                let unclosed = || format!("a group is not closed with ')': \"{text}\"");
                let (group, after) = inner.split_once(')').ok_or_else(unclosed)?;
                if group.contains('(') {
                    return Err(format!("groups cannot be nested: \"{text}\""));
                }
                let mut part = Part::new();
                for option in group.split('|') {
                    part.extend(self.option(option, first)?);
                }
                if !after.is_empty() && !after.starts_with(' ') {
                    return Err(format!("put a blank after the group in \"{text}\""));
                }
                (part, after)
            } else {
                let end = rest.find(' ').unwrap_or(rest.len());
                (self.part(&rest[..end], first)?, &rest[end..])
            };
            parts.push(part);
            rest = after.trim_start();
        }
        let pattern = Pattern { parts };
        let first = pattern.first();
        let enters = |e: &Element| matches!(e, Element::Word(_) | Element::Number);
        if !first.iter().flatten().all(enters) {
            return Err(format!("the pattern \"{text}\" may begin only with a word, @class or #"));
        }
        if first.contains(&None) {
            return Err(format!(
                "the pattern \"{text}\" can match nothing at all; make one part obligatory"
            ));
        }
        if pattern.ends_in_gap() {
            return Err(format!("the pattern \"{text}\" must not end in *"));
        }
        Ok(pattern)
    }

    /// One alternative of a group: parts in a row, spelt out.
    fn option(&mut self, text: &str, first: bool) -> Result<Part, String> {
        let mut parts = text.split_whitespace();
        let Some(begin) = parts.next() else { return Ok(vec![Vec::new()]) };
        let begin = self.part(begin, first)?;
        parts.try_fold(begin, |all, part| Ok(product(&all, &self.part(part, false)?, usize::MAX)))
    }

    /// One part: a word, lemma, class or wildcard.
    fn part(&mut self, part: &str, first: bool) -> Result<Part, String> {
        match part {
            "*" => return Ok(vec![vec![Element::Gap]]),
            "_" => return Ok(vec![vec![Element::Any]]),
            "#" => return Ok(vec![vec![Element::Number]]),
            "<" | ">" | "|" => return Ok(vec![self.words(part)?]),
            _ => {}
        }
        if let Some(class) = part.strip_prefix('@') {
            let bit = self.class(class)?;
            return Ok(if first {
                // The matcher enters by a word, so a class in front is spelt out.
                self.vocabulary.members(bit).map(|id| vec![Element::Word(id)]).collect()
            } else {
                vec![vec![Element::Class(bit)]]
            });
        }
        if let Some(inner) = part.strip_prefix('<') {
            let lemma = inner.strip_suffix('>').and_then(|lemma| lemma.split_once(':'));
            let forms = match lemma.filter(|(lemma, _)| !lemma.is_empty()) {
                Some((lemma, "v")) => self.inflections.verb(lemma),
                Some((lemma, "n")) => self.inflections.noun(lemma),
                _ => {
                    return Err(format!(
                        "\"{part}\" is not a lemma; write <word:v> for a verb or <word:n> for a noun"
                    ));
                }
            };
            return forms.iter().map(|form| self.words(form)).collect();
        }
        if part.contains(['<', '>', '(', ')', '|', '*', '@']) {
            return Err(format!(
                "\"{part}\" is not a word; the signs are (a|b), <lemma:v>, <lemma:n>, @class, #, _ and *, each set off by blanks"
            ));
        }
        Ok(vec![self.words(part)?])
    }

    /// A written word as the tokeniser sees it: `so-called` is three tokens.
    fn words(&mut self, word: &str) -> Result<Vec<Element>, String> {
        // Nearly all of them.
        if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
            return Ok(vec![Element::Word(self.vocabulary.intern(word))]);
        }
        let tokens = tokenize(word, self.model);
        if tokens.is_empty() {
            return Err(format!("\"{word}\" holds no word at all"));
        }
        let element = |token: &Token| match token.kind {
            kind if kind.is_word() || kind == TokenKind::Symbol => {
                Element::Word(self.vocabulary.intern(token.text(word)))
            }
            kind => Element::Mark(kind),
        };
        Ok(tokens.iter().map(element).collect())
    }

    fn class(&self, name: &str) -> Result<WordClasses, String> {
        self.vocabulary.class_bit(name).ok_or_else(|| {
            let mut names = self.vocabulary.class_names.clone();
            names.sort();
            format!("there is no word class @{name}; the classes are @{}", names.join(", @"))
        })
    }

    /// Words of a match that are the cue itself: a word, a lemma or a class.
    pub(super) fn core(&mut self, text: &str) -> Result<Vec<WordId>, String> {
        let word = |word: &Vec<Element>| match word.as_slice() {
            [Element::Word(id)] => Ok(*id),
            _ => Err(format!("the core \"{text}\" must be single words, <lemma:v> or @class")),
        };
        self.part(text, true)?.iter().map(word).collect()
    }

    /// Adds a neighbor as written in `require_before` and its like to `set`; `edge` is the sign of
    /// the sentence's edge on that side.
    pub(super) fn neighbor(
        &mut self,
        text: &str,
        edge: &str,
        set: &mut NeighborSet,
    ) -> Result<(), String> {
        if text == "#" {
            set.number = true;
        } else if matches!(text, "^" | "$") {
            set.edge |= text == edge;
        } else if text == "@capital" {
            set.capital = true;
        } else if text == "@punct" {
            let is_mark = |kind: &TokenKind| !kind.is_word() && *kind != TokenKind::Symbol;
            let marks = TokenKind::ALL.into_iter().filter(is_mark);
            set.kinds |= marks.fold(0, |bits, kind| bits | 1 << kind as u8);
        } else if let Some(class) = text.strip_prefix('@') {
            set.classes |= self.class(class)?;
        } else if let Some(ending) = text.strip_prefix('-').filter(|e| !e.is_empty()) {
            set.endings.push(ending.to_lowercase());
        } else {
            match self.words(text)?.as_slice() {
                [Element::Word(id)] => {
                    set.words.push(*id);
                    set.word_bits |= NeighborSet::word_bit(*id);
                }
                [Element::Mark(kind)] => set.kinds |= 1 << *kind as u8,
                _ => {
                    return Err(format!(
                        "the neighbour \"{text}\" must be one word, @class, #, -ending, ^, $, @capital, @punct or a punctuation mark"
                    ));
                }
            }
        }
        Ok(())
    }
}
