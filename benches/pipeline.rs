//! The whole job: JSON lines in, tables out.

mod data;

use std::fmt::Write;

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use hedgerow::Analyzer;
use hedgerow::corpus::{Corpus, CorpusOptions};
use hedgerow::pipeline::{PipelineOptions, run};
use hedgerow::tables::{Format, Level, Output, TableSet};

fn pipeline(c: &mut Criterion) {
    let analyzer = Analyzer::new();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let input = folder.path().join("news.jsonl");
    let article = data::news(6_000);
    let mut lines = String::new();
    let documents = 2_000;
    for id in 0..documents {
        writeln!(lines, "{}", serde_json::json!({"id": id, "text": article})).expect("memory");
    }
    std::fs::write(&input, &lines).expect("writable");
    let mut group = c.benchmark_group("pipeline");
    group.throughput(Throughput::Bytes(lines.len() as u64));
    group.sample_size(10);
    for (name, levels) in [("documents", &Level::ALL[..1]), ("all", &Level::ALL[..])] {
        for threads in [1, 2] {
            group.bench_function(BenchmarkId::new(name, threads), |b| {
                b.iter(|| {
                    let corpus = Corpus::open(CorpusOptions {
                        inputs: vec![input.display().to_string()],
                        ..CorpusOptions::default()
                    })
                    .expect("the input");
                    let set = TableSet::new(levels, Format::Csv, &[]);
                    let out = folder.path().join("out");
                    let mut output = Output::create(&out, set, true).expect("writable");
                    let options = PipelineOptions { threads, ..PipelineOptions::default() };
                    let progress = run(&analyzer, corpus, &mut output, &options, |_, _| {})
                        .expect("no failure");
                    assert_eq!(progress.scored, documents);
                });
            });
        }
    }
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
