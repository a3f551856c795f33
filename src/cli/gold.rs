//! The annotated files that `eval` and `train` read.

use std::path::Path;

use clap::{Args, ValueEnum};

use super::files::read_text_file;
use super::options::{default_profile, profile_names};
use crate::error::Result;
use crate::lab::eval::{Gold, GoldDocument, read_gold, read_sentences};
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

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TaskArg {
    /// By the fields of the files
    Auto,
    /// Where sentences end
    Sentences,
    /// What sentences that are given one by one say of themselves
    Hedging,
}

/// The files by what they annotate.
pub(super) enum GoldFiles {
    /// Documents with their sentence ends, each file with its name.
    SentenceEnds(Vec<(String, Vec<GoldDocument>)>),
    /// Annotated sentences, each file with its profile.
    Hedging(Vec<(String, Gold)>),
}

impl GoldArgs {
    pub(super) fn read(&self) -> Result<GoldFiles> {
        let read = |argument: &String| {
            let own = argument
                .split_once('=')
                .filter(|(profile, _)| Language::english().has_profile(profile));
            let (profile, name) = own.unwrap_or((&self.profile, argument));
            let content = read_text_file(Path::new(name))?;
            Ok((name.to_owned(), profile.to_owned(), content))
        };
        let files: Vec<_> = self.files.iter().map(read).collect::<Result<_>>()?;
        let about_ends = match self.task {
            TaskArg::Auto => {
                files.first().is_some_and(|(_, _, content)| has_sentence_ends(content))
            }
            TaskArg::Sentences => true,
            TaskArg::Hedging => false,
        };
        let files = files.into_iter();
        Ok(if about_ends {
            let read = |(name, _, content): (String, _, String)| {
                let documents = read_sentences(&name, &content)?;
                Ok((name, documents))
            };
            GoldFiles::SentenceEnds(files.map(read).collect::<Result<_>>()?)
        } else {
            let read = |(name, profile, content): (String, _, String)| {
                Ok((profile, read_gold(&name, &content)?))
            };
            GoldFiles::Hedging(files.map(read).collect::<Result<_>>()?)
        })
    }
}

/// Tells by the first line of a file whether it says where sentences end.
fn has_sentence_ends(content: &str) -> bool {
    let line = content.lines().find(|line| !line.trim().is_empty()).unwrap_or("{}");
    let row: serde_json::Value = serde_json::from_str(line).unwrap_or_default();
    row.get("ends").is_some() || row.get("sentences").is_some()
}
