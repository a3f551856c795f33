//! Writes a concordance's lines in their format.

use std::io::{BufWriter, IsTerminal, Write};

use super::super::running::not_an_input;
use super::super::{stdout_error, terminal};
use super::args::{KwicArgs, KwicFormatArg};
use super::table;
use super::text::Layout;
use crate::error::{Error, Result};
use crate::kwic::Line;
use crate::tables::WholeFile;

/// Context where nothing else is asked for.
const CONTEXT: usize = 60;

/// Columns of a line where there is no terminal.
const WIDTH: usize = 100;

/// So many lines are waited for to see how much room documents and sentences need.
const WAIT: usize = 200;

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
    /// Columns of a line of text, where the context was not asked for.
    width: Option<usize>,
    /// Most characters of context that may be shown.
    pub(super) context: usize,
    colour: bool,
    /// The layout as soon as it is known.
    layout: Option<Layout>,
    /// Lines that wait for the layout, or for the page that they are all on.
    waiting: Vec<Line>,
}

impl Printer {
    pub(super) fn new(args: &KwicArgs) -> Result<Self> {
        let on_terminal = args.out.is_none() && std::io::stdout().is_terminal();
        if on_terminal && args.format.is_page() {
            let reason = "a page is nothing for a terminal; say where it goes: --out FILE.html";
            return Err(Error::usage(reason));
        }
        let asked = args.width.map(usize::from);
        let own = if on_terminal { terminal::width() } else { None };
        let as_text = args.format == KwicFormatArg::Text && args.context.is_none();
        let colour = match (&args.out, args.color) {
            (Some(_), terminal::ColorArg::Auto) => false,
            (_, color) => color.wanted(),
        };
        let target = match &args.out {
            Some(path) => {
                not_an_input(path, &args.inputs)?;
                Target::File(WholeFile::create(path, args.overwrite)?)
            }
            None => Target::Stdout(BufWriter::new(terminal::stdout(colour))),
        };
        let width = as_text.then(|| asked.or(own).unwrap_or(WIDTH));
        let mut printer = Self {
            format: args.format,
            target,
            on_terminal,
            width,
            context: args.context.map_or(width.unwrap_or(CONTEXT), |n| n as usize),
            colour,
            layout: None,
            waiting: Vec::new(),
        };
        if printer.format == KwicFormatArg::Csv {
            printer.write(&table::header()?)?;
        }
        Ok(printer)
    }

    pub(super) fn line(&mut self, line: Line) -> Result<()> {
        if self.format.is_page() {
            self.waiting.push(line);
            return Ok(());
        }
        if self.format == KwicFormatArg::Csv {
            let row = table::line(&line, self.on_terminal)?;
            return self.write(&row);
        }
        if let Some(layout) = self.layout {
            return self.write(layout.line(&line).as_bytes());
        }
        self.waiting.push(line);
        if self.waiting.len() == WAIT { self.lay_out() } else { Ok(()) }
    }

    /// Decides on the layout and writes the lines that waited for it.
    fn lay_out(&mut self) -> Result<()> {
        let lines = std::mem::take(&mut self.waiting);
        let more = lines.len() == WAIT;
        let layout = Layout::new(self.width, self.context, self.colour, &lines, more);
        self.layout = Some(layout);
        lines.iter().try_for_each(|line| self.write(layout.line(line).as_bytes()))
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.target {
            Target::Stdout(out) => out.write_all(bytes).map_err(stdout_error),
            Target::File(file) => file.write(bytes),
        }
    }

    /// The lines that are all on one page.
    #[cfg(feature = "html")]
    pub(super) fn take_lines(&mut self) -> Vec<Line> {
        std::mem::take(&mut self.waiting)
    }

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
