//! The `hedgerow` program: arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    hedgerow::cli::main()
}
