//! Sentences a second.

#![expect(clippy::print_stdout, reason = "a bench states what it counted")]

mod data;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use hedgerow::Language;

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
        let english = Language::english();
        let expected: usize =
            text.split("\n\n").map(|paragraph| english.split(paragraph).len()).sum();
        println!("segment/{name}: {expected} sentences in {} bytes", text.len());
        group.throughput(Throughput::Bytes(text.len() as u64));
        group.bench_function(name.as_str(), |b| {
            b.iter(|| assert_eq!(english.split(text).len(), expected));
        });
    }
    group.finish();
}

criterion_group!(benches, segment);
criterion_main!(benches);
