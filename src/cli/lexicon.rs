//! `hedgerow lexicon`: list, check, show.

use std::io::Write;
use std::path::PathBuf;

use super::args::LexiconCommand;
use super::{Outcome, read_files, stdout_error};
use crate::analyzer::Analyzer;
use crate::context::rules;
use crate::error::{Error, Result};
use crate::examples::check_examples;
use crate::lexicon::{Cue, CueClass, Lexicon, PROFILE_NAMES, Probability, Profile, Side};
use crate::text::ENGLISH_WEIGHTS;
use crate::weights::builtin_text;

pub(super) fn run(command: LexiconCommand) -> Result<Outcome> {
    match command {
        LexiconCommand::List { class, side, lexicon } => list(class, side, &lexicon),
        LexiconCommand::Check { files } => check(&files),
        LexiconCommand::Show { cue, lexicon } => show(&cue, &lexicon),
        LexiconCommand::Weights { name } => {
            let mut out = std::io::stdout().lock();
            let text = builtin_text(&name).unwrap_or(ENGLISH_WEIGHTS);
            out.write_all(text.as_bytes()).map_err(stdout_error)?;
            Ok(Outcome::Done)
        }
    }
}

fn load(files: &[PathBuf]) -> Result<Lexicon> {
    Lexicon::with_user_files(&read_files(files)?)
}

fn list(class: Option<String>, side: Option<String>, files: &[PathBuf]) -> Result<Outcome> {
    let class = class
        .map(|name| {
            CueClass::from_name(&name).ok_or_else(|| {
                let names: Vec<&str> = CueClass::ALL.iter().map(|c| c.name()).collect();
                Error::usage(format!(
                    "there is no class \"{name}\"; the classes are {}",
                    names.join(", ")
                ))
            })
        })
        .transpose()?;
    let side = side
        .map(|name| {
            Side::from_name(&name).ok_or_else(|| {
                Error::usage(format!(
                    "there is no side \"{name}\"; the sides are hedge, booster, evidence"
                ))
            })
        })
        .transpose()?;
    let lexicon = load(files)?;
    let mut out = std::io::stdout().lock();
    writeln!(out, "cue\tclass\tside\tstrength\tprobability\tpatterns").map_err(stdout_error)?;
    for cue in lexicon.cues() {
        if class.is_some_and(|c| c != cue.class) || side.is_some_and(|s| s != cue.side()) {
            continue;
        }
        let probability = cue.probability.map(|p| p.mid.to_string()).unwrap_or_default();
        writeln!(
            out,
            "{}\t{}\t{}\t{}\t{probability}\t{}",
            cue.name,
            cue.class,
            cue.side(),
            cue.strength,
            cue.patterns.join(" ; ")
        )
        .map_err(stdout_error)?;
    }
    Ok(Outcome::Done)
}

fn check(files: &[PathBuf]) -> Result<Outcome> {
    let files = read_files(files)?;
    let (lexicon, mut diagnostics) = Lexicon::check(&files);
    let mut checked = 0;
    if diagnostics.is_empty() {
        for name in PROFILE_NAMES {
            Profile::builtin(name)?.check(&lexicon)?;
        }
        let report = check_examples(&files)?;
        checked = report.checked;
        diagnostics = report.failures;
    }
    let mut out = std::io::stdout().lock();
    for diagnostic in &diagnostics {
        writeln!(out, "{diagnostic}").map_err(stdout_error)?;
    }
    if diagnostics.is_empty() {
        writeln!(out, "{} cues, {checked} examples: all well", lexicon.cues().len())
            .map_err(stdout_error)?;
        Ok(Outcome::Done)
    } else {
        writeln!(out, "{} mistakes in {} cues", diagnostics.len(), lexicon.cues().len())
            .map_err(stdout_error)?;
        Ok(Outcome::Flawed)
    }
}

fn show(name: &str, files: &[PathBuf]) -> Result<Outcome> {
    let mut out = std::io::stdout().lock();
    if let Some(rule) = rules::by_id(name) {
        writeln!(
            out,
            "rule {}\n  what     {}\n  why      {}\n  example  {}\n  limits   {}",
            rule.id, rule.what, rule.why, rule.example, rule.limits
        )
        .map_err(stdout_error)?;
        return Ok(Outcome::Done);
    }
    let lexicon = load(files)?;
    let normal = name.to_lowercase();
    let mut found: Vec<&Cue> =
        lexicon.cues().iter().filter(|cue| cue.name == normal || cue.id() == normal).collect();
    if found.is_empty() {
        found = matching(&lexicon, name, files)?;
    }
    if found.is_empty() {
        return Err(Error::usage(format!(
            "there is no cue and no rule \"{name}\"; `hedgerow lexicon list` shows the cues there are"
        )));
    }
    for cue in found {
        describe(cue, &mut out).map_err(stdout_error)?;
    }
    Ok(Outcome::Done)
}

/// The cues that match a word or phrase as it would stand in a text.
fn matching<'l>(lexicon: &'l Lexicon, text: &str, files: &[PathBuf]) -> Result<Vec<&'l Cue>> {
    let mut builder = Analyzer::builder();
    for (file, text) in read_files(files)? {
        builder = builder.lexicon(&file, &text);
    }
    let analysis = builder.build()?.analyze(text)?;
    Ok(analysis.cues.iter().map(|m| &lexicon.cues()[m.cue]).collect())
}

fn describe(cue: &Cue, out: &mut impl Write) -> std::io::Result<()> {
    writeln!(out, "{} ({}, {})", cue.name, cue.class, cue.side())?;
    writeln!(out, "  patterns    {}", cue.patterns.join(" ; "))?;
    writeln!(out, "  strength    {}", cue.strength)?;
    if let Some(probability) = cue.probability {
        let Probability { low, mid, high } = probability;
        writeln!(out, "  probability {mid:.2} (half of readers: {low:.2}–{high:.2})")?;
    }
    if let Some(family) = cue.family {
        writeln!(out, "  rules       {}", family.name())?;
    }
    writeln!(out, "  from        {}:{}", cue.file, cue.line)?;
    for example in &cue.examples {
        writeln!(out, "  counts      {example}")?;
    }
    for example in &cue.counter_examples {
        writeln!(out, "  does not    {example}")?;
    }
    writeln!(out)
}
