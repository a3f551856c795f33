//! One article as a page shows it: sentences in paragraphs, cut into pieces at their cues.

use super::reference::Reference;
use super::shown::{self, shown};
use crate::analyzer::Analyzer;
use crate::context::rules;
use crate::corpus::RawDocument;
use crate::error::Result;
use crate::explain::{Explanation, explain_first};
use crate::lexicon::{CueClass, Side};
use crate::summary::{ListedSentence, SentenceLists};
use crate::tables::{CueRow, DocumentRow, DocumentRows, SentenceRow};

/// A text with more sentences is shown up to here; its figures are of the whole.
const SENTENCES_SHOWN: usize = 5_000;

/// So many words and phrases are marked and explained.
pub(crate) const CUES_SHOWN: usize = 10_000;

/// So many reasons are given for each decision of learned weights.
const REASONS: usize = 4;

/// So many of the most hedged and best evidenced sentences are listed.
const EXTREMES: usize = 5;

/// An article with everything a page says of it.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its title.
    pub title: String,
    pub(super) document: DocumentRow,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) cues: Vec<Cue>,
    /// Sentences that are not shown.
    pub(super) cut: usize,
    /// Cues of the sentences shown that are not marked.
    pub(super) unmarked: usize,
    /// The most hedged sentences, and those that are best evidenced.
    pub(super) hedged: Vec<ListedSentence>,
    pub(super) evidenced: Vec<ListedSentence>,
    /// What comes before ids, so that several articles fit on a page.
    pub(super) prefix: String,
}

/// Sentences that stand together.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) sentences: Vec<Sentence>,
}

/// A sentence, in pieces.
#[derive(Debug, Clone)]
pub(super) struct Sentence {
    pub(super) row: SentenceRow,
    pub(super) pieces: Vec<Piece>,
    /// Whether white space parts it from the one before.
    pub(super) spaced: bool,
}

/// A stretch of a sentence, with the number of the cue it is.
#[derive(Debug, Clone)]
pub(super) struct Piece {
    pub(super) text: String,
    pub(super) cue: Option<usize>,
}

/// A cue with what is to be said of it.
#[derive(Debug, Clone)]
pub(super) struct Cue {
    pub(super) row: CueRow,
    pub(super) why: String,
    /// What learned weights saw, the weightiest first.
    pub(super) reasons: Vec<String>,
}

/// What stands between two sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Gap {
    Nothing,
    Space,
    Paragraph,
}

impl Article {
    /// Analyses a text.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn of_text(analyzer: &Analyzer, title: &str, document: &RawDocument<'_>) -> Result<Self> {
        let text: &str = &document.text;
        let analysis = analyzer.analyze(text)?;
        // Without weights there is nothing to explain, and the text need not be gone through again.
        let why = if analyzer.learned().is_some() {
            explain_first(analyzer, text, CUES_SHOWN)?
        } else {
            Vec::new()
        };
        // A text with lines broken inside its sentences is wrapped by hand: there only
        // empty lines part paragraphs.
        let inside = |s: &crate::analysis::AnalyzedSentence| text[s.span.range()].contains('\n');
        let wrapped = analysis.sentences.iter().any(inside);
        let mut end = 0;
        let mut gaps = Vec::with_capacity(analysis.sentences.len());
        for sentence in &analysis.sentences {
            let between = &text[end..sentence.span.range().start];
            gaps.push(match between.matches('\n').count() {
                _ if between.is_empty() => Gap::Nothing,
                0 => Gap::Space,
                1 if wrapped => Gap::Space,
                _ => Gap::Paragraph,
            });
            end = sentence.span.range().end;
        }
        let rows = DocumentRows::of(document, &analysis, analyzer.lexicon())?;
        Ok(Self::new(title, rows, &why, &gaps))
    }

    /// A document of a finished run. Where its sentences stood further apart than one
    /// character, a new paragraph is taken to begin.
    pub fn of_rows(title: &str, rows: DocumentRows) -> Self {
        let mut end = 0;
        let gaps: Vec<Gap> = rows
            .sentences
            .iter()
            .map(|sentence| {
                let between = sentence.start.saturating_sub(end);
                end = sentence.end;
                match between {
                    0 => Gap::Nothing,
                    1 => Gap::Space,
                    _ => Gap::Paragraph,
                }
            })
            .collect();
        Self::new(title, rows, &[], &gaps)
    }

    /// Whether its figures are those of a row of the documents table, its metadata aside.
    pub fn has_figures_of(&self, row: &DocumentRow) -> bool {
        let own = DocumentRow { kept: row.kept.clone(), ..self.document.clone() };
        own == *row
    }

    /// With ids of its own on a page with several articles.
    #[must_use]
    pub fn with_prefix(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    fn new(title: &str, rows: DocumentRows, why: &[Explanation], gaps: &[Gap]) -> Self {
        let SentenceLists { hedged, evidenced } = SentenceLists::of(&rows, EXTREMES);
        let DocumentRows { document, sentences, cues } = rows;
        let cut = sentences.len().saturating_sub(SENTENCES_SHOWN);
        let mut paragraphs: Vec<Paragraph> = Vec::new();
        let mut shown_cues = Vec::new();
        let mut unmarked = 0;
        let mut cues = cues.into_iter().peekable();
        for (number, row) in sentences.into_iter().take(SENTENCES_SHOWN).enumerate() {
            let mut own = Vec::new();
            while let Some(cue) = cues.next_if(|cue| cue.sentence == row.sentence) {
                if shown_cues.len() + own.len() == CUES_SHOWN {
                    unmarked += 1;
                    continue;
                }
                let seen = why.get(number).and_then(|why| why.cues.get(own.len()));
                own.push(Cue::new(cue, seen.map_or(&[], |reasons| reasons)));
            }
            let pieces = pieces(&row, &own, shown_cues.len());
            shown_cues.extend(own);
            let gap = gaps.get(number).copied().unwrap_or(Gap::Space);
            let sentence = Sentence { row, pieces, spaced: gap == Gap::Space };
            match paragraphs.last_mut().filter(|_| gap != Gap::Paragraph) {
                Some(paragraph) => paragraph.sentences.push(sentence),
                None => paragraphs.push(Paragraph { sentences: vec![sentence] }),
            }
        }
        Self {
            title: shown(title),
            document,
            paragraphs,
            cues: shown_cues,
            cut,
            unmarked,
            hedged,
            evidenced,
            prefix: String::new(),
        }
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = &Sentence> {
        self.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences)
    }

    /// The classes of a side with the number of their counted matches.
    pub(super) fn classes(&self, side: Side) -> Vec<(CueClass, u64)> {
        let of_side = CueClass::ALL.into_iter().filter(|class| class.side() == side);
        of_side.map(|class| (class, self.document.classes[class.index()])).collect()
    }

    /// Cues whose reading does not count.
    pub(super) fn ruled_out(&self) -> usize {
        self.cues.iter().filter(|cue| !cue.row.counts()).count()
    }

    /// How it compares.
    pub(super) fn against<'r>(
        &self,
        reference: &'r Reference,
    ) -> Vec<super::reference::Measured<'r>> {
        reference.against(&self.document)
    }
}

impl Cue {
    fn new(row: CueRow, reasons: &[crate::explain::Reason]) -> Self {
        let rule = rules::by_id(&row.rule).filter(|rule| rule.id != rules::DEFAULT);
        let why = rule.map_or("Nothing speaks against it.", |rule| rule.what).to_owned();
        let reasons = reasons.iter().take(REASONS);
        let reasons = reasons.map(|r| format!("{} ({:+.1})", shown(&r.what), r.weight)).collect();
        Self { row, why, reasons }
    }

    /// What readers take it to mean.
    pub(super) fn probability(&self) -> Option<String> {
        let [low, mid, high] = self.row.probability.filter(|_| self.row.counts())?;
        let percent = |p: f64| (100.0 * p).round();
        Some(format!(
            "{}\u{a0}% (half of them {}–{}\u{a0}%)",
            percent(mid),
            percent(low),
            percent(high)
        ))
    }

    /// Class and side in words.
    pub(super) fn kind(&self) -> String {
        let class = shown::class_name(self.row.class);
        if self.row.counts() {
            format!("{}: {class}", self.row.side())
        } else {
            format!("does not count ({})", self.row.reading)
        }
    }
}

/// Cuts a sentence at its cues. A cue inside another is not marked; one that counts goes
/// before one that does not.
fn pieces(sentence: &SentenceRow, cues: &[Cue], first: usize) -> Vec<Piece> {
    let starts: Vec<usize> = sentence.text.char_indices().map(|(at, _)| at).collect();
    let byte = |offset: u64| {
        let within = offset.saturating_sub(sentence.start) as usize;
        starts.get(within).copied().unwrap_or(sentence.text.len())
    };
    let mut pieces = Vec::new();
    let mut end = 0;
    for at in marked(cues) {
        let (from, to) = (byte(cues[at].row.start), byte(cues[at].row.end));
        if from > end {
            pieces.push(Piece { text: shown(&sentence.text[end..from]), cue: None });
        }
        pieces.push(Piece { text: shown(&sentence.text[from..to]), cue: Some(first + at) });
        end = to;
    }
    if end < sentence.text.len() {
        pieces.push(Piece { text: shown(&sentence.text[end..]), cue: None });
    }
    pieces
}

/// Which of the cues of a sentence, which stand in the order of their starts, are marked.
fn marked(cues: &[Cue]) -> Vec<usize> {
    let mut marked = Vec::new();
    let mut end = 0;
    let mut counted = (0..cues.len()).filter(|at| cues[*at].row.counts()).peekable();
    for (at, cue) in cues.iter().enumerate() {
        // The next one that counts goes before one that does not.
        while counted.next_if(|next| *next < at).is_some() {}
        let next = counted.peek().map(|next| &cues[*next].row);
        let held_back = !cue.row.counts() && next.is_some_and(|next| next.start < cue.row.end);
        if cue.row.start >= end && !held_back {
            marked.push(at);
            end = cue.row.end;
        }
    }
    marked
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_is_marked_before_what_does_not() {
        let analyzer = Analyzer::builder().build().unwrap();
        let row = |(start, end, counts): (u64, u64, bool)| {
            let document = RawDocument::of_text("a", "It may rain.");
            let analysis = analyzer.analyze("It may rain.").unwrap();
            let rows = DocumentRows::of(&document, &analysis, analyzer.lexicon()).unwrap();
            let mut row = rows.cues[0].clone();
            (row.start, row.end) = (start, end);
            row.reading = if counts { "epistemic" } else { "literal" }.to_owned();
            Cue::new(row, &[])
        };
        for (cues, expected) in [
            (vec![(0, 3, true), (4, 9, true)], vec![0, 1]),
            (vec![(0, 9, true), (4, 9, true), (9, 12, true)], vec![0, 2]),
            (vec![(0, 5, false), (4, 9, true)], vec![1]),
            (vec![(0, 9, true), (4, 9, false), (9, 12, false)], vec![0, 2]),
            (vec![(0, 4, false), (1, 3, false), (4, 9, true)], vec![0, 2]),
            (vec![(0, 4, false), (0, 2, true)], vec![1]),
        ] {
            let cues: Vec<Cue> = cues.into_iter().map(row).collect();
            assert_eq!(marked(&cues), expected);
        }
    }
}
