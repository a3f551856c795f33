//! Learned weights: how they are measured, learned, explained, and what holds
//! whatever they say.

use std::fs;
use std::path::Path;

use hedgerow::Reading;
use hedgerow::lab::eval::read_gold;
use hedgerow::lab::train::{
    Layers, cross_validate, cross_validate_aspects, cross_validate_certainty,
};
use hedgerow::{Analyzer, Language, ProfileWeights, Side, Weights, explain};

use crate::support::{folder, hedgerow};

/// Enough sentences to learn from: "may" hedges but for the month, "bright" hedges
/// without being listed.
fn gold() -> String {
    let mut out = String::new();
    for i in 0..60 {
        let (text, cue) = match i % 5 {
            0 => (format!("The gate number {i} may be open."), Some((19 + digits(i), 3))),
            1 => (format!("Gate {i} was opened in May."), None),
            2 => (format!("Perhaps gate {i} was shut."), Some((0, 7))),
            3 => (format!("The guard shut gate {i} at noon."), None),
            _ => (format!("Bright critics admire gate {i}."), None),
        };
        let hedged = cue.is_some() || i % 5 == 4;
        let cues = cue.map_or(String::new(), |(start, length)| {
            format!("{{\"start\":{start},\"end\":{},\"kind\":\"speculation\"}}", start + length - 1)
        });
        let document = i / 3;
        out += &format!(
            "{{\"id\":\"{i}\",\"doc\":\"d{document}\",\"text\":\"{text}\",\"hedged\":{hedged},\"cues\":[{cues}],\"scopes\":[]}}\n"
        );
    }
    out
}

fn digits(i: usize) -> usize {
    i.to_string().len()
}

fn run(command: &str, args: &[&str]) -> (i32, String, String) {
    let output = hedgerow().arg(command).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

fn write(folder: &Path, name: &str, content: &str) -> String {
    let path = folder.join(name);
    fs::write(&path, content).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn built_in_weights_are_sorted_readable_and_small() {
    let mut size = 0;
    let english = Language::english();
    for name in english.weights_names() {
        let text = english.file(&format!("weights/{name}.tsv")).unwrap();
        size += text.len();
        Weights::parse(text, name).unwrap(); // every feature is known
        let lines: Vec<&str> = text.lines().filter(|l| !l.starts_with('#')).collect();
        assert!(lines.iter().filter(|l| !l.starts_with("threshold")).is_sorted(), "{name}");
        for line in &lines {
            let (feature, weight) = line.rsplit_once('\t').unwrap();
            assert!(weight.parse::<f64>().is_ok_and(|w| w != 0.0), "{name}: {line}");
            if feature != "threshold" {
                // A hash without a name would say nothing to a reader.
                let nameless = feature.split('\t').any(|v| {
                    v.len() > 4 && v.starts_with('#') && v[1..].bytes().all(|b| b.is_ascii_digit())
                });
                assert!(!nameless, "{name}: {line}");
            }
        }
    }
    assert!(size < 3_000_000, "{size} bytes");
}

#[test]
fn a_profile_without_weights_has_no_confidence() {
    let text = "The plan may fail. Critics say it will.";
    for (profile, weighed) in [("news", true), ("news", false), ("science", true)] {
        let builder = Analyzer::builder().profile(profile);
        let builder = if weighed { builder } else { builder.weights(ProfileWeights::default()) };
        let analyzer = builder.build().unwrap();
        let analysis = analyzer.analyze(text).unwrap();
        let may = &analysis.cues[0];
        assert_eq!(may.confidence.is_some(), weighed, "{profile}");
        assert!(may.counts() && analysis.sentences[0].hedged, "{profile}");
        assert_eq!(analyzer.weights().of(Side::Hedge).is_some(), weighed, "{profile}");
    }
}

/// Whoever is told that a sentence holds back is shown by which word.
#[test]
fn a_hedged_sentence_of_the_news_has_a_hedge_that_counts() {
    let analyzer = Analyzer::new();
    let mut hedged = 0;
    for article in fs::read_dir(crate::support::root().join("data/articles")).unwrap() {
        let text = fs::read_to_string(article.unwrap().path()).unwrap();
        for sentence in analyzer.analyze(&text).unwrap().sentences {
            let said = &text[sentence.span.range()];
            assert!(!sentence.hedged || sentence.hedges > 0, "{said}");
            hedged += usize::from(sentence.hedged);
        }
    }
    assert!(hedged > 100);
}

#[test]
fn each_side_of_a_sentence_of_the_news_is_judged_by_itself() {
    let analyzer = Analyzer::new();
    for (text, expected) in [
        ("The harbor was built in 1904.", [false, false, false]),
        ("The ferry may sink.", [true, false, false]),
        ("Mayor Ruiz said the road was closed.", [false, false, true]),
        ("The harbor was undoubtedly closed.", [false, true, false]),
        ("The crane might fall, Mayor Ruiz said.", [true, false, true]),
        // Approximate figures and vague quantities alone leave a claim as it stands.
        ("About 300 people and many dogs came.", [false, false, false]),
    ] {
        let analysis = analyzer.analyze(text).unwrap();
        let sentence = &analysis.sentences[0];
        let found = [
            sentence.hedged,
            sentence.booster_probability >= 0.5,
            sentence.evidence_probability >= 0.5,
        ];
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn weights_never_make_a_hedge_of_a_month_or_a_name() {
    for profile in &Language::english().profile_names() {
        let analyzer = Analyzer::builder().profile(profile).build().unwrap();
        let analysis =
            analyzer.analyze("The month of May is warm. He met Will in May 2019.").unwrap();
        for cue in &analysis.cues {
            assert_eq!(cue.reading, Reading::Literal, "{profile} {cue:?}");
        }
    }
}

#[test]
fn every_statement_adverb_is_a_cue_in_every_profile() {
    let lists = fs::read_to_string(crate::support::root().join("lexicons/en/words.toml")).unwrap();
    let lists: toml::Table = toml::from_str(&lists).unwrap();
    let words =
        lists.values().flat_map(|v| v.as_table().cloned().unwrap_or_default()).chain(lists.clone());
    let mut seen = 0;
    for (name, list) in words.filter(|(name, _)| name.starts_with("statement_")) {
        for word in list.as_array().unwrap() {
            let word = word.as_str().unwrap();
            for profile in &Language::english().profile_names() {
                let analyzer = Analyzer::builder().profile(profile).build().unwrap();
                let analysis = analyzer.analyze(&format!("The gate was {word} shut.")).unwrap();
                assert!(!analysis.cues.is_empty(), "{name}: {word} is no cue in {profile}");
                seen += 1;
            }
        }
    }
    assert!(seen > 80);
}

#[test]
fn learning_finds_cues_words_and_a_threshold_and_gives_the_same_bytes_twice() {
    let folder = folder();
    let gold = write(folder.path(), "gold.jsonl", &gold());
    let learn = |name: &str| {
        let out = folder.path().join(name);
        let file = format!("reviews={gold}");
        let (code, _, stderr) = run("train", &[&file, "--out", out.to_str().unwrap()]);
        assert_eq!(code, 0, "{stderr}");
        let text = fs::read_to_string(out).unwrap();
        let lines = text.lines().filter(|l| !l.starts_with('#') && !l.starts_with("threshold"));
        assert!(stderr.contains(&format!(": {} weights\n", lines.count())), "{stderr}");
        text
    };
    let once = learn("a.tsv");
    assert_eq!(once, learn("b.tsv"));
    let weights = Weights::parse(&once, "a.tsv").unwrap();
    assert!((0.1..0.9).contains(&weights.threshold().unwrap()));
    let bright = once.lines().find_map(|line| line.strip_prefix("sentence.word\tbright\t"));
    assert!(bright.unwrap().parse::<f64>().unwrap() > 0.0, "{once}");
    let analyzer = Analyzer::builder()
        .profile("reviews")
        .weights(ProfileWeights::default().with(Side::Hedge, Some(std::sync::Arc::new(weights))))
        .build()
        .unwrap();
    let hedged = |text: &str| analyzer.analyze(text).unwrap().sentences[0].hedged;
    assert!(hedged("The gate number 9 may be open.") && hedged("Bright critics admire gate 7."));
    assert!(!hedged("The guard shut gate 9 at noon."));
}

#[test]
fn eval_reports_figures_as_text_json_and_markdown() {
    let folder = folder();
    let file = format!("reviews={}", write(folder.path(), "gates.jsonl", &gold()));
    let (code, text, stderr) = run("eval", &[&file]);
    assert_eq!(code, 0, "{stderr}");
    for part in
        ["gates, profile reviews, 60 sentences", "hedged F1", "cue (exact span) F1", "Brier"]
    {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
    let (_, json, _) = run("eval", &[&file, "--format", "json", "--folds", "4", "--curve"]);
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let figure = |name: &str| {
        let all = report[0]["figures"].as_array().unwrap();
        all.iter().find(|f| f["name"] == name).unwrap().clone()
    };
    // Learned from the other parts: also what no lexicon lists.
    let f1 = figure("hedged F1");
    assert!(f1["value"].as_f64().unwrap() > 0.9, "{f1}");
    assert!(f1["low"].as_f64().unwrap() <= f1["high"].as_f64().unwrap());
    assert_eq!(report[0]["curve"].as_array().unwrap().len(), 4);
    let (_, markdown, _) = run("eval", &[&file, "--format", "markdown"]);
    assert!(
        markdown.starts_with("# Accuracy\n")
            && markdown.contains("\n## gates\n")
            && markdown.contains("| hedged F1 |"),
        "{markdown}"
    );
    assert!(!markdown.contains("admire"), "sentences of the gold stay out of documents");
}

#[test]
fn certainty_and_aspects_are_measured() {
    let folder = folder();
    let (mut rated, mut labelled) = (String::new(), String::new());
    for i in 0..40 {
        let (text, rating, label) = if i % 2 == 0 {
            (format!("Sleep may perhaps help group {i}."), 2.0, "Uncertain")
        } else {
            (format!("Sleep clearly helps group {i}."), 5.5, "Certain")
        };
        let row = format!("{{\"doc\":\"study {}\",\"text\":\"{text}\"", i / 4);
        rated += &format!("{row},\"certainty\":{rating}}}\n");
        labelled += &format!("{row},\"aspects\":{{\"Probability\":\"{label}\"}}}}\n");
    }
    let rated = format!("science={}", write(folder.path(), "rated.jsonl", &rated));
    let labelled = format!("science={}", write(folder.path(), "labelled.jsonl", &labelled));
    let (code, json, stderr) =
        run("eval", &[&rated, &labelled, "--folds", "4", "--format", "json"]);
    assert_eq!(code, 0, "{stderr}");
    let reports: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert!(reports[0]["figures"][0]["value"].as_f64().unwrap() > 0.9, "{json}");
    assert!(reports[1]["figures"][0]["value"].as_f64().unwrap() > 0.9, "{json}");
    let out = folder.path().join("certainty.tsv");
    let (code, _, stderr) = run("train", &[&rated, &labelled, "--out", out.to_str().unwrap()]);
    assert_eq!(code, 0, "{stderr}");
    let learned = fs::read_to_string(out).unwrap();
    Weights::parse(&learned, "c.tsv").unwrap();
    assert!(learned.lines().any(|line| line.starts_with("certainty.")), "{learned}");
}

/// Sentences of one document are alike: those that were learned from must not be of
/// a document that is judged.
#[test]
fn no_document_is_parted_between_learning_and_judging() {
    let mut rated = String::new();
    for i in 0..48 {
        let (text, rating) = if i % 2 == 0 {
            (format!("Sleep may perhaps help group {i}."), 2)
        } else {
            (format!("Sleep clearly helps group {i}."), 5)
        };
        let doc = i / 3 % 4;
        rated +=
            &format!("{{\"doc\":\"study {doc}\",\"text\":\"{text}\",\"certainty\":{rating}}}\n");
    }
    let gold = read_gold("rated.jsonl", &rated).unwrap();
    let judged = cross_validate_certainty("science", &gold.rows, &[], 4).unwrap();
    let documents: Vec<usize> = judged.iter().map(|one| one.gold.document).collect();
    assert_eq!(documents.len(), 48);
    assert!(documents.is_sorted(), "a part holds sentences of several documents: {documents:?}");
    for folds in [5, 50] {
        let error = cross_validate_certainty("science", &gold.rows, &[], folds).unwrap_err();
        assert!(error.to_string().contains("has 4"), "{error}");
        assert!(cross_validate("science", &gold.rows, folds, Layers::ALL, |_| true).is_err());
        assert!(cross_validate_aspects("science", &gold.rows, folds).is_err());
    }
}

#[test]
fn broken_gold_is_refused_with_file_and_line_and_nothing_is_written() {
    let folder = folder();
    let good = "{\"text\":\"It may rain.\",\"hedged\":true,\"cues\":[],\"scopes\":[]}\n";
    for (line, reason) in [
        ("{\"text\":\"It rained.\",\"hedged\":false,\"mood\":1}", "unknown field"),
        ("{\"text\":\" \",\"hedged\":false}", "the text is empty"),
        ("{\"text\":\"It rained.\"}", "is missing"),
        ("{\"text\":\"It rained.\",\"certainty\":3}", "something else"),
        (
            "{\"text\":\"Rain.\",\"hedged\":true,\"cues\":[{\"start\":3,\"end\":9,\"kind\":\"speculation\"}]}",
            "does not lie within",
        ),
        (
            "{\"text\":\"Rain.\",\"hedged\":true,\"cues\":[{\"start\":3,\"end\":3,\"kind\":\"speculation\"}]}",
            "does not lie within",
        ),
        (
            "{\"text\":\"Rain.\",\"hedged\":true,\"cues\":[{\"start\":0,\"end\":4,\"kind\":\"mood\"}]}",
            "no kind of cue",
        ),
        (
            "{\"text\":\"Rain.\",\"hedged\":false,\"cues\":[{\"start\":0,\"end\":4,\"kind\":\"speculation\"}]}",
            "\\\"hedged\\\" is false",
        ),
        ("{\"text\":", "EOF"),
        ("{\"text\":\"It may snow.\",\"hedged\":true}", "same answer"),
    ] {
        let gold = write(folder.path(), "gold.jsonl", &format!("{good}{line}\n"));
        let out = folder.path().join("weights");
        let file = format!("science={gold}");
        for (command, more) in [("eval", None), ("train", out.to_str())] {
            let mut args = vec![file.as_str()];
            args.extend(more.iter().flat_map(|out| ["--out", out]));
            let (code, _, stderr) = run(command, &args);
            let reason = reason.replace('\\', "");
            assert!(code == 2 && stderr.contains("gold.jsonl:2: "), "{line}: {stderr}");
            assert!(stderr.contains(&reason), "{line}: {stderr}");
        }
        assert!(!out.exists(), "{line}");
    }
    let twice = write(
        folder.path(),
        "twice.jsonl",
        &good.replace("{\"text\"", "{\"id\":\"a\",\"text\"").repeat(2),
    );
    let (code, _, stderr) = run("eval", &[&twice]);
    assert!(code == 2 && stderr.contains("twice.jsonl:2: the id \"a\" occurs twice"), "{stderr}");
}

/// Reasons are collected, confidences added up by another way, which is made for speed.
#[test]
fn the_weights_named_add_up_to_the_confidence_that_was_given() {
    for profile in ["news", "science", "reviews", "encyclopedia"] {
        let analyzer = Analyzer::builder().profile(profile).build().unwrap();
        let mut compared = 0;
        for article in ["geopolitics", "medical_abstract", "product_review"] {
            let text = fs::read_to_string(format!("data/articles/{article}.txt")).unwrap();
            let analysis = analyzer.analyze(&text).unwrap();
            let why = explain(&analyzer, &text).unwrap();
            for (sentence, why) in analysis.sentences.iter().zip(&why) {
                for (cue, why) in analysis.cues_of(sentence).iter().zip(&why.cues) {
                    let Some(given) = cue.confidence else { continue };
                    if !why.is_empty() {
                        let sum: f64 = why.iter().map(|reason| reason.weight).sum();
                        let again = 1.0 / (1.0 + (-sum).exp());
                        let told = &text[cue.span.range()];
                        assert!((again - given).abs() < 1e-6, "{profile}, {told}: {again} {given}");
                        compared += 1;
                    }
                }
            }
        }
        assert!(compared > 40, "{profile}: {compared}");
    }
}

#[test]
fn an_explanation_names_what_tipped_each_cue() {
    let analyzer = Analyzer::builder().profile("science").build().unwrap();
    let text = "The protein may be involved. It was found.";
    let why = explain(&analyzer, text).unwrap();
    let analysis = analyzer.analyze(text).unwrap();
    assert_eq!(why.len(), analysis.sentences.len());
    for (sentence, why) in analysis.sentences.iter().zip(&why) {
        assert_eq!(analysis.cues_of(sentence).len(), why.cues.len());
    }
    assert!(why[0].cues[0].iter().any(|reason| reason.what.contains('‘')));

    let folder = folder();
    let file = write(folder.path(), "a.txt", text);
    let (code, shown, _) = run("show", &[&file, "--profile", "science", "--explain"]);
    assert_eq!(code, 0);
    for part in
        ["hedged: probability", "‘may’ is epistemic", "annotated texts", "readers take it to mean"]
    {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
}
