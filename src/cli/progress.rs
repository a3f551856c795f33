//! The progress bar: documents and megabytes a second, time left.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::ProgressArg;
use crate::pipeline::Progress;

/// A progress bar, or nothing where none is wanted.
pub(super) struct Bar {
    bar: Option<ProgressBar>,
    always: bool,
}

impl Bar {
    pub(super) fn new(when: ProgressArg, total: impl FnOnce() -> Option<u64>) -> Self {
        if !is_wanted(when) {
            return Self { bar: None, always: false };
        }
        let total = total();
        let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr_with_hz(8));
        let template = if total.is_some() {
            "{bar:28} {percent:>3}%  {msg}  {decimal_bytes_per_sec}  {eta} left"
        } else {
            "{spinner} {decimal_bytes}  {msg}  {decimal_bytes_per_sec}  {elapsed}"
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.enable_steady_tick(Duration::from_millis(250));
        Self { bar: Some(bar), always: when == ProgressArg::Always }
    }

    pub(super) fn update(&self, progress: &Progress) {
        let Some(bar) = &self.bar else { return };
        bar.set_position(progress.bytes);
        let seconds = bar.elapsed().as_secs_f64().max(0.001);
        let rate = progress.scored as f64 / seconds;
        let failed = if progress.failed > 0 {
            format!(", {} failed", progress.failed)
        } else {
            String::new()
        };
        bar.set_message(format!("{} documents{failed}  {rate:.0} documents/s", progress.scored));
    }

    /// Prints a line without tearing the bar.
    pub(super) fn line(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| anstream::eprintln!("{line}")),
            None => anstream::eprintln!("{line}"),
        }
    }

    pub(super) fn finish(&self, progress: &Progress) {
        let Some(bar) = &self.bar else { return };
        self.update(progress);
        bar.finish_and_clear();
        // A bar that is not on a terminal leaves a last line behind.
        if self.always && !std::io::stderr().is_terminal() {
            anstream::eprintln!("{} documents, {} failed", progress.scored, progress.failed);
        }
    }
}

fn is_wanted(when: ProgressArg) -> bool {
    match when {
        ProgressArg::Always => true,
        ProgressArg::Never => false,
        ProgressArg::Auto => std::io::stderr().is_terminal(),
    }
}

/// A bar that counts steps, hidden where none is wanted.
pub(super) fn steps(when: ProgressArg, total: u64) -> ProgressBar {
    if !is_wanted(when) {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::stderr_with_hz(8));
    if let Ok(style) = ProgressStyle::with_template("{bar:28} {pos}/{len}  {msg}  {eta} left") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}
