//! All integration tests in one binary.
#![allow(
    clippy::unwrap_used,        // a failed unwrap is a failed test
    clippy::float_cmp,          // counts read back from tables are exact
    clippy::print_stdout,       // figures measured on annotated data
    clippy::format_push_string, // messages of failed tests
)]

mod architecture;
mod bad_input;
mod bench;
mod cases;
mod cli;
mod codebook;
mod context;
mod docs;
mod factuality;
mod gold;
mod kinds;
mod kwic;
mod language;
mod learned;
mod lexicon;
mod likelihood;
mod memory;
mod nothing_lost;
mod pipeline;
mod profiles;
mod properties;
mod readings;
mod report;
mod rows;
mod samples;
mod sentences;
mod serve;
mod show;
mod signals;
mod summary;
mod support;
