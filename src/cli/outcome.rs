//! How a command ends: the counts it tells, and the exit code.

use std::io;
use std::process::ExitCode;

use super::advice::against_error;
use super::interrupt::INTERRUPTED;
use crate::error::{ErrorKind, Result};

/// The end of a command that was not stopped by an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All went well.
    Done,
    /// Some documents failed and were listed, or a check found mistakes.
    Flawed,
}

/// Prints the error if there is one, and returns the program's exit code.
pub(super) fn exit_code(result: Result<Outcome>) -> ExitCode {
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Flawed) => ExitCode::from(1),
        // Whoever reads the output has closed it: `hedgerow … | head`.
        Err(error) if is_broken_pipe(error.kind()) => ExitCode::SUCCESS,
        Err(error) => {
            anstream::eprintln!("hedgerow: {error}{}", against_error(error.kind()));
            ExitCode::from(error_code(error.kind()))
        }
    }
}

fn is_broken_pipe(kind: &ErrorKind) -> bool {
    matches!(kind, ErrorKind::Io { source, .. } if source.kind() == io::ErrorKind::BrokenPipe)
}

fn error_code(kind: &ErrorKind) -> u8 {
    match kind {
        ErrorKind::TooLong { .. } | ErrorKind::Document(_) => 1,
        ErrorKind::Output(_)
        | ErrorKind::OutputBusy(_)
        | ErrorKind::OutputExists { .. }
        | ErrorKind::OutputPath { .. } => 3,
        ErrorKind::Internal(_) => 70,
        ErrorKind::Interrupted => INTERRUPTED,
        _ => 2,
    }
}

/// A count with its noun, which takes an "s" for the plural.
pub(super) fn counted(count: u64, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Error;

    #[test]
    fn one_is_no_plural() {
        assert_eq!([0, 1, 2].map(|n| counted(n, "cue")), ["0 cues", "1 cue", "2 cues"]);
    }

    #[test]
    fn a_fault_of_the_program_is_told_from_wrong_usage() {
        assert_eq!(error_code(Error::usage("no such file").kind()), 2);
        let fault = Error::internal("a thread panicked");
        assert_eq!(error_code(fault.kind()), 70);
        assert_eq!(fault.to_string(), "internal error: a thread panicked; please report it");
    }
}
