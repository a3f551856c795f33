//! Weights of the sentence splitter.

use std::collections::HashMap;

use super::logistic::{Options, TrainingExample, learn};
use crate::lab::eval::GoldDocument;
use crate::language::Language;
use crate::text::{BOUNDARY, Segmenter, Split, boundary_features};
use crate::weights::{Feature, write_weights};

/// Learned weights of the sentence splitter, and counts of what they were learned from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Training {
    /// The weights, as a file `sentences.tsv` of the language.
    pub file: String,
    /// Number of gaps in the texts.
    pub gaps: usize,
    /// Number of gaps that are boundaries.
    pub boundaries: usize,
    /// Boundaries at gaps the splitter never considers.
    pub out_of_reach: usize,
    /// Number of weights.
    pub weights: usize,
}

/// A feature that occurred fewer times than this is not learned.
const RARE: u32 = 3;

/// Weight of a gap in the splitter's own examples.
const OWN: f64 = 5.0;

/// Gaps of a file that counts once.
const TYPICAL: f64 = 10_000.0;

/// A weight smaller than this, in logits, is left out.
const SMALL: f64 = 0.05;

const OPTIONS: Options = Options { rate: 0.2, l1: 0.6, l2: 0.5, epochs: 12, runs: 8 };

/// Learns the splitter's weights from files of documents with sentence ends.
/// A file counts with the square root of its size, so that a large one does not
/// drown the others; the splitter's own `examples` count several times each.
pub fn sentences(files: &[Vec<GoldDocument>], examples: &[GoldDocument]) -> Training {
    let mut seen: HashMap<Feature, u32> = HashMap::new();
    let mut names: Vec<(String, u32)> = Vec::new();
    let mut samples = Vec::new();
    let (mut boundaries, mut out_of_reach) = (0, 0);
    let files_with_own =
        files.iter().map(|file| (file.as_slice(), None)).chain([(examples, Some(OWN))]);
    for (file, weight) in files_with_own {
        let from = samples.len();
        for document in file {
            let text = document.text.as_str();
            let ends = byte_ends(document);
            Segmenter::new(text, Split::Sentences, Language::english().sentences()).visit_gaps(
                |visit| {
                    let yes = ends.binary_search(&visit.end).is_ok();
                    let Some(gap) = visit.gap else {
                        out_of_reach += usize::from(yes);
                        return yes;
                    };
                    boundaries += usize::from(yes);
                    let features = boundary_features(&gap)
                        .map(|feature| {
                            let next = names.len() as u32;
                            let number = *seen.entry(feature).or_insert(next);
                            if number == next {
                                let name = feature.name(BOUNDARY, &|hash| Some(visit.word(hash)));
                                names.push((name, 0));
                            }
                            names[number as usize].1 += 1;
                            (number, 1.0)
                        })
                        .collect();
                    samples.push(TrainingExample { features, yes, weight: 1.0 });
                    yes
                },
            );
        }
        let size = (samples.len() - from).max(1) as f64;
        let weight = weight.unwrap_or((TYPICAL / size).sqrt().min(1.0));
        samples[from..].iter_mut().for_each(|sample| sample.weight = weight);
    }
    for sample in &mut samples {
        sample.features.retain(|&(f, _)| names[f as usize].1 >= RARE);
    }
    let weights = learn(&samples, names.len(), OPTIONS);
    let learned: Vec<(String, f64)> = names
        .into_iter()
        .zip(weights)
        .filter(|(_, weight)| weight.abs() >= SMALL)
        .map(|((name, _), weight)| (name, weight))
        .collect();
    let (gaps, weights) = (samples.len(), learned.len());
    let documents: usize = files.iter().map(Vec::len).sum();
    let about = format!(
        "logits, learned from {gaps} gaps of {documents} documents, {boundaries} of them sentence ends"
    );
    let file = write_weights(&about, None, learned);
    Training { file, gaps, boundaries, out_of_reach, weights }
}

/// The document's ends in bytes.
fn byte_ends(document: &GoldDocument) -> Vec<u32> {
    let mut ends = document.ends.iter().peekable();
    let mut out = Vec::with_capacity(document.ends.len());
    let filled = document.text.char_indices().filter(|(_, c)| !c.is_whitespace());
    for (filled, (byte, c)) in (1..).zip(filled) {
        if ends.next_if(|&&end| end == filled).is_some() {
            out.push((byte + c.len_utf8()) as u32);
        }
    }
    out
}
