//! One long text on several cores: cut at paragraph breaks, its pieces analysed
//! side by side and put together again, with the same result.
//!
//! Little passes from one paragraph to the next ([`Flow`]). What the pieces before
//! leave behind is guessed, and a piece for which the guess was wrong is analysed
//! once more.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::{Analyzer, Flow, Scratch, check_length};
use crate::analysis::Analysis;
use crate::error::Result;
use crate::text::piece_end;

/// Length of a piece in bytes, at least: long enough that to put the pieces together
/// costs next to nothing.
const PIECE: usize = 1 << 20;

impl Analyzer {
    /// Texts of so many bytes and more are analysed in pieces, shorter ones in one go.
    pub(crate) const LONG: usize = 4 * PIECE;

    /// [`Analyzer::analyze`] with all the cores of the current pool of threads, where
    /// the text is long enough for that.
    ///
    /// # Errors
    /// As [`Analyzer::analyze`].
    pub fn analyze_in_parallel(&self, text: &str) -> Result<Analysis> {
        let threads = rayon::current_num_threads();
        if text.len() < Self::LONG || threads == 1 {
            return self.analyze(text);
        }
        self.analyze_pieces(text, PIECE, 4 * threads)
    }

    /// Analyses a text in pieces of at least `size` bytes, so many at a time.
    fn analyze_pieces(&self, text: &str, size: usize, at_a_time: usize) -> Result<Analysis> {
        check_length(text)?;
        let mut whole = Analysis::default();
        let mut flow = Flow::default();
        let scratches = Mutex::new(Vec::new());
        let mut begin = 0;
        while begin < text.len() {
            let mut pieces: Vec<(Range<usize>, Flow)> = Vec::new();
            while begin < text.len() && pieces.len() < at_a_time {
                let end = piece_end(text, begin, size, self.split());
                let guess = if pieces.is_empty() { flow } else { Flow::USUAL };
                pieces.push((begin..end, guess));
                begin = end;
            }
            let analyse = |range: Range<usize>, flow: &mut Flow| {
                let shelf = |give: Option<Scratch>| {
                    let mut shelf = scratches.lock().unwrap_or_else(PoisonError::into_inner);
                    shelf.extend(give);
                    shelf.pop()
                };
                let mut scratch = shelf(None).unwrap_or_default();
                let mut analysis = Analysis::default();
                self.run(
                    &text[..range.end],
                    range.start,
                    flow,
                    &mut scratch,
                    &mut analysis,
                    &mut (),
                );
                shelf(Some(scratch));
                analysis
            };
            let done: Vec<(Analysis, Flow)> = pieces
                .par_iter()
                .map(|(range, guess)| {
                    let mut after = *guess;
                    (analyse(range.clone(), &mut after), after)
                })
                .collect();
            for ((range, guess), (analysis, after)) in pieces.into_iter().zip(done) {
                if guess == flow {
                    flow = after;
                    whole.append(analysis);
                } else {
                    whole.append(analyse(range, &mut flow));
                }
            }
        }
        Ok(whole)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::Split;

    /// Paragraphs and breaks that carry something over, or look as if.
    const PARTS: [&str; 16] = [
        "\n",
        "\n\n",
        " \n \t\n",
        "\r\n\r\n",
        "\n\n\n",
        "\u{C}",
        " ",
        "“It may rain, and we could be late.",
        "It will not,” she said.",
        "\"He might go.",
        "Dr. Anna Lee of Yale University said so.",
        "He said it may be true.",
        "Officials said the plan is likely to fail. Experts believe that.",
        "A heading without a stop",
        "• perhaps a list",
        "Ça va? Это может быть.",
    ];

    fn same(text: &str, size: usize, at_a_time: usize) {
        for split in [Split::Sentences, Split::Lines, Split::None] {
            let analyzer = Analyzer::builder().split(split).build().expect("built-in data");
            let whole = analyzer.analyze(text).expect("short");
            let pieces = analyzer.analyze_pieces(text, size, at_a_time).expect("short");
            assert_eq!(pieces, whole, "{text:?} in pieces of {size}, {split:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn pieces_make_up_the_whole(
            parts in prop::collection::vec(0..PARTS.len(), 0..40),
            size in 0_usize..300,
            at_a_time in 1_usize..5,
        ) {
            let text: String = parts.into_iter().map(|part| PARTS[part]).collect();
            same(&text, size, at_a_time);
        }
    }

    #[test]
    fn a_text_is_cut_and_a_wrong_guess_mended() {
        // Nobody is named until late, and a quotation runs on over many pieces.
        let text = [
            "He said it may rain.\n\n".repeat(30),
            "“It may rain.\n\n".repeat(30),
            "Dr. Anna Lee of Yale University said so.\n\nHe said it may rain.\n\n".repeat(30),
        ]
        .concat();
        let ends: Vec<usize> = std::iter::successors(Some(0), |&at| {
            (at < text.len()).then(|| piece_end(&text, at, 100, Split::Sentences))
        })
        .collect();
        assert!(ends.len() > 20, "{ends:?}");
        same(&text, 100, 4);
    }
}
