//! The model cards: what users should know of a profile before trusting its figures.

use std::fs;

use hedgerow::Language;

use crate::language::toy_files;
use crate::support::{folder, hedgerow, root};

#[test]
fn the_document_has_the_facts_of_every_card() {
    let document = fs::read_to_string(root().join("docs/profiles.md")).unwrap();
    let english = Language::english();
    let cards: Vec<&str> = document.split("\n## ").skip(1).collect();
    assert_eq!(cards.len(), english.profile_names().len());
    for (name, text) in english.profile_names().into_iter().zip(cards) {
        let profile = english.profile(name).unwrap();
        let card = profile.card.unwrap();
        assert!(text.starts_with(&format!("{name}\n")), "{name}");
        let mut facts = vec![profile.description, card.purpose];
        facts.extend(card.not_for.iter().map(|line| format!("\n* {line}\n")));
        for source in card.learned_from {
            facts.push(format!("* `{}`: {}", source.file, source.what));
            facts.push(format!("{} sentences: {}", source.sentences, source.counts));
            facts.extend([source.annotators, source.agreement, source.license]);
        }
        for fact in facts {
            assert!(text.contains(&fact), "{name} in docs/profiles.md lacks: {fact}");
        }
        // Learned weights come from somewhere.
        let learned = english.weights(name).is_some();
        assert!(!learned || text.contains("**Learned from.**\n\n* `"), "{name}");
    }
}

#[test]
fn the_card_of_the_news_says_who_annotated() {
    let document = fs::read_to_string(root().join("docs/profiles.md")).unwrap();
    let news = document.split("\n## ").find(|card| card.starts_with("news\n")).unwrap();
    for plain in
        ["Language models", "not people", "0.97 (hedged)", "0.98 (evidence)", "upper bound"]
    {
        assert!(news.contains(plain), "{plain}");
    }
}

#[test]
fn eval_prints_the_cards_with_the_figures_of_their_profile() {
    let folder = folder();
    let file = folder.path().join("gates.jsonl");
    let row = |i: usize| match i % 2 {
        0 => format!("{{\"text\":\"The gate {i} may be open.\",\"hedged\":true}}\n"),
        _ => format!("{{\"text\":\"The gate {i} is open.\",\"hedged\":false}}\n"),
    };
    fs::write(&file, (0..60).map(row).collect::<String>()).unwrap();
    let gold = format!("news={}", file.display());
    let output = hedgerow().args(["eval", "--format", "cards", &gold]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let cards: Vec<&str> = text.split("\n## ").collect();
    assert_eq!(cards.len(), 1 + Language::english().profile_names().len());
    assert!(cards[1].starts_with("news\n") && cards[1].contains("`gates`, 60 sentences"));
    assert!(cards[1].contains("| hedged F1 | 1.000 | 1.000–1.000 |"), "{}", cards[1]);
    assert!(cards[2].contains("Not measured."), "{}", cards[2]);
    // Sentence ends are nothing of a profile.
    let ends = folder.path().join("ends.jsonl");
    fs::write(&ends, "{\"text\":\"It rained. It snowed.\",\"ends\":[10,21]}\n").unwrap();
    let ends = ends.to_str().unwrap();
    let output = hedgerow().args(["eval", "--format", "cards", ends]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_card_with_a_mistake_is_refused() {
    let source = "\n[[card.learned_from]]\nfile = \"f\"\nwhat = \"w\"\nsentences = 9\ncounts = \"c\"\nlicense = \"l\"\nannotators = \"a\"\nagreement = \"g\"\n";
    let card = format!("\n[card]\npurpose = \"All.\"\nnot_for = [\"None.\"]\n{source}");
    let read = |card: &str| {
        let mut files = toy_files();
        *files.get_mut("profiles/gazeto.toml").unwrap() += card;
        Language::from_files("toy", files)
    };
    let card_of = |language: Language| language.profile("gazeto").unwrap().card;
    assert!(card_of(read("").unwrap()).is_none());
    assert_eq!(card_of(read(&card).unwrap()).unwrap().learned_from[0].sentences, 9);
    for (wrong, wanted) in [
        (card.replace("\"All.\"", "\" \""), "purpose in [card] must be one line"),
        (card.replace("\"None.\"", "\"a\\nb\""), "not_for in [card] must be one line"),
        (card.replace("\"None.\"", ""), "not_for in [card] is empty"),
        (card.replace("sentences = 9", "sentences = 0"), "\"f\" in [card] has no sentences"),
        (card.clone() + source, "\"f\" stands twice"),
        (card.replace("agreement", "agreed"), "unknown field `agreed`"),
        (card.replace("license = \"l\"\n", ""), "missing field `license`"),
    ] {
        let error = read(&wrong).unwrap_err().to_string();
        assert!(error.contains("toy/profiles/gazeto.toml") && error.contains(wanted), "{error}");
    }
}
