//! Input that is not as it should be: each case has a defined result.

use std::fs;

use crate::support::{Run, folder, hedgerow};

/// Scores files with the given names and bytes; returns the run.
fn score(files: &[(&str, &[u8])], args: &[&str]) -> Run {
    let folder = folder();
    for (name, bytes) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let input = folder.path().display().to_string();
    Run::score(&[&[input.as_str()], args].concat())
}

fn failures(run: &Run) -> Vec<(String, String)> {
    let json = run.run_json();
    let list = json["failures"].as_array().unwrap().clone();
    list.iter()
        .map(|f| {
            let source = f["source"].as_str().unwrap();
            let name = source.rsplit('/').next().unwrap().to_owned();
            (name, f["reason"].as_str().unwrap().to_owned())
        })
        .collect()
}

#[test]
fn encodings_are_decoded_by_their_mark_or_guessed_with_a_warning() {
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("It may rain. Café.".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    let run = score(
        &[
            ("a.txt", b"\xEF\xBB\xBFIt may rain."),
            ("b.txt", &utf16),
            ("c.txt", b"Il se peut que le caf\xE9 soit ferm\xE9. It may rain."),
        ],
        &[],
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    let rows = run.rows("documents");
    let warnings: Vec<&str> = rows.iter().map(|r| r["warnings"].as_str()).collect();
    assert_eq!(warnings, ["", "", "transcoded:windows-1252"]);
    assert!(rows.iter().all(|r| r["hedged_sentences"] == "1"));
}

#[test]
fn a_named_encoding_is_used() {
    let run = score(&[("a.txt", b"caf\xE9 may close")], &["--encoding", "windows-1252"]);
    assert_eq!((run.code, run.rows("documents")[0]["warnings"].as_str()), (0, ""));
    let run = score(&[("a.csv", b"id,text\n1,caf\xE9 may close\n")], &["--encoding", "latin1"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run = score(&[("a.txt", b"x")], &["--encoding", "klingon"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("windows-1252"), "{}", run.stderr);
}

#[test]
fn binary_files_are_listed_and_skipped() {
    let run = score(
        &[
            ("a.txt", b"It may rain."),
            ("b.bin", b"\x7fELF\0\0\0"),
            ("c.gz", b"\x1f\x8b\x08\0"),
            ("d.pdf", b"%PDF-1.4"),
            ("e.txt", b"\x01\x02\x03\x80\x04\x05"),
        ],
        &[],
    );
    assert_eq!(run.code, 1);
    assert_eq!(run.rows("documents").len(), 1);
    let failed = failures(&run);
    let names: Vec<&str> = failed.iter().map(|f| f.0.as_str()).collect();
    assert_eq!(names, ["b.bin", "c.gz", "d.pdf", "e.txt"]);
    assert!(failed.iter().all(|f| f.1.contains("binary") || f.1.contains("convert")), "{failed:?}");
    let json = run.run_json();
    assert_eq!(json["documents"], serde_json::json!({"read": 5, "scored": 1, "skipped": 4}));
    assert!(run.stderr.contains("b.bin: the file is binary"), "{}", run.stderr);
}

#[test]
fn empty_documents_have_a_row_with_empty_shares() {
    let run = score(&[("a.txt", b""), ("b.txt", b" \n\n\t")], &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for row in run.rows("documents") {
        assert_eq!((row["words"].as_str(), row["sentences"].as_str()), ("0", "0"));
        for share in ["hedged_share", "hedged_share_low", "certainty", "hedges_per_1000_words"] {
            assert_eq!(row[share], "", "{share}");
        }
        assert_eq!((row["warnings"].as_str(), row["evidence_balance"].as_str()), ("empty", "0"));
    }
}

#[test]
fn broken_json_lines_are_listed_with_file_and_line() {
    let lines = b"{\"id\": 1, \"text\": \"It may rain.\"}\n{\"id\": 2, \"text\": \"It\n\n[1]\n{\"id\": 3}\n{\"id\": 4, \"text\": 5}\n\xFF\xFE\x00\n{\"id\": 5, \"text\": \"It might.\"} trailing\n{\"id\": 6, \"text\": \"It \\u0063ould be.\"}";
    let run = score(&[("a.jsonl", lines)], &[]);
    assert_eq!(run.code, 1);
    let ids: Vec<String> = run.rows("documents").iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, ["1", "6"]);
    assert!(run.rows("documents").iter().all(|r| r["hedges"] == "1"));
    let failed = failures(&run);
    let names: Vec<&str> = failed.iter().map(|f| f.0.as_str()).collect();
    assert_eq!(
        names,
        ["a.jsonl:2", "a.jsonl:4", "a.jsonl:5", "a.jsonl:6", "a.jsonl:7", "a.jsonl:8"]
    );
    assert!(failed[2].1.contains("--text-field") && failed[4].1.contains("UTF-8"), "{failed:?}");
}

#[test]
fn tables_without_the_column_or_with_ragged_rows_are_told() {
    let run = score(&[("a.csv", b"key,body\n1,It may rain.\n")], &[]);
    assert_eq!(run.code, 1);
    let failed = failures(&run);
    assert_eq!(failed[0].0, "a.csv:1");
    assert!(
        failed[0].1.contains("the columns are key, body") && failed[0].1.contains("--text-field")
    );
    let run = score(
        &[("a.csv", b"key,body\n1,It may rain.\n")],
        &["--text-field", "body", "--id-field", "key"],
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    let run =
        score(&[("a.tsv", b"id\ttext\tx\n1\tIt may rain.\n2\n3\tWell\tb\tc\n")], &["--keep", "x"]);
    assert_eq!(run.code, 1);
    let rows = run.rows("documents");
    assert_eq!(
        rows.iter().map(|r| r["warnings"].as_str()).collect::<Vec<_>>(),
        ["ragged_row", "ragged_row"]
    );
    assert_eq!(failures(&run)[0].0, "a.tsv:3");
    let run = score(&[("a.csv", b"")], &[]);
    assert!(failures(&run)[0].1.contains("header"));
}

#[cfg(unix)]
#[test]
fn unreadable_and_missing_files_are_listed() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let folder = folder();
    fs::write(folder.path().join("a.txt"), "It may rain.").unwrap();
    symlink(folder.path().join("nowhere"), folder.path().join("b.txt")).unwrap();
    let secret = folder.path().join("c.txt");
    fs::write(&secret, "No.").unwrap();
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    let input = folder.path().display().to_string();
    let missing = folder.path().join("missing.txt").display().to_string();
    let run = Run::score(&[&input, &missing]);
    assert_eq!(run.code, 1);
    let names: Vec<String> = failures(&run).into_iter().map(|f| f.0).collect();
    assert!(
        names.contains(&"b.txt".to_owned()) && names.contains(&"missing.txt".to_owned()),
        "{names:?}"
    );
    // The superuser can read everything.
    assert_eq!(names.contains(&"c.txt".to_owned()), fs::read(&secret).is_err());
}

#[test]
fn nothing_to_read_is_a_usage_error_and_leaves_nothing() {
    let folder = folder();
    for input in
        [folder.path().join("none.txt"), folder.path().join("*.txt"), folder.path().to_owned()]
    {
        let run = Run::score(&[&input.display().to_string()]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains("nothing to read"), "{}", run.stderr);
        assert!(!run.out.exists());
    }
    hedgerow().args(["score", "data/articles"]).assert().code(2);
    hedgerow().args(["score", "--out", "x"]).assert().code(2);
}

#[test]
fn an_output_folder_with_a_run_is_kept_unless_told_otherwise() {
    let folder = folder();
    let out = folder.path().join("out");
    let input = folder.path().join("a.txt");
    fs::write(&input, "It may rain.").unwrap();
    let score = |level: &str, extra: &[&str]| {
        let mut command = hedgerow();
        command
            .arg("score")
            .arg(&input)
            .args(["--level", level])
            .args(extra)
            .arg("--out")
            .arg(&out);
        command.output().unwrap()
    };
    assert_eq!(score("documents,cues", &[]).status.code(), Some(0));
    let before = fs::read(out.join("documents.csv")).unwrap();
    fs::write(&input, "It rained.").unwrap();
    let refused = score("documents", &[]);
    assert_eq!(refused.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--overwrite"));
    assert_eq!(fs::read(out.join("documents.csv")).unwrap(), before);
    fs::write(out.join("notes.txt"), "mine").unwrap();
    // As a killed run leaves it.
    fs::write(out.join(".documents.csv.x1y2z3.partial"), "id,").unwrap();
    assert_eq!(score("documents", &["--overwrite"]).status.code(), Some(0));
    assert_ne!(fs::read(out.join("documents.csv")).unwrap(), before);
    // No table of the earlier run stays to be taken for one of this; other files do.
    let mut left: Vec<String> = fs::read_dir(&out)
        .unwrap()
        .map(|e| e.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, ["documents.csv", "notes.txt", "run.json"]);
    // A file in the place of the folder.
    let run = hedgerow().arg("score").arg(&input).arg("--out").arg(&input).output().unwrap();
    assert_eq!(run.status.code(), Some(3));
}

#[test]
fn on_error_fail_stops_without_tables() {
    let run = score(&[("a.txt", b"It may rain."), ("b.bin", b"\0\0")], &["--on-error", "fail"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.contains("b.bin"), "{}", run.stderr);
    assert!(!run.out.join("documents.csv").exists() && !run.out.join("run.json").exists());
}

#[test]
fn a_document_over_the_limit_is_listed_and_the_next_is_read() {
    let mut lines = format!("{{\"id\": 1, \"text\": \"{}\"}}\n", "It may rain. ".repeat(300_000));
    lines.push_str("{\"id\": 2, \"text\": \"It may rain.\"}\n");
    let run = score(&[("a.jsonl", lines.as_bytes())], &["--max-document-bytes", "2000000"]);
    assert_eq!(run.code, 1);
    assert_eq!(failures(&run)[0].0, "a.jsonl:1");
    assert_eq!(run.rows("documents")[0]["id"], "2");
    let run = score(&[("a.txt", &b"It may rain. "[..])], &["--max-document-bytes", "5"]);
    assert!(failures(&run)[0].1.contains("--max-document-bytes"));
}

#[test]
fn a_hundred_megabytes_on_one_line_are_scored() {
    let text = "The minister may resign in May, Dr. Lee said. ".repeat(2_200_000);
    assert!(text.len() > 100_000_000);
    let run = Run::score_with_stdin(&["-", "--input-format", "text"], text.as_bytes());
    assert_eq!(run.code, 0, "{}", run.stderr);
    let row = &run.rows("documents")[0];
    assert_eq!((row["id"].as_str(), row["sentences"].as_str()), ("stdin", "2200000"));
    assert_eq!(row["hedged_share"], "1");
}

/// Texts that no writer writes: cost and memory must stay in proportion.
#[test]
fn texts_without_sentence_ends_are_scored_in_proportion() {
    let levels = ["--level", "documents,sentences,cues,attributions", "--split", "none"];
    for piece in
        ["may ", "said Smith, ", "the evidence of the report show that said ", "“ ", "(", "A b\n"]
    {
        let text = piece.repeat(60_000);
        let run = Run::score_with_stdin(&[&["-"], &levels[..]].concat(), text.as_bytes());
        assert_eq!(run.code, 0, "{piece}: {}", run.stderr);
        assert_eq!(run.rows("sentences").len(), 1, "{piece}");
        // Quadratic output would be gigabytes.
        let written: usize = ["sentences.csv", "cues.csv", "attributions.csv"]
            .iter()
            .map(|file| run.bytes(file).len())
            .sum();
        assert!(written < 2_000 * text.len(), "{piece}: {written} bytes");
    }
}

#[test]
fn a_json_text_is_a_string_whatever_stands_in_it() {
    let lines = [
        r#"{"id": 1, "text": "It may rain, \"he\" said.\n\nCaf\u00e9 \ud83e\udd94."}"#,
        r#"{"id": 2, "text": 7}"#,
        r#"{"id": 3, "text": [["a"], {"b": null}]}"#,
        r#"{"id": 4, "text": {"text": "It may rain."}}"#,
        r#"{"id": 5, "text": true}"#,
        r#"{"id": 6, "text": "lone \ud800"}"#,
        r#"{"id": 7, "text": null}"#,
        r#"{"id": 8, "text": "First."} trailing"#,
        r#"{"id": 9, "text": "\ud800", "text": "No.", "text": "It may rain."}"#,
    ];
    let run =
        score(&[("a.jsonl", lines.join("\n").as_bytes())], &["--level", "documents,sentences"]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    let sentences: Vec<String> =
        run.rows("sentences").iter().map(|row| row["text"].clone()).collect();
    assert_eq!(sentences, ["It may rain, \"he\" said.", "Café 🦔.", "It may rain."]);
    let failures = failures(&run);
    let lines: Vec<&str> = failures.iter().map(|(source, _)| source.as_str()).collect();
    let expected: Vec<String> = (2..=8).map(|line| format!("a.jsonl:{line}")).collect();
    assert_eq!(lines, expected);
    for (_, reason) in &failures[..4] {
        assert!(reason.contains("\"text\" is not a string"), "{reason}");
    }
    // The text may be the id as well, and be kept.
    let run = score(
        &[("a.jsonl", br#"{"text": "It may \u0072ain."}"#)],
        &["--id-field", "text", "--keep", "text"],
    );
    let row = &run.rows("documents")[0];
    assert_eq!((row["id"].as_str(), row["text"].as_str()), ("It may rain.", "It may rain."));
}
