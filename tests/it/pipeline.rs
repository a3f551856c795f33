//! Same input, same bytes: whatever the threads, the format, or the way in.

use std::fmt::Write as _;

use hedgerow::Analyzer;
use hedgerow::tables::{DocumentNumber, FinishedRun};

use crate::support::{Run, root};

const LEVELS: [&str; 2] = ["--level", "documents,sentences,cues,attributions"];

/// A corpus large enough for many chunks, made of the sample articles, with one
/// document so long that several threads share it.
fn corpus() -> String {
    let mut paths: Vec<_> = std::fs::read_dir(root().join("data/articles"))
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    paths.sort();
    let texts: Vec<String> = paths.iter().map(|p| std::fs::read_to_string(p).unwrap()).collect();
    let mut lines = String::new();
    for round in 0..120 {
        for (i, text) in texts.iter().enumerate() {
            if (round + i) % 7 == 0 {
                lines.push_str("{broken\n");
            }
            let line = serde_json::json!({"id": format!("{round}-{i}"), "text": text});
            writeln!(lines, "{line}").unwrap();
        }
        if round == 60 {
            let text = (texts.join("\n\n") + "\n\n").repeat(110);
            writeln!(lines, "{}", serde_json::json!({"id": "long", "text": text})).unwrap();
        }
    }
    lines
}

#[test]
fn tables_are_the_same_on_any_number_of_threads() {
    let corpus = corpus();
    let run = |threads: &str| {
        Run::score_with_stdin(
            &[&["-", "--input-format", "jsonl", "--threads", threads], &LEVELS[..]].concat(),
            corpus.as_bytes(),
        )
    };
    let one = run("1");
    assert_eq!(one.code, 1, "{}", one.stderr);
    for threads in ["2", "7"] {
        let many = run(threads);
        for file in ["documents.csv", "sentences.csv", "cues.csv", "attributions.csv", "run.json"] {
            assert!(one.bytes(file) == many.bytes(file), "{file} differs with {threads} threads");
        }
    }
}

/// Documents that cannot be read have no number, and a document whose rows come in several parts
/// has the same in all of them.
#[test]
fn documents_are_numbered_as_they_stand_in_their_table() {
    let corpus = corpus();
    for (threads, format) in [("1", "csv"), ("2", "csv"), ("7", "csv"), ("7", "jsonl")] {
        let args = ["-", "--input-format", "jsonl", "--threads", threads, "--format", format];
        let run = Run::score_with_stdin(&[&args, &LEVELS[..]].concat(), corpus.as_bytes());
        assert!(run.stderr.contains("could not be read"), "{}", run.stderr);
        let finished = FinishedRun::open(&run.out).unwrap();
        let mut ids = Vec::new();
        for document in finished.documents(true).unwrap() {
            let document = document.unwrap();
            let number = DocumentNumber(ids.len() as u64);
            assert!(document.sentences.iter().all(|row| row.document == number), "{number:?}");
            assert!(document.cues.iter().all(|row| row.document == number), "{number:?}");
            let id = document.document.id;
            assert!(document.cues.iter().all(|row| row.document_id == id), "{id}");
            ids.push((id, document.document.attributions));
        }
        assert_eq!(ids.len(), 120 * 16 + 1);
        let mut counts = vec![0; ids.len()];
        for row in finished.attributions().unwrap() {
            let row = row.unwrap();
            let number = row.document.0 as usize;
            assert_eq!(row.document_id, ids[number].0);
            counts[number] += 1;
        }
        assert!(ids.iter().zip(&counts).all(|((_, of_document), count)| of_document == count));
    }
}

#[test]
fn a_document_scores_the_same_alone_and_in_a_corpus() {
    let analyzer = Analyzer::new();
    let run = Run::score(&[&["data/articles"], &LEVELS[..]].concat());
    let cues = run.rows("cues");
    for row in run.rows("documents") {
        let text = std::fs::read_to_string(root().join("data/articles").join(&row["id"])).unwrap();
        let analysis = analyzer.analyze(&text).unwrap();
        assert_eq!(row["words"], analysis.words.to_string());
        let own: Vec<_> = cues.iter().filter(|c| c["document_id"] == row["id"]).collect();
        assert_eq!(own.len(), analysis.cues.len());
        for (table, cue) in own.iter().zip(&analysis.cues) {
            assert_eq!(table["text"], text[cue.span.range()]);
            assert_eq!(table["rule"], cue.rule);
        }
    }
}

#[test]
fn documents_and_sentences_are_the_same_beside_other_tables_and_alone() {
    for profile in ["news", "science"] {
        let run =
            |levels: &str| Run::score(&["data/articles", "--profile", profile, "--level", levels]);
        let all = run(LEVELS[1]);
        let figures = run("documents,sentences");
        for file in ["documents.csv", "sentences.csv"] {
            assert!(all.bytes(file) == figures.bytes(file), "{file}, {profile}");
        }
    }
}
