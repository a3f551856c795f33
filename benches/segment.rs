//! Tokens and sentences a second.

mod data;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hedgerow::text::{Block, Segmenter, Split, tokenize};

fn sentences(text: &str) -> (usize, usize) {
    let mut segmenter = Segmenter::new(text, Split::Sentences);
    let mut block = Block::default();
    let (mut tokens, mut sentences) = (0, 0);
    while segmenter.next_into(&mut block) {
        tokens += block.tokens.len();
        sentences += block.sentences.len();
    }
    (tokens, sentences)
}

fn segment(c: &mut Criterion) {
    let mut group = c.benchmark_group("segment");
    let news = data::news(1 << 20);
    let accented = news.replace('e', "é");
    for (name, text) in [("news", &news), ("non-ascii", &accented)] {
        // The answer: as many sentences as the articles have one by one.
        let expected: usize =
            text.split("\n\n").map(|paragraph| hedgerow::text::segment(paragraph).len()).sum();
        group.throughput(Throughput::Bytes(text.len() as u64));
        let mut buffer = Vec::new();
        tokenize(text, 0, text.len(), &mut buffer);
        let tokens = buffer.len();
        group.bench_function(format!("{name}/tokens"), |b| {
            b.iter(|| {
                buffer.clear();
                tokenize(text, 0, text.len(), &mut buffer);
                assert_eq!(buffer.len(), tokens);
            });
        });
        group.bench_function(name, |b| {
            b.iter(|| assert_eq!(sentences(text).1, expected));
        });
    }
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
