//! Readings of modal verbs: how they are measured, learned, and what they are in each profile.

use std::fs;

use hedgerow::{Analyzer, Language, ProfileWeights, Reading, ReadingWeights};

use crate::support::{folder, hedgerow};

/// Enough modals to learn from: duty before "wear", guesses before "be", ability elsewhere.
fn gold() -> String {
    let mut out = String::new();
    for i in 0..60 {
        let (subject, modal, rest, reading) = match i % 3 {
            0 => ("Pupil", "must", "wear a tie", "deontic"),
            1 => ("Answer", "must", "be wrong", "epistemic"),
            _ => ("Robot", "can", "climb stairs", "dynamic"),
        };
        let before = format!("{subject} {i} ");
        let (start, end) = (before.len(), before.len() + modal.len());
        let source = if i % 2 == 0 { "even" } else { "odd" };
        out += &format!(
            "{{\"doc\":\"d{}\",\"source\":\"{source}\",\"genre\":\"dialogue\",\"text\":\"{before}{modal} {rest}.\",\"cues\":[{{\"start\":{start},\"end\":{end},\"text\":\"{modal}\",\"reading\":\"{reading}\",\"labels\":[]}}]}}\n",
            i / 4
        );
    }
    out
}

fn run(command: &str, args: &[&str]) -> (i32, String, String) {
    let output = hedgerow().arg(command).args(args).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn annotated_modals_are_learned_from_and_measured() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(path("modals.jsonl"), gold()).unwrap();
    // A profile whose own weights for hedges have little say on modals.
    let gold = format!("encyclopedia={}", path("modals.jsonl"));
    let (code, json, stderr) = run("eval", &[&gold, "--folds", "4", "--format", "json"]);
    assert_eq!(code, 0, "{stderr}");
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    let figures = report[0]["figures"].as_array().unwrap();
    for name in ["accuracy", "deontic F1", "even: epistemic F1", "odd: accuracy", "can: accuracy"] {
        let figure = figures.iter().find(|figure| figure["name"] == name);
        let value = figure.and_then(|figure| figure["value"].as_f64());
        assert!(value > Some(0.9), "{name}: {json}");
    }
    let (_, markdown, _) = run("eval", &[&path("modals.jsonl"), "--format", "markdown"]);
    assert!(markdown.contains("| deontic F1 |") && !markdown.contains("stairs"), "{markdown}");
    for out in ["a.tsv", "b.tsv"] {
        let (code, _, stderr) = run("train", &[&path("modals.jsonl"), "--out", &path(out)]);
        assert_eq!(code, 0, "{stderr}");
    }
    let learned = fs::read_to_string(path("a.tsv")).unwrap();
    assert_eq!(learned, fs::read_to_string(path("b.tsv")).unwrap());
    let weights = ReadingWeights::parse(&learned, "a.tsv").unwrap();
    let weights = ProfileWeights::default().with_readings(Some(std::sync::Arc::new(weights)));
    let builder = Analyzer::builder().weights(weights);
    let analysis = builder.build().unwrap().analyze("Pupil 7 must wear a tie.").unwrap();
    assert_eq!(analysis.cues[0].reading, Reading::Deontic);
}

#[test]
fn mistakes_in_annotated_modals_are_errors_with_file_and_line() {
    let folder = folder();
    let file = folder.path().join("modals.jsonl");
    let good = gold().lines().next().unwrap().to_owned() + "\n";
    let row = |cue: &str| format!("{{\"text\":\"It must rain.\",\"cues\":[{{{cue}}}]}}");
    for (line, reason) in [
        (row("\"start\":3,\"end\":7,\"reading\":\"moody\""), "is no reading"),
        (row("\"start\":3,\"end\":70,\"reading\":\"deontic\""), "does not lie within"),
        (row("\"start\":3,\"reading\":\"deontic\""), "needs \"start\" and \"end\""),
        (row("\"start\":4,\"end\":8,\"text\":\"must\",\"reading\":\"deontic\""), "stands \"ust \""),
        (row("\"start\":3,\"end\":7,\"reading\":\"deontic\""), "same answer"),
    ] {
        fs::write(&file, format!("{good}{line}\n")).unwrap();
        for command in ["eval", "train"] {
            let (code, _, stderr) = run(command, &[file.to_str().unwrap()]);
            let told = stderr.contains("modals.jsonl:2: ") && stderr.contains(reason);
            assert!(code == 2 && told, "{line}: {stderr}");
        }
    }
}

#[test]
fn built_in_weights_for_readings_are_sorted_and_readable() {
    let text = Language::english().file("weights/readings.tsv").unwrap();
    let lines: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    assert!(lines.is_sorted() && lines.len() > 1000 && text.len() < 600_000);
}

#[test]
fn readings_of_modals_are_told_apart() {
    use Reading::{Deontic, Dynamic, Epistemic};
    // Not in reviews: those who annotated them took modals of every reading for hedges.
    for profile in ["news", "science", "encyclopedia"] {
        let analyzer = Analyzer::builder().profile(profile).build().unwrap();
        for (text, modal, expected) in [
            ("The storm may have damaged the pier.", "may", Epistemic),
            ("They must have missed the last bus.", "must", Epistemic),
            ("Applicants must submit two copies of the form.", "must", Deontic),
            ("Members should pay their fees by Friday.", "should", Deontic),
            ("Every summer we would walk to the lighthouse.", "would", Dynamic),
            ("As a boy he could swim across the bay.", "could", Dynamic),
        ] {
            let at = text.find(modal).unwrap() as u32;
            let analysis = analyzer.analyze(text).unwrap();
            let found = analysis.cues.iter().find(|cue| cue.span.start == at);
            assert_eq!(found.map(|cue| cue.reading), Some(expected), "{profile}: {text}");
        }
    }
}
