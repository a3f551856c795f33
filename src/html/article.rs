//! An article as a page shows it: sentences in paragraphs, cut into pieces at their cues.

use crate::analysis::AnalyzedSentence;
use crate::analyzer::Analyzer;
use crate::context::rules;
use crate::corpus::RawDocument;
use crate::error::Result;
use crate::explain::{Explanation, Reason, explain_first};
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
    /// The sentences, by paragraph.
    pub(super) paragraphs: Vec<Vec<MarkedSentence>>,
    pub(super) cues: Vec<MarkedCue>,
    /// Number of sentences that are not shown.
    pub(super) cut: usize,
    /// Number of cues in the sentences shown that are not marked.
    pub(super) unmarked: usize,
    pub(super) lists: SentenceLists,
    /// Prefix of ids, so that several articles fit on a page.
    pub(super) prefix: String,
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
type SentencePiece = (String, Option<usize>);

/// A cue match with its explanation.
#[derive(Debug, Clone)]
pub(super) struct MarkedCue {
    pub(super) row: CueRow,
    pub(super) why: &'static str,
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
        let why = match analyzer.weights().all().next() {
            Some(_) => explain_first(analyzer, text, CUES_SHOWN)?,
            None => Vec::new(),
        };
        // A text with line ends inside its sentences is wrapped by hand: only empty lines part its
        // paragraphs.
        let wrapped = analysis.sentences.iter().any(|s| text[s.span.range()].contains('\n'));
        let mut end = 0;
        let gap = |sentence: &AnalyzedSentence| {
            let span = sentence.span.range();
            let between = &text[std::mem::replace(&mut end, span.end)..span.start];
            match between.matches('\n').count() {
                _ if between.is_empty() => Spacing::Nothing,
                0 => Spacing::Space,
                1 if wrapped => Spacing::Space,
                _ => Spacing::Paragraph,
            }
        };
        let gaps: Vec<Spacing> = analysis.sentences.iter().map(gap).collect();
        let rows = AnalyzedDocument::new(document, &analysis, analyzer.lexicon());
        Ok(Self::new(title, DocumentRows::of(&rows), &why, &gaps))
    }

    /// Makes the article of a document whose text is not at hand. A paragraph is taken to begin
    /// where sentences stood further apart than one character.
    pub fn of_rows(title: &str, rows: DocumentRows) -> Self {
        let mut end = 0;
        let gap = |sentence: &SentenceRow| {
            let before = std::mem::replace(&mut end, sentence.end);
            match sentence.start.saturating_sub(before) {
                0 => Spacing::Nothing,
                1 => Spacing::Space,
                _ => Spacing::Paragraph,
            }
        };
        let gaps: Vec<Spacing> = rows.sentences.iter().map(gap).collect();
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
        let lists = SentenceLists::of(&rows, EXTREMES);
        let DocumentRows { document, sentences, cues } = rows;
        let cut = sentences.len().saturating_sub(SENTENCES_SHOWN);
        let mut paragraphs: Vec<Vec<MarkedSentence>> = Vec::new();
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
                Some(paragraph) => paragraph.push(sentence),
                None => paragraphs.push(vec![sentence]),
            }
        }
        Self {
            title: title.to_owned(),
            document,
            paragraphs,
            cues: shown_cues,
            cut,
            unmarked,
            lists,
            prefix: String::new(),
        }
    }

    /// Says how many headings and fragments stand beside the sentences, if there are any.
    pub(super) fn beside(&self) -> Option<String> {
        let counts = [(self.document.headings, "heading"), (self.document.fragments, "fragment")];
        let counts = counts.into_iter().filter(|(count, _)| *count > 0);
        let counts = counts.map(|(count, noun)| {
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {noun}{plural}")
        });
        counts.reduce(|one, other| format!("{one} and {other}"))
    }

    pub(super) fn sentences(&self) -> impl Iterator<Item = &MarkedSentence> {
        self.paragraphs.iter().flatten()
    }

    /// Returns the number of cues whose reading does not count.
    pub(super) fn ruled_out(&self) -> usize {
        self.cues.iter().filter(|cue| !cue.row.counts()).count()
    }
}

impl MarkedCue {
    fn new(row: CueRow, reasons: &[Reason]) -> Self {
        let rule = rules::by_id(&row.rule).filter(|rule| rule.id != rules::DEFAULT);
        let why = rule.map_or("Nothing speaks against it.", |rule| rule.what);
        let reason = |r: &Reason| format!("{} ({:+.1})", r.what, r.weight);
        let reasons = reasons.iter().take(REASONS).map(reason).collect();
        Self { row, why, reasons }
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
    let mut add = |from: usize, to: usize, cue| {
        if from < to {
            pieces.push((sentence.text[from..to].to_owned(), cue));
        }
    };
    let mut end = 0;
    for at in marked(cues) {
        let (from, to) = (byte(cues[at].row.start), byte(cues[at].row.end));
        add(end, from, None);
        add(from, to, Some(first + at));
        end = to;
    }
    add(end, sentence.text.len(), None);
    pieces
}

/// Returns the indices of the cues that are marked, of cues in the order of their starts.
fn marked(cues: &[MarkedCue]) -> Vec<usize> {
    let mut marked = Vec::new();
    let mut end = 0;
    for (at, MarkedCue { row, .. }) in cues.iter().enumerate() {
        let mut inside = cues[at + 1..].iter().take_while(|next| next.row.start < row.end);
        if row.start >= end && (row.counts() || !inside.any(|next| next.row.counts())) {
            marked.push(at);
            end = row.end;
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
