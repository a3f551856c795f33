//! Writes a concordance's lines in their format.

use std::io::{BufWriter, IsTerminal, Write};

use super::args::{KwicArgs, KwicFormatArg};
use super::csv;
use super::lines::LineLayout;
use crate::cli::files::{check_not_an_input, create_whole, stdout_error};
use crate::cli::terminal::{ColorArg, Display, stdout, terminal_width};
use crate::error::{Error, Result};
use crate::kwic::ConcordanceLine;
use crate::tables::WholeFile;

/// Characters of context on each side, unless others are asked for.
const DEFAULT_CONTEXT: usize = 60;

/// Columns of a line where there is no terminal.
const DEFAULT_WIDTH: usize = 100;

/// Lines from which the layout is made: it needs to know how wide labels are.
const LINES_FOR_LAYOUT: usize = 200;

/// Where the lines go.
enum Target {
    Stdout(BufWriter<anstream::AutoStream<std::io::Stdout>>),
    File(WholeFile),
}

/// Writes lines in their format.
pub(super) struct Printer {
    format: KwicFormatArg,
    target: Target,
    pub(super) on_terminal: bool,
    display: Display,
    /// Most characters of context on each side that the format may show.
    pub(super) context: usize,
    /// None until enough lines are known.
    layout: Option<LineLayout>,
    /// Lines that wait for the layout, or for the page that all of them go on.
    waiting: Vec<ConcordanceLine>,
}

impl Printer {
    pub(super) fn new(args: &KwicArgs) -> Result<Self> {
        let on_terminal = args.out.is_none() && std::io::stdout().is_terminal();
        if on_terminal && args.format.is_page() {
            let reason = "a page is nothing for a terminal; say where it goes: --out FILE.html";
            return Err(Error::usage(reason));
        }
        let color = match (&args.out, args.color) {
            (Some(_), ColorArg::Auto) => false,
            (_, color) => color.is_wanted(),
        };
        let target = match &args.out {
            Some(path) => {
                check_not_an_input(path, &args.inputs)?;
                Target::File(create_whole(path, args.overwrite)?)
            }
            None => Target::Stdout(BufWriter::new(stdout(color))),
        };
        let by_width = args.format == KwicFormatArg::Text && args.context.is_none();
        let width = by_width.then(|| {
            let terminal = || terminal_width().filter(|_| on_terminal);
            args.width.map(usize::from).or_else(terminal).unwrap_or(DEFAULT_WIDTH)
        });
        let mut printer = Self {
            format: args.format,
            target,
            on_terminal,
            display: Display { color, width },
            context: args.context.map_or(width.unwrap_or(DEFAULT_CONTEXT), |n| n as usize),
            layout: None,
            waiting: Vec::new(),
        };
        if printer.format == KwicFormatArg::Csv {
            printer.write(&csv::header()?)?;
        }
        Ok(printer)
    }

    /// Writes a line, perhaps later.
    pub(super) fn line(&mut self, line: ConcordanceLine) -> Result<()> {
        if self.format == KwicFormatArg::Csv {
            return self.write(&csv::row(&line, self.on_terminal)?);
        }
        if let Some(layout) = self.layout {
            return self.write(layout.line(&line).as_bytes());
        }
        self.waiting.push(line);
        if self.waiting.len() == LINES_FOR_LAYOUT && !self.format.is_page() {
            self.lay_out()?;
        }
        Ok(())
    }

    /// Decides on the layout and writes the lines that waited for it.
    fn lay_out(&mut self) -> Result<()> {
        let lines = std::mem::take(&mut self.waiting);
        let more = lines.len() == LINES_FOR_LAYOUT;
        let layout = LineLayout::new(self.display, self.context, &lines, more);
        self.layout = Some(layout);
        lines.iter().try_for_each(|line| self.write(layout.line(line).as_bytes()))
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.target {
            Target::Stdout(out) => out.write_all(bytes).map_err(stdout_error),
            Target::File(file) => file.write(bytes),
        }
    }

    /// The lines that all go on one page.
    #[cfg(feature = "html")]
    pub(super) fn take_lines(&mut self) -> Vec<ConcordanceLine> {
        std::mem::take(&mut self.waiting)
    }

    /// Writes the lines that wait, and closes the output.
    pub(super) fn finish(mut self) -> Result<()> {
        if self.layout.is_none() && !self.format.is_page() {
            self.lay_out()?;
        }
        match self.target {
            Target::Stdout(mut out) => out.flush().map_err(stdout_error),
            Target::File(file) => file.finish(),
        }
    }
}
