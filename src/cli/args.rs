//! Arguments, with the help that `--help` prints.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use super::running::RunningArgs;
use super::terminal::{ColorArg, NARROWEST};
use crate::corpus::input_formats;
use crate::lab::eval::Layout;
use crate::lexicon::PROFILE_NAMES;
use crate::tables::{Format, Level};
use crate::text::Split;
use crate::weights::BUILTIN;

const EXAMPLES: &str = "\
Examples:
  hedgerow score articles/ --out scores
      scores every article in a folder: scores/documents.csv and scores/run.json
  hedgerow score news.jsonl --level documents,cues --keep publisher,date --out scores
      a corpus with one JSON object a line, with all cues and two metadata columns
  hedgerow show article.txt
      one article in the terminal, every cue marked, with its scores

Exit codes: 0 all well; 1 some documents failed and were listed, or a check
found mistakes; 2 wrong usage or nothing to read; 3 output could not be
written; 70 the program itself is at fault; 130 interrupted.";

const SCORE_EXAMPLES: &str = "\
Examples:
  hedgerow score data/articles --out scores
  hedgerow score 'papers/*.txt' --profile science --level documents,sentences --out scores
  hedgerow score corpus.csv --text-field body --id-field url --keep date --out scores
  zcat corpus.jsonl.gz | hedgerow score - --input-format jsonl --out scores

Tables are written beside and put in place when they are whole, run.json last.
Documents that cannot be read are listed in run.json with the reason.";

const SHOW_EXAMPLES: &str = "\
Examples:
  hedgerow show article.txt
  echo 'Officials may have known.' | hedgerow show -
  hedgerow show article.txt --cues --color always | less -R
  hedgerow show abstract.txt --profile science --explain

Where there are no colours (a pipe, NO_COLOR) cues are marked [like this|class].";

const BENCH_EXAMPLES: &str = "\
Examples:
  hedgerow bench
      a generated corpus, the same everywhere: figures of two machines or versions
      can be compared where corpus and tables have the same digests
  hedgerow bench news.jsonl --level documents,cues --profile encyclopedia
  hedgerow bench --size 200 --repeat 9 --format json > figures.json

The stages run on one thread, each time one stage more: reading and parsing alone,
then with sentences and tokens, with matching, with context, with scores; a stage's
time is what it adds. The whole job, with tables, runs on 1, 2, 4 … threads. Of all
runs the fastest counts; the spread says how noisy the machine is. Megabytes are
10^6 bytes of input, memory is the most that was resident. It is an error if two
runs give different tables.";

const LEXICON_EXAMPLES: &str = "\
Examples:
  hedgerow lexicon list --class hearsay
  hedgerow lexicon show may
  hedgerow lexicon show modal.month
  hedgerow lexicon check my-cues.toml
  hedgerow lexicon weights science | grep suggest";

const EVAL_EXAMPLES: &str = "\
Examples:
  hedgerow eval reviews=sfu.jsonl encyclopedia=weasels.jsonl news_sentences.jsonl
      annotated sentences, each file with its profile (default: --profile)
  hedgerow eval science=abstracts.jsonl --folds 5 --ablations --curve
      judged by weights that never saw the document, with layers taken away in turn
  hedgerow eval science=abstracts.jsonl --format json > figures.json
  hedgerow eval ud_ewt_dev.jsonl brown_dev.jsonl --layout wrapped --errors 0
      sentence ends; --predictions FILE scores those of another splitter

A gold file has one JSON object a line with \"text\" and
  \"hedged\" true or false, and perhaps \"doc\" and \"cues\" with \"start\", \"end\" in
      code points and \"kind\" speculation or negation; or \"evidence\", \"booster\"
  \"certainty\": a rating from 1 to 5 or 6
  \"aspects\": labels by name
  \"ends\" (sentence ends in code points) or \"sentences\" (their texts); the last
      end of a document is not counted.";

const TRAIN_EXAMPLES: &str = "\
Examples:
  hedgerow train science=abstracts.jsonl reviews=sfu.jsonl --out lexicons/en/weights
      science.tsv and reviews.tsv; science=ratings.jsonl science=aspects.jsonl
      beside them give certainty.tsv
  hedgerow train ud_ewt_train.jsonl ud_gum_train.jsonl --out lexicons/en/sentences.tsv
  hedgerow train reviews=sfu.jsonl | sort -t$'\\t' -k4 -g | head

The same input gives the same files, byte for byte. The program has its weights
built in: build it again to use new ones. Gold files: see `hedgerow eval --help`.";

/// Tells how speculative a text is: hedges, boosters and evidence, scored and
/// explained down to the word.
#[derive(Debug, Parser)]
#[command(name = "hedgerow", version, after_help = EXAMPLES, max_term_width = 100)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Score a corpus: tables of documents, sentences, cues, attributions
    #[command(after_help = SCORE_EXAMPLES)]
    Score(ScoreArgs),
    /// Show one text in the terminal with its cues marked and its scores
    #[command(after_help = SHOW_EXAMPLES)]
    Show(ShowArgs),
    /// Make one self-contained HTML page of a text, a corpus or a finished run
    #[cfg(feature = "html")]
    #[command(after_help = super::report::EXAMPLES)]
    Report(super::report::ReportArgs),
    /// Serve the local page: paste a text and see it marked as you type
    #[cfg(feature = "serve")]
    #[command(after_help = super::serve::EXAMPLES)]
    Serve(super::serve::ServeArgs),
    /// List every occurrence of a cue, class, side or phrase in its context
    #[command(after_help = super::kwic::EXAMPLES)]
    Kwic(super::kwic::KwicArgs),
    /// Measure speed: the stages, the whole job on 1, 2, 4 … threads, memory
    #[command(after_help = BENCH_EXAMPLES)]
    Bench(BenchArgs),
    /// Measure against annotated text: precision, recall, F1, commonest errors
    #[command(after_help = EVAL_EXAMPLES)]
    Eval(EvalArgs),
    /// Learn weights again from annotated text
    #[command(after_help = TRAIN_EXAMPLES)]
    Train(TrainArgs),
    /// Look into, check and explain the lexicons
    #[command(after_help = LEXICON_EXAMPLES)]
    Lexicon(LexiconArgs),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

#[derive(Debug, ClapArgs)]
pub(super) struct AnalyzerArgs {
    /// Kind of text: which cue classes count, and how much
    #[arg(long, default_value = "news", value_parser = PROFILE_NAMES)]
    pub(super) profile: String,
    /// Add a lexicon file (may be given several times)
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Vec<PathBuf>,
    /// How texts are split into sentences
    #[arg(long, value_enum, default_value_t = SplitArg::Sentences)]
    pub(super) split: SplitArg,
}

/// How a corpus is read.
#[derive(Debug, ClapArgs)]
pub(super) struct ReadingArgs {
    /// Format of the inputs; auto goes by the file extension
    #[arg(long, default_value = "auto", value_parser = input_format_names())]
    pub(super) input_format: String,
    /// Field or column with the document's id
    #[arg(long, default_value = "id", value_name = "FIELD")]
    pub(super) id_field: String,
    /// Field or column with the text
    #[arg(long, default_value = "text", value_name = "FIELD")]
    pub(super) text_field: String,
    /// Encoding of the inputs, such as windows-1252; without it UTF-8, and a guess with a warning for other text files
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// Skip documents longer than this many bytes
    #[arg(long, default_value_t = 1 << 30, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=u64::from(u32::MAX)))]
    pub(super) max_document_bytes: u64,
}

/// The names of the input formats with their meanings.
fn input_format_names() -> PossibleValuesParser {
    let value = |(name, meaning)| PossibleValue::new(name).help(meaning);
    PossibleValuesParser::new(input_formats().map(value))
}

#[derive(Debug, ClapArgs)]
pub(super) struct ScoreArgs {
    /// Files, directories, glob patterns, or - for standard input
    #[arg(required = true, value_name = "INPUT")]
    pub(super) inputs: Vec<String>,
    /// Folder for the tables and run.json
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Tables to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "documents")]
    pub(super) level: Vec<LevelArg>,
    /// Format of the tables
    #[arg(long, value_enum, default_value_t = FormatArg::Csv)]
    pub(super) format: FormatArg,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    /// Fields or columns to copy into the documents table
    #[arg(long, value_delimiter = ',', value_name = "FIELD,…")]
    pub(super) keep: Vec<String>,
    #[command(flatten)]
    pub(super) analyzer: AnalyzerArgs,
    /// Replace a run that is in the folder already
    #[arg(long)]
    pub(super) overwrite: bool,
    /// What to do with a document that cannot be read
    #[arg(long, value_enum, default_value_t = OnErrorArg::Skip)]
    pub(super) on_error: OnErrorArg,
    #[command(flatten)]
    pub(super) running: RunningArgs,
}

#[derive(Debug, ClapArgs)]
pub(super) struct BenchArgs {
    /// Files, directories or glob patterns; without any a corpus is generated
    #[arg(value_name = "INPUT")]
    pub(super) inputs: Vec<String>,
    /// Length of the generated corpus in megabytes (10^6 bytes)
    #[arg(long, value_name = "MB", default_value_t = 20, conflicts_with = "inputs", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    pub(super) size: u32,
    /// Another seed gives another corpus, the same seed always the same
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "inputs")]
    pub(super) seed: u64,
    /// Write the generated corpus to this file and keep it
    #[arg(long, value_name = "FILE.jsonl", conflicts_with = "inputs")]
    pub(super) save: Option<PathBuf>,
    /// Tables to write
    #[arg(long, value_enum, value_delimiter = ',', default_value = "documents")]
    pub(super) level: Vec<LevelArg>,
    #[command(flatten)]
    pub(super) reading: ReadingArgs,
    #[command(flatten)]
    pub(super) analyzer: AnalyzerArgs,
    /// Most worker threads [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) threads: Option<u16>,
    /// How often everything is measured
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    pub(super) repeat: u16,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = BenchFormatArg::Text)]
    pub(super) format: BenchFormatArg,
    /// Progress bar on standard error
    #[arg(long, value_enum, default_value_t = ProgressArg::Auto)]
    pub(super) progress: ProgressArg,
}

/// Format of the report of `bench`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum BenchFormatArg {
    /// To read
    Text,
    /// For scripts
    Json,
}

#[derive(Debug, ClapArgs)]
pub(super) struct ShowArgs {
    /// A text file, or - for standard input
    #[arg(value_name = "FILE")]
    pub(super) input: String,
    #[command(flatten)]
    pub(super) analyzer: AnalyzerArgs,
    /// Encoding of the text, such as windows-1252; without it UTF-8, and a guess with a warning
    #[arg(long, value_name = "NAME")]
    pub(super) encoding: Option<String>,
    /// Also list every cue with its reading and the rule that decided it
    #[arg(long)]
    pub(super) cues: bool,
    /// Also say of every cue, and of every hedged sentence, what tipped it
    #[arg(long)]
    pub(super) explain: bool,
    /// Wrap at this many columns [default: the terminal's; in a pipe lines stay as they are]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(i64::from(NARROWEST)..))]
    pub(super) width: Option<u16>,
    /// Colours
    #[arg(long, value_enum, default_value_t = ColorArg::Auto, value_name = "WHEN")]
    pub(super) color: ColorArg,
}

#[derive(Debug, ClapArgs)]
pub(super) struct EvalArgs {
    #[command(flatten)]
    pub(super) gold: GoldArgs,
    /// How the texts are laid out before they are split
    #[arg(long, value_enum, default_value_t = LayoutArg::Original)]
    pub(super) layout: LayoutArg,
    /// Format of the report
    #[arg(long, value_enum, default_value_t = EvalFormatArg::Text)]
    pub(super) format: EvalFormatArg,
    /// How many errors to show for each file
    #[arg(long, default_value_t = 10, value_name = "N")]
    pub(super) errors: usize,
    /// Learn anew from the other parts for each of N parts of a file's documents (where it names none, 25 lines count as one)
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(2..=50))]
    pub(super) folds: Option<u8>,
    /// Also measure with each layer taken away in turn (needs --folds)
    #[arg(long, requires = "folds")]
    pub(super) ablations: bool,
    /// Also measure with less to learn from (needs --folds)
    #[arg(long, requires = "folds")]
    pub(super) curve: bool,
    /// Score the ends in this file, found by another splitter, instead
    #[arg(long, value_name = "FILE.jsonl")]
    pub(super) predictions: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct TrainArgs {
    #[command(flatten)]
    pub(super) gold: GoldArgs,
    /// File for the weights, or folder for several [default: standard output]
    #[arg(long, value_name = "PATH")]
    pub(super) out: Option<PathBuf>,
}

/// What `eval` and `train` read.
#[derive(Debug, ClapArgs)]
pub(super) struct GoldArgs {
    /// Gold files: JSON, one object a line; `PROFILE=FILE` for a profile of its own
    #[arg(required = true, value_name = "[PROFILE=]GOLD.jsonl")]
    pub(super) files: Vec<String>,
    /// What to measure or learn; auto goes by the fields of the files
    #[arg(long, value_enum, default_value_t = TaskArg::Auto)]
    pub(super) task: TaskArg,
    /// Profile of files that are given without one
    #[arg(long, default_value = "news", value_parser = PROFILE_NAMES)]
    pub(super) profile: String,
}

/// What `eval` measures and `train` learns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum TaskArg {
    /// By the fields of the files
    Auto,
    /// Where sentences end
    Sentences,
    /// What sentences that are given one by one say of themselves
    Hedging,
}

/// Format of a report of `eval`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum EvalFormatArg {
    /// To read
    Text,
    /// For scripts
    Json,
    /// For documents
    Markdown,
}

#[derive(Debug, ClapArgs)]
pub(super) struct LexiconArgs {
    #[command(subcommand)]
    pub(super) command: LexiconCommand,
}

/// The names of all learned weights.
fn weights_names() -> PossibleValuesParser {
    PossibleValuesParser::new(["sentences"].iter().chain(BUILTIN))
}

#[derive(Debug, Subcommand)]
pub(super) enum LexiconCommand {
    /// List the cues, one a line, tab-separated
    List {
        /// Only this class
        #[arg(long)]
        class: Option<String>,
        /// Only this side: hedge, booster, evidence
        #[arg(long)]
        side: Option<String>,
        /// Add a lexicon file
        #[arg(long, value_name = "FILE")]
        lexicon: Vec<PathBuf>,
    },
    /// Validate the built-in lexicons, or your own file, and run all examples
    Check {
        /// Lexicon files to check together with the built-in ones
        files: Vec<PathBuf>,
    },
    /// Print learned weights as they are built in
    Weights {
        /// Which: those of sentence ends, of a profile, or of certainty
        #[arg(default_value = "sentences", value_parser = weights_names())]
        name: String,
    },
    /// Explain a cue, or a context rule by its id
    Show {
        /// A cue's headword or a word that matches it, or a rule's id
        cue: String,
        /// Add a lexicon file
        #[arg(long, value_name = "FILE")]
        lexicon: Vec<PathBuf>,
    },
}

macro_rules! choices {
    ($($name:ident for $target:ty { $($variant:ident => $value:expr, $help:literal;)* })*) => {$(
        #[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
        pub(super) enum $name {
            $(#[doc = $help] $variant,)*
        }
        impl From<$name> for $target {
            fn from(choice: $name) -> Self {
                match choice { $($name::$variant => $value,)* }
            }
        }
    )*};
}

choices! {
    SplitArg for Split {
        Sentences => Split::Sentences, "Split into sentences";
        Lines => Split::Lines, "Each line is a sentence";
        None => Split::None, "Each document is one sentence";
    }
    LevelArg for Level {
        Documents => Level::Documents, "One row a document";
        Sentences => Level::Sentences, "One row a sentence";
        Cues => Level::Cues, "One row a cue";
        Attributions => Level::Attributions, "One row an attribution";
    }
    FormatArg for Format {
        Csv => Format::Csv, "Comma-separated values";
        Jsonl => Format::Jsonl, "One JSON object a line";
    }
    LayoutArg for Layout {
        Original => Layout::Original, "As in the file";
        Flat => Layout::Flat, "Every run of white space is one space; headings are not counted";
        Wrapped => Layout::Wrapped, "Lines broken hard at 80 columns";
    }
    OnErrorArg for crate::pipeline::OnError {
        Skip => crate::pipeline::OnError::Skip, "List it and go on";
        Fail => crate::pipeline::OnError::Fail, "Stop and write nothing";
    }
}

/// When to draw a progress bar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ProgressArg {
    /// If standard error is a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}
