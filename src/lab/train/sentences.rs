//! Weights of the sentence splitter.

use super::logistic::{Features, Options, SMALL, TrainingExample};
use crate::lab::eval::GoldDocument;
use crate::language::Language;
use crate::text::{BOUNDARY, Segmenter, Split, boundary_features};
use crate::weights::write_weights;

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

/// Weight of a gap in the splitter's own examples.
const OWN: f64 = 5.0;

/// Gaps of a file that counts once.
const TYPICAL: f64 = 10_000.0;

const OPTIONS: Options = Options { rate: 0.2, l1: 0.6, l2: 0.5, epochs: 12, runs: 8, rare: 3 };

/// Learns the splitter's weights from files of documents with sentence ends.
/// A file counts with the square root of its size, so that a large one does not
/// drown the others; the splitter's own `examples` count several times each.
pub fn sentences(files: &[Vec<GoldDocument>], examples: &[GoldDocument]) -> Training {
    let mut features = Features::default();
    let mut names: Vec<String> = Vec::new();
    let mut samples = Vec::new();
    let (mut boundaries, mut out_of_reach) = (0, 0);
    for (file, weight) in files.iter().map(|f| (&f[..], None)).chain([(examples, Some(OWN))]) {
        let from = samples.len();
        for document in file {
            let ends = byte_ends(document);
            let model = Language::english().splitter();
            Segmenter::new(&document.text, Split::Sentences, model).visit_gaps(|visit| {
                let yes = ends.binary_search(&visit.end).is_ok();
                let Some(gap) = visit.gap else {
                    out_of_reach += usize::from(yes);
                    return yes;
                };
                boundaries += usize::from(yes);
                let value = |feature| {
                    let number = features.count(feature);
                    if number as usize == names.len() {
                        names.push(feature.name(BOUNDARY, &|hash| Some(visit.word(hash))));
                    }
                    (number, 1.0)
                };
                let values = boundary_features(&gap).map(value).collect();
                samples.push(TrainingExample { features: values, yes, weight: 1.0 });
                yes
            });
        }
        let size = (samples.len() - from).max(1) as f64;
        let weight = weight.unwrap_or((TYPICAL / size).sqrt().min(1.0));
        samples[from..].iter_mut().for_each(|sample| sample.weight = weight);
    }
    let weights = features.learn(&mut samples, OPTIONS);
    let learned: Vec<(String, f64)> =
        names.into_iter().zip(weights).filter(|(_, weight)| weight.abs() >= SMALL).collect();
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
