//! `hedgerow report`: what stands on the pages. How they behave in a browser is tested in
//! `tests/browser/`.

use std::fs;

use crate::support::{Run, folder, hedgerow};

const EVIL: &str = "<script>alert(1)</script>\"><img src=x onerror=alert(1)>\u{202E}🎉";

struct Report {
    page: String,
    code: i32,
    stderr: String,
}

fn report(args: &[&str]) -> Report {
    let folder = folder();
    let out = folder.path().join("page.html");
    let output = hedgerow().arg("report").args(args).arg("--out").arg(&out).output().unwrap();
    Report {
        page: fs::read_to_string(&out).unwrap_or_default(),
        code: output.status.code().unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Nothing runs but the page's own script, and nothing is fetched.
fn is_safe(page: &str) {
    assert_eq!(page.matches("<script").count(), 1);
    for tag in ["<img", "<iframe", "<link", "<object", "<embed"] {
        assert!(!page.contains(tag), "{tag}");
    }
    assert!(!page.contains('\u{202E}'));
    let links = page.split("href=\"").skip(1);
    assert!(links.map(|rest| rest.chars().next()).all(|first| first == Some('#')));
    let between = |from: &str, to: &str| page.split(from).nth(1).unwrap().split(to).next().unwrap();
    for (kind, content) in [
        ("style-src", between("<style>", "</style>")),
        ("script-src", between("<script>", "</script>")),
    ] {
        use base64::Engine;
        use sha2::Digest;
        let digest = sha2::Sha256::digest(content);
        let hash = base64::engine::general_purpose::STANDARD.encode(digest);
        assert!(page.contains(&format!("{kind} 'sha256-{hash}'")), "{kind}");
    }
}

#[test]
fn an_article_is_shown_with_the_tables_figures() {
    let report = report(&["data/articles/editorial.txt"]);
    assert_eq!(report.code, 0, "{}", report.stderr);
    assert!(report.page.len() < 1_000_000);
    is_safe(&report.page);
    let run = Run::score(&["data/articles/editorial.txt", "--level", "documents,cues"]);
    let row = &run.rows("documents")[0];
    let figures = report.page.split("<dl class=\"figures\">").nth(1).unwrap();
    assert!(figures.contains(&format!("{} of {}", row["hedged_sentences"], row["sentences"])));
    for (side, column) in [("hedge", "hedges"), ("booster", "boosters"), ("evidence", "evidence")] {
        let figure = format!("data-figure=\"{side}\">{}<", row[column]);
        assert!(figures.contains(&figure), "{figure}");
        let cues = run.rows("cues");
        let counts = |reading: &str| matches!(reading, "epistemic" | "evidential");
        let of_side = cues.iter().filter(|c| c["side"] == side && counts(&c["reading"]));
        let marks = report.page.matches(&format!("<mark class=\"cue {side} k-")).count();
        // A cue inside another is in the table and not marked.
        assert!(marks > 0 && marks <= of_side.count(), "{side}");
    }
    assert!(report.page.contains("16 sample articles"));
}

#[test]
fn a_corpus_reads_the_same_from_its_finished_run_and_with_any_number_of_threads() {
    let run = Run::score(&["data/articles", "--level", "documents,sentences,cues"]);
    let of_run = report(&[run.out.to_str().unwrap(), "--title", "x", "--page", "editorial.txt"]);
    let of_corpus = |threads| {
        let args =
            ["data/articles", "--title", "x", "--page", "editorial.txt", "--threads", threads];
        report(&args)
    };
    let (one, four) = (of_corpus("1"), of_corpus("4"));
    assert_eq!(one.code, 0, "{}", one.stderr);
    assert!(one.page == four.page, "differs by the number of threads");
    assert!(one.page == of_run.page, "differs from the finished run's");
    is_safe(&one.page);
    let rows = run.rows("documents");
    let hedged: u32 = rows.iter().map(|row| row["hedged_sentences"].parse::<u32>().unwrap()).sum();
    let all: u32 = rows.iter().map(|row| row["sentences"].parse::<u32>().unwrap()).sum();
    let share = format!("{:.0} %", 100.0 * f64::from(hedged) / f64::from(all));
    assert!(one.page.contains(&format!("<strong>{share}</strong>")), "{share}");
    assert!(one.page.contains("id=\"d1-title\""));
}

#[test]
fn names_metadata_and_failures_are_shown_and_never_run() {
    let folder = folder();
    let corpus = folder.path().join("<b>corpus.jsonl");
    let mut lines: Vec<String> = (0..3)
        .map(|at| {
            let id = format!("{EVIL}{at}");
            let text = format!("It may rain. {EVIL} Documents show {EVIL}.");
            serde_json::json!({"id": id, "text": text, "who": EVIL, "date": "2024-05-01"})
                .to_string()
        })
        .collect();
    lines.push(format!("{{\"id\": \"{}\", \"text\": 3}}", EVIL.replace('"', "\\\"")));
    fs::write(&corpus, lines.join("\n")).unwrap();
    let corpus = corpus.to_str().unwrap();
    let page = format!("{EVIL}1");
    let report = report(&[corpus, "--group", "who", "--title", EVIL, "--page", &page]);
    assert_eq!(report.code, 1, "one document cannot be read: {}", report.stderr);
    is_safe(&report.page);
    assert!(report.page.contains("1 document could not be read"));
    assert!(report.page.matches("&#60;script&#62;alert(1)").count() > 10);
    assert!(report.page.contains("By day"), "the field with dates is found");
}

#[test]
fn what_is_asked_for_and_not_there_is_told() {
    let missing = report(&["data/articles", "--page", "nobody.txt"]);
    assert_eq!(missing.code, 1);
    assert!(missing.stderr.contains("nobody.txt") && missing.page.contains("Distribution"));
    let run = Run::score(&["data/articles"]);
    let run = run.out.to_str().unwrap();
    let group = report(&[run, "--group", "publisher"]);
    assert_eq!(group.code, 2);
    assert!(group.stderr.contains("--keep publisher"), "{}", group.stderr);
    let pages = report(&[run, "--page", "editorial.txt"]);
    assert_eq!(pages.code, 2);
    assert!(pages.stderr.contains("--level documents,sentences,cues"), "{}", pages.stderr);
    let folder = folder();
    let out = folder.path().join("page.html");
    fs::write(&out, "mine").unwrap();
    let output = hedgerow()
        .args(["report", "data/articles/editorial.txt", "--out"])
        .arg(&out)
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(fs::read_to_string(&out).unwrap(), "mine");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).unwrap();
    assert_eq!(report(&[empty.to_str().unwrap()]).code, 2);
}
