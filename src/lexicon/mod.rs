//! The lexicon: cues with class, strength, patterns and examples.
//!
//! Built-in and user lexicons are the same format and go through the same
//! parser and validator; `lexicons/README.md` describes it for writers.

pub(crate) mod builtin;
mod class;
mod compiler;
mod cue;
mod cue_file;
mod digest;
mod inflection;
mod pattern;
mod probability;
mod profile;
mod reading;
mod validate;
mod vocabulary;

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

use serde::Deserialize;

pub use class::{CueClass, Side};
pub use cue::{Cue, Family, ProfileSet};
pub use digest::SourceDigest;
pub use inflection::Inflections;
pub use pattern::{Element, Neighbour, Part, Pattern};
pub use probability::{Likelihood, Probability};
pub use profile::{NAMES as PROFILE_NAMES, Profile};
pub use reading::Reading;
pub use vocabulary::{Vocabulary, WordClasses, WordId, class as word_class};

use crate::error::{Diagnostic, Error, ErrorKind, Result, line_of};
use crate::text::{ENGLISH_ABBREVIATIONS, ENGLISH_WEIGHTS};

/// All cues, with the vocabulary they are written in.
#[derive(Debug)]
pub struct Lexicon {
    cues: Vec<Cue>,
    vocabulary: Vocabulary,
    /// The files it was made from, by name.
    files: Vec<(String, Cow<'static, str>)>,
    /// Made when they are asked for: a short text need not wait for them.
    sources: OnceLock<Vec<SourceDigest>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WordsFile {
    #[allow(dead_code)] // one version so far
    format: u32,
    class: BTreeMap<String, Vec<String>>,
}

impl Lexicon {
    /// The built-in English lexicon.
    ///
    /// # Panics
    /// Never in a released version: a test reads every built-in file.
    pub fn builtin() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
            Lexicon::with_user_files(&[]).unwrap_or_else(|e| panic!("built-in lexicon:\n{e}"))
        });
        &LEXICON
    }

    /// The built-in lexicon with the entries of the given files (name, text)
    /// added; an entry with the class and headword of an earlier one replaces
    /// it.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with every mistake's file and line.
    pub fn with_user_files(files: &[(String, String)]) -> Result<Self> {
        let (lexicon, mut diagnostics) = Self::read(files);
        if !files.is_empty() {
            // Entries that were fine on their own may clash once files are joined.
            // The built-in ones are validated by the tests, not at every start.
            let user: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
            let mistakes = validate::check(&lexicon.cues, &lexicon.vocabulary).into_iter();
            diagnostics.extend(mistakes.filter(|d| user.contains(&d.file.as_str())));
        }
        if diagnostics.is_empty() { Ok(lexicon) } else { Err(ErrorKind::Data(diagnostics).into()) }
    }

    /// Reads everything and validates it; for `hedgerow lexicon check`.
    /// Returns what could be read and all mistakes, in order of file and line.
    pub fn check(files: &[(String, String)]) -> (Self, Vec<Diagnostic>) {
        let (lexicon, mut diagnostics) = Self::read(files);
        diagnostics.extend(validate::check(&lexicon.cues, &lexicon.vocabulary));
        diagnostics.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        (lexicon, diagnostics)
    }

    fn read(files: &[(String, String)]) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut vocabulary = Vocabulary::new();
        read_words(&mut vocabulary, builtin::WORDS, "lexicons/en/words.toml", &mut diagnostics);
        let inflections = Inflections::parse(builtin::INFLECTION, "lexicons/en/inflection.toml")
            .unwrap_or_else(|e| panic!("built-in inflection: {e}"));
        let builtin = [
            ("lexicons/en/abbreviations.toml", ENGLISH_ABBREVIATIONS),
            ("lexicons/en/sentences.tsv", ENGLISH_WEIGHTS),
            ("lexicons/en/inflection.toml", builtin::INFLECTION),
            ("lexicons/en/words.toml", builtin::WORDS),
            ("lexicons/en/likelihood.toml", builtin::LIKELIHOOD),
        ];
        let user = files.iter().map(|(name, text)| (name.clone(), Cow::from(text.clone())));
        let sources = builtin.into_iter().chain(builtin::CUES.iter().copied());
        let sources = sources.map(|(name, text)| (name.to_owned(), Cow::from(text))).chain(user);
        let mut cues: Vec<Cue> = Vec::new();
        let mut known: HashMap<(CueClass, String), Vec<usize>> = HashMap::new();
        let user = files.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let mut compiler =
            compiler::Compiler { vocabulary: &mut vocabulary, inflections: &inflections };
        for (file, text) in builtin::CUES.iter().copied().chain(user) {
            for cue in cue_file::parse(text, file, &mut compiler, &mut diagnostics) {
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
        let lexicon = Self { cues, vocabulary, files: sources.collect(), sources: OnceLock::new() };
        (lexicon, diagnostics)
    }

    /// All entries, in the order of the classes and of their files.
    pub fn cues(&self) -> &[Cue] {
        &self.cues
    }

    /// The words that the lexicon is written in.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// Digests of the files the lexicon was made from.
    pub fn sources(&self) -> &[SourceDigest] {
        self.sources.get_or_init(|| {
            self.files.iter().map(|(file, text)| SourceDigest::of(file, text)).collect()
        })
    }
}

fn read_words(
    vocabulary: &mut Vocabulary,
    text: &str,
    file: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut report = |line, message: String| {
        diagnostics.push(Diagnostic { file: file.to_owned(), line, message });
    };
    let data: WordsFile = match toml::from_str(text) {
        Ok(data) => data,
        Err(e) => {
            let line = e.span().map_or(0, |s| line_of(text, s.start));
            return report(line, e.message().to_owned());
        }
    };
    for (class, words) in &data.class {
        for (i, word) in words.iter().enumerate() {
            if words[..i].contains(word) {
                report(0, format!("\"{word}\" stands twice in the class {class}"));
            }
            if let Err(message) = vocabulary.classify(word, class) {
                report(0, message);
            }
        }
    }
    for class in vocabulary::required_classes() {
        if !data.class.contains_key(class) {
            report(0, format!("the class {class} is missing; context rules need it"));
        }
    }
}

impl Profile {
    /// Checks that the cues the profile names exist.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] that names the ones that do not.
    pub fn check(&self, lexicon: &Lexicon) -> Result<()> {
        let file = format!("lexicons/en/profiles/{}.toml", self.name);
        let known: HashSet<String> = lexicon.cues().iter().map(Cue::id).collect();
        for id in self.cue_weights.keys() {
            if !known.contains(id) {
                return Err(Error::data(&file, 0, format!("there is no cue \"{id}\"")));
            }
        }
        Ok(())
    }

    /// Whether a cue is used in this profile.
    pub fn uses(&self, cue: &Cue) -> bool {
        cue.profiles & self.bit != 0
    }
}
