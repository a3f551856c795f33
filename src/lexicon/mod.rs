//! The lexicon: cues with class, strength, patterns and examples.
//!
//! All cue files, those of a language and a user's own, have the same format and go through the
//! same parser and validator; `lexicons/README.md` describes it for writers.

mod card;
mod class;
mod compiler;
mod cue;
mod cue_file;
mod digest;
mod family;
mod inflection;
mod pattern;
mod probability;
mod profile;
mod scales;
mod validate;
mod vocabulary;

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

pub use card::{LearningSource, ProfileCard};
pub use class::{CueClass, Reading, Side};
pub use cue::Cue;
pub use digest::SourceDigest;
pub(crate) use family::read_families;
pub use family::{Families, Roles};
use inflection::Inflections;
pub(crate) use pattern::{Conditions, Element, NeighborSet, Pattern};
pub use probability::{Likelihood, Probability, ProbabilityOrigin};
pub use profile::Profile;
pub(crate) use scales::read_scales;
pub use scales::{Scale, ScaleTerm};
use vocabulary::{Endings, LineWords};
pub use vocabulary::{Vocabulary, WordClasses, WordId, class as word_class};

use crate::data_file::{self, DataFormat};
use crate::error::{Diagnostic, Result};
use crate::text::SplitterModel;
use compiler::Compiler;
use cue_file::CueFileReader;

/// All cues, with the vocabulary they are written in.
#[derive(Debug)]
pub struct Lexicon {
    cues: Vec<Cue>,
    vocabulary: Vocabulary,
    likelihood: Likelihood,
    /// The mistakes of single words and entries, which are left out.
    mistakes: Vec<Diagnostic>,
}

/// The files that a lexicon is made from, each with the name that errors give and its text.
pub(crate) struct LexiconFiles<'a> {
    pub(crate) words: (String, &'a str),
    pub(crate) inflection: Option<(String, &'a str)>,
    pub(crate) likelihood: Option<(String, &'a str)>,
    /// An entry replaces one with the same class and headword of an earlier file.
    pub(crate) cues: Vec<(String, &'a str)>,
    /// Those of a user.
    pub(crate) own_cues: Vec<(String, &'a str)>,
    pub(crate) families: &'a Families,
    pub(crate) profiles: &'a [&'a str],
}

/// The file `words.toml`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    class: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    ending: Endings,
    #[serde(default)]
    line: LineWords,
}

impl Lexicon {
    /// Reads a lexicon; entries with mistakes are left out of it.
    pub(crate) fn read(files: &LexiconFiles<'_>, model: &SplitterModel) -> Result<Self> {
        let mut mistakes = Vec::new();
        let (file, text) = &files.words;
        let words: WordsFile = data_file::read(text, file)?;
        let mut vocabulary = Vocabulary::new(words.ending, words.line);
        let mut report = |message: String| {
            mistakes.push(Diagnostic { file: file.clone(), line: 0, message });
        };
        for (class, words) in &words.class {
            for (i, word) in words.iter().enumerate() {
                if words[..i].contains(word) {
                    report(format!("\"{word}\" stands twice in the class {class}"));
                }
                vocabulary.classify(word, class).unwrap_or_else(&mut report);
            }
        }
        let parsed = files.inflection.as_ref().map(|(file, text)| Inflections::parse(text, file));
        let inflections = parsed.transpose()?.unwrap_or_default();
        let parsed = files.likelihood.as_ref().map(|(file, text)| Likelihood::parse(text, file));
        let likelihood = parsed.transpose()?.unwrap_or_default();
        let mut reader = CueFileReader {
            compiler: Compiler { vocabulary: &mut vocabulary, inflections: &inflections, model },
            likelihood,
            families: files.families,
            profiles: files.profiles,
        };
        let mut cues: Vec<Cue> = Vec::new();
        let mut known: HashMap<(CueClass, String), Vec<usize>> = HashMap::new();
        let built_in = files.cues.iter().map(|file| (file, false));
        for ((file, text), own) in built_in.chain(files.own_cues.iter().map(|file| (file, true))) {
            for mut cue in reader.read(text, file, &mut mistakes) {
                cue.own = own;
                let same = known.entry((cue.class, cue.name.clone())).or_default();
                if let Some(&earlier) = same.iter().find(|&&at| cues[at].file != cue.file) {
                    cues[earlier] = cue;
                } else {
                    same.push(cues.len());
                    cues.push(cue);
                }
            }
        }
        vocabulary.freeze();
        Ok(Self { cues, vocabulary, likelihood, mistakes })
    }

    /// Returns all mistakes: those of single entries and those that no single entry shows.
    pub(crate) fn mistakes(&self) -> Vec<Diagnostic> {
        let mut mistakes = self.mistakes.clone();
        mistakes.extend(validate::check(&self.cues, &self.vocabulary));
        mistakes
    }

    /// Returns all entries, in the order of their files.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// Returns the words that the lexicon is written in.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Returns the factors by which phrases of likelihood compose.
    pub fn likelihood(&self) -> Likelihood {
        self.likelihood
    }
}
