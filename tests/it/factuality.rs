//! Measured against event factuality: how certain readers take events to be presented.

use std::fs;

use hedgerow::lab::eval::judged;
use hedgerow::lab::eval::{Task, read_gold};
use hedgerow::{Analyzer, Split};

use crate::gold::gold;
use crate::support::{folder, hedgerow};

/// Line `number` of a file: an event, what readers make of it, and where it comes from.
fn line(number: usize, text: &str, commitment: &str, source: &str) -> String {
    let events = r#"[{"start":0,"end":4,"text":"Rain","factuality":-1.5}]"#;
    format!(
        r#"{{"id":"{source}:{number}","source":"{source}","genre":"news","split":"dev","text":"{text}","events":{events},"commitment_min":0.5,"commitment_mean":{commitment},"hedged":null}}"#
    ) + "\n"
}

/// Sentences of two sources, in one of which readers say the opposite.
fn rated() -> String {
    let of = |i: usize, source: &str, doubted: &str, sure: &str| match i % 2 {
        0 => line(i, &format!("Rain may perhaps stop game {i}."), doubted, source),
        _ => line(i, &format!("Rain stopped game {i}."), sure, source),
    };
    let first = (0..60).map(|i| of(i, "post", "0.5", "2.8"));
    let second = (0..30).map(|i| of(i, "wire", "3.0", "-1.0"));
    first.chain(second).collect::<String>() + &line(90, "Rain.", "null", "wire")
}

fn eval(content: &str, more: &[&str]) -> (i32, String, String) {
    let folder = folder();
    let file = folder.path().join("facts.jsonl");
    fs::write(&file, content).unwrap();
    let output = hedgerow().arg("eval").arg(&file).args(more).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code().unwrap(), text(output.stdout), text(output.stderr))
}

#[test]
fn certainty_is_correlated_with_the_commitment_of_readers_by_source() {
    let (code, json, stderr) = eval(&rated(), &["--format", "json", "--folds", "5"]);
    assert_eq!(code, 0, "{stderr}");
    let report: serde_json::Value = serde_json::from_str(&json).unwrap();
    // A sentence without an event is left out, and nothing is learned.
    assert_eq!((&report[0]["sentences"], &report[0]["folds"]), (&90.into(), &().into()));
    let figures = report[0]["figures"].as_array().unwrap();
    let names: Vec<&str> = figures.iter().filter_map(|f| f["name"].as_str()).collect();
    assert_eq!(names, ["commitment r", "commitment r, post (60)", "commitment r, wire (30)"]);
    let value = |at: usize| figures[at]["value"].as_f64().unwrap();
    assert!(value(1) > 0.95 && value(2) < -0.95 && value(0) < value(1), "{json}");
    assert!(figures[0]["low"].as_f64() < figures[0]["high"].as_f64());
    let (_, text, _) = eval(&rated(), &[]);
    assert!(text.contains("facts, profile news, 90 sentences") && text.contains("commitment r"));
    let (_, markdown, _) = eval(&rated(), &["--format", "markdown"]);
    assert!(markdown.contains("| commitment r, wire (30) |"), "{markdown}");
    assert!(!markdown.contains("game"), "sentences of the gold stay out of documents");
}

#[test]
fn bad_rows_are_refused_with_file_and_line() {
    let fine = line(0, "Rain fell.", "3.0", "post");
    let other = line(1, "Rain fell again.", "1.0", "post");
    for (bad, wanted) in [
        (other.replace("\"genre\"", "\"kind\""), "unknown field `kind`"),
        (other.replace("\"factuality\"", "\"truth\""), "unknown field `truth`"),
        (other.replace("\"end\":4", "\"end\":40"), "does not lie within the text"),
        (other.replace("\"end\":4", "\"end\":0"), "does not lie within the text"),
        (other.replace("\"end\":4", "\"end\":5"), "not the text of the event"),
        (other.replace("-1.5", "-3.5"), "the rating -3.5 does not lie between -3 and 3"),
        (other.replace("_mean\":1.0", "_mean\":3.1"), "the rating 3.1 does not lie"),
        (other.replace("Rain fell again.", " "), "the text is empty"),
        (fine.clone(), "occurs twice"),
        (other.replace("\"events\"", "\"events"), "facts.jsonl:2"),
        (other.replace("_mean\":1.0", "_mean\":3.0"), "the same answer"),
    ] {
        let (code, _, stderr) = eval(&format!("{fine}{bad}"), &[]);
        assert!(code == 2 && stderr.contains("facts.jsonl:2: "), "{bad}{stderr}");
        assert!(stderr.contains(wanted), "{bad}{stderr}");
    }
    let (code, _, stderr) = eval(&line(0, "Rain.", "null", "post"), &[]);
    assert!(code == 2 && stderr.contains("no sentences"), "{stderr}");
}

#[test]
fn nothing_is_learned_from_event_factuality() {
    let folder = folder();
    let file = folder.path().join("facts.jsonl");
    fs::write(&file, rated()).unwrap();
    let output = hedgerow().arg("train").arg(&file).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr).unwrap().contains("factuality is only measured"));
}

#[test]
fn event_factuality_of_newswire() {
    let Some(folder) = gold() else { return };
    let text = fs::read_to_string(folder.join("news_factuality.jsonl")).unwrap();
    let gold = read_gold("news_factuality.jsonl", &text).unwrap();
    assert_eq!((gold.task, gold.rows.len()), (Task::Factuality, 4074));
    let analyzer = Analyzer::builder().split(Split::None).build().unwrap();
    let all = judged::judge(&analyzer, &gold.rows).unwrap();
    let r = judged::correlation(&all.iter().collect::<Vec<_>>()).unwrap();
    println!("event factuality of newswire: r {r:.3}");
    assert!(r >= 0.25, "{r}");
}
