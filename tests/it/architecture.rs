//! The rules of ARCHITECTURE.md, enforced.

mod checks;
mod planted;
mod source_tree;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use crate::support::root;
use checks::{circles, impurities, repeated_types, room, rooms_out_of_order};
use source_tree::SourceTree;

/// Rooms (outermost modules) in the order of the flow, with the rooms that each may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("logit", &[]),
    ("names", &[]),
    ("data_file", &["error"]),
    ("stats", &[]),
    ("samples", &[]),
    ("word", &[]),
    ("weights", &["error", "logit", "names", "word"]),
    ("text", &["data_file", "error", "names", "weights", "word"]),
    ("corpus", &["error"]),
    ("lexicon", &["data_file", "error", "logit", "names", "text", "word"]),
    ("language", &["data_file", "error", "lexicon", "text", "weights"]),
    ("sentence_view", &["lexicon", "text"]),
    ("matcher", &["lexicon", "sentence_view", "text"]),
    ("analysis", &["lexicon", "names", "stats", "text"]),
    (
        "context",
        &[
            "analysis",
            "language",
            "lexicon",
            "logit",
            "matcher",
            "sentence_view",
            "text",
            "weights",
            "word",
        ],
    ),
    (
        "score",
        &["analysis", "context", "lexicon", "logit", "sentence_view", "text", "weights", "word"],
    ),
    (
        "analyzer",
        &[
            "analysis",
            "context",
            "error",
            "language",
            "lexicon",
            "matcher",
            "score",
            "sentence_view",
            "text",
            "weights",
        ],
    ),
    ("examples", &["analysis", "analyzer", "error", "language", "lexicon"]),
    (
        "explain",
        &[
            "analysis", "analyzer", "context", "error", "lexicon", "score", "text", "weights",
            "word",
        ],
    ),
    ("tables", &["analysis", "analyzer", "corpus", "error", "lexicon", "names", "text"]),
    ("summary", &["error", "lexicon", "names", "stats", "tables"]),
    ("kwic", &["analysis", "analyzer", "error", "lexicon", "tables"]),
    ("long_text", &["analysis", "analyzer", "error", "text"]),
    ("pipeline", &["analysis", "analyzer", "corpus", "error", "long_text", "tables"]),
    (
        "html",
        &[
            "analysis", "analyzer", "context", "corpus", "error", "explain", "kwic", "lexicon",
            "samples", "stats", "summary", "tables", "text",
        ],
    ),
    (
        "server",
        &[
            "analysis", "analyzer", "corpus", "error", "explain", "html", "lexicon", "samples",
            "tables",
        ],
    ),
    (
        "lab",
        &[
            "analysis", "analyzer", "context", "corpus", "error", "explain", "language", "lexicon",
            "logit", "names", "pipeline", "samples", "score", "tables", "text", "weights", "word",
        ],
    ),
    (
        "cli",
        &[
            "analysis", "analyzer", "context", "corpus", "error", "examples", "explain", "html",
            "kwic", "lab", "language", "lexicon", "pipeline", "server", "summary", "tables",
            "text", "weights",
        ],
    ),
    ("lib", &["analysis", "analyzer", "error", "examples", "explain", "language"]),
];

/// Rooms and pages that analyze and show one text. They and all files that they use leave files,
/// threads, clocks and the environment alone.
const PURE: &[&str] = &[
    "weights",
    "word",
    "text",
    "lexicon",
    "language/mod",
    "sentence_view",
    "matcher",
    "analysis",
    "context",
    "score",
    "analyzer",
    "explain",
    "html/article_page",
];

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(sources(&path));
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}

static OWN_SOURCES: LazyLock<SourceTree> = LazyLock::new(|| {
    let folder = root().join("src");
    let name = |path: &Path| path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
    let files: BTreeMap<String, String> = sources(&folder)
        .iter()
        .map(|path| (name(path), fs::read_to_string(path).unwrap()))
        .collect();
    SourceTree::parse(&files)
});

#[test]
fn the_lists_name_what_is_there() {
    let src = root().join("src");
    let is_there = |name: &str| src.join(name).is_dir() || src.join(format!("{name}.rs")).is_file();
    for name in ROOMS.iter().map(|(name, _)| name).chain(PURE) {
        assert!(is_there(name), "src has no {name}");
    }
    for path in sources(&src) {
        let room = room(path.strip_prefix(&src).unwrap().to_str().unwrap()).to_owned();
        assert!(
            room == "main" || ROOMS.iter().any(|(name, _)| *name == room),
            "{} belongs to no known room; add it to ARCHITECTURE.md and here",
            path.display()
        );
    }
}

#[test]
fn rooms_use_only_what_lies_before_them() {
    let wrong = rooms_out_of_order(&OWN_SOURCES, ROOMS);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_use_each_other_in_one_direction() {
    let circles = circles(&OWN_SOURCES);
    assert!(circles.is_empty(), "{}", circles.join("\n\n"));
}

#[test]
fn a_type_name_stands_for_one_thing() {
    let repeated = repeated_types(&OWN_SOURCES);
    assert!(repeated.is_empty(), "these names stand for several things: {repeated:#?}");
}

#[test]
fn the_core_uses_no_file_thread_clock_or_environment() {
    let impurities = impurities(&OWN_SOURCES, PURE);
    assert!(impurities.is_empty(), "files and what they use: {impurities:#?}");
}

#[test]
fn only_the_command_line_names_its_options() {
    let folder = root().join("src");
    let names_option = |line: &str| {
        let code = line.split("// ").next().unwrap();
        let mut after = code.split("--").skip(1);
        !line.trim().starts_with("//")
            && after.any(|rest| rest.starts_with(|c: char| c.is_ascii_lowercase()))
    };
    for path in sources(&folder) {
        let name = path.strip_prefix(&folder).unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        if room(name) != "cli" {
            let line = text.lines().find(|line| names_option(line));
            assert_eq!(line, None, "{name} names an option");
        }
    }
}

#[test]
fn files_have_one_concern_each() {
    for folder in ["src", "tests", "benches"] {
        for path in sources(&root().join(folder)) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            assert!(
                lines <= 520,
                "{} has {lines} lines: what are its two concerns?",
                path.display()
            );
        }
    }
}

#[test]
fn no_word_lists_live_in_the_code() {
    // A row of three or more quoted lower-case words is a list that belongs
    // into lexicons/. Tests, names of our own and help texts are exempt.
    for part in
        ["text", "matcher", "weights", "context", "score", "analysis", "analyzer", "explain.rs"]
    {
        let path = root().join("src").join(part);
        let files = if path.is_dir() { sources(&path) } else { vec![path] };
        let tests = |file: &PathBuf| file.to_string_lossy().ends_with("_tests.rs");
        for file in files.into_iter().filter(|file| !tests(file)) {
            let text = fs::read_to_string(&file).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap();
            for line in code.lines().filter(|line| !line.trim().starts_with("//")) {
                let words = line
                    .split('"')
                    .skip(1)
                    .step_by(2)
                    .filter(|w| w.len() > 2 && w.chars().all(|c| c.is_ascii_lowercase()))
                    .count();
                assert!(words < 3, "{}: a word list in code: {line}", file.display());
            }
        }
    }
}
