//! The command line's contract.

use std::collections::BTreeMap;
use std::fs;

use crate::support::{Run, chars, folder, hedgerow};

const DOCUMENT_COLUMNS: &str = "id,source,words,sentences,hedged_sentences,hedged_share,hedged_share_low,hedged_share_high,certainty,hedges,hedges_per_1000_words,boosters,boosters_per_1000_words,evidence,evidence_per_1000_words,evidence_balance,author_hedges,source_hedges,attributions,possibility,probability,appearance,belief,hearsay,vague_source,approximator,vague_quantity,condition,unknown,emphatic,factive,named_source,data,document,observation,questions,warnings,headings,fragments";
const SENTENCE_COLUMNS: &str = "document_id,sentence,start,end,text,hedged,hedge_probability,certainty,hedges,boosters,evidence,attributed,quoted,question,evidence_probability,booster_probability,kind,document";
const CUE_COLUMNS: &str = "document_id,sentence,start,end,text,cue,class,side,reading,probability,strength,holder,negated,scope_start,scope_end,rule,probability_low,probability_mid,probability_high,sentence_kind,document";
const ATTRIBUTION_COLUMNS: &str = "document_id,sentence,source_start,source_end,source,cue_start,cue_end,cue,content_start,content_end,content,named,quoted,document";

const TEXT: &str = "“Zoë may resign,” Dr. Lee said. The café – if it’s open – could help 🦔. Critics say it’s unclear.";

fn sample() -> Run {
    let line = serde_json::json!({"id": "a,\"b\"", "text": TEXT, "year": 2026, "tags": ["x"], "source": "Wire"});
    let run = Run::score_with_stdin(
        &[
            "-",
            "--level",
            "documents,sentences,cues,attributions",
            "--keep",
            "year,tags,source,none,year",
        ],
        line.to_string().as_bytes(),
    );
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

#[test]
fn tables_have_the_contracts_columns_in_order() {
    let run = sample();
    let head =
        |name: &str| String::from_utf8(run.bytes(name)).unwrap().lines().next().unwrap().to_owned();
    assert_eq!(head("documents.csv"), format!("{DOCUMENT_COLUMNS},year,tags,meta_source,none"));
    assert_eq!(head("sentences.csv"), SENTENCE_COLUMNS);
    assert_eq!(head("cues.csv"), CUE_COLUMNS);
    assert_eq!(head("attributions.csv"), ATTRIBUTION_COLUMNS);
    let row = &run.rows("documents")[0];
    assert_eq!(row["id"], "a,\"b\"");
    assert_eq!(row["source"], "-:1");
    assert_eq!((row["year"].as_str(), row["tags"].as_str()), ("2026", "[\"x\"]"));
    assert_eq!((row["meta_source"].as_str(), row["none"].as_str()), ("Wire", ""));
}

#[test]
fn offsets_count_code_points() {
    let run = sample();
    let sentences = run.rows("sentences");
    assert_eq!(sentences.len(), 3);
    for row in &sentences {
        assert_eq!(chars(TEXT, &row["start"], &row["end"]), row["text"]);
    }
    let cues = run.rows("cues");
    assert!(cues.len() >= 4);
    for row in &cues {
        assert_eq!(chars(TEXT, &row["start"], &row["end"]), row["text"]);
        let scope = chars(TEXT, &row["scope_start"], &row["scope_end"]);
        let sentence = &sentences[row["sentence"].parse::<usize>().unwrap()];
        assert!(sentence["text"].contains(&scope), "{scope}");
    }
    for row in run.rows("attributions") {
        for part in ["source", "cue", "content"] {
            if !row[part].is_empty() {
                let cut = chars(TEXT, &row[&format!("{part}_start")], &row[&format!("{part}_end")]);
                assert_eq!(cut, row[part]);
            }
        }
    }
}

#[test]
fn documents_agree_with_sentences_and_cues() {
    let run = Run::score(&["data/articles", "--level", "documents,sentences,cues,attributions"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (sentences, cues) = (run.rows("sentences"), run.rows("cues"));
    let attributions = run.rows("attributions");
    let documents = run.rows("documents");
    assert!(documents.len() >= 12);
    for row in documents {
        let number = |column: &str| row[column].parse::<f64>().unwrap();
        let of_document = |s: &&BTreeMap<String, String>| s["document_id"] == row["id"];
        let (own, beside): (Vec<_>, Vec<_>) =
            sentences.iter().filter(of_document).partition(|s| s["kind"] == "sentence");
        assert_eq!(number("headings") + number("fragments"), beside.len() as f64);
        assert_eq!(number("sentences"), own.len() as f64);
        let hedged = own.iter().filter(|s| s["hedged"] == "true").count() as f64;
        assert_eq!(number("hedged_sentences"), hedged);
        assert!((number("hedged_share") - hedged / own.len() as f64).abs() < 1e-6);
        assert!(number("hedged_share_low") <= number("hedged_share"));
        assert!(number("hedged_share_high") >= number("hedged_share"));
        let certainty: f64 = own.iter().map(|s| s["certainty"].parse::<f64>().unwrap()).sum();
        assert!((number("certainty") - certainty / own.len() as f64).abs() < 1e-5);
        let counted: Vec<_> = cues
            .iter()
            .filter(|c| c["document_id"] == row["id"])
            .filter(|c| matches!(c["reading"].as_str(), "epistemic" | "evidential"))
            .collect();
        for (side, column) in
            [("hedge", "hedges"), ("booster", "boosters"), ("evidence", "evidence")]
        {
            let count = counted.iter().filter(|c| c["side"] == side).count() as f64;
            assert_eq!(number(column), count, "{} {column}", row["id"]);
            let rate = number(&format!("{column}_per_1000_words"));
            assert!((rate - 1000.0 * count / number("words")).abs() < 1e-5);
        }
        for class in DOCUMENT_COLUMNS.split(',').skip(19).take(16) {
            let count = counted.iter().filter(|c| c["class"] == class).count() as f64;
            assert_eq!(number(class), count, "{} {class}", row["id"]);
        }
        assert_eq!(number("author_hedges") + number("source_hedges"), number("hedges"));
        let balance =
            ((number("evidence") + number("boosters") + 0.5) / (number("hedges") + 0.5)).ln();
        assert!((number("evidence_balance") - balance).abs() < 1e-5);
        let found = attributions.iter().filter(|a| a["document_id"] == row["id"]).count() as f64;
        assert_eq!(number("attributions"), found);
    }
}

#[test]
fn jsonl_tables_hold_what_csv_tables_hold() {
    let levels = ["--level", "documents,sentences,cues,attributions"];
    let input = ["data/articles"];
    let csv = Run::score(&[&input[..], &levels].concat());
    let json = Run::score(&[&input[..], &levels, &["--format", "jsonl"]].concat());
    for table in ["documents", "sentences", "cues", "attributions"] {
        let rows = csv.rows(table);
        let text = String::from_utf8(json.bytes(&format!("{table}.jsonl"))).unwrap();
        let lines: Vec<serde_json::Map<String, serde_json::Value>> =
            text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), lines.len());
        for (row, line) in rows.iter().zip(&lines) {
            assert_eq!(row.len(), line.len());
            for (column, cell) in row {
                let value = match &line[column] {
                    serde_json::Value::Null => String::new(),
                    serde_json::Value::String(text) => text.clone(),
                    other => other.to_string(),
                };
                assert_eq!(*cell, value, "{column}");
            }
        }
    }
}

#[test]
fn run_json_says_what_was_done() {
    let run = Run::score(&["data/articles", "--profile", "science", "--threads", "2"]);
    let json = run.run_json();
    assert_eq!(json["version"], env!("CARGO_PKG_VERSION"));
    assert_eq!(json["profile"], "science");
    assert_eq!(json["tables"], serde_json::json!(["documents.csv"]));
    assert_eq!(json["failures"], serde_json::json!([]));
    assert_eq!(json["options"]["inputs"], serde_json::json!(["data/articles"]));
    assert_eq!(json["documents"]["scored"], run.rows("documents").len());
    let digests = json["lexicons"].as_array().unwrap();
    assert!(digests.iter().any(|d| d["file"] == "lexicons/en/cues/possibility.toml"));
    assert!(digests.iter().any(|d| d["file"] == "lexicons/en/profiles/science.toml"));
    assert!(digests.iter().all(|d| d["sha256"].as_str().unwrap().len() == 64));
}

#[test]
fn inputs_come_in_order_from_files_folders_patterns_and_stdin() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).display().to_string();
    fs::create_dir(path("sub")).unwrap();
    for (name, text) in [
        ("b.txt", "B."),
        ("a.txt", "A."),
        ("sub/c.md", "C."),
        (".hidden.txt", "No."),
        ("d.jsonl", "{\"text\": \"D.\"}\n\n{\"id\": \"e\", \"text\": \"E.\"}\n"),
        ("z.tsv", "id\ttext\nf\tF.\n"),
    ] {
        fs::write(path(name), text).unwrap();
    }
    let run = Run::score(&[&folder.path().display().to_string()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let ids: Vec<String> = run.rows("documents").iter().map(|r| r["id"].clone()).collect();
    let d1 = format!("{}:1", path("d.jsonl"));
    assert_eq!(ids, ["a.txt", "b.txt", &d1, "e", "sub/c.md", "f"]);
    let run = Run::score_with_stdin(&[&path("b.txt"), "-", &path("*.tsv")], b"From a pipe.");
    let ids: Vec<String> = run.rows("documents").iter().map(|r| r["id"].clone()).collect();
    assert_eq!(ids, [path("b.txt"), "stdin".into(), "f".into()]);
    let run = Run::score_with_stdin(&["-"], b"\n {\"id\": 7, \"text\": \"It may.\"}");
    assert_eq!(run.rows("documents")[0]["id"], "7");
}

#[test]
fn splits_can_be_lines_or_none() {
    let text = b"It may rain. It rained.\nIt could snow.";
    let count = |split: &str| {
        let run = Run::score_with_stdin(&["-", "--split", split], text);
        run.rows("documents")[0]["sentences"].clone()
    };
    assert_eq!(
        (count("sentences"), count("lines"), count("none")),
        ("3".into(), "2".into(), "1".into())
    );
}

#[test]
fn show_marks_cues_and_is_plain_in_a_pipe() {
    let output = hedgerow()
        .args(["show", "-", "--cues"])
        .write_stdin("The minister may resign in May. Documents \x1b[31m show it.")
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert!(text.contains("The minister [may|possibility] resign in May."), "{text}");
    assert!(text.contains("hedged sentences  1 of 2"), "{text}");
    assert!(text.contains("literal") && text.contains("name.capitalised"), "{text}");
    assert!(!text.contains('\x1b'), "{text}");
    hedgerow().args(["show", "no-such-file"]).assert().code(2);
}

#[test]
fn help_names_what_there_is_and_nothing_else() {
    let help = hedgerow().arg("--help").output().unwrap();
    let help = String::from_utf8(help.stdout).unwrap();
    for command in
        ["score", "show", "report", "serve", "kwic", "eval", "train", "lexicon", "completions"]
    {
        assert!(help.contains(&format!("\n  {command} ")), "{command}\n{help}");
    }
    let score = hedgerow().args(["score", "--help"]).output().unwrap();
    let score = String::from_utf8(score.stdout).unwrap();
    assert!(!score.contains("resume") && !score.contains("parquet"), "{score}");
    assert!(score.contains("Examples:"), "{score}");
    hedgerow().args(["completions", "bash"]).assert().code(0);
}

#[test]
fn progress_goes_to_stderr_when_asked_for() {
    let always = Run::score(&["data/articles", "--progress", "always"]);
    let never = Run::score(&["data/articles", "--progress", "never"]);
    assert_eq!(always.bytes("documents.csv"), never.bytes("documents.csv"));
    assert!(never.stderr.lines().count() == 1, "{}", never.stderr);
    assert!(always.stderr.lines().count() > 1, "{}", always.stderr);
}

#[cfg(unix)]
#[test]
fn an_interrupted_run_leaves_no_table() {
    use std::process::Stdio;
    let folder = folder();
    let out = folder.path().join("out");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .args(["score", "-", "--input-format", "jsonl", "--out"])
        .arg(&out)
        .stdin(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // Feed documents until the program has begun to write, then interrupt it.
    let mut stdin = child.stdin.take().unwrap();
    let line = format!("{{\"text\": \"{}\"}}\n", "It may rain. ".repeat(1000));
    let feeder = std::thread::spawn(move || {
        use std::io::Write;
        while stdin.write_all(line.as_bytes()).is_ok() {}
    });
    while !out.exists() {
        std::thread::yield_now();
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    let kill = std::process::Command::new("kill")
        .args(["-INT", &child.id().to_string()])
        .status()
        .unwrap();
    assert!(kill.success());
    assert_eq!(child.wait().unwrap().code(), Some(130));
    feeder.join().unwrap();
    let left: Vec<_> = fs::read_dir(&out).map(Iterator::collect).unwrap_or_default();
    assert!(left.is_empty(), "{left:?}");
}
