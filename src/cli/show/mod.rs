//! `hedgerow show`: one text, highlighted, with its scores.

mod explain;
mod marked;
mod scores;

use std::io::{Read, Write};

use clap::Args;

use super::advice::against_failure;
use super::files::stdout_error;
use super::options::{AnalyzerArgs, encoding};
use super::outcome::Outcome;
use super::terminal::{ColorArg, Display, MIN_WIDTH, stdout, terminal_width};
use crate::corpus::decode;
use crate::error::{Error, Result};

const EXAMPLES: &str = "\
Examples:
  hedgerow show article.txt
  echo 'Officials may have known.' | hedgerow show -
  hedgerow show article.txt --cues --color always | less -R
  hedgerow show abstract.txt --profile science --explain

Where there are no colours (a pipe, NO_COLOR) cues are marked [like this|class].";

#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct ShowArgs {
    /// A text file, or - for standard input
    #[arg(value_name = "FILE")]
    input: String,
    #[command(flatten)]
    analyzer: AnalyzerArgs,
    /// Encoding of the text, such as windows-1252; without it UTF-8, and a guess with a warning
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Also list every cue with its reading and the rule that decided it
    #[arg(long)]
    cues: bool,
    /// Also say of every cue, and of every hedged sentence, what tipped it
    #[arg(long)]
    explain: bool,
    /// Wrap at this many columns [default: the terminal's; in a pipe lines stay as they are]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(i64::from(MIN_WIDTH)..))]
    width: Option<u16>,
    /// Colours
    #[arg(long, value_enum, default_value_t = ColorArg::Auto, value_name = "WHEN")]
    color: ColorArg,
}

pub(super) fn run(args: &ShowArgs) -> Result<Outcome> {
    let analyzer = args.analyzer.analyzer()?;
    let bytes = read_input(&args.input)?;
    let encoding = args.encoding.as_deref().map(encoding).transpose()?;
    let decoded = decode(bytes, encoding).map_err(|e| {
        Error::usage(format!("{}: {}{}", args.input, e.reason, against_failure(e.kind)))
    })?;
    let text = &decoded.text;
    let analysis = analyzer.analyze(text)?;
    let display = Display {
        color: args.color.is_wanted(),
        width: args.width.map(usize::from).or_else(terminal_width),
    };
    let mut shown = marked::marked(display, text, &analysis)
        + &marked::legend(display, &analysis)
        + &scores::scores(display, &analysis);
    if args.cues {
        shown += &explain::cues(display, text, &analysis, &analyzer);
    }
    if args.explain {
        let because = crate::explain::explain(&analyzer, text)?;
        shown += &explain::explanations(display, text, &analysis, &analyzer, &because);
    }
    if let Some(warning) = &decoded.warning {
        shown.extend(["warning: ", warning, "\n"]);
    }
    let mut out = stdout(display.color);
    out.write_all(shown.as_bytes()).and_then(|()| out.flush()).map_err(stdout_error)?;
    Ok(Outcome::Done)
}

fn read_input(input: &str) -> Result<Vec<u8>> {
    if input != "-" {
        return std::fs::read(input).map_err(|e| Error::io(input, e));
    }
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|e| Error::io("standard input", e))?;
    Ok(bytes)
}
