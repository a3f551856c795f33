//! A language: one value made of one folder of data files.
//!
//! `lexicons/README.md` describes the files. English is embedded in the program
//! ([`Language::english`]); any other folder of the same form makes a language of its own.

mod english;
#[cfg(feature = "pipeline")]
mod folder;
mod profile_weights;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use serde::Deserialize;

pub use profile_weights::ProfileWeights;

use crate::data_file::{self, DataFormat};
use crate::error::{Diagnostic, Error, ErrorKind, Result};
use crate::lexicon::{
    CueClass, Families, Lexicon, LexiconFiles, Profile, Scale, Side, SourceDigest, read_families,
    read_scales,
};
use crate::text::{self, Split, SplitterModel};
use crate::weights::{ReadingWeights, Weights};

/// All that hedgerow knows about a language: how its texts are split into sentences, its words and
/// cues, the profiles for kinds of text, and learned weights. Cheap to clone.
///
/// ```
/// use hedgerow::{Analyzer, Language};
///
/// let english = Language::english();
/// assert_eq!(english.name(), "English");
/// let analyzer = Analyzer::builder().language(english).profile("science").build()?;
/// assert!(analyzer.analyze("The gene may be active.")?.sentences[0].hedged);
/// # Ok::<(), hedgerow::Error>(())
/// ```
#[derive(Debug, Clone)]
pub struct Language(Arc<LanguageParts>);

#[derive(Debug)]
struct LanguageParts {
    folder: Arc<Folder>,
    /// Name and text of further cue files.
    own: Vec<(String, String)>,
    // Parts are read when they are first needed: a short run need not wait for them.
    lexicon: OnceLock<Lexicon>,
    digests: OnceLock<Vec<SourceDigest>>,
}

/// The parts that do not depend on further cue files.
#[derive(Debug)]
struct Folder {
    files: FolderFiles,
    settings: Settings,
    families: Families,
    sentences: OnceLock<SplitterModel>,
    weights: BTreeMap<String, OnceLock<Arc<Weights>>>,
    reading_weights: OnceLock<Arc<ReadingWeights>>,
}

#[derive(Debug)]
struct FolderFiles {
    /// Name of the folder in errors and digests.
    name: String,
    /// Texts by their path inside the folder.
    texts: BTreeMap<String, Cow<'static, str>>,
}

impl FolderFiles {
    /// Returns the name of a file in errors and digests.
    fn label(&self, path: &str) -> String {
        format!("{}/{path}", self.name)
    }

    fn get(&self, path: &str) -> Option<(String, &str)> {
        Some((self.label(path), self.texts.get(path)?))
    }

    /// Returns the name and text of a file that every language has.
    fn required(&self, path: &str) -> Result<(String, &str)> {
        let missing = "the file is missing; every language has one, see lexicons/README.md";
        self.get(path).ok_or_else(|| Error::data(&self.label(path), 0, missing))
    }

    /// Returns the names of the files of a sub-folder, without it and their extension.
    fn names(&self, folder: &str, extension: &str) -> impl Iterator<Item = &str> {
        let paths = self.texts.keys();
        paths.filter_map(move |path| path.strip_prefix(folder)?.strip_suffix(extension))
    }
}

/// The file `language.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Settings {
    #[serde(rename = "format")]
    _format: DataFormat,
    name: String,
    default_profile: String,
    #[serde(default)]
    family: BTreeMap<String, Vec<String>>,
}

const SETTINGS: &str = "language.toml";
const ABBREVIATIONS: &str = "abbreviations.toml";
const BOUNDARY_WEIGHTS: &str = "sentences.tsv";
const INFLECTION: &str = "inflection.toml";
const WORDS: &str = "words.toml";
const LIKELIHOOD: &str = "likelihood.toml";
const SCALES: &str = "scales.toml";
/// Name of the weights for the readings of modal verbs, which serve all profiles.
const READINGS: &str = "readings";
const SENTENCE_EXAMPLES: &str = "sentence_examples.toml";

/// The file `sentence_examples.toml`.
#[derive(Deserialize)]
struct ExamplesFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    #[serde(flatten)]
    groups: BTreeMap<String, ExampleGroup>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExampleGroup {
    cases: Vec<Vec<String>>,
}

impl Language {
    /// Returns English.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
            let texts = english::FILES.iter().map(|&(path, text)| (path.to_owned(), text.into()));
            checked(Language::unchecked(english::FOLDER, texts.collect()))
        });
        &ENGLISH
    }

    /// Makes a language of the texts of its files, each with its path inside the folder. `folder`
    /// is the name that errors and digests give.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with the file and line of every mistake, also for missing files.
    pub fn from_files(
        folder: &str,
        files: impl IntoIterator<Item = (String, String)>,
    ) -> Result<Self> {
        let texts = files.into_iter().map(|(path, text)| (path, text.into())).collect();
        let language = Self::unchecked(folder, texts)?;
        let mistakes = language.mistakes();
        if mistakes.is_empty() { Ok(language) } else { Err(ErrorKind::Data(mistakes).into()) }
    }

    fn unchecked(folder: &str, texts: BTreeMap<String, Cow<'static, str>>) -> Result<Self> {
        let files = FolderFiles { name: folder.to_owned(), texts };
        let (name, text) = files.required(SETTINGS)?;
        let settings: Settings = data_file::read(text, &name)?;
        let families =
            read_families(&settings.family).map_err(|message| Error::data(&name, 0, message))?;
        let names = files.names("weights/", ".tsv").filter(|name| *name != READINGS);
        let weights = names.map(|name| (name.to_owned(), OnceLock::new())).collect();
        let (sentences, reading_weights) = (OnceLock::new(), OnceLock::new());
        let folder = Folder { files, settings, families, sentences, weights, reading_weights };
        Ok(Self::new(folder.into(), &[]))
    }

    fn new(folder: Arc<Folder>, own: &[(String, String)]) -> Self {
        let (lexicon, digests) = (OnceLock::new(), OnceLock::new());
        Self(Arc::new(LanguageParts { folder, own: own.to_vec(), lexicon, digests }))
    }

    /// Returns the language with the entries of further cue files (name, text) added. An entry
    /// with the class and headword of an earlier one replaces it.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with the file and line of every mistake.
    pub fn with_lexicons(&self, own: &[(String, String)]) -> Result<Self> {
        let language = Self::new(Arc::clone(&self.0.folder), own);
        let mut mistakes = language.read_lexicon()?.mistakes();
        mistakes.retain(|mistake| own.iter().any(|(name, _)| *name == mistake.file));
        if mistakes.is_empty() { Ok(language) } else { Err(ErrorKind::Data(mistakes).into()) }
    }

    /// Reads and validates everything, with further cue files (name, text). Returns what could be
    /// read, and all mistakes in order of file and line.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] if a file that all others depend on cannot be read.
    pub fn check(&self, own: &[(String, String)]) -> Result<(Self, Vec<Diagnostic>)> {
        let language = Self::new(Arc::clone(&self.0.folder), own);
        language.read_lexicon()?;
        let mut mistakes = language.mistakes();
        mistakes.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        mistakes.dedup();
        Ok((language, mistakes))
    }

    /// Reads all parts and returns the mistakes that they have.
    fn mistakes(&self) -> Vec<Diagnostic> {
        let mut mistakes = match self.read_lexicon() {
            Ok(lexicon) => lexicon.mistakes(),
            Err(error) => return error.into_diagnostics(), // nothing else can be read
        };
        let mut note = |error: Error| mistakes.extend(error.into_diagnostics());
        let default = self.default_profile();
        if !self.has_profile(default) {
            let message = format!(
                "default_profile names \"{default}\", but there is no file profiles/{default}.toml; add it or name one that is there"
            );
            note(Error::data(&self.0.folder.files.label(SETTINGS), 0, message));
        }
        for name in self.profile_names() {
            self.profile(name).map_or_else(&mut note, drop);
        }
        for name in self.weights_names() {
            self.read_weights(name).map_or_else(&mut note, drop);
        }
        self.read_reading_weights().map_or_else(&mut note, drop);
        self.sentence_examples().map_or_else(&mut note, drop);
        self.scales().map_or_else(&mut note, drop);
        mistakes
    }

    /// Returns the name of the language, in English.
    pub fn name(&self) -> &str {
        &self.0.folder.settings.name
    }

    /// Returns the text of the file at that path inside the folder.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.0.folder.files.texts.get(path).map(AsRef::as_ref)
    }

    /// Splits a text into its sentences.
    ///
    /// ```
    /// let text = "Dr. Smith may call at 5 p.m. on Friday (see Fig. 2). We'll see.";
    /// let sentences = hedgerow::Language::english().split(text);
    /// assert_eq!(sentences, ["Dr. Smith may call at 5 p.m. on Friday (see Fig. 2).", "We'll see."]);
    /// ```
    pub fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        text::sentences(text, Split::Sentences, self.splitter())
    }

    /// Returns the words and weights by which texts are split into tokens and sentences.
    pub(crate) fn splitter(&self) -> &SplitterModel {
        self.0.folder.sentences.get().unwrap_or_else(|| checked(self.read_sentences()))
    }

    fn read_sentences(&self) -> Result<&SplitterModel> {
        let Folder { files, sentences, .. } = &*self.0.folder;
        get_or_read(sentences, || {
            let (words, weights) =
                (files.required(ABBREVIATIONS)?, files.required(BOUNDARY_WEIGHTS)?);
            SplitterModel::from_files((&words.0, words.1), (&weights.0, weights.1))
        })
    }

    /// Returns the lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        self.0.lexicon.get().unwrap_or_else(|| checked(self.read_lexicon()))
    }

    fn read_lexicon(&self) -> Result<&Lexicon> {
        let Folder { files, families, .. } = &*self.0.folder;
        let own = self.0.own.iter().map(|(name, text)| (name.clone(), text.as_str()));
        get_or_read(&self.0.lexicon, || {
            let model = self.read_sentences()?;
            let files = LexiconFiles {
                words: files.required(WORDS)?,
                inflection: files.get(INFLECTION),
                likelihood: files.get(LIKELIHOOD),
                cues: self.cue_files().into_iter().filter_map(|p| files.get(p)).collect(),
                own_cues: own.collect(),
                families,
                profiles: &self.profile_names(),
            };
            Lexicon::read(&files, model)
        })
    }

    /// The paths of the cue files: those named like a class in the order of the classes, then all
    /// others. Where two entries match the same words, the earlier one wins.
    fn cue_files(&self) -> Vec<&str> {
        let paths = self.0.folder.files.texts.keys().map(String::as_str);
        let mut paths: Vec<&str> = paths.filter(|path| path.starts_with("cues/")).collect();
        paths.sort_by_key(|path| {
            let name = path.trim_start_matches("cues/").trim_end_matches(".toml");
            CueClass::from_name(name).map_or(CueClass::COUNT, CueClass::index)
        });
        paths
    }

    /// Returns the name of the profile that is used where none is named.
    pub fn default_profile(&self) -> &str {
        &self.0.folder.settings.default_profile
    }

    /// Returns the names of the profiles, the default first, the others in alphabetical order.
    pub fn profile_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.0.folder.files.names("profiles/", ".toml").collect();
        names.sort_by_key(|name| *name != self.default_profile());
        names
    }

    /// Tells whether there is a profile of that name.
    pub fn has_profile(&self, name: &str) -> bool {
        self.file(&format!("profiles/{name}.toml")).is_some()
    }

    /// Reads the profile of that name.
    ///
    /// # Errors
    /// [`ErrorKind::Usage`] that lists the names there are; [`ErrorKind::Data`] if the profile has
    /// a mistake or names a cue that the lexicon lacks.
    pub fn profile(&self, name: &str) -> Result<Profile> {
        let Folder { files, families, .. } = &*self.0.folder;
        let (file, text) = files.get(&format!("profiles/{name}.toml")).ok_or_else(|| {
            let names = self.profile_names().join(", ");
            Error::usage(format!("there is no profile \"{name}\"; the profiles are {names}"))
        })?;
        Profile::parse(text, &file, name, families, self.lexicon().cues())
    }

    /// Returns the learned weights of that name, such as `science-hedge`, if there are any.
    pub fn weights(&self, name: &str) -> Option<Arc<Weights>> {
        checked(self.read_weights(name)).cloned()
    }

    /// Returns the weights that were learned for a profile: `<profile>-<side>` and
    /// `<profile>-certainty`.
    pub fn profile_weights(&self, profile: &str) -> ProfileWeights {
        let read = |what: &str| self.weights(&format!("{profile}-{what}"));
        let sides = Side::ALL.iter();
        let weights = sides.fold(ProfileWeights::default(), |weights, side| {
            weights.with(*side, read(side.name()))
        });
        weights.with_certainty(read("certainty")).with_readings(self.reading_weights())
    }

    fn read_weights(&self, name: &str) -> Result<Option<&Arc<Weights>>> {
        let Folder { files, weights, .. } = &*self.0.folder;
        let read = || {
            let (file, text) = files.required(&format!("weights/{name}.tsv"))?;
            Ok(Arc::new(Weights::parse(text, &file)?))
        };
        weights.get(name).map(|weights| get_or_read(weights, read)).transpose()
    }

    /// Returns the weights for the readings of modal verbs, if there are any.
    pub fn reading_weights(&self) -> Option<Arc<ReadingWeights>> {
        checked(self.read_reading_weights()).cloned()
    }

    fn read_reading_weights(&self) -> Result<Option<&Arc<ReadingWeights>>> {
        let Folder { files, reading_weights, .. } = &*self.0.folder;
        let Some((file, text)) = files.get(&format!("weights/{READINGS}.tsv")) else {
            return Ok(None);
        };
        let read = || Ok(Arc::new(ReadingWeights::parse(text, &file)?));
        get_or_read(reading_weights, read).map(Some)
    }

    /// Returns the names of the learned weights, but for those of modal verbs.
    pub fn weights_names(&self) -> impl Iterator<Item = &str> {
        self.0.folder.weights.keys().map(String::as_str)
    }

    /// Reads the examples of the sentence splitter: the sentences of one text each, which are
    /// joined by one space. None where the language has no such file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with the line of a mistake.
    pub fn sentence_examples(&self) -> Result<Vec<Vec<String>>> {
        let Some((file, text)) = self.0.folder.files.get(SENTENCE_EXAMPLES) else {
            return Ok(Vec::new());
        };
        let data: ExamplesFile = data_file::read(text, &file)?;
        Ok(data.groups.into_values().flat_map(|group| group.cases).collect())
    }

    /// Reads the official scales of likelihood. None where the language has no such file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with the line of a mistake.
    pub fn scales(&self) -> Result<Vec<Scale>> {
        let file = self.0.folder.files.get(SCALES);
        file.map_or_else(|| Ok(Vec::new()), |(file, text)| read_scales(text, &file))
    }

    /// Returns the digests of the files that decide the scores in every profile.
    pub fn digests(&self) -> &[SourceDigest] {
        self.0.digests.get_or_init(|| {
            let shared = [SETTINGS, ABBREVIATIONS, BOUNDARY_WEIGHTS, INFLECTION, WORDS, LIKELIHOOD];
            let paths = shared.into_iter().chain(self.cue_files());
            let files = paths.filter_map(|path| self.0.folder.files.get(path));
            let own = self.0.own.iter().map(|(name, text)| (name.clone(), text.as_str()));
            files.chain(own).map(|(name, text)| SourceDigest::of(&name, text)).collect()
        })
    }
}

/// Returns a part, which is read the first time.
fn get_or_read<T>(part: &OnceLock<T>, read: impl FnOnce() -> Result<T>) -> Result<&T> {
    if let Some(part) = part.get() {
        return Ok(part);
    }
    let read = read()?;
    Ok(part.get_or_init(|| read))
}

/// The value of a part that [`Language::from_files`] or a test has read before.
fn checked<T>(part: Result<T>) -> T {
    part.unwrap_or_else(|e| panic!("a language that was checked:\n{e}"))
}
