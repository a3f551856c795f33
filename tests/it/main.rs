//! All integration tests in one binary.
#![allow(clippy::unwrap_used)] // a failed unwrap is a failed test

mod architecture;
mod bad_input;
mod cli;
mod context;
mod gold;
mod lexicon;
mod pipeline;
mod properties;
mod samples;
mod support;
