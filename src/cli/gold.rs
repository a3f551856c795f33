//! The annotated files that `eval` and `train` read.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::files::read_text_file;
use super::options::{default_profile, profile_names};
use crate::error::Result;
use crate::lab::eval::{Gold, read_gold};
use crate::language::Language;

/// The annotated files and their profiles.
#[derive(Debug, Args)]
pub(super) struct GoldArgs {
    /// Gold files: JSON, one object a line; `PROFILE=FILE` for a profile of its own
    #[arg(required = true, value_name = "[PROFILE=]GOLD.jsonl")]
    files: Vec<String>,
    /// What to measure or learn; auto goes by the fields of the files
    #[arg(long, value_enum, default_value_t = TaskArg::Auto)]
    task: TaskArg,
    /// Profile of files that are given without one
    #[arg(long, default_value = default_profile(), value_parser = profile_names())]
    profile: String,
}

/// The subject of measuring and learning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TaskArg {
    /// By the fields of the files
    Auto,
    /// Where sentences end
    Sentences,
    /// What sentences that are given one by one say of themselves
    Hedging,
}

/// An annotated file and the profile that judges its texts.
pub(super) struct GoldFile {
    pub(super) name: String,
    pub(super) content: String,
    pub(super) profile: String,
}

/// The files by what they annotate.
pub(super) enum GoldFiles {
    SentenceEnds(Vec<GoldFile>),
    Hedging(Vec<GoldFile>),
}

impl GoldArgs {
    /// Reads the files.
    pub(super) fn read(&self) -> Result<GoldFiles> {
        let files = self.files.iter().map(|name| self.read_file(name));
        let files: Vec<GoldFile> = files.collect::<Result<_>>()?;
        let about_ends = match self.task {
            TaskArg::Auto => files.first().is_some_and(GoldFile::has_sentence_ends),
            TaskArg::Sentences => true,
            TaskArg::Hedging => false,
        };
        Ok(if about_ends { GoldFiles::SentenceEnds(files) } else { GoldFiles::Hedging(files) })
    }

    fn read_file(&self, argument: &str) -> Result<GoldFile> {
        let own = argument
            .split_once('=')
            .filter(|(profile, _)| Language::english().has_profile(profile));
        let (profile, path) = own.unwrap_or((&self.profile, argument));
        let content = read_text_file(Path::new(path))?;
        Ok(GoldFile { name: path.to_owned(), content, profile: profile.to_owned() })
    }
}

impl GoldFile {
    /// Tells by its first line whether the file says where sentences end.
    fn has_sentence_ends(&self) -> bool {
        let line = self.content.lines().find(|line| !line.trim().is_empty());
        let row: serde_json::Value = serde_json::from_str(line.unwrap_or("{}")).unwrap_or_default();
        row.get("ends").is_some() || row.get("sentences").is_some()
    }
}

/// Reads annotated sentences; returns each file with its profile.
pub(super) fn read_gold_files(files: &[GoldFile]) -> Result<Vec<(String, Gold)>> {
    let read = |file: &GoldFile| Ok((file.profile.clone(), read_gold(&file.name, &file.content)?));
    files.iter().map(read).collect()
}
