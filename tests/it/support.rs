//! What several tests need.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The project's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The program, without colours and with a fixed width.
pub(crate) fn hedgerow() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hedgerow"));
    command.env("NO_COLOR", "1").env("COLUMNS", "100").current_dir(root());
    command
}

/// A folder that vanishes with the test.
pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// Runs `score` into a new folder and returns it with exit code and stderr.
pub(crate) struct Run {
    pub(crate) out: PathBuf,
    pub(crate) code: i32,
    pub(crate) stderr: String,
    _folder: tempfile::TempDir,
}

impl Run {
    pub(crate) fn score(args: &[&str]) -> Self {
        Self::score_with_stdin(args, b"")
    }

    pub(crate) fn score_with_stdin(args: &[&str], stdin: &[u8]) -> Self {
        let folder = folder();
        let out = folder.path().join("out");
        let output = hedgerow()
            .arg("score")
            .args(args)
            .arg("--out")
            .arg(&out)
            .write_stdin(stdin)
            .output()
            .unwrap();
        Self {
            out,
            code: output.status.code().unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
            _folder: folder,
        }
    }

    pub(crate) fn bytes(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.out.join(name))
            .unwrap_or_else(|e| panic!("{name}: {e}\n{}", self.stderr))
    }

    pub(crate) fn rows(&self, table: &str) -> Vec<BTreeMap<String, String>> {
        rows(&self.bytes(&format!("{table}.csv")))
    }

    pub(crate) fn run_json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes("run.json")).unwrap()
    }
}

/// Compares what a file is made from with the file. `HEDGEROW_ACCEPT=1` writes it again; then
/// read the diff.
pub(crate) fn assert_expected(file: &str, now: &str) {
    let path = root().join(file);
    if std::env::var_os("HEDGEROW_ACCEPT").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, now).unwrap();
    }
    let expected = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = expected.lines().zip(now.lines()).find(|(a, b)| a != b);
    assert!(expected == now, "{file} is out of date, first at {differs:?}");
}

/// A CSV table as rows of named cells.
pub(crate) fn rows(bytes: &[u8]) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(bytes);
    reader.deserialize().map(Result::unwrap).collect()
}

/// Slices by code points, as Python and R do.
pub(crate) fn chars(text: &str, start: &str, end: &str) -> String {
    let (start, end): (usize, usize) = (start.parse().unwrap(), end.parse().unwrap());
    text.chars().skip(start).take(end - start).collect()
}
