//! The command line. The only part that prints.
#![allow(clippy::print_stdout, clippy::print_stderr)] // a shell has to

mod advice;
mod args;
mod bench;
mod columns;
mod eval;
mod failures;
mod kwic;
mod lexicon;
mod printable;
mod progress;
#[cfg(feature = "html")]
mod report;
mod running;
mod score;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod terminal;
mod train;

use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use crate::error::{Error, ErrorKind, Result};
use crate::lexicon::PROFILE_NAMES;
use args::{Args, Command};

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All went well.
    Done,
    /// Some documents failed and were listed, or a check found mistakes.
    Flawed,
}

/// Runs the program: 0 all well, 1 some documents failed, 2 usage, 3 output
/// could not be written, 70 internal error, 130 interrupted.
pub fn main() -> ExitCode {
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(e) => {
            let code = if e.use_stderr() { 2 } else { 0 };
            let _ = e.print();
            return ExitCode::from(code);
        }
    };
    match run(args) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Flawed) => ExitCode::from(1),
        // Whoever reads the output has had enough.
        Err(e) if is_broken_pipe(e.kind()) => ExitCode::SUCCESS,
        Err(e) => {
            anstream::eprintln!("hedgerow: {e}{}", advice::against_error(e.kind()));
            ExitCode::from(exit_code(e.kind()))
        }
    }
}

fn is_broken_pipe(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::Io { source, .. } if source.kind() == std::io::ErrorKind::BrokenPipe)
}

fn exit_code(kind: &ErrorKind) -> u8 {
    match kind {
        ErrorKind::TooLong { .. } | ErrorKind::Document(_) => 1,
        ErrorKind::Output(_) | ErrorKind::OutputExists { .. } | ErrorKind::OutputPath { .. } => 3,
        ErrorKind::Internal(_) => 70,
        ErrorKind::Interrupted => 130,
        _ => 2,
    }
}

fn run(args: Args) -> Result<Outcome> {
    match args.command {
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
        Command::Lexicon(args) => lexicon::run(args.command),
        Command::Completions { shell } => {
            let mut command = Args::command();
            clap_complete::generate(shell, &mut command, "hedgerow", &mut std::io::stdout());
            Ok(Outcome::Done)
        }
    }
}

/// Reads lexicon files the user named.
fn read_files(paths: &[std::path::PathBuf]) -> Result<Vec<(String, String)>> {
    paths
        .iter()
        .map(|path| {
            let name = path.display().to_string();
            let bytes = std::fs::read(path).map_err(|e| Error::io(path, e))?;
            let text = String::from_utf8(bytes)
                .map_err(|_| Error::data(&name, 0, "the file is not UTF-8; save it as UTF-8"))?;
            Ok((name, text))
        })
        .collect()
}

/// A gold file with its profile.
struct GoldFile {
    name: String,
    content: String,
    profile: String,
}

/// Reads the gold files of `eval` and `train`; true if they are about sentence
/// ends.
fn read_gold_files(args: &args::GoldArgs) -> Result<(Vec<GoldFile>, bool)> {
    let mut files = Vec::new();
    for name in &args.files {
        let own = name.split_once('=').filter(|(profile, _)| PROFILE_NAMES.contains(profile));
        let (profile, path) = own.unwrap_or((&args.profile, name));
        let (name, content) = read_files(&[path.into()])?.remove(0);
        files.push(GoldFile { name, content, profile: profile.to_owned() });
    }
    let of_ends = |file: &GoldFile| {
        let line = file.content.lines().find(|line| !line.trim().is_empty());
        let row: serde_json::Value = serde_json::from_str(line.unwrap_or("{}")).unwrap_or_default();
        row.get("ends").is_some() || row.get("sentences").is_some()
    };
    let ends = match args.task {
        args::TaskArg::Auto => files.first().is_some_and(of_ends),
        args::TaskArg::Sentences => true,
        args::TaskArg::Hedging => false,
    };
    Ok((files, ends))
}

/// A failed write to standard output.
fn stdout_error(e: std::io::Error) -> Error {
    match e.kind() {
        std::io::ErrorKind::BrokenPipe => Error::io("standard output", e),
        _ => Error::output(format!("standard output: {e}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_of_the_program_is_told_from_wrong_usage() {
        for (error, code, message) in [
            (Error::usage("no such file"), 2, "no such file"),
            (
                Error::internal("a thread panicked"),
                70,
                "internal error: a thread panicked; please report it",
            ),
        ] {
            assert_eq!((exit_code(error.kind()), error.to_string().as_str()), (code, message));
        }
    }
}
