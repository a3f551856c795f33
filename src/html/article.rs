//! An article as a page shows it: sentences in paragraphs, cut into pieces at their cues.

use super::format::{self, sanitize};
use super::reference::{ComparedFigure, Reference};
use crate::analyzer::Analyzer;
use crate::context::rules;
use crate::corpus::RawDocument;
use crate::error::Result;
use crate::explain::{Explanation, explain_first};
use crate::lexicon::{CueClass, Side};
use crate::summary::SentenceLists;
use crate::tables::{AnalyzedDocument, CueRow, DocumentRow, DocumentRows, SentenceRow};

/// Most sentences that are shown of a text; its figures are of the whole.
const SENTENCES_SHOWN: usize = 5_000;

/// Most cues that are marked and explained.
pub(crate) const CUES_SHOWN: usize = 10_000;

/// Most reasons that are given for a decision of learned weights.
const REASONS: usize = 4;

/// Length of the lists of the most hedged and the best evidenced sentences.
const EXTREMES: usize = 5;

/// An article with all that its page shows.
#[derive(Debug, Clone)]
pub struct Article {
    /// Title of the page.
    pub title: String,
    pub(super) document: DocumentRow,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) cues: Vec<MarkedCue>,
    /// Number of sentences that are not shown.
    pub(super) cut: usize,
    /// Number of cues in the sentences shown that are not marked.
    pub(super) unmarked: usize,
    /// The most hedged sentences.
    pub(super) hedged: Vec<SentenceRow>,
    /// The best evidenced sentences.
    pub(super) evidenced: Vec<SentenceRow>,
    /// Prefix of ids, so that several articles fit on a page.
    pub(super) prefix: String,
}

/// The sentences of a paragraph.
#[derive(Debug, Clone, Default)]
pub(super) struct Paragraph {
    pub(super) sentences: Vec<MarkedSentence>,
}

/// A sentence, cut into pieces.
#[derive(Debug, Clone)]
pub(super) struct MarkedSentence {
    pub(super) row: SentenceRow,
    pub(super) pieces: Vec<SentencePiece>,
    /// True if white space stands before it in its paragraph.
    pub(super) spaced: bool,
}

/// A piece of a sentence, with the index of the cue it is.
#[derive(Debug, Clone)]
pub(super) struct SentencePiece {
    pub(super) text: String,
    pub(super) cue: Option<usize>,
}

/// A cue match with its explanation.
#[derive(Debug, Clone)]
pub(super) struct MarkedCue {
    pub(super) row: CueRow,
    pub(super) why: String,
    /// Features that learned weights saw, the weightiest first.
    pub(super) reasons: Vec<String>,
}

/// The white space between two sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spacing {
    Nothing,
    Space,
    Paragraph,
}

impl Article {
    /// Analyzes a text.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn of_text(analyzer: &Analyzer, title: &str, document: &RawDocument<'_>) -> Result<Self> {
        let text: &str = &document.text;
        let analysis = analyzer.analyze(text)?;
        // Without weights there is nothing to explain, and no second pass over the text.
        let why = if analyzer.learned().is_some() {
            explain_first(analyzer, text, CUES_SHOWN)?
        } else {
            Vec::new()
        };
        // A text with line ends inside its sentences is wrapped by hand: only empty lines part its
        // paragraphs.
        let inside = |s: &crate::analysis::AnalyzedSentence| text[s.span.range()].contains('\n');
        let wrapped = analysis.sentences.iter().any(inside);
        let mut end = 0;
        let mut gaps = Vec::with_capacity(analysis.sentences.len());
        for sentence in &analysis.sentences {
            let between = &text[end..sentence.span.range().start];
            gaps.push(match between.matches('\n').count() {
                _ if between.is_empty() => Spacing::Nothing,
                0 => Spacing::Space,
                1 if wrapped => Spacing::Space,
                _ => Spacing::Paragraph,
            });
            end = sentence.span.range().end;
        }
        let rows = AnalyzedDocument::new(document, &analysis, analyzer.lexicon());
        Ok(Self::new(title, DocumentRows::of(&rows), &why, &gaps))
    }

    /// Makes the article of a document whose text is not at hand. A paragraph is taken to begin
    /// where sentences stood further apart than one character.
    pub fn of_rows(title: &str, rows: DocumentRows) -> Self {
        let mut end = 0;
        let gaps: Vec<Spacing> = rows
            .sentences
            .iter()
            .map(|sentence| {
                let between = sentence.start.saturating_sub(end);
                end = sentence.end;
                match between {
                    0 => Spacing::Nothing,
                    1 => Spacing::Space,
                    _ => Spacing::Paragraph,
                }
            })
            .collect();
        Self::new(title, rows, &[], &gaps)
    }

    /// True if the figures are those of a row of the documents table, metadata aside.
    pub fn has_figures_of(&self, row: &DocumentRow) -> bool {
        let own = DocumentRow { kept: row.kept.clone(), ..self.document.clone() };
        own == *row
    }

    /// Sets the prefix of ids, for a page with several articles.
    #[must_use]
    pub fn with_prefix(mut self, prefix: &str) -> Self {
        prefix.clone_into(&mut self.prefix);
        self
    }

    fn new(title: &str, rows: DocumentRows, why: &[Explanation], gaps: &[Spacing]) -> Self {
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
                own.push(MarkedCue::new(cue, seen.map_or(&[], |reasons| reasons)));
            }
            let pieces = pieces(&row, &own, shown_cues.len());
            shown_cues.extend(own);
            let gap = gaps.get(number).copied().unwrap_or(Spacing::Space);
            let sentence = MarkedSentence { row, pieces, spaced: gap == Spacing::Space };
            match paragraphs.last_mut().filter(|_| gap != Spacing::Paragraph) {
                Some(paragraph) => paragraph.sentences.push(sentence),
                None => paragraphs.push(Paragraph { sentences: vec![sentence] }),
            }
        }
        Self {
            title: sanitize(title),
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

    pub(super) fn sentences(&self) -> impl Iterator<Item = &MarkedSentence> {
        self.paragraphs.iter().flat_map(|paragraph| &paragraph.sentences)
    }

    /// Returns the classes of a side with their numbers of matches that count.
    pub(super) fn classes(&self, side: Side) -> Vec<(CueClass, u64)> {
        let of_side = CueClass::ALL.into_iter().filter(|class| class.side() == side);
        of_side.map(|class| (class, self.document.classes[class.index()])).collect()
    }

    /// Returns the number of cues whose reading does not count.
    pub(super) fn ruled_out(&self) -> usize {
        self.cues.iter().filter(|cue| !cue.row.counts()).count()
    }

    /// Sets the figures beside those of a reference.
    pub(super) fn against<'r>(&self, reference: &'r Reference) -> Vec<ComparedFigure<'r>> {
        reference.against(&self.document)
    }
}

impl MarkedCue {
    fn new(row: CueRow, reasons: &[crate::explain::Reason]) -> Self {
        let rule = rules::by_id(&row.rule).filter(|rule| rule.id != rules::DEFAULT);
        let why = rule.map_or("Nothing speaks against it.", |rule| rule.what).to_owned();
        let reasons = reasons.iter().take(REASONS);
        let reasons =
            reasons.map(|r| format!("{} ({:+.1})", sanitize(&r.what), r.weight)).collect();
        Self { row, why, reasons }
    }

    /// Says what probability readers take it to express.
    pub(super) fn probability(&self) -> Option<String> {
        let [low, mid, high] = self.row.expressed_probability().filter(|_| self.row.counts())?;
        let percent = |p: f64| (100.0 * p).round();
        Some(format!(
            "{}\u{a0}% (half of them {}–{}\u{a0}%)",
            percent(mid),
            percent(low),
            percent(high)
        ))
    }

    /// Says side and class.
    pub(super) fn kind(&self) -> String {
        let class = format::class_name(self.row.class);
        if self.row.counts() {
            format!("{}: {class}", self.row.side)
        } else {
            format!("does not count ({})", self.row.reading)
        }
    }
}

/// Cuts a sentence at its cues. A cue inside another is not marked; one that counts goes
/// before one that does not. `first` is the index of the first cue in the article.
fn pieces(sentence: &SentenceRow, cues: &[MarkedCue], first: usize) -> Vec<SentencePiece> {
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
            pieces.push(SentencePiece { text: sanitize(&sentence.text[end..from]), cue: None });
        }
        pieces.push(SentencePiece {
            text: sanitize(&sentence.text[from..to]),
            cue: Some(first + at),
        });
        end = to;
    }
    if end < sentence.text.len() {
        pieces.push(SentencePiece { text: sanitize(&sentence.text[end..]), cue: None });
    }
    pieces
}

/// Returns the indices of the cues that are marked, of cues in the order of their starts.
fn marked(cues: &[MarkedCue]) -> Vec<usize> {
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
    use crate::lexicon::Reading;

    #[test]
    fn what_counts_is_marked_before_what_does_not() {
        let analyzer = Analyzer::builder().build().unwrap();
        let row = |(start, end, counts): (u64, u64, bool)| {
            let document = RawDocument::of_text("a", "It may rain.");
            let analysis = analyzer.analyze("It may rain.").unwrap();
            let rows = AnalyzedDocument::new(&document, &analysis, analyzer.lexicon());
            let mut row = DocumentRows::of(&rows).cues[0].clone();
            (row.start, row.end) = (start, end);
            row.reading = if counts { Reading::Epistemic } else { Reading::Literal };
            MarkedCue::new(row, &[])
        };
        for (cues, expected) in [
            (vec![(0, 3, true), (4, 9, true)], vec![0, 1]),
            (vec![(0, 9, true), (4, 9, true), (9, 12, true)], vec![0, 2]),
            (vec![(0, 5, false), (4, 9, true)], vec![1]),
            (vec![(0, 9, true), (4, 9, false), (9, 12, false)], vec![0, 2]),
            (vec![(0, 4, false), (1, 3, false), (4, 9, true)], vec![0, 2]),
            (vec![(0, 4, false), (0, 2, true)], vec![1]),
        ] {
            let cues: Vec<MarkedCue> = cues.into_iter().map(row).collect();
            assert_eq!(marked(&cues), expected);
        }
    }
}
