//! A language: one value made of one folder of data files.
//!
//! `lexicons/README.md` describes the files. English is embedded in the program
//! ([`Language::english`]); any other folder of the same form makes a language of its own.

mod english;
#[cfg(feature = "pipeline")]
mod folder;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use serde::Deserialize;

use crate::data_file::{self, DataFormat};
use crate::error::{Diagnostic, Error, ErrorKind, Result};
use crate::lexicon::{
    CueClass, Families, Lexicon, LexiconFiles, Profile, SourceDigest, read_families,
};
use crate::text::{Block, Segmenter, SentenceModel, Split, parse_sentence_examples};
use crate::weights::Weights;

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
    folder: String,
    /// Texts by their path inside the folder.
    files: Arc<BTreeMap<String, Cow<'static, str>>>,
    settings: Settings,
    families: Families,
    /// Name and text of further cue files.
    own: Vec<(String, String)>,
    // LanguageParts are read when they are first needed: a short run need not wait for them.
    sentences: OnceLock<Arc<SentenceModel>>,
    lexicon: OnceLock<Lexicon>,
    weights: BTreeMap<String, OnceLock<Arc<Weights>>>,
    digests: OnceLock<Vec<SourceDigest>>,
}

/// The file `language.toml`.
#[derive(Debug, Clone, Deserialize)]
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
const SENTENCE_EXAMPLES: &str = "sentence_examples.toml";

impl Language {
    /// Returns English.
    ///
    /// # Panics
    /// Never in a released version: a test reads every embedded file.
    pub fn english() -> &'static Self {
        static ENGLISH: LazyLock<Language> = LazyLock::new(|| {
            let files = english::FILES.iter().map(|&(path, text)| (path.to_owned(), text.into()));
            Language::unchecked(english::FOLDER, files.collect())
                .expect("tests read the embedded files")
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
        let files = files.into_iter().map(|(path, text)| (path, text.into())).collect();
        let language = Self::unchecked(folder, files)?;
        let mistakes = language.mistakes();
        if mistakes.is_empty() { Ok(language) } else { Err(ErrorKind::Data(mistakes).into()) }
    }

    fn unchecked(folder: &str, files: BTreeMap<String, Cow<'static, str>>) -> Result<Self> {
        let (name, text) = required(folder, &files, SETTINGS)?;
        let settings: Settings = data_file::read(text, &name)?;
        let families =
            read_families(&settings.family).map_err(|message| Error::data(&name, 0, message))?;
        let weights =
            names_in(&files, "weights/", ".tsv").map(|name| (name.to_owned(), OnceLock::new()));
        Ok(Self(Arc::new(LanguageParts {
            folder: folder.to_owned(),
            settings,
            families,
            weights: weights.collect(),
            files: Arc::new(files),
            own: Vec::new(),
            sentences: OnceLock::new(),
            lexicon: OnceLock::new(),
            digests: OnceLock::new(),
        })))
    }

    /// Returns the language with the entries of further cue files (name, text) added. An entry
    /// with the class and headword of an earlier one replaces it.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with the file and line of every mistake.
    pub fn with_lexicons(&self, own: &[(String, String)]) -> Result<Self> {
        let (lexicon, mut mistakes) = self.read_lexicon(own)?;
        // Entries that were fine on their own may clash once files are joined.
        let of_own = |mistake: &Diagnostic| own.iter().any(|(name, _)| *name == mistake.file);
        mistakes.extend(lexicon.mistakes().into_iter().filter(of_own));
        if mistakes.is_empty() {
            Ok(self.with_lexicon(lexicon, own))
        } else {
            Err(ErrorKind::Data(mistakes).into())
        }
    }

    fn with_lexicon(&self, lexicon: Lexicon, own: &[(String, String)]) -> Self {
        Self(Arc::new(LanguageParts {
            folder: self.0.folder.clone(),
            files: Arc::clone(&self.0.files),
            settings: self.0.settings.clone(),
            families: self.0.families.clone(),
            own: own.to_vec(),
            sentences: self.0.sentences.clone(),
            lexicon: OnceLock::from(lexicon),
            weights: self.0.weights.clone(),
            digests: OnceLock::new(),
        }))
    }

    /// Reads and validates everything, with further cue files (name, text). Returns what could be
    /// read, and all mistakes in order of file and line.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] if a file that all others depend on cannot be read.
    pub fn check(&self, own: &[(String, String)]) -> Result<(Self, Vec<Diagnostic>)> {
        let (lexicon, mut mistakes) = self.read_lexicon(own)?;
        let language = self.with_lexicon(lexicon, own);
        mistakes.extend(language.mistakes());
        mistakes.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        mistakes.dedup();
        Ok((language, mistakes))
    }

    /// Reads all parts and returns the mistakes that they have.
    fn mistakes(&self) -> Vec<Diagnostic> {
        let mut mistakes = match self.read_cues() {
            Ok(mistakes) => mistakes,
            Err(error) => return error.into_diagnostics(), // nothing else can be read
        };
        mistakes.extend(self.lexicon().mistakes());
        let mut note = |error: Error| mistakes.extend(error.into_diagnostics());
        let default = self.default_profile();
        if !self.has_profile(default) {
            let message = format!(
                "default_profile names \"{default}\", but there is no file profiles/{default}.toml; add it or name one that is there"
            );
            note(Error::data(&self.label(SETTINGS), 0, message));
        }
        for name in self.profile_names() {
            self.profile(name).map_or_else(&mut note, drop);
        }
        for (name, weights) in &self.0.weights {
            let set = |read: Weights| drop(weights.set(read.into()));
            self.read_weights(name).map_or_else(&mut note, set);
        }
        self.sentence_examples().map_or_else(&mut note, drop);
        mistakes
    }

    /// Reads the sentence model and the cues, and returns the mistakes in the cues.
    fn read_cues(&self) -> Result<Vec<Diagnostic>> {
        let _ = self.0.sentences.set(self.read_sentences()?.into());
        if self.0.lexicon.get().is_some() {
            return Ok(Vec::new());
        }
        let (lexicon, mistakes) = self.read_lexicon(&self.0.own)?;
        let _ = self.0.lexicon.set(lexicon);
        Ok(mistakes)
    }

    /// Returns the name of the language, in English.
    pub fn name(&self) -> &str {
        &self.0.settings.name
    }

    /// Returns the text of the file at that path inside the folder.
    pub fn file(&self, path: &str) -> Option<&str> {
        self.0.files.get(path).map(AsRef::as_ref)
    }

    /// Returns the name of a file in errors and digests.
    fn label(&self, path: &str) -> String {
        format!("{}/{path}", self.0.folder)
    }

    fn required(&self, path: &str) -> Result<(String, &str)> {
        required(&self.0.folder, &self.0.files, path)
    }

    /// Splits a text into its sentences.
    ///
    /// ```
    /// let text = "Dr. Smith may call at 5 p.m. on Friday (see Fig. 2). We'll see.";
    /// let sentences = hedgerow::Language::english().split(text);
    /// assert_eq!(sentences, ["Dr. Smith may call at 5 p.m. on Friday (see Fig. 2).", "We'll see."]);
    /// ```
    pub fn split<'t>(&self, text: &'t str) -> Vec<&'t str> {
        let mut segmenter = Segmenter::new(text, Split::Sentences, self.sentences());
        let mut block = Block::default();
        let mut out = Vec::new();
        while segmenter.next_into(&mut block) {
            out.extend(block.sentences.iter().map(|sentence| &text[sentence.span.range()]));
        }
        out
    }

    /// Returns the words and weights by which texts are split into tokens and sentences.
    pub(crate) fn sentences(&self) -> &SentenceModel {
        self.0.sentences.get_or_init(|| checked(self.read_sentences()).into())
    }

    fn read_sentences(&self) -> Result<SentenceModel> {
        let (abbreviations, weights) =
            (self.required(ABBREVIATIONS)?, self.required(BOUNDARY_WEIGHTS)?);
        SentenceModel::from_files((&abbreviations.0, abbreviations.1), (&weights.0, weights.1))
    }

    /// Returns the lexicon.
    pub fn lexicon(&self) -> &Lexicon {
        self.0.lexicon.get_or_init(|| checked(self.read_lexicon(&self.0.own)).0)
    }

    fn read_lexicon(&self, own: &[(String, String)]) -> Result<(Lexicon, Vec<Diagnostic>)> {
        let optional = |path| self.file(path).map(|text| (self.label(path), text));
        let built_in =
            self.cue_files().into_iter().map(|path| (self.label(path), &*self.0.files[path]));
        let own = own.iter().map(|(name, text)| (name.clone(), text.as_str()));
        Lexicon::read(
            &LexiconFiles {
                words: self.required(WORDS)?,
                inflection: optional(INFLECTION),
                likelihood: optional(LIKELIHOOD),
                cues: built_in.chain(own).collect(),
                families: &self.0.families,
                profiles: &self.profile_names(),
            },
            self.sentences(),
        )
    }

    /// The paths of the cue files: those named like a class in the order of the classes, then all
    /// others. Where two entries match the same words, the earlier one wins.
    fn cue_files(&self) -> Vec<&str> {
        let mut paths: Vec<&str> = self
            .0
            .files
            .keys()
            .map(String::as_str)
            .filter(|path| path.starts_with("cues/"))
            .collect();
        paths.sort_by_key(|path| {
            let name = path.trim_start_matches("cues/").trim_end_matches(".toml");
            CueClass::from_name(name).map_or(CueClass::COUNT, CueClass::index)
        });
        paths
    }

    /// Returns the name of the profile that is used where none is named.
    pub fn default_profile(&self) -> &str {
        &self.0.settings.default_profile
    }

    /// Returns the names of the profiles, the default first, the others in alphabetical order.
    pub fn profile_names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = names_in(&self.0.files, "profiles/", ".toml").collect();
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
        let path = format!("profiles/{name}.toml");
        let text = self.file(&path).ok_or_else(|| {
            let names = self.profile_names().join(", ");
            Error::usage(format!("there is no profile \"{name}\"; the profiles are {names}"))
        })?;
        Profile::parse(text, &self.label(&path), name, &self.0.families, self.lexicon().cues())
    }

    /// Returns the learned weights of that name, a profile's or `certainty`, if there are any.
    pub fn weights(&self, name: &str) -> Option<Arc<Weights>> {
        let weights = self.0.weights.get(name)?;
        Some(Arc::clone(weights.get_or_init(|| checked(self.read_weights(name)).into())))
    }

    /// Returns the names of the learned weights.
    pub fn weights_names(&self) -> impl Iterator<Item = &str> {
        self.0.weights.keys().map(String::as_str)
    }

    fn read_weights(&self, name: &str) -> Result<Weights> {
        let path = format!("weights/{name}.tsv");
        Weights::parse(&self.0.files[&path], &self.label(&path))
    }

    /// Reads the examples of the sentence splitter: the sentences of one text each, which are
    /// joined by one space. None where the language has no such file.
    ///
    /// # Errors
    /// [`ErrorKind::Data`] with the line of a mistake.
    pub fn sentence_examples(&self) -> Result<Vec<Vec<String>>> {
        let text = self
            .file(SENTENCE_EXAMPLES)
            .map(|text| parse_sentence_examples(text, &self.label(SENTENCE_EXAMPLES)));
        text.unwrap_or_else(|| Ok(Vec::new()))
    }

    /// Returns the digests of the files that decide the scores in every profile.
    pub fn digests(&self) -> &[SourceDigest] {
        self.0.digests.get_or_init(|| {
            let shared = [SETTINGS, ABBREVIATIONS, BOUNDARY_WEIGHTS, INFLECTION, WORDS, LIKELIHOOD];
            let files = shared
                .into_iter()
                .chain(self.cue_files())
                .filter_map(|path| Some(SourceDigest::of(&self.label(path), self.file(path)?)));
            let own = self.0.own.iter().map(|(name, text)| SourceDigest::of(name, text));
            files.chain(own).collect()
        })
    }
}

/// The names of the files of a folder, without the folder and their extension.
fn names_in<'f>(
    files: &'f BTreeMap<String, Cow<'static, str>>,
    folder: &'f str,
    extension: &'f str,
) -> impl Iterator<Item = &'f str> {
    files.keys().filter_map(move |path| path.strip_prefix(folder)?.strip_suffix(extension))
}

/// The name and text of a file that every language has.
fn required<'f>(
    folder: &str,
    files: &'f BTreeMap<String, Cow<'static, str>>,
    path: &str,
) -> Result<(String, &'f str)> {
    let name = format!("{folder}/{path}");
    match files.get(path) {
        Some(text) => Ok((name, text)),
        None => Err(Error::data(
            &name,
            0,
            "the file is missing; every language has one, see lexicons/README.md",
        )),
    }
}

/// The value of a part that [`Language::from_files`] or a test has read before.
fn checked<T>(part: Result<T>) -> T {
    part.unwrap_or_else(|e| panic!("a language that was checked:\n{e}"))
}
