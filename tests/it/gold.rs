//! Measured against human annotation, where it is at hand: the environment
//! variable `HEDGEROW_GOLD` names its folder. Without it nothing is measured.

use std::fs;
use std::path::PathBuf;

use hedgerow::Analyzer;
use hedgerow::eval::sentences::{Summary, compare, split};
use hedgerow::eval::{Layout, read_sentences};
use hedgerow::text::{Split, Weights};
use serde::Deserialize;

use crate::support::Run;

fn gold() -> Option<PathBuf> {
    let folder = std::env::var_os("HEDGEROW_GOLD").map(PathBuf::from);
    if folder.is_none() {
        println!("HEDGEROW_GOLD is not set: nothing measured");
    }
    folder
}

#[derive(Deserialize)]
struct GoldSentence {
    text: String,
    hedged: bool,
}

/// F1 of sentence-level hedging, each row one sentence.
fn f1(file: &str, profile: &str) -> Option<f64> {
    let text = fs::read_to_string(gold()?.join(file)).unwrap();
    let analyzer = Analyzer::builder().profile(profile).split(Split::None).build().unwrap();
    let (mut hit, mut over, mut missed) = (0_u32, 0_u32, 0_u32);
    for line in text.lines() {
        let row: GoldSentence = serde_json::from_str(line).unwrap();
        let analysis = analyzer.analyze(&row.text).unwrap();
        match (row.hedged, analysis.sentences.iter().any(|s| s.hedged)) {
            (true, true) => hit += 1,
            (false, true) => over += 1,
            (true, false) => missed += 1,
            (false, false) => {}
        }
    }
    let f1 = 2.0 * f64::from(hit) / f64::from(2 * hit + over + missed);
    println!("{file} with profile {profile}: F1 {f1:.3}, {hit} hit, {over} over, {missed} missed");
    Some(f1)
}

#[test]
fn biomedical_abstracts() {
    assert!(f1("bioscope_abstracts.jsonl", "science").is_none_or(|f1| f1 >= 0.90));
}

#[test]
fn consumer_reviews() {
    assert!(f1("sfu_reviews_train.jsonl", "reviews").is_none_or(|f1| f1 >= 0.91));
}

#[test]
fn encyclopedia_articles() {
    assert!(f1("wikipedia_weasel_train.jsonl", "encyclopedia").is_none_or(|f1| f1 >= 0.60));
}

/// F1 of sentence ends in a file of gold sentences.
fn sentence_f1(file: &str) -> Option<f64> {
    let path = gold()?.join("sentences").join(file);
    let documents = read_sentences(file, &fs::read_to_string(path).unwrap()).unwrap();
    let mut summary = Summary::default();
    for document in &documents {
        summary.add(&compare(document, Layout::Original, &split(&document.text)));
    }
    let f1 = summary.counts.f1().unwrap();
    println!("{file}: sentence ends F1 {f1:.4}, {:?}", summary.counts);
    Some(f1)
}

#[test]
fn sentence_ends() {
    for (file, least) in [
        ("ud_ewt_dev.jsonl", 0.930),
        ("ud_gum_dev.jsonl", 0.980),
        ("ud_lines_dev.jsonl", 0.955),
        ("ud_partut_dev.jsonl", 0.975),
        ("wsj_dev.jsonl", 0.988),
        ("craft_dev.jsonl", 0.996),
        ("brown_dev.jsonl", 0.970),
    ] {
        assert!(sentence_f1(file).is_none_or(|f1| f1 >= least), "{file}");
    }
}

#[test]
fn training_gives_the_built_in_weights() {
    let Some(folder) = gold() else { return };
    let files: Vec<_> = ["craft", "ud_ewt", "ud_gum", "ud_lines", "ud_partut"]
        .into_iter()
        .map(|corpus| {
            let name = format!("{corpus}_train.jsonl");
            let text = fs::read_to_string(folder.join("sentences").join(&name)).unwrap();
            read_sentences(&name, &text).unwrap()
        })
        .collect();
    let training =
        hedgerow::train::sentences(&files, &hedgerow::eval::builtin_sentences().unwrap());
    let differs = training.file.lines().zip(Weights::builtin_text().lines()).find(|(a, b)| a != b);
    assert_eq!(differs, None);
    assert_eq!(training.file.len(), Weights::builtin_text().len());
}

#[test]
fn golden_rules_hold_but_for_two() {
    let Some(folder) = gold() else { return };
    let text = fs::read_to_string(folder.join("golden_rules.jsonl")).unwrap();
    let documents = read_sentences("golden_rules.jsonl", &text).unwrap();
    let broken: Vec<&str> = documents
        .iter()
        .filter(|document| split(&document.text) != document.ends)
        .map(|document| document.name.as_str())
        .collect();
    assert!(documents.len() == 48 && broken.len() <= 2, "{broken:?}");
}

#[test]
fn news_articles_score_to_all_tables() {
    let Some(folder) = gold() else { return };
    let input = folder.join("polnear_train.jsonl").display().to_string();
    let run = Run::score(&[
        &input,
        "--level",
        "documents,sentences,cues,attributions",
        "--keep",
        "publisher,date",
    ]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.rows("documents").len(), 840);
    for table in ["sentences", "cues", "attributions"] {
        assert!(run.rows(table).len() > 840, "{table}");
    }
}
