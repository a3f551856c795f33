//! `hedgerow bench`: figures that can be tracked.

use std::fs;

use serde_json::Value;

use crate::support::{folder, hedgerow};

fn figures(args: &[&str]) -> Value {
    let output = hedgerow().args(["bench", "--format", "json"]).args(args).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

const SMALL: [&str; 4] = ["--size", "1", "--repeat", "1"];

#[test]
fn bench_measures_all_stages_and_thread_counts() {
    let figures = figures(&[&SMALL[..], &["--threads", "3", "--level", "documents,cues"]].concat());
    let stages: Vec<&str> = figures["stages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|s| s["stage"].as_str().unwrap())
        .collect();
    assert_eq!(stages, ["read", "segment", "match", "context", "score", "write"]);
    let threads: Vec<u64> = figures["threads"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["threads"].as_u64().unwrap())
        .collect();
    assert_eq!(threads, [1, 2, 3]);
    for row in figures["threads"].as_array().unwrap() {
        assert!(row["mb_per_second"].as_f64().unwrap() > 0.0);
        assert!(row["slowest_seconds"].as_f64() >= row["seconds"].as_f64());
    }
    let corpus = &figures["corpus"];
    assert!((1_000_000..1_200_000).contains(&corpus["bytes"].as_u64().unwrap()));
    for count in ["documents", "sentences", "words", "cues"] {
        assert!(corpus[count].as_u64().unwrap() > 0, "{count}");
    }
    if cfg!(target_os = "linux") {
        assert!(figures["peak_memory_bytes"].as_u64().unwrap() > 1_000_000);
    }
}

#[test]
fn bench_makes_the_same_corpus_for_the_same_seed() {
    let one = figures(&[&SMALL[..], &["--threads", "1"]].concat());
    let again = figures(&[&SMALL[..], &["--threads", "2"]].concat());
    let other = figures(&[&SMALL[..], &["--threads", "1", "--seed", "2"]].concat());
    for digest in ["/corpus/sha256", "/tables_sha256"] {
        assert_eq!(one.pointer(digest), again.pointer(digest));
        assert_ne!(one.pointer(digest), other.pointer(digest));
    }
}

#[test]
fn bench_measures_the_users_corpus() {
    let folder = folder();
    // A generated corpus that was kept is read as any other.
    let kept = folder.path().join("kept.jsonl");
    let path = kept.display().to_string();
    let generated = figures(&[&SMALL[..], &["--save", &path]].concat());
    let read = figures(&["--repeat", "1", &path]);
    assert_eq!(generated["tables_sha256"], read["tables_sha256"]);
    assert_eq!(generated["corpus"]["sha256"], read["corpus"]["sha256"]);

    let file = folder.path().join("news.jsonl");
    fs::write(&file, "{\"id\": 1, \"text\": \"It may rain. It will not.\"}\nnot JSON\n").unwrap();
    let output = hedgerow()
        .args(["bench", "--repeat", "2", "--format", "json"])
        .arg(&file)
        .output()
        .unwrap();
    // A document that cannot be read shows in the exit code, as with `score`.
    assert_eq!(output.status.code(), Some(1));
    let figures: Value = serde_json::from_slice(&output.stdout).unwrap();
    let corpus = &figures["corpus"];
    assert_eq!(corpus["seed"], Value::Null);
    assert_eq!((&corpus["documents"], &corpus["failed"]), (&1.into(), &1.into()));
    assert_eq!((&corpus["sentences"], &corpus["words"]), (&2.into(), &6.into()));

    let text = hedgerow().args(["bench", "--repeat", "1"]).arg(&file).output().unwrap();
    let text = String::from_utf8(text.stdout).unwrap();
    for word in ["1 documents could not be read", "segment", "sentences/s", "peak memory"] {
        assert!(text.contains(word), "{word} in {text}");
    }
}

#[test]
fn bench_says_what_it_cannot_measure() {
    for (args, message) in [
        (&["bench", "no/such/file.jsonl"][..], "no/such/file.jsonl"),
        (&["bench", "-"], "many times"),
        (&["bench", "--size", "0"], "--size"),
        (&["bench", "--size", "5", "data/articles"], "--size"),
    ] {
        let output = hedgerow().args(args).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert!(stderr.contains(message), "{args:?}: {stderr}");
    }
}
