//! What standard output is: colours, width.

use std::io::{IsTerminal, Stdout};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use crate::lexicon::Side;

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorArg {
    /// On a terminal; `NO_COLOR` and `CLICOLOR_FORCE` have their say
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl ColorArg {
    /// Whether standard output is to have colours.
    pub(super) fn wanted(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
        }
    }
}

/// Standard output, with colours or without.
pub(super) fn stdout(colour: bool) -> AutoStream<Stdout> {
    let choice = if colour { ColorChoice::Always } else { ColorChoice::Never };
    AutoStream::new(std::io::stdout(), choice)
}

/// Narrower output would not be legible.
pub(super) const NARROWEST: u16 = 30;

/// Columns of the terminal that standard output is; none if it is none.
pub(super) fn width() -> Option<usize> {
    let stdout = std::io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    let own = terminal_size::terminal_size_of(&stdout).map(|(width, _)| width.0);
    let told = || std::env::var("COLUMNS").ok()?.parse().ok();
    let columns = own.filter(|columns| *columns > 0).or_else(told).unwrap_or(80);
    Some(columns.max(NARROWEST).into())
}

/// Colours of Okabe and Ito's palette as terminals have them, each with an
/// attribute of its own so that colour is never the only difference.
pub(super) fn style(side: Side) -> Style {
    match side {
        Side::Hedge => Style::new().fg_color(Some(AnsiColor::Yellow.into())).underline(),
        Side::Booster => Style::new().fg_color(Some(AnsiColor::Magenta.into())).bold(),
        Side::Evidence => Style::new().fg_color(Some(AnsiColor::Cyan.into())).italic(),
    }
}

/// Of a match that does not count.
pub(super) const RULED_OUT: Style = Style::new().dimmed().strikethrough();
