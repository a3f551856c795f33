//! Tokens and sentences a second.

#![expect(clippy::print_stdout, reason = "a bench states what it counted")]

mod data;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hedgerow::text::{Block, Segmenter, Split, tokenize};

fn sentences(text: &str) -> (usize, usize) {
    let mut segmenter =
        Segmenter::new(text, Split::Sentences, hedgerow::Language::english().sentences());
    let mut block = Block::default();
    let (mut tokens, mut sentences) = (0, 0);
    while segmenter.next_into(&mut block) {
        tokens += block.tokens.len();
        sentences += block.sentences.len();
    }
    (tokens, sentences)
}

/// The three kinds of text, from the sample articles and, since those are few and
/// soon known by heart to a processor, from annotated corpora if they are there.
fn texts() -> Vec<(String, String)> {
    let of_samples = |genres: &[&str]| data::articles(genres, 1 << 20);
    let mut texts = vec![
        ("news".to_owned(), data::news(1 << 20)),
        ("science".to_owned(), of_samples(&["medical_abstract", "science_story"])),
        ("web".to_owned(), of_samples(&["product_review", "rumour_column", "match_report"])),
    ];
    for (name, file) in [
        ("news", "polnear_train.jsonl"),
        ("science", "sentences/craft_train.jsonl"),
        ("web", "sentences/ud_ewt_train.jsonl"),
    ] {
        texts.extend(data::gold(file, 2 << 20).map(|text| (format!("corpus-{name}"), text)));
    }
    texts.push(("non-ascii".to_owned(), data::news(1 << 20).replace('e', "é")));
    texts.extend(
        data::gold("polnear_train.jsonl", 2 << 20)
            .map(|text| ("corpus-non-ascii".to_owned(), text.replace('e', "é"))),
    );
    texts
}

fn segment(c: &mut Criterion) {
    let mut group = c.benchmark_group("segment");
    for (name, text) in &texts() {
        // The answer: as many sentences as the articles have one by one.
        let expected: usize = text
            .split("\n\n")
            .map(|paragraph| {
                hedgerow::text::segment(paragraph, hedgerow::Language::english().sentences()).len()
            })
            .sum();
        println!("segment/{name}: {expected} sentences in {} bytes", text.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        let tokens = tokenize(text, hedgerow::Language::english().sentences()).len();
        group.bench_function(format!("{name}/tokens"), |b| {
            b.iter(|| {
                assert_eq!(tokenize(text, hedgerow::Language::english().sentences()).len(), tokens);
            });
        });
        group.bench_function(name.as_str(), |b| {
            b.iter(|| assert_eq!(sentences(text).1, expected));
        });
    }
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
