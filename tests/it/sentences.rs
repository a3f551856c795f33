//! What holds for the sentences of any text, and how they are measured.

use std::fs;
use std::path::Path;

use proptest::prelude::*;

use crate::language::toy_files;
use crate::support::{folder, hedgerow};

/// Text full of what the splitter looks at.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        5 => prop::sample::select(vec![
            "The", "It", "he", "said", "Dr", "U.S.", "p.m.", "No", "10", "Fig", "Inc", "Please", "I",
            "However", "tea", "naïve", "É", "B", "a", "1", "iv", "e.g", "Mr", "example.org", "World",
            "don't", "’tis", "これは", "🦔",
        ]).prop_map(str::to_owned),
        5 => prop::sample::select(vec![
            ".", ". ", ".\n", "\n", "? ", "!", "... ", "…", " . . . ", "\"", "'", "“", "”", "’ ", "‘",
            "(", ") ", "[", "]", ": ", "; ", ", ", " - ", "—", "•", "*", ">", "\u{a0}", "\u{200b}",
            "\u{202e}", "\t", "\r\n", "。", "»", "«",
        ]).prop_map(str::to_owned),
        4 => Just(" ".to_owned()),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..50).prop_map(|pieces| pieces.concat())
}

/// Text in one paragraph.
fn paragraphs() -> impl Strategy<Value = String> {
    texts().prop_map(|text| text.split(['\n', '\r', '\u{c}']).collect::<Vec<_>>().join(" "))
}

/// Whether something stands there that shows: white space and marks without
/// width belong to no sentence.
fn shows(c: char) -> bool {
    let zero_width = ('\u{200b}'..='\u{200f}').contains(&c)
        || ('\u{202a}'..='\u{202e}').contains(&c)
        || ('\u{2060}'..='\u{2069}').contains(&c)
        || matches!(c, '\u{feff}' | '\u{ad}');
    !c.is_whitespace() && !c.is_control() && !zero_width
}

fn segment(text: &str) -> Vec<&str> {
    hedgerow::Language::english().split(text)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn sentences_cover_all_that_shows_and_nothing_twice(text in texts()) {
        let mut rest = text.as_str();
        for sentence in segment(&text) {
            prop_assert!(sentence.chars().any(shows), "{sentence:?} of {text:?}");
            let (before, after) = rest.split_at(rest.find(sentence).unwrap());
            prop_assert!(!before.chars().any(shows), "{before:?} of {text:?} is in no sentence");
            rest = &after[sentence.len()..];
        }
        prop_assert!(!rest.chars().any(shows), "{rest:?} of {text:?} is in no sentence");
    }

    #[test]
    fn sentences_end_with_their_paragraph(text in texts()) {
        for sentence in segment(&text) {
            prop_assert!(!sentence.contains("\n\n"), "{sentence:?}");
        }
    }

    #[test]
    fn what_precedes_a_paragraph_changes_nothing(before in texts(), text in texts()) {
        let together = format!("{before}\n\n{text}");
        let alone = segment(&text);
        let found = segment(&together);
        prop_assert!(found.ends_with(&alone), "{found:?} does not end with {alone:?}");
    }

    #[test]
    fn splitting_a_sentence_again_gives_that_sentence(text in paragraphs()) {
        for sentence in segment(&text) {
            prop_assert_eq!(segment(sentence), vec![sentence], "of {:?}", text);
        }
    }
}

#[test]
fn examples_stay_what_they_are_inside_a_text() {
    let cases = hedgerow::Language::english().sentence_examples().unwrap();
    let text = cases.iter().map(|case| case.join(" ")).collect::<Vec<_>>().join("\n\n");
    assert_eq!(segment(&text), cases.concat());
    for sentence in segment(&text) {
        assert_eq!(segment(sentence), [sentence]);
    }
}

/// Found by the property test: what stood behind the end once decided it.
#[test]
fn marks_alone_stay_what_they_are() {
    for text in [
        "‘. Please() '. It",
        "Yes) no) it",
        ".The a. The",
        "a) ) it (b) The",
        "(.10. p.m.p.m.BDr",
        " -  - Inc ivtea",
        "これは …É\"\u{200b}",
    ] {
        for sentence in segment(text) {
            assert_eq!(segment(sentence), [sentence], "of {text:?}");
        }
    }
}

fn eval(args: &[&str]) -> (i32, String, String) {
    let output = hedgerow().args(["eval", "--task", "sentences"]).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

const GOLD: &str = "{\"doc\":\"a\",\"genre\":\"news\",\"text\":\"It rained. It\\nstopped.\\n\\nTitle\\n\\nWe left Mr. Ng.\",\"ends\":[10,22,29,46]}\n\
    {\"doc\":\"b\",\"genre\":\"web\",\"text\":\"One two three. Go\",\"ends\":[7,17]}\n";

#[test]
fn eval_counts_hits_and_errors_by_corpus_and_genre() {
    let folder = folder();
    let gold = folder.path().join("some_corpus.jsonl");
    fs::write(&gold, GOLD).unwrap();
    let gold = gold.to_str().unwrap();
    let (code, text, _) = eval(&[gold]);
    assert_eq!(code, 0);
    for part in
        ["some_corpus", "  news", "  web", "missed: word| word", "b at 7: One two‸ three. Go"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let (_, json, _) = eval(&[gold, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let corpus = &report["corpora"][0];
    assert_eq!((corpus["ends"].as_u64(), corpus["hits"].as_u64()), (Some(4), Some(3)));
    assert_eq!((corpus["precision"].as_f64(), corpus["recall"].as_f64()), (Some(0.75), Some(0.75)));
    assert_eq!(corpus["exact"], 1);
    assert_eq!(corpus["genres"][0]["f1"], 1.0);
    // Where paragraphs run together, the title's end is not counted.
    let (_, json, _) = eval(&[gold, "--format", "json", "--layout", "flat"]);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(report["corpora"][0]["ends"], 3);
}

#[test]
fn eval_scores_the_ends_another_splitter_found() {
    let folder = folder();
    let gold = folder.path().join("gold.jsonl");
    fs::write(&gold, GOLD).unwrap();
    let other = folder.path().join("other.jsonl");
    fs::write(&other, "{\"ends\":[10,22,29,39,46]}\n{\"ends\":[7,17]}\n").unwrap();
    let (gold, other) = (gold.to_str().unwrap(), other.to_str().unwrap());
    let (code, json, _) = eval(&[gold, "--predictions", other, "--format", "json"]);
    assert_eq!(code, 0);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(
        (&report["corpora"][0]["hits"], &report["corpora"][0]["found"]),
        (&4.into(), &5.into())
    );
    fs::write(other, "{\"ends\":[10]}\n").unwrap();
    let (code, _, stderr) = eval(&[gold, "--predictions", other]);
    assert!(code == 2 && stderr.contains("1 documents, but the gold files have 2"), "{stderr}");
}

#[test]
fn broken_gold_is_an_error_with_its_line_and_leaves_no_weights() {
    let folder = folder();
    let gold = folder.path().join("gold.jsonl");
    fs::write(&gold, format!("{GOLD}{{\"text\":\"Short.\",\"ends\":[60]}}\n")).unwrap();
    let out = folder.path().join("weights.tsv");
    let (code, _, stderr) = eval(&[gold.to_str().unwrap()]);
    assert!(code == 2 && stderr.contains("gold.jsonl:3: "), "{stderr}");
    for content in ["{\"text\":\"Short.\",\"ends\":[60]}\n", "\n", "no json\n"] {
        fs::write(&gold, content).unwrap();
        let output = train(&gold, &out);
        assert_eq!(output.status.code(), Some(2));
        assert!(String::from_utf8(output.stderr).unwrap().contains("gold.jsonl"), "{content}");
        assert!(!out.exists());
    }
}

fn train(gold: &Path, out: &Path) -> std::process::Output {
    let mut command = hedgerow();
    command.args(["train", "--task", "sentences"]).arg(gold).arg("--out").arg(out);
    command.output().unwrap()
}

#[test]
fn training_twice_gives_the_same_bytes() {
    let folder = folder();
    let gold = folder.path().join("gold.jsonl");
    fs::write(&gold, GOLD).unwrap();
    let weights = |name: &str| {
        let out = folder.path().join(name);
        let output = train(&gold, &out);
        assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
        fs::read_to_string(out).unwrap()
    };
    let once = weights("a.tsv");
    assert_eq!(once, weights("b.tsv"));
    let lines: Vec<&str> = once.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.len() > 50 && lines.is_sorted());
    // A language splits its texts by them.
    let mut files = toy_files();
    files.insert("sentences.tsv".to_owned(), once);
    assert_eq!(
        hedgerow::Language::from_files("toy", files).unwrap().split("Li venos."),
        ["Li venos."]
    );
}
