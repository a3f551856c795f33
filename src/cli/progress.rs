//! Progress bars on standard error.

use std::io::IsTerminal;
use std::time::Duration;

use clap::ValueEnum;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::outcome::counted;
use crate::pipeline::Progress;

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

impl ProgressArg {
    fn is_wanted(self) -> bool {
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto => std::io::stderr().is_terminal(),
        }
    }

    /// A bar that counts steps; hidden if none is wanted.
    pub(super) fn step_bar(self, steps: u64) -> ProgressBar {
        if !self.is_wanted() {
            return ProgressBar::hidden();
        }
        visible_bar(Some(steps), "{bar:28} {pos}/{len}  {msg}  {eta} left")
    }
}

fn visible_bar(length: Option<u64>, template: &str) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(length, ProgressDrawTarget::stderr_with_hz(8));
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// Progress through a corpus: documents and megabytes per second, time left.
pub(super) struct CorpusProgress {
    bar: ProgressBar,
    always: bool,
}

impl CorpusProgress {
    /// Starts the bar if one is wanted; only then `total_bytes` is asked for.
    pub(super) fn new(when: ProgressArg, total_bytes: impl FnOnce() -> Option<u64>) -> Self {
        if !when.is_wanted() {
            return Self { bar: ProgressBar::hidden(), always: false };
        }
        let total = total_bytes();
        let template = if total.is_some() {
            "{bar:28} {percent:>3}%  {msg}  {decimal_bytes_per_sec}  {eta} left"
        } else {
            "{spinner} {decimal_bytes}  {msg}  {decimal_bytes_per_sec}  {elapsed}"
        };
        Self { bar: visible_bar(total, template), always: when == ProgressArg::Always }
    }

    /// Shows how far the run has come.
    pub(super) fn update(&self, progress: &Progress) {
        self.bar.set_position(progress.bytes);
        let seconds = self.bar.elapsed().as_secs_f64().max(0.001);
        let rate = progress.scored as f64 / seconds;
        let failed = match progress.failed {
            0 => String::new(),
            failed => format!(", {failed} failed"),
        };
        let documents = counted(progress.scored, "document");
        self.bar.set_message(format!("{documents}{failed}  {rate:.0} documents/s"));
    }

    /// Prints a line above the bar.
    pub(super) fn print_line(&self, line: &str) {
        self.bar.suspend(|| anstream::eprintln!("{line}"));
    }

    /// Removes the bar.
    pub(super) fn finish(&self, progress: &Progress) {
        self.bar.finish_and_clear();
        // A bar that is asked for where there is no terminal leaves a last line behind.
        if self.always && !std::io::stderr().is_terminal() {
            let documents = counted(progress.scored, "document");
            anstream::eprintln!("{documents}, {} failed", progress.failed);
        }
    }
}
