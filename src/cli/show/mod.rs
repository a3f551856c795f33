//! `hedgerow show`: one text, highlighted, with its scores.

mod explain;
mod marked;
mod scores;

use std::io::{BufWriter, Read, Write};

use super::advice::against_failure;
use super::args::ShowArgs;
use super::{Outcome, score, stdout_error, terminal};
use crate::corpus::decode;
use crate::error::{Error, Result};
use crate::explain::explain;

pub(super) fn run(args: &ShowArgs) -> Result<Outcome> {
    let analyzer = score::analyzer(&args.analyzer)?;
    let mut bytes = Vec::new();
    if args.input == "-" {
        std::io::stdin().read_to_end(&mut bytes).map_err(|e| Error::io("standard input", e))?;
    } else {
        bytes = std::fs::read(&args.input).map_err(|e| Error::io(&args.input, e))?;
    }
    let encoding = score::encoding(args.encoding.as_deref())?;
    let decoded = decode(bytes, encoding)
        .map_err(|e| Error::usage(format!("{}: {e}{}", args.input, against_failure(e.kind))))?;
    let text = decoded.text;
    let analysis = analyzer.analyze(&text)?;
    let why = if args.explain { explain(&analyzer, &text)? } else { Vec::new() };
    let view = View {
        colour: args.color.wanted(),
        // In a pipe the text keeps its lines if no width is asked for.
        width: args.width.map(usize::from).or_else(terminal::width),
    };
    let mut out = BufWriter::new(terminal::stdout(view.colour));
    let shown = marked::text(view, &text, &analysis, &mut out)
        .and_then(|()| marked::legend(view, &analysis, &mut out))
        .and_then(|()| scores::list(view, &analysis, &mut out))
        .and_then(|()| {
            if args.cues {
                explain::cues(view, &text, &analysis, &analyzer, &mut out)?;
            }
            if args.explain {
                explain::all(view, &text, &analysis, &analyzer, &why, &mut out)?;
            }
            if let Some(warning) = &decoded.warning {
                writeln!(out, "warning: {warning}")?;
            }
            out.flush()
        });
    shown.map_err(stdout_error)?;
    Ok(Outcome::Done)
}

/// How it is shown.
#[derive(Debug, Clone, Copy)]
struct View {
    colour: bool,
    /// Columns of a line; none to leave lines as they are.
    width: Option<usize>,
}
