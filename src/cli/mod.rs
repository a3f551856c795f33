//! The command line, the only part that prints.
//!
//! Each command is a file or folder with its arguments, the examples of its `--help`, and a
//! function `run`.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a shell has to

mod advice;
mod bench;
mod eval;
mod files;
mod finished_run;
mod gold;
mod interrupt;
mod kwic;
mod lexicon;
mod options;
mod outcome;
mod progress;
#[cfg(feature = "html")]
mod report;
mod sanitize;
mod score;
mod score_corpus;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod terminal;
mod train;
mod wrap;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::error::Result;
use interrupt::AtInterrupt;
use outcome::{Outcome, exit_code};

const EXAMPLES: &str = "\
Examples:
  hedgerow score articles/ --out scores
      scores every article in a folder: scores/documents.csv and scores/run.json
  hedgerow score news.jsonl --level documents,cues --keep publisher,date --out scores
      a corpus with one JSON object a line, with all cues and two metadata columns
  hedgerow show article.txt
      one article in the terminal, every cue marked, with its scores

Exit codes: 0 all well; 1 some documents failed and were listed, or a check
found mistakes; 2 wrong usage or nothing to read; 3 output could not be
written; 70 the program itself is at fault; 130 interrupted.";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  hedgerow completions bash > ~/.local/share/bash-completion/completions/hedgerow
  hedgerow completions zsh > ~/.zfunc/_hedgerow
  hedgerow completions fish > ~/.config/fish/completions/hedgerow.fish";

/// Tells how speculative a text is: hedges, boosters and evidence, scored and
/// explained down to the word.
#[derive(Debug, Parser)]
#[command(name = "hedgerow", version, after_help = EXAMPLES, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Score a corpus: tables of documents, sentences, cues, attributions
    Score(score::ScoreArgs),
    /// Show one text in the terminal with its cues marked and its scores
    Show(show::ShowArgs),
    /// Make one self-contained HTML page of a text, a corpus or a finished run
    #[cfg(feature = "html")]
    Report(report::ReportArgs),
    /// Serve the local page: paste a text and see it marked as you type
    #[cfg(feature = "serve")]
    Serve(serve::ServeArgs),
    /// List every occurrence of a cue, class, side or phrase in its context
    Kwic(kwic::KwicArgs),
    /// Measure speed: the stages, the whole job on 1, 2, 4 … threads, memory
    Bench(bench::BenchArgs),
    /// Measure against annotated text: precision, recall, F1, commonest errors
    Eval(eval::EvalArgs),
    /// Learn weights again from annotated text
    Train(train::TrainArgs),
    /// Look into, check and explain the lexicons
    #[command(subcommand, after_help = lexicon::EXAMPLES)]
    Lexicon(lexicon::LexiconCommand),
    /// Print completions for a shell
    #[command(after_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

impl Command {
    /// What the first signal to end does.
    fn at_interrupt(&self) -> AtInterrupt {
        match self {
            Self::Score(_) | Self::Kwic(_) | Self::Bench(_) => AtInterrupt::TidyUp,
            #[cfg(feature = "html")]
            Self::Report(_) => AtInterrupt::TidyUp,
            #[cfg(feature = "serve")]
            Self::Serve(_) => AtInterrupt::Stop,
            _ => AtInterrupt::Exit,
        }
    }
}

/// Runs the program and returns its exit code: 0 all well, 1 some documents failed or a check
/// found mistakes, 2 wrong usage or unusable input, 3 output could not be written, 70 internal
/// error, 130 interrupted.
pub fn main() -> ExitCode {
    match Arguments::try_parse() {
        Ok(arguments) => {
            interrupt::listen(arguments.command.at_interrupt());
            exit_code(dispatch(arguments.command))
        }
        Err(e) => {
            // Help and version are such errors too, but belong on standard output.
            let _ = e.print();
            ExitCode::from(if e.use_stderr() { 2 } else { 0 })
        }
    }
}

fn dispatch(command: Command) -> Result<Outcome> {
    match command {
        Command::Score(args) => score::run(&args),
        Command::Show(args) => show::run(&args),
        #[cfg(feature = "html")]
        Command::Report(args) => report::run(&args),
        #[cfg(feature = "serve")]
        Command::Serve(args) => serve::run(&args),
        Command::Kwic(args) => kwic::run(&args),
        Command::Bench(args) => bench::run(&args),
        Command::Eval(args) => eval::run(&args),
        Command::Train(args) => train::run(&args),
        Command::Lexicon(command) => lexicon::run(command),
        Command::Completions { shell } => {
            let mut command = Arguments::command();
            clap_complete::generate(shell, &mut command, "hedgerow", &mut std::io::stdout());
            Ok(Outcome::Done)
        }
    }
}
