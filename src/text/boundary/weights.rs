//! The splitter's weights: how much each feature speaks for or against a boundary.
//!
//! The file of boundary weights has one [`BoundaryFeature`] a line. It counts for a gap
//! whose surroundings have its values. The sum of the weights, in logits,
//! decides: above zero a sentence ends. `hedgerow train --task sentences` makes
//! the file.

use rustc_hash::FxHashMap;

use super::features::{BoundaryFeature, GapProperty, TEMPLATES, WORDS, template_name};
use super::gap::GapProperties;
use super::marks::PACKED_CODES;
use crate::error::{Error, Result};

/// The weights, in hundredths of a logit, looked up by feature.
#[derive(Debug)]
pub struct BoundaryWeights {
    /// Numbers of the packed marks that have a weight; 0 for others.
    marks: Box<[u8]>,
    /// Of features without words: each template's values make a place.
    forms: Vec<i16>,
    /// Of features with words. Open addressing: the upper half of the key, 0 for
    /// a free slot, and the weight.
    slots: FxHashMap<u64, i32>,
    /// By the lower bits of a word's hash, a bit for each template in which such a
    /// word has a weight. Most words have none: they are told here, and cheaply.
    words: [u8; WORD_SLOTS],
}

const WORD_SLOTS: usize = 1 << 14;

/// First line of a weights file.
pub const HEADER: &str = "# hedgerow sentence weights 1";

/// Where a template without words begins in [`BoundaryWeights::forms`], and for each of
/// its values which it is and how far two neighbouring codes lie apart.
#[derive(Clone, Copy)]
struct TemplateLayout {
    base: usize,
    steps: [(GapProperty, usize); 3],
}

const LAYOUT: ([TemplateLayout; WORDS], usize) = {
    let mut layout = [TemplateLayout { base: 0, steps: [(GapProperty::Marks, 0); 3] }; WORDS];
    let mut base = 0;
    let mut template = 0;
    while template < WORDS {
        layout[template].base = base;
        let values = TEMPLATES[template];
        let mut size = 1;
        let mut i = values.len();
        while i > 0 {
            i -= 1;
            layout[template].steps[i] = (values[i], size);
            size *= values[i].codes();
        }
        base += size;
        template += 1;
    }
    (layout, base)
};

/// The codes of the values that are not words, by [`GapProperty`].
type Codes = [usize; GapProperty::LeftWord as usize];

/// The sum over some of the templates without words.
macro_rules! sum_of_forms {
    ($weights:expr, $codes:expr, $($template:literal)*) => {
        0 $(+ {
            const PLACE: TemplateLayout = LAYOUT.0[$template];
            let [a, b, c] = const { PLACE.steps };
            let place = PLACE.base
                + $codes[a.0 as usize] * a.1
                + $codes[b.0 as usize] * b.1
                + $codes[c.0 as usize] * c.1;
            i32::from($weights.forms[place])
        })*
    };
}

#[inline]
fn key(template: usize, value: u32, word: u32) -> u64 {
    (template as u64) << 56 | u64::from(value) << 32 | u64::from(word)
}

impl BoundaryWeights {
    /// Reads weights as `train` writes them.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Data`] with the line of the first mistake.
    pub fn parse(text: &str, file: &str) -> Result<Self> {
        let mut weights = Self {
            marks: vec![0; PACKED_CODES].into_boxed_slice(),
            forms: vec![0; LAYOUT.1],
            slots: FxHashMap::default(),
            words: [0; WORD_SLOTS],
        };
        let templates: Vec<String> = TEMPLATES.iter().map(|t| template_name(t)).collect();
        let mut marks = 0;
        for (number, line) in text.lines().enumerate() {
            if line.starts_with('#') || line.is_empty() {
                continue;
            }
            let (feature, weight) = parse_line(line, &templates).ok_or_else(|| {
                Error::data(
                    file,
                    number + 1,
                    "not a weight: template, its values and a weight like -1.25, parted by tabs",
                )
            })?;
            if !weights.insert(feature, weight, &mut marks) {
                let message =
                    format!("more than {} different marks", GapProperty::Marks.codes() - 1);
                return Err(Error::data(file, number + 1, message));
            }
        }
        Ok(weights)
    }

    /// False if there are too many different marks; `marks` counts them.
    fn insert(&mut self, feature: BoundaryFeature, weight: i16, marks: &mut u8) -> bool {
        let template = feature.template as usize;
        if let Some(bit) = template.checked_sub(WORDS) {
            // A template's word is its second value.
            let [value, word, _] = feature.values;
            self.words[word as usize >> 1 & (WORD_SLOTS - 1)] |= 1 << bit;
            let key = key(template, value, word);
            self.slots.insert(key, i32::from(weight));
            return true;
        }
        for (value, code) in TEMPLATES[template].iter().zip(feature.values) {
            if *value == GapProperty::Marks && self.marks[code as usize] == 0 {
                let Some(next) = marks.checked_add(1) else { return false };
                *marks = next;
                self.marks[code as usize] = next;
            }
        }
        let place = self.place(feature);
        self.forms[place] = weight;
        true
    }

    /// Where a feature without words has its weight.
    fn place(&self, feature: BoundaryFeature) -> usize {
        let layout = LAYOUT.0[feature.template as usize];
        let values = TEMPLATES[feature.template as usize].iter().zip(feature.values);
        layout.base
            + values
                .zip(layout.steps)
                .map(|((value, code), (_, step))| self.code(*value, code) * step)
                .sum::<usize>()
    }

    /// A value's code with the packed marks made small.
    #[inline]
    fn code(&self, value: GapProperty, code: u32) -> usize {
        match value {
            GapProperty::Marks => usize::from(self.marks[code as usize]),
            _ => code as usize,
        }
    }

    /// The weight of a feature in hundredths of a logit; 0 for an unknown one.
    pub fn of(&self, feature: BoundaryFeature) -> i32 {
        let [value, word, _] = feature.values;
        match feature.template as usize {
            template @ WORDS.. => self.at(key(template, value, word)),
            // Marks without weights share a place, where there is none.
            _ => i32::from(self.forms[self.place(feature)]),
        }
    }

    #[inline]
    fn at(&self, key: u64) -> i32 {
        self.slots.get(&key).copied().unwrap_or(0)
    }

    /// Sum over all features of a gap.
    #[inline]
    pub(super) fn sum(&self, gap: &GapProperties) -> i32 {
        let codes = self.codes(gap);
        sum_of_forms!(self, codes, 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20)
            + self.of_words(gap)
    }

    /// The codes of a gap's values that are not words.
    #[inline]
    fn codes(&self, gap: &GapProperties) -> Codes {
        let code = |value: GapProperty| self.code(value, value.of(gap));
        // Written out, as is the sum: all of it is known when this is compiled.
        [
            code(GapProperty::Marks),
            code(GapProperty::Mark),
            code(GapProperty::Spaced),
            code(GapProperty::Opening),
            code(GapProperty::Left),
            code(GapProperty::LeftLists),
            code(GapProperty::Before),
            code(GapProperty::Right),
            code(GapProperty::RightLists),
            code(GapProperty::After),
            code(GapProperty::Length),
            code(GapProperty::Quoted),
            code(GapProperty::Bracketed),
            code(GapProperty::Titled),
            code(GapProperty::Listed),
        ]
    }

    /// Sum over the templates with words: [`TEMPLATES`] from [`WORDS`] on, written
    /// out because every candidate comes by here.
    #[inline]
    fn of_words(&self, gap: &GapProperties) -> i32 {
        let mark = gap.marks.nearest();
        let (left, right) = (gap.left as u32, gap.right as u32);
        let flags = u32::from(gap.left_lists.bits());
        let features = [
            (mark, gap.left_word),
            (mark, gap.right_word),
            (right, gap.left_word),
            (flags, gap.right_word),
            (mark, gap.before_word),
            (left, gap.right_word),
            (right, gap.after_word),
        ];
        let mut weighed = self.templates(gap.left_word) & 0b000_0101
            | self.templates(gap.right_word) & 0b010_1010
            | self.templates(gap.before_word) & 0b001_0000
            | self.templates(gap.after_word) & 0b100_0000;
        let mut sum = 0;
        while weighed != 0 {
            let bit = weighed.trailing_zeros() as usize;
            let (value, word) = features[bit];
            sum += self.at(key(WORDS + bit, value, word));
            weighed &= weighed - 1;
        }
        sum
    }

    /// A bit for each template in which a word may have a weight.
    #[inline]
    fn templates(&self, word: u32) -> u8 {
        self.words[word as usize >> 1 & (WORD_SLOTS - 1)]
    }
}

fn parse_line(line: &str, templates: &[String]) -> Option<(BoundaryFeature, i16)> {
    let mut parts = line.split('\t');
    let name = parts.next()?;
    let template = templates.iter().position(|template| template == name)?;
    let mut feature = BoundaryFeature { template: template as u8, values: [0; 3] };
    for (slot, value) in feature.values.iter_mut().zip(TEMPLATES[template]) {
        *slot = value.read(parts.next()?)?;
    }
    let weight: f64 = parts.next()?.parse().ok()?;
    (parts.next().is_none() && weight.abs() < 300.0)
        .then(|| (feature, (weight * 100.0).round() as i16))
}

#[cfg(test)]
mod tests {
    use super::super::features::boundary_features;
    use super::*;
    use crate::text::{Segmenter, Split};

    #[test]
    fn the_fast_sums_are_those_of_all_features() {
        let text = "Dr. Lee of Acme Inc. said (in May): \"It may rain.\" It did. I left. 1. Tea";
        let weights = &crate::language::Language::english().sentences().weights;
        let mut seen = 0;
        Segmenter::new(text, Split::Sentences, crate::language::Language::english().sentences())
            .visit_gaps(|visit| {
                if let Some(gap) = visit.gap {
                    let all: i32 = boundary_features(&gap).map(|feature| weights.of(feature)).sum();
                    assert_eq!(weights.sum(&gap), all, "{gap:?}");
                    seen += 1;
                }
                false
            });
        assert!(seen > 5);
    }

    #[test]
    fn a_broken_line_is_an_error_with_its_number() {
        for line in ["mark\t.\t", "mark\t.\tx", "nonsense\t1", "marks\t.", "always\t+1.00\t2"] {
            let error =
                BoundaryWeights::parse(&format!("{HEADER}\n{line}\n"), "w.tsv").unwrap_err();
            assert!(error.to_string().starts_with("w.tsv:2: "), "{error}");
        }
        assert!(BoundaryWeights::parse("always\t-1.25\n", "w.tsv").is_ok());
    }
}
