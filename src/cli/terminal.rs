//! Standard output: its width and its colors.

use std::io::{IsTerminal, Stdout};

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use clap::ValueEnum;

use crate::lexicon::Side;

/// When to use colors.
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
    /// Tells whether standard output has colors.
    pub(super) fn is_wanted(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => AutoStream::choice(&std::io::stdout()) != ColorChoice::Never,
        }
    }
}

/// Width and color of displayed text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Display {
    pub(super) color: bool,
    /// Columns of a line; none to leave lines as they are.
    pub(super) width: Option<usize>,
}

/// Standard output, with colors or with all of them removed.
pub(super) fn stdout(color: bool) -> AutoStream<Stdout> {
    let choice = if color { ColorChoice::Always } else { ColorChoice::Never };
    AutoStream::new(std::io::stdout(), choice)
}

/// Fewest columns in which output is legible.
pub(super) const MIN_WIDTH: u16 = 30;

/// Columns of the terminal that standard output is; none if it is none.
pub(super) fn terminal_width() -> Option<usize> {
    let stdout = std::io::stdout();
    if !stdout.is_terminal() {
        return None;
    }
    let own = terminal_size::terminal_size_of(&stdout).map(|(width, _)| width.0);
    let variable = || std::env::var("COLUMNS").ok()?.parse().ok();
    let columns = own.filter(|columns| *columns > 0).or_else(variable).unwrap_or(80);
    Some(columns.max(MIN_WIDTH).into())
}

/// Style of a cue that counts: a color of Okabe and Ito's palette as terminals have it, with
/// another attribute, so that color is never the only difference.
pub(super) fn side_style(side: Side) -> Style {
    match side {
        Side::Hedge => Style::new().fg_color(Some(AnsiColor::Yellow.into())).underline(),
        Side::Booster => Style::new().fg_color(Some(AnsiColor::Magenta.into())).bold(),
        Side::Evidence => Style::new().fg_color(Some(AnsiColor::Cyan.into())).italic(),
    }
}

/// Style of a match that does not count.
pub(super) const RULED_OUT: Style = Style::new().dimmed().strikethrough();
