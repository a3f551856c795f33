//! Reads cue files: TOML to [`Cue`]s, with every mistake's file and line.

use serde::Deserialize;
use toml::Spanned;

use super::class::CueClass;
use super::compiler::Compiler;
use super::cue::{Cue, ProfileSet};
use super::family::Families;
use super::pattern::Neighbour;
use super::probability::{Likelihood, Written};
use crate::data_file::{self, DataFormat};
use crate::error::{Diagnostic, line_of};
use crate::word::hash_word;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CueFile {
    #[serde(rename = "format")]
    _format: DataFormat,
    class: Option<Spanned<String>>,
    #[serde(default)]
    cue: Vec<RawCue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCue {
    cue: Spanned<String>,
    class: Option<String>,
    patterns: Option<Vec<String>>,
    strength: f64,
    probability: Option<Written>,
    family: Option<String>,
    #[serde(default)]
    attribution: bool,
    #[serde(default)]
    attribution_only: bool,
    #[serde(default)]
    literal: bool,
    #[serde(default)]
    require_before: Vec<String>,
    #[serde(default)]
    require_after: Vec<String>,
    #[serde(default)]
    exclude_before: Vec<String>,
    #[serde(default)]
    exclude_after: Vec<String>,
    #[serde(default)]
    core: Vec<String>,
    profiles: Option<Vec<String>>,
    #[serde(default)]
    examples: Vec<String>,
    #[serde(default)]
    counter_examples: Vec<String>,
}

/// Reads cue files.
pub(super) struct CueFileReader<'a> {
    pub(super) compiler: Compiler<'a>,
    pub(super) likelihood: Likelihood,
    pub(super) families: &'a Families,
    /// The profiles that cues may name.
    pub(super) profiles: &'a [&'a str],
}

impl CueFileReader<'_> {
    /// Reads one cue file. Appends mistakes to `mistakes` and leaves out the entries that have one.
    pub(super) fn read(
        &mut self,
        text: &str,
        file: &str,
        mistakes: &mut Vec<Diagnostic>,
    ) -> Vec<Cue> {
        let data: CueFile = match data_file::read(text, file) {
            Ok(data) => data,
            Err(e) => {
                mistakes.extend(e.into_diagnostics());
                return Vec::new();
            }
        };
        let mut report = |line: usize, message: String| {
            mistakes.push(Diagnostic { file: file.to_owned(), line, message });
        };
        let default_class = data.class.as_ref().and_then(|class| {
            let found = CueClass::from_name(class.get_ref());
            if found.is_none() {
                report(line_of(text, class.span().start), unknown_class(class.get_ref()));
            }
            found
        });
        let mut cues = Vec::new();
        // Lines are counted on from entry to entry, since entries come in order.
        let (mut line, mut counted) = (1, 0);
        for raw in data.cue {
            let start = raw.cue.span().start;
            line += line_of(&text[counted..], start - counted) - 1;
            counted = start;
            match self.cue(raw, default_class) {
                Ok(mut cue) => {
                    file.clone_into(&mut cue.file);
                    cue.line = line;
                    cues.push(cue);
                }
                Err(messages) => messages.into_iter().for_each(|m| report(line, m)),
            }
        }
        cues
    }

    fn cue(&mut self, raw: RawCue, default_class: Option<CueClass>) -> Result<Cue, Vec<String>> {
        let compiler = &mut self.compiler;
        let mut wrong = Vec::new();
        let name = raw.cue.into_inner();
        if name.trim().is_empty() {
            return Err(vec!["cue is empty; give the headword".to_owned()]);
        }
        let class = match &raw.class {
            Some(class) => CueClass::from_name(class).ok_or_else(|| unknown_class(class)),
            None => default_class.ok_or_else(|| {
                format!("\"{name}\" has no class; set class in the entry or at the top of the file")
            }),
        };
        let family = match raw.family.as_deref() {
            None | Some("none") => Ok(None),
            Some(family) => self.families.get(family).cloned().map(Some).ok_or_else(|| {
                let names: Vec<&str> = self.families.keys().map(String::as_str).collect();
                format!("there is no family \"{family}\"; the families are {}", names.join(", "))
            }),
        };
        if !(0.0..=1.0).contains(&raw.strength) {
            wrong.push(format!("strength of \"{name}\" must lie between 0 and 1"));
        }
        let probability = raw.probability.and_then(|p| p.read(self.likelihood.spread));
        if raw.probability.is_some() && probability.is_none() {
            wrong.push(format!(
            "probability of \"{name}\" must lie between 0 and 1: the median, or [low, median, high]"
        ));
        }
        if let (Some(_), Ok(class)) = (raw.probability, &class)
            && !matches!(class, CueClass::Possibility | CueClass::Probability | CueClass::Belief)
        {
            wrong.push(format!("\"{name}\" has a probability, but its class {class} has none; only possibility, probability and belief do"));
        }
        let profiles = raw.profiles.map_or(ProfileSet::All, ProfileSet::Only);
        if let ProfileSet::Only(names) = &profiles {
            let unknown = names.iter().filter(|name| !self.profiles.contains(&name.as_str()));
            wrong.extend(unknown.map(|name| {
                let known = self.profiles.join(", ");
                format!("there is no profile \"{name}\"; the profiles are {known}")
            }));
        }
        let patterns = raw.patterns.unwrap_or_else(|| vec![name.clone()]);
        if patterns.is_empty() {
            wrong.push(format!(
                "\"{name}\" has an empty list of patterns; leave the key out to match the headword"
            ));
        }
        let mut compiled = Vec::new();
        for pattern in &patterns {
            match compiler.pattern(pattern) {
                Ok(found) => compiled.push(found),
                Err(message) => wrong.push(message),
            }
        }
        let mut core = Vec::new();
        for text in &raw.core {
            match compiler.core(text) {
                Ok(words) => core.extend(words),
                Err(message) => wrong.push(message),
            }
        }
        let mut neighbours = |list: &[String]| -> Vec<Neighbour> {
            let mut out = Vec::new();
            for text in list {
                match compiler.neighbour(text) {
                    Ok(neighbour) => out.push(neighbour),
                    Err(message) => wrong.push(message),
                }
            }
            out
        };
        let (require_before, require_after) =
            (neighbours(&raw.require_before), neighbours(&raw.require_after));
        let (exclude_before, exclude_after) =
            (neighbours(&raw.exclude_before), neighbours(&raw.exclude_after));
        let (class, family) = match (class, family) {
            (Ok(class), Ok(family)) if wrong.is_empty() => (class, family),
            (class, family) => {
                wrong.extend(class.err());
                wrong.extend(family.err());
                return Err(wrong);
            }
        };
        Ok(Cue {
            key: hash_word(&format!("{class}/{name}")),
            name,
            class,
            patterns,
            compiled,
            strength: raw.strength,
            probability,
            family,
            attribution: raw.attribution || raw.attribution_only,
            attribution_only: raw.attribution_only,
            literal: raw.literal,
            require_before,
            require_after,
            exclude_before,
            exclude_after,
            core,
            profiles,
            examples: raw.examples,
            counter_examples: raw.counter_examples,
            file: String::new(),
            line: 0,
        })
    }
}

fn unknown_class(name: &str) -> String {
    let names: Vec<&str> = CueClass::ALL.iter().map(|c| c.name()).collect();
    format!("there is no class \"{name}\"; the classes are {}", names.join(", "))
}
