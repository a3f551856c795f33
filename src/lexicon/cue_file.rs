//! Reads cue files: TOML to [`Cue`]s, with every mistake's file and line.

use serde::Deserialize;
use toml::Spanned;

use super::class::CueClass;
use super::compiler::Compiler;
use super::cue::Cue;
use super::family::{Families, Roles};
use super::pattern::{Conditions, NeighborSet};
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
    attribution: Option<bool>,
    attribution_only: Option<bool>,
    literal: Option<bool>,
    require_before: Option<Vec<String>>,
    require_after: Option<Vec<String>>,
    exclude_before: Option<Vec<String>>,
    exclude_after: Option<Vec<String>>,
    core: Option<Vec<String>>,
    profiles: Option<Vec<String>>,
    examples: Option<Vec<String>>,
    counter_examples: Option<Vec<String>>,
}

/// The classes whose entries may express a probability: how likely, how often, how surely.
const WITH_PROBABILITY: [CueClass; 5] = [
    CueClass::Possibility,
    CueClass::Probability,
    CueClass::Belief,
    CueClass::VagueQuantity,
    CueClass::Emphatic,
];

pub(super) struct CueFileReader<'a> {
    pub(super) compiler: Compiler<'a>,
    pub(super) likelihood: Likelihood,
    pub(super) families: &'a Families,
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
        let data = data_file::read::<CueFile>(text, file);
        let data = data.map_err(|e| mistakes.extend(e.into_diagnostics()));
        let Ok(data) = data else { return Vec::new() };
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
            match self.cue(raw, default_class, file, line) {
                Ok(cue) => cues.push(cue),
                Err(messages) => messages.into_iter().for_each(|m| report(line, m)),
            }
        }
        cues
    }

    fn cue(
        &mut self,
        raw: RawCue,
        default_class: Option<CueClass>,
        file: &str,
        line: usize,
    ) -> Result<Cue, Vec<String>> {
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
            Some(family) => self.families.get_key_value(family).map(Some).ok_or_else(|| {
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
            && !WITH_PROBABILITY.contains(class)
        {
            let classes = WITH_PROBABILITY.map(CueClass::name).join(", ");
            wrong.push(format!(
                "\"{name}\" has a probability, but its class {class} has none; only {classes} do"
            ));
        }
        let unknown = |name: &&String| !self.profiles.contains(&name.as_str());
        wrong.extend(raw.profiles.iter().flatten().filter(unknown).map(|name| {
            let known = self.profiles.join(", ");
            format!("there is no profile \"{name}\"; the profiles are {known}")
        }));
        let patterns = raw.patterns.unwrap_or_else(|| vec![name.clone()]);
        if patterns.is_empty() {
            wrong.push(format!(
                "\"{name}\" has an empty list of patterns; leave the key out to match the headword"
            ));
        }
        let compiler = &mut self.compiler;
        let compiled = patterns.iter().filter_map(|p| noted(compiler.pattern(p), &mut wrong));
        let compiled = compiled.collect();
        let core = raw.core.iter().flatten();
        let core = core.filter_map(|text| noted(compiler.core(text), &mut wrong));
        let core = core.flatten().collect();
        let mut neighbors = |list: Option<Vec<String>>, edge| {
            let list = list.filter(|list| !list.is_empty())?;
            let mut set = Box::<NeighborSet>::default();
            for text in &list {
                noted(compiler.neighbor(text, edge, &mut set), &mut wrong);
            }
            Some(set)
        };
        let conditions = Conditions {
            require_before: neighbors(raw.require_before, "^"),
            require_after: neighbors(raw.require_after, "$"),
            exclude_before: neighbors(raw.exclude_before, "^"),
            exclude_after: neighbors(raw.exclude_after, "$"),
        };
        let (class, family) = (noted(class, &mut wrong), noted(family, &mut wrong));
        let (Some(class), Some(family), true) = (class, family, wrong.is_empty()) else {
            return Err(wrong);
        };
        let attribution_only = raw.attribution_only.unwrap_or_default();
        Ok(Cue {
            key: hash_word(&format!("{class}/{name}")),
            name,
            class,
            patterns,
            compiled,
            strength: raw.strength,
            probability,
            probability_origin: raw.probability.map(Written::origin),
            family: family.map(|(name, _)| name.clone()),
            roles: family.map_or(Roles::empty(), |(_, roles)| *roles),
            attribution: raw.attribution.unwrap_or_default() || attribution_only,
            attribution_only,
            literal: raw.literal.unwrap_or_default(),
            conditions,
            core,
            own: false,
            profiles: raw.profiles,
            examples: raw.examples.unwrap_or_default(),
            counter_examples: raw.counter_examples.unwrap_or_default(),
            file: file.to_owned(),
            line,
        })
    }
}

/// Returns the value; a mistake goes to `wrong`.
fn noted<T>(result: Result<T, String>, wrong: &mut Vec<String>) -> Option<T> {
    result.map_err(|message| wrong.push(message)).ok()
}

fn unknown_class(name: &str) -> String {
    let names: Vec<&str> = CueClass::ALL.iter().map(|c| c.name()).collect();
    format!("there is no class \"{name}\"; the classes are {}", names.join(", "))
}
