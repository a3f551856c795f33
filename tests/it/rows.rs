//! Tables read again.

use std::fs;

use hedgerow::corpus::{Corpus, CorpusOptions};
use hedgerow::pipeline::{self, PipelineOptions};
use hedgerow::tables::{DocumentRows, DocumentRowsSink, FinishedRun};
use hedgerow::{Analyzer, ErrorKind};

use crate::support::{Run, folder};

const ALL: &str = "documents,sentences,cues,attributions";

fn read(run: &Run) -> Vec<DocumentRows> {
    let finished = FinishedRun::open(&run.out).unwrap();
    finished.documents(true).unwrap().map(Result::unwrap).collect()
}

fn gathered(inputs: &[&str], keep: &[&str]) -> Vec<DocumentRows> {
    let strings = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect::<Vec<_>>();
    let mut out = Vec::new();
    let mut sink = DocumentRowsSink::new(true, |rows| {
        out.push(rows);
        Ok(())
    });
    let options =
        CorpusOptions { inputs: strings(inputs), keep: strings(keep), ..CorpusOptions::default() };
    let corpus = Corpus::open(options).unwrap();
    let options = PipelineOptions::default();
    pipeline::run(&Analyzer::new(), corpus, &mut sink, &options, |_, _| {}).unwrap();
    drop(sink);
    out
}

#[test]
fn a_finished_run_reads_as_it_was_written_in_either_format() {
    let folder = folder();
    let corpus = folder.path().join("corpus.jsonl");
    let long = "It may rain, he said. ".repeat(5_000);
    let lines = [
        serde_json::json!({"id": "a", "text": "Fog may come.\n\nIt \"certainly\" did, reports show.", "date": "2024-05-01", "n": 3}),
        serde_json::json!({"id": "a", "text": "Fog may come. No.", "n": [1, 2]}),
        serde_json::json!({"id": "long", "text": long, "date": "a,\"b\"\nc"}),
        serde_json::json!({"id": "", "text": ""}),
    ];
    fs::write(&corpus, lines.map(|l| l.to_string()).join("\n")).unwrap();
    let corpus = corpus.to_str().unwrap();
    let expected = gathered(&[corpus], &["date", "n"]);
    assert_eq!(expected.len(), 4);
    assert_eq!(expected[0].cues.len(), 4, "{:?}", expected[0].cues);
    assert_eq!(expected[1].cues.len(), 1, "cues of documents with the same id stay apart");
    assert_eq!(expected[2].sentences.len(), 5_000);
    assert_eq!(expected[2].document.kept, ["a,\"b\"\nc", ""]);
    for format in ["csv", "jsonl"] {
        let args = [corpus, "--level", ALL, "--format", format, "--keep", "date,n"];
        let run = Run::score(&args);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert!(read(&run) == expected, "{format}");
        assert_eq!(FinishedRun::open(&run.out).unwrap().kept().unwrap(), ["date", "n"]);
    }
}

#[test]
fn no_cue_is_lost_or_given_to_another_document() {
    let run = Run::score(&["data/articles", "--level", ALL]);
    let table = run.rows("cues");
    let documents = gathered(&["data/articles"], &[]);
    assert!(documents == read(&run));
    let cues: Vec<_> = documents.iter().flat_map(|document| &document.cues).collect();
    assert_eq!(cues.len(), table.len());
    for (cue, row) in cues.iter().zip(&table) {
        assert_eq!((&cue.document_id, &cue.text), (&row["document_id"], &row["text"]));
    }
    // In one sentence of it a cue begins before the one that comes first.
    let text = fs::read_to_string("data/articles/obituary.txt").unwrap();
    let line = serde_json::json!({"id": "a", "text": text}).to_string();
    let folder = folder();
    let corpus = folder.path().join("corpus.jsonl");
    fs::write(&corpus, [&line[..]; 3].join("\n")).unwrap();
    let documents = gathered(&[corpus.to_str().unwrap()], &[]);
    let own = table.iter().filter(|row| row["document_id"] == "obituary.txt").count();
    for document in documents {
        assert_eq!(document.cues.len(), own);
        assert!(document.cues.is_sorted_by_key(|cue| cue.sentence));
    }
}

#[test]
fn an_edited_table_is_refused_with_its_line() {
    let run = Run::score(&["data/articles/editorial.txt"]);
    let path = run.out.join("documents.csv");
    let table = fs::read_to_string(&path).unwrap();
    fs::write(&path, table.replacen("editorial.txt,438,", "editorial.txt,many,", 1)).unwrap();
    let finished = FinishedRun::open(&run.out).unwrap();
    let Some(Err(e)) = finished.documents(false).unwrap().next() else { panic!("no error") };
    let message = e.to_string();
    assert!(message.contains("documents.csv:2: column \"words\": \"many\""), "{message}");
    let Err(e) = finished.documents(true).map(|_| ()) else { panic!("no error") };
    let ErrorKind::NoTable { table, .. } = e.kind() else { panic!("{e}") };
    assert_eq!(*table, "sentences");
}

#[test]
fn tables_that_were_sorted_filtered_or_cut_are_refused() {
    let levels = ["--level", "documents,sentences,cues"];
    let edit = |table: &str, edit: fn(Vec<&str>) -> Vec<&str>| {
        let run = Run::score(&[&["data/articles", "--format", "jsonl"][..], &levels].concat());
        let path = run.out.join(table);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, edit(text.lines().collect()).join("\n") + "\n").unwrap();
        let finished = FinishedRun::open(&run.out).unwrap();
        finished.documents(true).unwrap().find_map(Result::err).map(|e| e.to_string())
    };
    assert_eq!(edit("documents.jsonl", |lines| lines), None);
    for (table, how) in [
        ("documents.jsonl", (|mut l| (l.reverse(), l).1) as fn(Vec<&str>) -> Vec<&str>),
        ("documents.jsonl", |mut l| (l.remove(3), l).1),
        ("documents.jsonl", |mut l| (l.truncate(4), l).1),
        ("cues.jsonl", |mut l| (l.truncate(50), l).1),
        ("cues.jsonl", |l| l.into_iter().filter(|row| !row.contains("named_source")).collect()),
        ("sentences.jsonl", |mut l| (l.reverse(), l).1),
        ("sentences.jsonl", |mut l| (l.remove(20), l).1),
        ("sentences.jsonl", |mut l| (l.pop(), l).1),
    ] {
        let error = edit(table, how).unwrap_or_default();
        assert!(error.contains("do not fit each other"), "{table}: {error}");
    }
}
