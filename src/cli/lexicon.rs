//! `hedgerow lexicon`: list, check and explain cues and rules.

use std::io::{self, Write};
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};

use super::files::{read_text_files, stdout_error};
use super::outcome::Outcome;
use crate::analyzer::Analyzer;
use crate::context::rules;
use crate::error::{Error, Result};
use crate::examples::check_examples;
use crate::language::Language;
use crate::lexicon::{Cue, CueClass, Probability, Side};

const EXAMPLES: &str = "\
Examples:
  hedgerow lexicon list --class hearsay
  hedgerow lexicon show may
  hedgerow lexicon show modal.month
  hedgerow lexicon check my-cues.toml
  hedgerow lexicon weights science | grep suggest";

const LIST_EXAMPLES: &str = "\
Examples:
  hedgerow lexicon list --class hearsay
  hedgerow lexicon list --side booster | cut -f 1
  hedgerow lexicon list --lexicon my-cues.toml";

const CHECK_EXAMPLES: &str = "\
Examples:
  hedgerow lexicon check
  hedgerow lexicon check my-cues.toml";

const WEIGHTS_EXAMPLES: &str = "\
Examples:
  hedgerow lexicon weights
  hedgerow lexicon weights science | grep suggest";

const SHOW_EXAMPLES: &str = "\
Examples:
  hedgerow lexicon show may
  hedgerow lexicon show suggested
      the cues that a word matches
  hedgerow lexicon show modal.month
      a rule, by the id that the cues table has";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct LexiconArgs {
    #[command(subcommand)]
    command: LexiconCommand,
}

#[derive(Debug, Subcommand)]
enum LexiconCommand {
    /// List the cues, one per line, tab-separated
    #[command(after_help = LIST_EXAMPLES)]
    List {
        /// Only this class
        #[arg(long, value_parser = CueClass::ALL.map(CueClass::name))]
        class: Option<String>,
        /// Only this side
        #[arg(long, value_parser = Side::ALL.map(Side::name))]
        side: Option<String>,
        /// Add a lexicon file
        #[arg(long, value_name = "FILE")]
        lexicon: Vec<PathBuf>,
    },
    /// Validate the built-in lexicons, or your own file, and run all examples
    #[command(after_help = CHECK_EXAMPLES)]
    Check {
        /// Lexicon files to check together with the built-in ones
        files: Vec<PathBuf>,
    },
    /// Print learned weights as they are built in
    #[command(after_help = WEIGHTS_EXAMPLES)]
    Weights {
        /// Which: those of sentence ends, of a profile, or of certainty
        #[arg(default_value = "sentences", value_parser = weights_names())]
        name: String,
    },
    /// Explain a cue, or a context rule by its id
    #[command(after_help = SHOW_EXAMPLES)]
    Show {
        /// A cue's headword or a word that matches it, or a rule's id
        cue: String,
        /// Add a lexicon file
        #[arg(long, value_name = "FILE")]
        lexicon: Vec<PathBuf>,
    },
}

/// The names of all learned weights.
fn weights_names() -> PossibleValuesParser {
    PossibleValuesParser::new(["sentences"].into_iter().chain(Language::english().weights_names()))
}

pub(super) fn run(args: LexiconArgs) -> Result<Outcome> {
    let mut out = io::stdout().lock();
    match args.command {
        LexiconCommand::List { class, side, lexicon } => {
            let language = Language::english().with_lexicons(&read_text_files(&lexicon)?)?;
            let cues = language.lexicon().cues().iter().filter(|cue| {
                class.as_ref().is_none_or(|class| cue.class.name() == class)
                    && side.as_ref().is_none_or(|side| cue.side().name() == side)
            });
            list(cues, &mut out).map_err(stdout_error)?;
        }
        LexiconCommand::Check { files } => return check(&files, &mut out),
        LexiconCommand::Show { cue, lexicon } => show(&cue, &lexicon, &mut out)?,
        LexiconCommand::Weights { name } => {
            let language = Language::english();
            let learned = language.file(&format!("weights/{name}.tsv"));
            let text = learned.or_else(|| language.file("sentences.tsv")).unwrap_or_default();
            out.write_all(text.as_bytes()).map_err(stdout_error)?;
        }
    }
    Ok(Outcome::Done)
}

fn list<'l>(cues: impl Iterator<Item = &'l Cue>, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "cue\tclass\tside\tstrength\tprobability\tpatterns")?;
    for cue in cues {
        let (name, class, side, strength) = (&cue.name, cue.class, cue.side(), cue.strength);
        let probability = cue.probability.map(|p| p.mid.to_string()).unwrap_or_default();
        let patterns = cue.patterns.join(" ; ");
        writeln!(out, "{name}\t{class}\t{side}\t{strength}\t{probability}\t{patterns}")?;
    }
    Ok(())
}

fn check(files: &[PathBuf], out: &mut impl Write) -> Result<Outcome> {
    let files = read_text_files(files)?;
    let (language, mut diagnostics) = Language::english().check(&files)?;
    let cues = language.lexicon().cues().len();
    let mut examples = 0;
    if diagnostics.is_empty() {
        let report = check_examples(&language)?;
        examples = report.checked;
        diagnostics = report.failures;
    }
    let mut lines: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    lines.push(if diagnostics.is_empty() {
        format!("{cues} cues, {examples} examples: all well")
    } else {
        format!("{} mistakes in {cues} cues", diagnostics.len())
    });
    lines.iter().try_for_each(|line| writeln!(out, "{line}")).map_err(stdout_error)?;
    Ok(if diagnostics.is_empty() { Outcome::Done } else { Outcome::Flawed })
}

fn show(name: &str, files: &[PathBuf], out: &mut impl Write) -> Result<()> {
    if let Some(rule) = rules::by_id(name) {
        return describe_rule(rule, out).map_err(stdout_error);
    }
    let language = Language::english().with_lexicons(&read_text_files(files)?)?;
    let lexicon = language.lexicon();
    let normal = name.to_lowercase();
    let mut found: Vec<&Cue> =
        lexicon.cues().iter().filter(|cue| cue.name == normal || cue.id() == normal).collect();
    if found.is_empty() {
        // The cues that match it as it would stand in a text.
        let analysis = Analyzer::builder().language(&language).build()?.analyze(name)?;
        found = analysis.cues.iter().map(|m| &lexicon.cues()[m.cue]).collect();
    }
    if found.is_empty() {
        return Err(Error::usage(format!(
            "there is no cue and no rule \"{name}\"; `hedgerow lexicon list` shows the cues there are"
        )));
    }
    found.into_iter().try_for_each(|cue| describe_cue(cue, out)).map_err(stdout_error)
}

fn describe_rule(rule: &rules::Rule, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "rule {}", rule.id)?;
    writeln!(out, "  what     {}", rule.what)?;
    writeln!(out, "  why      {}", rule.why)?;
    writeln!(out, "  example  {}", rule.example)?;
    writeln!(out, "  limits   {}", rule.limits)
}

fn describe_cue(cue: &Cue, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{} ({}, {})", cue.name, cue.class, cue.side())?;
    writeln!(out, "  patterns    {}", cue.patterns.join(" ; "))?;
    writeln!(out, "  strength    {}", cue.strength)?;
    if let Some(probability) = cue.probability {
        let Probability { low, mid, high } = probability;
        writeln!(out, "  probability {mid:.2} (half of readers: {low:.2}–{high:.2})")?;
    }
    if let Some(family) = &cue.family {
        writeln!(out, "  rules       {family}")?;
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
