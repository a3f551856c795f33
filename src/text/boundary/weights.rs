//! Weights of sentence boundaries: how much each feature of a gap speaks for one.
//!
//! A feature counts for a gap that has its values. The sum of the weights, in logits, decides:
//! above zero a sentence ends.

use rustc_hash::FxHashMap;

use super::features::{BOUNDARY, FIRST_WITH_WORD, GapProperties, GapProperty, PROPERTIES};
use super::marks::PACKED_CODES;
use crate::error::{Error, Result};
use crate::weights::WeightFile;

/// Weights of sentence boundaries, in hundredths of a logit.
#[derive(Debug)]
pub(in crate::text) struct BoundaryWeights {
    /// Numbers of the packed marks that have a weight; 0 for others.
    marks: Box<[u8]>,
    /// Weights of features without words, at the places that [`LAYOUT`] gives them.
    dense: Vec<i16>,
    /// Weights of features with words, by [`word_key`].
    by_word: FxHashMap<u64, i16>,
    /// Templates in which a word may have a weight, by the low bits of its hash: a bit for each
    /// from [`FIRST_WITH_WORD`] on. Most words have none.
    templates_by_word: Box<[u8]>,
}

const WORD_SLOTS: usize = 1 << 14;

/// Places of a template's weights among [`BoundaryWeights::dense`].
#[derive(Clone, Copy)]
struct TemplateLayout {
    base: usize,
    /// Properties, and how far two neighboring codes of each lie apart.
    steps: [(GapProperty, usize); 3],
}

/// Layout of the templates without words, and the number of their places.
const LAYOUT: ([TemplateLayout; FIRST_WITH_WORD], usize) = {
    let unused = TemplateLayout { base: 0, steps: [(GapProperty::Marks, 0); 3] };
    let mut layout = [unused; FIRST_WITH_WORD];
    let mut base = 0;
    let mut template = 0;
    while template < FIRST_WITH_WORD {
        layout[template].base = base;
        let properties = PROPERTIES[template];
        let mut size = 1;
        let mut i = properties.len();
        while i > 0 {
            i -= 1;
            layout[template].steps[i] = (properties[i], size);
            size *= properties[i].codes();
        }
        base += size;
        template += 1;
    }
    (layout, base)
};

impl TemplateLayout {
    /// Returns the place of the weight for a gap whose packed marks are replaced by their number.
    #[inline]
    fn place(&self, gap: &GapProperties) -> usize {
        let [a, b, c] = self.steps;
        self.base + gap[a.0] as usize * a.1 + gap[b.0] as usize * b.1 + gap[c.0] as usize * c.1
    }
}

/// Returns the key of a template with a word: its first value has at most eight bits.
#[inline]
fn word_key(template: usize, value: u32, word: u32) -> u64 {
    (template as u64) << 40 | u64::from(value) << 32 | u64::from(word)
}

#[inline]
fn word_slot(word: u32) -> usize {
    word as usize >> 1 & (WORD_SLOTS - 1)
}

impl BoundaryWeights {
    /// Reads a file of weights; `file` is the name that errors give.
    pub(in crate::text) fn parse(text: &str, file: &str) -> Result<Self> {
        let mut out = Self {
            marks: vec![0; PACKED_CODES].into_boxed_slice(),
            dense: vec![0; LAYOUT.1],
            by_word: FxHashMap::default(),
            templates_by_word: vec![0; WORD_SLOTS].into_boxed_slice(),
        };
        let mut marks = 0_u8;
        for (feature, weight) in WeightFile::parse(text, file, BOUNDARY)?.weights {
            let template = usize::from(feature.template);
            if let Some(bit) = template.checked_sub(FIRST_WITH_WORD) {
                let [value, word, _] = feature.values;
                out.templates_by_word[word_slot(word)] |= 1 << bit;
                out.by_word.insert(word_key(template, value, word), weight);
                continue;
            }
            let mut gap = GapProperties::default();
            for (property, code) in PROPERTIES[template].iter().zip(feature.values) {
                gap[*property] = code;
            }
            let number = &mut out.marks[gap[GapProperty::Marks] as usize];
            if *number == 0 && PROPERTIES[template].contains(&GapProperty::Marks) {
                let most = GapProperty::Marks.codes() - 1;
                let message = || format!("more than {most} different marks");
                marks = marks.checked_add(1).ok_or_else(|| Error::data(file, 0, message()))?;
                *number = marks;
            }
            let place = LAYOUT.0[template].place(&out.numbered(&gap));
            out.dense[place] = weight;
        }
        Ok(out)
    }

    /// Returns the properties with the number of the packed marks in place of their code.
    #[inline]
    fn numbered(&self, gap: &GapProperties) -> GapProperties {
        let mut gap = *gap;
        gap[GapProperty::Marks] = u32::from(self.marks[gap[GapProperty::Marks] as usize]);
        gap
    }

    /// Returns the sum of the weights of all features of a gap.
    #[inline]
    pub(super) fn sum(&self, gap: &GapProperties) -> i32 {
        let numbered = self.numbered(gap);
        // Written out, which takes half the instructions of a loop: all layouts are constants.
        macro_rules! dense_sum {
            ($($template:literal)*) => {
                0 $(+ i32::from(self.dense[const { LAYOUT.0[$template] }.place(&numbered)]))*
            };
        }
        dense_sum!(0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20) + self.sum_with_words(gap)
    }

    /// Returns the sum over the templates with words, [`PROPERTIES`] from [`FIRST_WITH_WORD`] on.
    #[inline]
    fn sum_with_words(&self, gap: &GapProperties) -> i32 {
        use GapProperty as P;
        let templates = |word: GapProperty| self.templates_by_word[word_slot(gap[word])];
        let mut weighed = templates(P::LeftWord) & 0b000_0101
            | templates(P::RightWord) & 0b010_1010
            | templates(P::BeforeWord) & 0b001_0000
            | templates(P::AfterWord) & 0b100_0000;
        let mut sum = 0;
        while weighed != 0 {
            let template = FIRST_WITH_WORD + weighed.trailing_zeros() as usize;
            let properties = PROPERTIES[template];
            let key = word_key(template, gap[properties[0]], gap[properties[1]]);
            sum += self.by_word.get(&key).map_or(0, |weight| i32::from(*weight));
            weighed &= weighed - 1;
        }
        sum
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::super::features::boundary_features;
    use super::*;
    use crate::language::Language;
    use crate::text::{Segmenter, Split};
    use crate::weights::Feature;

    #[test]
    fn sums_are_those_of_all_features_of_the_file() {
        let text = "Dr. Lee of Acme Inc. said (in May): \"It may rain.\" It did. I left. 1. Tea";
        let english = Language::english();
        let file = english.file("sentences.tsv").unwrap();
        let weights: HashMap<Feature, i16> =
            WeightFile::parse(file, "w.tsv", BOUNDARY).unwrap().weights.into_iter().collect();
        let mut seen = 0;
        Segmenter::new(text, Split::Sentences, english.splitter()).visit_gaps(|visit| {
            if let Some(gap) = visit.gap {
                let all = boundary_features(&gap).filter_map(|feature| weights.get(&feature));
                let all: i32 = all.map(|weight| i32::from(*weight)).sum();
                assert_eq!(english.splitter().weights.sum(&gap), all, "{gap:?}");
                seen += 1;
            }
            false
        });
        assert!(seen > 5);
    }

    #[test]
    fn a_broken_line_is_an_error_with_its_number() {
        for line in ["mark\t.\t", "mark\t.\tx", "nonsense\t1", "marks\t.", "always\t+1.00\t2"] {
            let file = format!("# hedgerow weights 1\n{line}\n");
            let error = BoundaryWeights::parse(&file, "w.tsv").unwrap_err();
            assert!(error.to_string().starts_with("w.tsv:2: "), "{error}");
        }
        assert!(BoundaryWeights::parse("# hedgerow weights 1\nalways\t-1.25\n", "w.tsv").is_ok());
    }
}
