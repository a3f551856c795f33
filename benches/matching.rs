//! Cues found and judged a second, on one thread.

mod data;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hedgerow::{Analysis, Analyzer, Scratch};

fn analyze(c: &mut Criterion) {
    let mut group = c.benchmark_group("analyze");
    let analyzer = Analyzer::new();
    let text = data::news(1 << 20);
    let expected = analyzer.analyze(&text).expect("short enough");
    assert!(expected.cues.len() > 10_000);
    let mut scratch = Scratch::default();
    let mut analysis = Analysis::default();
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.sample_size(20);
    group.bench_function("news", |b| {
        b.iter(|| {
            analyzer.analyze_into(&text, &mut scratch, &mut analysis).expect("short enough");
            assert_eq!(analysis.cues.len(), expected.cues.len());
        });
    });
    group.finish();
}

criterion_group!(benches, analyze);
criterion_main!(benches);
