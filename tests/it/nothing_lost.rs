//! A run replaces another as a whole: whatever happens meanwhile, the folder holds the one or the
//! other.
#![cfg(unix)] // limits and signals

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use crate::support::{folder, hedgerow, root};

/// The names and contents of the files in a folder, hidden ones too.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap());
    let content = |path: &Path| fs::read(path).unwrap_or_else(|_| b"a folder".to_vec());
    entries.map(|it| (it.file_name().into_string().unwrap(), content(&it.path()))).collect()
}

/// A folder with an old run of more tables than the new one has, and the new one's arguments.
struct Replaced {
    _folder: tempfile::TempDir,
    out: PathBuf,
    old: BTreeMap<String, Vec<u8>>,
    new: BTreeMap<String, Vec<u8>>,
}

const NEW: [&str; 6] =
    ["score", "data/articles", "--overwrite", "--level", "documents,cues", "--out"];

impl Replaced {
    fn prepare() -> Self {
        let folder = folder();
        let score = |out: &Path, args: &[&str]| {
            hedgerow().args(args).arg(out).assert().success();
            fs::write(out.join("notes.txt"), "mine").unwrap();
            files(out)
        };
        let new = score(&folder.path().join("new"), &NEW);
        let out = folder.path().join("out");
        let levels = "documents,sentences,attributions";
        let old =
            score(&out, &["score", "data/articles/editorial.txt", "--level", levels, "--out"]);
        assert_eq!((old.len(), new.len()), (5, 4));
        Self { _folder: folder, out, old, new }
    }

    /// Makes the old run again.
    fn restore(&self) {
        let _ = fs::remove_dir_all(&self.out);
        fs::create_dir(&self.out).unwrap();
        for (name, content) in &self.old {
            fs::write(self.out.join(name), content).unwrap();
        }
    }

    /// Makes sure that the folder holds the one run or the other once it is used again, and that
    /// nothing in between passed for a whole run. True if it is the new one.
    fn is_new(&self) -> bool {
        let mut cut = files(&self.out);
        cut.remove(".unfinished-run");
        assert!(!cut.contains_key("run.json") || cut == self.old || cut == self.new);
        let shown = hedgerow().args(["kwic", "may"]).arg(&self.out).output().unwrap();
        let told = String::from_utf8(shown.stderr).unwrap();
        // Neither has all the tables that are asked for, so it is looked at and no more.
        assert!(told.contains("has no"), "{told}");
        let mut now = files(&self.out);
        now.remove(".unfinished-run");
        assert!(now == self.old || now == self.new, "{:?}", now.keys());
        assert!(told.contains("cut short") || cut == now, "{told}");
        now == self.new
    }
}

fn told(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_full_disk_keeps_the_old_run() {
    let it = Replaced::prepare();
    // Files may not grow beyond a block, so that what is written at the very end fails.
    let limited = "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\"";
    let mut command = Command::new("sh");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_hedgerow")]).args(NEW).arg(&it.out);
    let output = command.current_dir(root()).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", told(&output));
    assert!(told(&output).contains("cannot be written"), "{}", told(&output));
    assert_eq!(files(&it.out), it.old);
}

#[test]
fn a_folder_in_the_place_of_a_table_is_no_table() {
    let it = Replaced::prepare();
    fs::create_dir(it.out.join("cues.csv")).unwrap();
    let before = files(&it.out);
    let output = hedgerow().args(NEW).arg(&it.out).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", told(&output));
    assert!(told(&output).contains("cues.csv is a folder"), "{}", told(&output));
    assert_eq!(files(&it.out), before);
}

#[test]
fn tables_that_no_run_made_stay_and_are_told() {
    let it = Replaced::prepare();
    fs::write(it.out.join("attributions.jsonl"), "mine").unwrap();
    let output = hedgerow().args(NEW).arg(&it.out).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("attributions.jsonl"), "{}", told(&output));
    let mut now = files(&it.out);
    assert_eq!(now.remove("attributions.jsonl").as_deref(), Some(&b"mine"[..]));
    assert_eq!(now, it.new);
}

/// Begins a run that waits for more of its input.
fn waiting_run(out: &Path, extra: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hedgerow"));
    command.args(["score", "-", "--input-format", "jsonl", "--out"]).arg(out).args(extra);
    let child = command.stdin(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    while !out.join(".unfinished-run/new/documents.csv").exists() {
        std::thread::yield_now();
    }
    child
}

#[test]
fn a_second_run_into_a_folder_is_refused() {
    let it = Replaced::prepare();
    let mut first = waiting_run(&it.out, &["--overwrite"]);
    let second = hedgerow().args(NEW).arg(&it.out).output().unwrap();
    assert_eq!(second.status.code(), Some(3), "{}", told(&second));
    assert!(told(&second).contains("another run is writing into"), "{}", told(&second));
    // The run that is there can be read meanwhile.
    hedgerow().args(["kwic", "may"]).arg(&it.out).assert().code(2);
    let text = b"{\"text\": \"It may rain.\"}\n";
    std::io::Write::write_all(&mut first.stdin.take().unwrap(), text).unwrap();
    assert!(first.wait().unwrap().success());
    let now = files(&it.out);
    assert_eq!(now.keys().collect::<Vec<_>>(), ["documents.csv", "notes.txt", "run.json"]);
}

#[test]
fn what_a_killed_run_left_is_told_and_removed() {
    let it = Replaced::prepare();
    let mut killed = waiting_run(&it.out, &["--overwrite"]);
    killed.kill().unwrap();
    killed.wait().unwrap();
    assert!(!it.is_new());
    // As versions before left it.
    fs::write(it.out.join(".cues.csv.x1y2z3.partial"), "id,").unwrap();
    let output = hedgerow().args(NEW).arg(&it.out).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("removed what a run that was cut short had left"));
    assert_eq!(files(&it.out), it.new);
    let output = hedgerow().args(NEW).arg(&it.out).output().unwrap();
    assert!(!told(&output).contains("cut short"), "{}", told(&output));
}

#[test]
fn what_is_left_of_a_killed_page_is_told_and_removed() {
    let folder = folder();
    let (page, left) = (folder.path().join("a.html"), folder.path().join(".a.html.x1y2z3.partial"));
    let other = folder.path().join(".a.html.old.x1y2z3.partial");
    let report = || {
        let mut command = hedgerow();
        command.args(["report", "data/articles/editorial.txt", "--overwrite", "--out"]).arg(&page);
        command.output().unwrap()
    };
    for path in [&left, &other] {
        fs::write(path, "<!DOC").unwrap();
    }
    let output = report();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(told(&output).contains("removed what a program that was killed had left"));
    assert!(page.exists() && !left.exists() && other.exists());
    // One that is still being written has a lock.
    let writes = fs::File::create(&left).unwrap();
    fs4::FileExt::try_lock(&writes).unwrap();
    let output = report();
    assert_eq!(output.status.code(), Some(0), "{}", told(&output));
    assert!(left.exists() && !told(&output).contains("removed"), "{}", told(&output));
}

/// Kills the program at each of its renames, where the system lets one do that.
#[test]
fn a_run_that_is_killed_at_any_rename_leaves_one_run_whole() {
    let it = Replaced::prepare();
    let killed_at = |rename: u32| {
        it.restore();
        let fault = format!("rename,renameat,renameat2:signal=KILL:when={rename}");
        let mut command = Command::new("strace");
        command.args(["-f", "-o", "/dev/null", "-e", "trace=rename,renameat,renameat2", "-e"]);
        command.arg(format!("inject={fault}")).arg(env!("CARGO_BIN_EXE_hedgerow"));
        command.args(NEW).arg(&it.out).current_dir(root());
        command.output().ok()
    };
    let (mut old, mut new) = (0, 0);
    for rename in 1.. {
        let Some(output) = killed_at(rename) else {
            println!("skipped: there is no strace");
            return;
        };
        if output.status.success() {
            assert_eq!(files(&it.out), it.new);
            break;
        }
        if output.status.code().is_some() {
            println!("skipped: strace may not trace: {}", told(&output));
            return;
        }
        if it.is_new() {
            new += 1;
        } else {
            old += 1;
        }
    }
    // One to complete the run where it waits; then four files aside and three in place.
    assert!(old >= 1 && new >= 6, "{old} {new}");
}
