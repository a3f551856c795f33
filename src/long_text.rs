//! One long text on several cores: cut at paragraph breaks, its pieces analyzed
//! side by side and put together again, with the same result.
//!
//! Little passes from one paragraph to the next ([`Flow`]). What the pieces before leave behind is
//! guessed, and a piece for which the guess was wrong is analyzed once more.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::analysis::Analysis;
use crate::analyzer::{Analyzer, Flow, Scratch, check_length};
use crate::error::Result;
use crate::text::piece_end;

/// Least length of a piece in bytes: long enough that to put the pieces together
/// costs next to nothing.
const PIECE_LENGTH: usize = 1 << 20;

/// Length in bytes from which on a text is analyzed in pieces.
pub(crate) const LONG_TEXT: usize = 4 * PIECE_LENGTH;

impl Analyzer {
    /// Analyzes a text as [`Analyzer::analyze`] does, with all the cores of the current pool of
    /// threads where it is long enough for that. Feature `pipeline`.
    pub fn analyze_in_parallel(&self, text: &str) -> Result<Analysis> {
        let threads = rayon::current_num_threads();
        if text.len() < LONG_TEXT || threads == 1 {
            return self.analyze(text);
        }
        analyze_pieces(self, text, PIECE_LENGTH, 4 * threads)
    }
}

/// Analyzes a text in pieces of at least `length` bytes, up to `batch` of them at a time.
fn analyze_pieces(
    analyzer: &Analyzer,
    text: &str,
    length: usize,
    batch: usize,
) -> Result<Analysis> {
    check_length(text)?;
    let mut whole = Analysis::default();
    let mut flow = Flow::default();
    // Workers take buffers from here, so each is allocated once.
    let shelf: Mutex<Vec<Scratch>> = Mutex::default();
    let lock = || shelf.lock().unwrap_or_else(PoisonError::into_inner);
    let analyze = |range: Range<usize>, mut flow: Flow| {
        let mut scratch = lock().pop().unwrap_or_default();
        let mut analysis = Analysis::default();
        let outcome = analyzer.analyze_piece(text, range, &mut flow, &mut scratch, &mut analysis);
        lock().push(scratch);
        outcome.map(|()| (analysis, flow))
    };
    let mut begin = 0;
    while begin < text.len() {
        let mut pieces: Vec<(Range<usize>, Flow)> = Vec::new();
        while begin < text.len() && pieces.len() < batch {
            let end = piece_end(text, begin, length, analyzer.split());
            let guess = if pieces.is_empty() { flow } else { Flow::USUAL };
            pieces.push((begin..end, guess));
            begin = end;
        }
        let done = pieces.par_iter().map(|(range, guess)| analyze(range.clone(), *guess));
        let done = done.collect::<Result<Vec<(Analysis, Flow)>>>()?;
        for ((range, guess), done) in pieces.into_iter().zip(done) {
            let (analysis, after) = if guess == flow { done } else { analyze(range, flow)? };
            whole.append(analysis);
            flow = after;
        }
    }
    whole.settle_kinds();
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use proptest::prelude::*;

    use super::*;
    use crate::error::ErrorKind;
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

    fn same(text: &str, size: usize, batch: usize) {
        for split in [Split::Sentences, Split::Lines, Split::None] {
            let analyzer = Analyzer::builder().split(split).build().expect("built-in data");
            let whole = analyzer.analyze(text).expect("short");
            let pieces = analyze_pieces(&analyzer, text, size, batch).expect("short");
            assert_eq!(pieces, whole, "{text:?} in pieces of {size}, {split:?}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn pieces_make_up_the_whole(
            parts in prop::collection::vec(0..PARTS.len(), 0..40),
            size in 0_usize..300,
            batch in 1_usize..5,
        ) {
            let text: String = parts.into_iter().map(|part| PARTS[part]).collect();
            same(&text, size, batch);
        }
    }

    #[test]
    fn a_text_in_pieces_is_stopped() {
        let analyzer = Analyzer::new().stopped_by(Arc::new(AtomicBool::new(true)));
        let error = analyze_pieces(&analyzer, "It may rain.\n\nIt may snow.", 4, 2).unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Interrupted), "{error}");
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
