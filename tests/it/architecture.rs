//! The one-way flow of ARCHITECTURE.md, enforced.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::root;

/// What each module may use of the crate, besides [`EVERYWHERE`].
const ALLOWED: &[(&str, &[&str])] = &[
    ("error", &[]),
    ("logit", &[]),
    ("stats", &[]),
    ("text", &["text"]),
    ("corpus", &["corpus"]),
    ("lexicon", &["text", "lexicon"]),
    ("matcher", &["text", "lexicon", "matcher"]),
    ("weights", &["text", "weights"]),
    ("analysis", &["text", "lexicon", "stats"]),
    ("context", &["text", "lexicon", "matcher", "weights", "analysis", "context"]),
    ("score", &["text", "lexicon", "matcher", "weights", "analysis", "context", "score"]),
    ("analyzer", &["text", "lexicon", "matcher", "weights", "analysis", "context", "score"]),
    ("examples", &["analyzer", "lexicon"]),
    ("explain", &["analysis", "analyzer", "context", "lexicon", "weights", "score", "text"]),
    ("tables", &["analysis", "analyzer", "corpus", "lexicon", "text", "tables"]),
    ("summary", &["stats", "lexicon", "tables", "summary"]),
    ("samples", &[]),
    ("kwic", &["analysis", "analyzer", "context", "kwic", "lexicon", "tables"]),
    (
        "html",
        &[
            "stats", "analysis", "analyzer", "context", "corpus", "explain", "html", "kwic",
            "lexicon", "samples", "summary", "tables", "text",
        ],
    ),
    (
        "server",
        &[
            "analysis", "analyzer", "corpus", "explain", "html", "lexicon", "samples", "server",
            "tables",
        ],
    ),
    ("pipeline", &["analysis", "analyzer", "corpus", "tables"]),
    (
        "lab",
        &[
            "analysis", "analyzer", "context", "corpus", "explain", "lab", "lexicon", "pipeline",
            "score", "tables", "text", "weights",
        ],
    ),
];

/// Modules that stand on nothing and that all others may use.
const EVERYWHERE: [&str; 2] = ["error", "logit"];

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

fn module(path: &Path) -> String {
    let inside = path.strip_prefix(root().join("src")).unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_str().unwrap();
    first.trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_use_only_what_lies_before_them() {
    for path in sources(&root().join("src")) {
        let module = module(&path);
        let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
            assert!(
                matches!(module.as_str(), "lib" | "main" | "cli"),
                "{} belongs to no known module; add it to ARCHITECTURE.md and here",
                path.display()
            );
            continue;
        };
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap();
        for used in code.lines().filter_map(|line| line.trim().strip_prefix("use crate::")) {
            let target: String =
                used.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            assert!(
                EVERYWHERE.contains(&target.as_str()) || allowed.contains(&target.as_str()),
                "{} uses {target}, but {module} may only use {allowed:?}",
                path.display()
            );
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
