//! `hedgerow lexicon`: list, check and explain cues and rules.

use std::io::Write;
use std::path::PathBuf;

use clap::Subcommand;
use clap::builder::PossibleValuesParser;

use super::files::{read_text_files, stdout_error};
use super::outcome::{Outcome, counted};
use crate::analyzer::Analyzer;
use crate::context::rules::{self, Rule};
use crate::error::{Error, Result};
use crate::examples::check_examples;
use crate::language::Language;
use crate::lexicon::{Cue, CueClass, Probability, ProbabilityOrigin, Scale, Side};

pub(super) const EXAMPLES: &str = "\
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

#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
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
        /// Which: those of sentence ends, of a profile, of certainty, or of modal verbs
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
    PossibleValuesParser::new(
        ["sentences", "readings"].into_iter().chain(Language::english().weights_names()),
    )
}

pub(super) fn run(command: LexiconCommand) -> Result<Outcome> {
    let mut outcome = Outcome::Done;
    let text = match command {
        LexiconCommand::List { class, side, lexicon } => {
            let language = Language::english().with_lexicons(&read_text_files(&lexicon)?)?;
            let cues = language.lexicon().cues().iter().filter(|cue| {
                class.as_ref().is_none_or(|class| cue.class.name() == class)
                    && side.as_ref().is_none_or(|side| cue.side().name() == side)
            });
            let header = "cue\tclass\tside\tstrength\tprobability\tpatterns\n".to_owned();
            std::iter::once(header).chain(cues.map(line)).collect()
        }
        LexiconCommand::Check { files } => {
            let (lines, mistakes) = check(&files)?;
            outcome = if mistakes { Outcome::Flawed } else { Outcome::Done };
            lines
        }
        LexiconCommand::Show { cue, lexicon } => show(&cue, &lexicon)?,
        LexiconCommand::Weights { name } => {
            let language = Language::english();
            let learned = language.file(&format!("weights/{name}.tsv"));
            learned.or_else(|| language.file("sentences.tsv")).unwrap_or_default().to_owned()
        }
    };
    std::io::stdout().write_all(text.as_bytes()).map_err(stdout_error)?;
    Ok(outcome)
}

/// The line of a cue in the list.
fn line(cue: &Cue) -> String {
    let (name, class, side, strength) = (&cue.name, cue.class, cue.side(), cue.strength);
    let probability = cue.probability.map(|p| p.mid.to_string()).unwrap_or_default();
    let patterns = cue.patterns.join(" ; ");
    format!("{name}\t{class}\t{side}\t{strength}\t{probability}\t{patterns}\n")
}

/// Checks the lexicons; returns what to say of them, and if there are mistakes.
fn check(files: &[PathBuf]) -> Result<(String, bool)> {
    let (language, mut mistakes) = Language::english().check(&read_text_files(files)?)?;
    let cues = counted(language.lexicon().cues().len() as u64, "cue");
    let mut examples = 0;
    if mistakes.is_empty() {
        let report = check_examples(&language)?;
        examples = report.checked as u64;
        mistakes = report.failures;
    }
    if mistakes.is_empty() {
        return Ok((format!("{cues}, {}: all well\n", counted(examples, "example")), false));
    }
    let lines: String = mistakes.iter().map(|mistake| mistake.to_string() + "\n").collect();
    let count = counted(mistakes.len() as u64, "mistake");
    Ok((format!("{lines}{count} in {cues}\n"), true))
}

fn show(name: &str, files: &[PathBuf]) -> Result<String> {
    if let Some(Rule { id, what, why, example, limits, .. }) = rules::by_id(name) {
        return Ok(format!(
            "rule {id}\n  what     {what}\n  why      {why}\n  example  {example}\n  limits   {limits}\n"
        ));
    }
    let language = Language::english().with_lexicons(&read_text_files(files)?)?;
    let lexicon = language.lexicon();
    let normal = name.to_lowercase();
    let analyzer = Analyzer::builder().language(&language).build()?;
    let mut found: Vec<&Cue> =
        lexicon.cues().iter().filter(|cue| cue.name == normal || cue.id() == normal).collect();
    if found.is_empty() {
        // The cues that match it as it would stand in a text.
        let analysis = analyzer.analyze(name)?;
        found = analysis.cues.iter().map(|m| &lexicon.cues()[m.cue]).collect();
    }
    if found.is_empty() {
        return Err(Error::usage(format!(
            "there is no cue and no rule \"{name}\"; `hedgerow lexicon list` shows the cues there are"
        )));
    }
    let scales = language.scales()?;
    let mut text = String::new();
    for cue in found {
        text += &description(cue, on_scales(cue, &scales, &analyzer)?);
    }
    Ok(text)
}

/// What official scales lay down that the phrases of a cue mean, if they have any.
fn on_scales(cue: &Cue, scales: &[Scale], analyzer: &Analyzer) -> Result<Option<String>> {
    let mut bounds = Vec::new();
    for (scale, term) in scales.iter().flat_map(|scale| scale.terms().map(move |t| (scale, t))) {
        let phrase = &term.phrase;
        let matches = analyzer.analyze(phrase)?.cues;
        let whole = matches.iter().find(|found| found.span.range() == (0..phrase.len()));
        if whole.is_none_or(|found| analyzer.lexicon().cues()[found.cue].id() != cue.id()) {
            continue;
        }
        let percent = |share: f64| format!("{:.0}", 100.0 * share);
        let (low, high) = (percent(term.low), percent(term.high));
        let named = if *phrase == cue.name { String::new() } else { format!(" \"{phrase}\"") };
        bounds.push(format!("{}{named}: {low}–{high} %", scale.name));
    }
    Ok((!bounds.is_empty()).then(|| bounds.join("; ")))
}

fn description(cue: &Cue, scales: Option<String>) -> String {
    let Cue { name, class, strength, file, line, .. } = cue;
    let probability = cue.probability.map(|Probability { low, mid, high }| {
        let origin = match cue.probability_origin {
            Some(ProbabilityOrigin::Survey) => "half of readers",
            _ => "a judgment, no survey",
        };
        ("probability", format!("{mid:.2} ({origin}: {low:.2}–{high:.2})"))
    });
    let family = cue.family.as_ref().map(|family| ("rules", family.clone()));
    let counts = cue.examples.iter().map(|example| ("counts", example.clone()));
    let does_not = cue.counter_examples.iter().map(|example| ("does not", example.clone()));
    let rows = [("patterns", cue.patterns.join(" ; ")), ("strength", strength.to_string())]
        .into_iter()
        .chain(probability)
        .chain(scales.map(|bounds| ("scales", bounds)))
        .chain(family)
        .chain([("from", format!("{file}:{line}"))])
        .chain(counts)
        .chain(does_not);
    let row = |(what, value)| format!("  {what:<11} {value}\n");
    format!("{name} ({class}, {})\n{}\n", cue.side(), rows.map(row).collect::<String>())
}
