//! Memory does not grow with the corpus: at most 150 MB and four times the largest
//! document.
#![cfg(target_os = "linux")] // where the system tells how much was resident

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use crate::support::{folder, root};

const ALLOWED: u64 = 150_000_000;

/// Text of the sample articles, repeated to at least so many bytes.
fn text(bytes: usize) -> String {
    let mut articles: Vec<_> =
        fs::read_dir(root().join("data/articles")).unwrap().map(|e| e.unwrap().path()).collect();
    articles.sort();
    let articles =
        articles.iter().map(|path| fs::read_to_string(path).unwrap()).collect::<Vec<_>>();
    let all = articles.join("\n\n") + "\n\n";
    all.repeat(bytes / all.len() + 1)
}

/// Runs `score` with what `feed` writes to its standard input; the most memory that
/// was resident, in bytes.
fn peak(args: &[&str], out: &Path, feed: impl FnOnce(&mut dyn Write) + Send) -> u64 {
    let mut child = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .args(["score", "--threads", "2", "--progress", "never", "--out"])
        .arg(out)
        .args(args)
        .current_dir(root())
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    let mut look = || {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.map_or(0, |l| l.trim().trim_end_matches(" kB").parse().unwrap());
        peak = peak.max(1024_u64 * kilobytes);
    };
    thread::scope(|scope| {
        scope.spawn(move || feed(&mut stdin));
        let code = loop {
            look();
            if let Some(code) = child.try_wait().unwrap() {
                break code;
            }
            thread::sleep(Duration::from_millis(5));
        };
        assert!(code.success());
    });
    assert!(peak > 0, "the system did not tell");
    peak
}

fn rows(table: &Path) -> usize {
    let table = fs::read(table).unwrap();
    memchr::memchr_iter(b'\n', &table).count() - 1
}

#[test]
fn memory_does_not_grow_with_the_corpus() {
    // The whole 3 GB where there is time for it.
    let megabytes = if std::env::var_os("CI").is_some() { 3000 } else { 300 };
    let text = text(40_000);
    let ends: Vec<usize> = text.match_indices("\n\n").map(|(at, _)| at).collect();
    let mut lines = String::new();
    let mut documents = 0;
    while lines.len() < 20_000_000 {
        // From a line to a long article, cut where a paragraph ends.
        let end = ends[documents * 7919 % ends.len()];
        let line = serde_json::json!({"id": documents, "text": &text[..end]});
        lines.push_str(&format!("{line}\n"));
        documents += 1;
    }
    let long = text.repeat(200);
    let long_line = format!("{}\n", serde_json::json!({"id": "long", "text": long}));
    let times = megabytes * 1_000_000 / lines.len() + 1;
    let folder = folder();
    let out = folder.path().join("out");
    let (lines, long_line) = (&lines, &long_line);
    let used = peak(&["-", "--input-format", "jsonl"], &out, move |stdin| {
        for i in 0..times {
            stdin.write_all(lines.as_bytes()).unwrap();
            if i == times / 2 {
                stdin.write_all(long_line.as_bytes()).unwrap();
            }
        }
    });
    println!(
        "{} MB of JSON lines: {} MB resident",
        times * lines.len() / 1_000_000,
        used / 1_000_000
    );
    assert_eq!(rows(&out.join("documents.csv")), times * documents + 1);
    assert!(used <= ALLOWED + 4 * long.len() as u64, "{used}");
}

#[test]
fn a_long_document_takes_four_times_its_size() {
    let text = text(40_000_000);
    let levels = ["--level", "documents,sentences,cues,attributions"];
    for (format, json) in [("text", false), ("jsonl", true)] {
        let folder = folder();
        let out = folder.path().join("out");
        let content = if json {
            serde_json::json!({"id": 1, "text": text}).to_string()
        } else {
            text.clone()
        };
        let args = [&["-", "--input-format", format][..], &levels].concat();
        let used = peak(&args, &out, move |stdin| stdin.write_all(content.as_bytes()).unwrap());
        println!("one document of 40 MB as {format}: {} MB resident", used / 1_000_000);
        assert!(used <= ALLOWED + 4 * text.len() as u64, "{format}: {used}");
    }
}
