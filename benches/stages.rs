//! The work around the analysis: reading a corpus, rows of the tables, start-up. `hedgerow bench`
//! has the stages of the analysis one by one.

mod data;

use std::fmt::Write;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hedgerow::Analyzer;
use hedgerow::corpus::{Corpus, CorpusOptions};
use hedgerow::tables::{AnalyzedDocument, BatchBuilder, Format, Level, TableSet};

const BYTES: usize = 4 << 20;

/// JSON lines in a file, and how many.
fn corpus(folder: &std::path::Path) -> (CorpusOptions, u64, usize) {
    let article = data::news(6_000);
    let mut lines = String::new();
    let mut documents = 0;
    while lines.len() < BYTES {
        writeln!(lines, "{}", serde_json::json!({"id": documents, "text": article}))
            .expect("memory");
        documents += 1;
    }
    let input = folder.join("news.jsonl");
    std::fs::write(&input, &lines).expect("writable");
    let options =
        CorpusOptions { inputs: vec![input.display().to_string()], ..CorpusOptions::default() };
    (options, documents, lines.len())
}

fn read(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (options, documents, bytes) = corpus(folder.path());
    let mut group = c.benchmark_group("read");
    group.throughput(Throughput::Bytes(bytes as u64));
    group.bench_function("jsonl", |b| {
        b.iter(|| {
            let mut found = 0;
            for chunk in Corpus::open(options.clone()).expect("the input") {
                chunk.documents(|document| {
                    assert!(document.expect("whole").text.len() > 5_000);
                    found += 1;
                });
            }
            assert_eq!(found, documents);
        });
    });
    group.finish();
}

fn write(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (options, documents, bytes) = corpus(folder.path());
    let analyzer = Analyzer::new();
    let mut group = c.benchmark_group("write");
    group.throughput(Throughput::Bytes(bytes as u64));
    for levels in [&Level::ALL[..1], &Level::ALL[..]] {
        let set = TableSet::new(levels, Format::Csv, &[]);
        for chunk in Corpus::open(options.clone()).expect("the input").take(1) {
            // All documents are the same, so one analysis does for all.
            let mut once = true;
            chunk.documents(|document| {
                if !std::mem::take(&mut once) {
                    return;
                }
                let document = document.expect("whole");
                let analysis = analyzer.analyze(&document.text).expect("short enough");
                let sentences = analysis.sentences.len();
                let analyzed = AnalyzedDocument::new(&document, &analysis, analyzer.lexicon());
                group.bench_function(format!("{} tables", levels.len()), |b| {
                    b.iter(|| {
                        let mut batches = set.batch();
                        for number in 0..documents {
                            set.add(&analyzed, 0..sentences, number, &mut batches);
                        }
                        let mut tables = vec![Vec::new(); batches.len()];
                        for (batch, table) in batches.iter().zip(&mut tables) {
                            batch.write(0, table).expect("memory");
                        }
                        let rows = memchr::memchr_iter(b'\n', &tables[0]).count();
                        assert_eq!(rows as u64, documents);
                    });
                });
            });
        }
    }
    group.finish();
}

fn start_up(c: &mut Criterion) {
    c.bench_function("start-up, user lexicon", |b| {
        let entry = "format = 1\nclass = \"possibility\"\n[[cue]]\ncue = \"zibbly\"\nstrength = 0.5\nexamples = [\"It zibbly rains.\"]\ncounter_examples = [\"It rains.\"]\n";
        b.iter(|| {
            let analyzer = Analyzer::builder().lexicon("mine.toml", entry).build().expect("fine");
            assert_eq!(analyzer.analyze("It zibbly rains.").expect("short").cues.len(), 1);
        });
    });
}

criterion_group!(benches, read, write, start_up);
criterion_main!(benches);
