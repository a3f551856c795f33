//! `hedgerow kwic`: a concordance.

mod args;
mod table;
mod text;

use std::io::{BufWriter, IsTerminal, Write};
use std::path::Path;

pub(super) use args::{EXAMPLES, KwicArgs};

use super::args::ProgressArg;
use super::printable::one_line;
use super::running::{interrupt, read_run};
use super::{Outcome, score, stdout_error, terminal};
use crate::analyzer::Analyzer;
use crate::corpus::{Corpus, CorpusOptions};
use crate::error::{Error, Result};
use crate::kwic::{Concordance, Counts, Line, Query, Readings, Search};
use crate::pipeline::OnError;
use crate::report::{FinishedRun, Gather, Level, WholeFile};
use args::KwicFormatArg;
use text::Layout;

/// Context where nothing else is asked for.
const CONTEXT: usize = 60;

/// Columns of a line where there is no terminal.
const WIDTH: usize = 100;

/// So many lines are waited for to see how much room documents and sentences need.
const WAIT: usize = 200;

pub(super) fn run(args: &KwicArgs) -> Result<Outcome> {
    let analyzer = score::analyzer(&args.analyzer)?;
    let query = Query::resolve(&args.query, &analyzer)?;
    let is_phrase = matches!(query, Query::Phrase(_));
    if is_phrase && (args.holder.is_some() || args.reading.is_some()) {
        return Err(Error::usage(format!(
            "\"{}\" is a phrase, which has no reading and no holder; only cues have",
            args.query
        )));
    }
    let readings = args.reading.as_ref().and_then(|name| Readings::from_name(name));
    let mut printer = Printer::new(args)?;
    let search = Search {
        query: query.clone(),
        readings: readings.unwrap_or_default(),
        holder: args.holder.clone(),
        context: args.context.map_or(printer.width.unwrap_or(CONTEXT), |n| n as usize),
    };
    let taken = match args.reading.as_deref() {
        _ if is_phrase => "",
        None | Some("counted") => "; readings that count",
        Some("all") => "; all readings",
        Some(reading) => &format!("; reading {reading}"),
    };
    anstream::eprintln!("\"{}\" is taken for {query}{taken}", one_line(&args.query));
    let mut concordance = Concordance::new(search, args.sort.into(), args.max);
    let failed = match finished(args)? {
        Some(run) => {
            let take = |rows| concordance.take(&rows, |line| printer.line(line));
            read_run(&run, true, &interrupt(), take)?;
            run.failures.len() as u64
        }
        None => read_corpus(args, &analyzer, &mut concordance, &mut printer)?,
    };
    let counts = concordance.finish(|line| printer.line(line))?;
    if counts.documents + failed == 0 {
        let inputs = args.inputs.join(", ");
        return Err(Error::usage(format!("nothing to read: no documents in {inputs}")));
    }
    printer.finish()?;
    summary(args, &analyzer, is_phrase, counts);
    Ok(if failed == 0 { Outcome::Done } else { Outcome::Flawed })
}

/// The finished run that is the only input, if it is one.
fn finished(args: &KwicArgs) -> Result<Option<FinishedRun>> {
    let [input] = &args.inputs[..] else { return Ok(None) };
    if !FinishedRun::is_in(Path::new(input)) {
        return Ok(None);
    }
    let run = FinishedRun::open(Path::new(input))?;
    let (own, asked) = (&run.report.profile, &args.analyzer.profile);
    // The default is as good as not asked for.
    if own != asked && asked != "news" {
        return Err(Error::usage(format!(
            "the run in {input} was scored with --profile {own}; score again for {asked}"
        )));
    }
    Ok(Some(run))
}

/// Goes through a corpus; how many documents could not be read.
fn read_corpus(
    args: &KwicArgs,
    analyzer: &Analyzer,
    concordance: &mut Concordance,
    printer: &mut Printer,
) -> Result<u64> {
    let corpus = Corpus::open(CorpusOptions {
        exclude: args.out.clone(),
        ..score::corpus_options(&args.reading_args, args.inputs.clone())?
    })?;
    let mut running = args.running;
    if printer.on_terminal && running.progress == ProgressArg::Auto {
        running.progress = ProgressArg::Never; // lines on a terminal would tear the bar
    }
    let mut gather = Gather::new(&[Level::Sentences, Level::Cues], &[], |rows| {
        concordance.take(&rows, |line| printer.line(line))
    });
    let elsewhere = "`hedgerow score` lists them all in run.json";
    let skip = OnError::Skip;
    let progress = running.score(analyzer, corpus, &mut gather, skip, interrupt(), elsewhere)?;
    Ok(progress.failed)
}

fn summary(args: &KwicArgs, analyzer: &Analyzer, is_phrase: bool, counts: Counts) {
    let Counts { documents, found_in, occurrences, shown } = counts;
    let plural =
        |count: u64, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    let all = plural(documents, "document");
    if occurrences == 0 {
        let near = if is_phrase { Query::near(&args.query, analyzer) } else { Vec::new() };
        let hint = match &near[..] {
            [] if !is_phrase && args.reading.is_none() => {
                "; --reading all also has those that do not count".to_owned()
            }
            [] => String::new(),
            near => format!("; did you mean {}?", near.join(", ")),
        };
        anstream::eprintln!("no occurrence in {all}{hint}");
        return;
    }
    let more = match occurrences - shown {
        0 => String::new(),
        more => format!("; the first {shown} shown, {more} more without --max {shown}"),
    };
    let found = plural(occurrences, "occurrence");
    anstream::eprintln!("{found} in {found_in} of {all}{more}");
}

/// Where the lines go.
enum Target {
    Stdout(BufWriter<anstream::AutoStream<std::io::Stdout>>),
    File(WholeFile),
}

/// Writes lines in their format.
struct Printer {
    format: KwicFormatArg,
    target: Target,
    on_terminal: bool,
    /// Columns of a line of text, where the context was not asked for.
    width: Option<usize>,
    context: usize,
    colour: bool,
    /// The layout as soon as it is known.
    layout: Option<Layout>,
    waiting: Vec<Line>,
}

impl Printer {
    fn new(args: &KwicArgs) -> Result<Self> {
        let on_terminal = args.out.is_none() && std::io::stdout().is_terminal();
        let asked = args.width.map(usize::from);
        let own = if on_terminal { terminal::width() } else { None };
        let as_text = args.format == KwicFormatArg::Text && args.context.is_none();
        let colour = match (&args.out, args.color) {
            (Some(_), terminal::ColorArg::Auto) => false,
            (_, color) => color.wanted(),
        };
        let target = match &args.out {
            Some(path) => Target::File(WholeFile::create(path, args.overwrite)?),
            None => Target::Stdout(BufWriter::new(terminal::stdout(colour))),
        };
        let mut printer = Self {
            format: args.format,
            target,
            on_terminal,
            width: as_text.then(|| asked.or(own).unwrap_or(WIDTH)),
            context: args.context.map_or(CONTEXT, |n| n as usize),
            colour,
            layout: None,
            waiting: Vec::new(),
        };
        if printer.format == KwicFormatArg::Csv {
            printer.write(&table::header()?)?;
        }
        Ok(printer)
    }

    fn line(&mut self, line: Line) -> Result<()> {
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

    fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match &mut self.target {
            Target::Stdout(out) => out.write_all(bytes).map_err(stdout_error),
            Target::File(file) => file.write(bytes),
        }
    }

    fn finish(mut self) -> Result<()> {
        if self.layout.is_none() {
            self.lay_out()?;
        }
        match self.target {
            Target::Stdout(mut out) => out.flush().map_err(stdout_error),
            Target::File(file) => file.finish(),
        }
    }
}
