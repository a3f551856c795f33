//! The stages that have no bench of their own: reading a corpus, matching alone,
//! rows of the tables, start-up.

mod data;

use std::fmt::Write;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hedgerow::Analyzer;
use hedgerow::corpus::{Corpus, CorpusOptions};
use hedgerow::matcher::{MatchScratch, Matcher};
use hedgerow::sentence::SentenceView;
use hedgerow::tables::{AnalyzedDocument, BatchBuilder, Format, Level, TableSet};
use hedgerow::text::{Block, Segmenter, Split};

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

fn matching(c: &mut Criterion) {
    let text = data::news(BYTES);
    let language = hedgerow::Language::english();
    let lexicon = language.lexicon();
    let profile = language.profile("news").expect("a profile");
    let matcher = Matcher::new(lexicon, &profile);
    let vocabulary = lexicon.vocabulary();
    let mut segmenter = Segmenter::new(&text, Split::Sentences, language.sentences())
        .with_words(vocabulary.dictionary());
    let mut blocks = Vec::new();
    let mut block = Block::default();
    while segmenter.next_into(&mut block) {
        blocks.push(std::mem::take(&mut block));
    }
    let mut scratch = MatchScratch::default();
    let mut all = || {
        let mut found = Vec::new();
        for block in &blocks {
            matcher.begin(&block.tokens, &mut scratch);
            for sentence in &block.sentences {
                let tokens = &block.tokens[sentence.tokens.clone()];
                let view = SentenceView::new(&text, tokens, &[], vocabulary, sentence.question);
                let first = sentence.tokens.start;
                matcher.find(lexicon.cues(), &view, first, &mut scratch, &mut found);
            }
        }
        found.len()
    };
    let expected = all();
    assert!(expected > 10_000);
    let mut group = c.benchmark_group("match");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("news", |b| b.iter(|| assert_eq!(all(), expected)));
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

criterion_group!(benches, read, matching, write, start_up);
criterion_main!(benches);
