//! Options that several commands share.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args, ValueEnum};
use encoding_rs::Encoding;

use super::files::read_text_files;
use super::interrupt::interrupt;
use crate::analyzer::Analyzer;
use crate::corpus::{CorpusOptions, input_formats};
use crate::error::{Error, Result};
use crate::language::Language;
use crate::tables::Level;
use crate::text::Split;

/// Options of the analyzer.
#[derive(Debug, Args)]
pub(super) struct AnalyzerArgs {
    /// Kind of text: which cue classes count, and how much
    #[arg(long, default_value = default_profile(), value_parser = profile_names())]
    pub(super) profile: String,
    /// Add a lexicon file (may be given several times)
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Vec<PathBuf>,
    /// How texts are split into sentences
    #[arg(long, value_enum, default_value_t = SplitArg::Sentences)]
    pub(super) split: SplitArg,
}

impl AnalyzerArgs {
    /// Builds the analyzer.
    pub(super) fn analyzer(&self) -> Result<Analyzer> {
        let lexicons = read_text_files(&self.lexicon)?;
        let analyzer = build_analyzer(&self.profile, self.split.into(), &lexicons)?;
        Ok(analyzer.stopped_by(interrupt()))
    }
}

/// The names of the profiles.
pub(super) fn profile_names() -> PossibleValuesParser {
    PossibleValuesParser::new(Language::english().profile_names())
}

/// The profile that is used where none is given.
pub(super) fn default_profile() -> &'static str {
    Language::english().default_profile()
}

/// Builds an analyzer with the user's lexicons, given by name and content.
pub(super) fn build_analyzer(
    profile: &str,
    split: Split,
    lexicons: &[(String, String)],
) -> Result<Analyzer> {
    let builder = Analyzer::builder().profile(profile).split(split);
    lexicons.iter().fold(builder, |builder, (name, text)| builder.lexicon(name, text)).build()
}

/// Options for reading a corpus.
#[derive(Debug, Args)]
pub(super) struct ReadingArgs {
    /// Format of the inputs; auto goes by the file extension
    #[arg(long, default_value = "auto", value_parser = input_format_names())]
    pub(super) input_format: String,
    /// Field or column with the document's id
    #[arg(long, default_value = "id", value_name = "FIELD")]
    pub(super) id_field: String,
    /// Field or column with the text
    #[arg(long, default_value = "text", value_name = "FIELD")]
    pub(super) text_field: String,
    /// Encoding of the inputs, such as windows-1252; without it UTF-8, and a guess with a warning for other text files
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// Skip documents longer than this many bytes
    #[arg(long, default_value_t = 1 << 30, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=u64::from(u32::MAX)))]
    pub(super) max_document_bytes: u64,
}

impl ReadingArgs {
    /// Options for reading the corpus that `inputs` name.
    pub(super) fn corpus_options(&self, inputs: &[String]) -> Result<CorpusOptions> {
        Ok(CorpusOptions {
            inputs: inputs.to_vec(),
            format: self.input_format.clone(),
            id_field: self.id_field.clone(),
            text_field: self.text_field.clone(),
            encoding: self.encoding.as_deref().map(encoding).transpose()?,
            max_document_bytes: self.max_document_bytes as usize,
            ..CorpusOptions::default()
        })
    }
}

/// The names of the input formats with their meanings.
fn input_format_names() -> PossibleValuesParser {
    let value = |(name, meaning)| PossibleValue::new(name).help(meaning);
    PossibleValuesParser::new(input_formats().map(value))
}

/// Finds the encoding by its name.
pub(super) fn encoding(name: &str) -> Result<&'static Encoding> {
    Encoding::for_label(name.as_bytes()).ok_or_else(|| {
        Error::usage(format!("there is no encoding \"{name}\"; try utf-8, windows-1252, iso-8859-2, utf-16le, shift_jis, gb18030"))
    })
}

/// Says that the inputs hold no document.
pub(super) fn nothing_to_read(inputs: &[String]) -> Error {
    Error::usage(format!("nothing to read: no documents in {}", inputs.join(", ")))
}

/// The levels asked for, in the order of the tables, each once.
pub(super) fn levels(args: &[LevelArg]) -> Vec<Level> {
    let mut levels: Vec<Level> = args.iter().map(|level| (*level).into()).collect();
    levels.sort();
    levels.dedup();
    levels
}

/// The name of a value as the command line has it.
pub(super) fn value_name(value: impl ValueEnum + Copy) -> String {
    value.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}

/// Defines arguments that stand for the values of an enum of the library, each with its help.
macro_rules! value_args {
    ($($name:ident for $target:ty { $($variant:ident: $help:literal,)* })*) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
        pub(in crate::cli) enum $name {
            $(#[doc = $help] $variant,)*
        }
        impl From<$name> for $target {
            fn from(value: $name) -> Self {
                match value { $($name::$variant => Self::$variant,)* }
            }
        }
    )*};
}
pub(super) use value_args;

value_args! {
    SplitArg for Split {
        Sentences: "Split into sentences",
        Lines: "Each line is a sentence",
        None: "Each document is one sentence",
    }
    LevelArg for Level {
        Documents: "One row per document",
        Sentences: "One row per sentence",
        Cues: "One row per cue",
        Attributions: "One row per attribution",
    }
}
