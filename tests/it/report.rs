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
    report_of(args, "")
}

fn report_of(args: &[&str], stdin: &str) -> Report {
    let folder = folder();
    let out = folder.path().join("page.html");
    let mut command = hedgerow();
    let output = command.arg("report").args(args).arg("--out").arg(&out).write_stdin(stdin);
    let output = output.output().unwrap();
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
    assert!(page.contains("content=\"default-src 'none';") && !page.contains("url("));
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

/// The page without the lists of what spoke for and against each cue.
fn without_reasons(page: &str) -> String {
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, list)) = rest.split_once("</code><ul>") {
        out += before;
        out += "</code>";
        rest = list.split_once("</ul>").unwrap().1;
    }
    out + rest
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
    // A finished run does not hold what learned weights saw.
    let page = without_reasons(&one.page);
    assert!(page == without_reasons(&of_run.page), "differs from the finished run's");
    is_safe(&one.page);
    let rows = run.rows("documents");
    let hedged: u32 = rows.iter().map(|row| row["hedged_sentences"].parse::<u32>().unwrap()).sum();
    let all: u32 = rows.iter().map(|row| row["sentences"].parse::<u32>().unwrap()).sum();
    let share = format!("{:.0}\u{a0}%", 100.0 * f64::from(hedged) / f64::from(all));
    assert!(one.page.contains(&format!("<strong>{share}</strong>")), "{share}");
    assert!(one.page.contains("id=\"d1-title\""));
    // The table of documents says what the documents table says.
    let table = one.page.split("<table id=\"table\"").nth(1).unwrap().split("</table>").next();
    let lines: Vec<&str> = table.unwrap().split("<tr>").skip(2).collect();
    assert_eq!(lines.len(), rows.len());
    for (line, row) in lines.into_iter().zip(&rows) {
        let cells: Vec<&str> = line.split("<td").skip(1).collect();
        assert!(cells[0].contains(&row["id"]), "{line}");
        for (cell, column) in [(1, "words"), (2, "sentences")] {
            assert!(cells[cell].contains(&format!(">{}<", row[column])), "{column}: {line}");
        }
        for (cell, column) in [
            (3, "hedged_share"),
            (4, "hedged_share_low"),
            (5, "hedged_share_high"),
            (6, "certainty"),
            (7, "hedges_per_1000_words"),
            (8, "boosters_per_1000_words"),
            (9, "evidence_per_1000_words"),
            (10, "evidence_balance"),
        ] {
            let raw = cells[cell].split("data-v=\"").nth(1).unwrap().split('"').next().unwrap();
            let (shown, wanted) = (raw.parse::<f64>(), row[column].parse::<f64>());
            assert_eq!(shown.unwrap().to_bits(), wanted.unwrap().to_bits(), "{column}: {line}");
        }
    }
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
fn a_corpus_tells_of_empty_texts_warnings_and_dates_far_away() {
    let lines: Vec<String> = [
        ("2024-03-01", "It may rain."),
        ("2024-03-02", "It rains."),
        ("2024-03-04", ""),
        ("2024-03-04", "It may snow."),
        ("9999-12-31", "It snows."),
    ]
    .map(|(date, text)| serde_json::json!({"id": date, "date": date, "text": text}).to_string())
    .into();
    let folder = folder();
    let corpus = folder.path().join("corpus.jsonl");
    fs::write(&corpus, lines.join("\n")).unwrap();
    let told = report(&[corpus.to_str().unwrap()]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    for wanted in [
        "1 text was empty, without any word.",
        "the numbers of documents, the highest 2 documents.",
        "1 document dated after 2024-03-04 is not drawn, being too far from the others.",
        "By day",
    ] {
        assert!(told.page.contains(wanted), "{wanted}");
    }
    assert!(!told.page.contains("had warnings"));
    fs::write(folder.path().join("a.txt"), b"It may rain in K\xf6ln.").unwrap();
    fs::write(folder.path().join("b.txt"), "It rains.").unwrap();
    fs::remove_file(&corpus).unwrap();
    let warned = report(&[folder.path().to_str().unwrap()]);
    assert!(warned.page.contains("1 document had warnings"), "{}", warned.stderr);
}

#[test]
fn a_scale_that_ends_at_a_fraction_of_a_per_cent_says_so() {
    let text = format!("It may rain. {}", "It rains. ".repeat(199));
    let line = serde_json::json!({"text": text, "paper": "A"}).to_string();
    let lines = [line.as_str(); 3].join("\n");
    let report = report_of(&["-", "--input-format", "jsonl", "--group", "paper"], &lines);
    assert!(report.page.contains("<th scope=\"col\">0 to 1.5\u{a0}%</th>"), "{}", report.stderr);
}

#[test]
fn labels_of_dates_stand_apart_though_the_dates_are_near() {
    let dates = ["2010-01", "2010-02", "2010-03", "2010-04", "2010-05", "2018-01", "2018-01"];
    let lines = dates.map(|date| serde_json::json!({"text": "It may rain.", "date": date}));
    let lines = lines.map(|line| line.to_string()).join("\n");
    let report = report_of(&["-", "--input-format", "jsonl"], &lines);
    let labels = report.page.split("<text class=\"tl x\" x=\"").skip(1);
    let places: Vec<(f64, &str)> = labels
        .map(|label| {
            let (place, rest) = label.split_once('%').unwrap();
            let shown = rest.split_once('>').unwrap().1.split('<').next().unwrap();
            (place.parse().unwrap(), shown)
        })
        .filter(|(_, shown)| shown.starts_with("20"))
        .collect();
    assert_eq!(places, [(2.5, "2010-01"), (97.5, "2018-01")]);
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

#[test]
fn an_id_of_many_documents_does_not_give_pages_without_end() {
    let line = serde_json::json!({"id": "x", "text": "It may rain on Monday."}).to_string() + "\n";
    let report = report_of(&["-", "--input-format", "jsonl", "--page", "x"], &line.repeat(130));
    assert_eq!(report.code, 0, "{}", report.stderr);
    assert_eq!(report.page.matches("<article").count(), 100);
    assert!(report.stderr.contains("30 more with the ids asked for"), "{}", report.stderr);
    let run = report_of(&["data/articles", "--reference", "data"], "");
    assert!(run.stderr.contains("data is not the folder of a finished run"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_read_is_listed_and_never_run() {
    let folder = folder();
    let line = serde_json::json!({"text": "It may rain."}).to_string();
    let good = folder.path().join("good.jsonl");
    fs::write(&good, format!("{line}\n{line}\n{}", "no JSON\n".repeat(60))).unwrap();
    // The reason names the columns.
    let bad = folder.path().join("bad.csv");
    fs::write(&bad, format!("\"{}\",id\nx,y\n", EVIL.replace('"', "\"\""))).unwrap();
    let (good, bad) = (good.to_str().unwrap(), bad.to_str().unwrap());
    let some = report(&[bad, good]);
    assert_eq!(some.code, 1, "{}", some.stderr);
    is_safe(&some.page);
    assert!(some.page.contains("61 documents could not be read"));
    assert!(some.page.contains("the columns are &#60;script&#62;"), "the reason");
    let list = some.page.split("<details class=\"failed\">").nth(1).unwrap();
    assert_eq!(list.split("</details>").next().unwrap().matches("<li>").count(), 50);
    let all = report(&[bad]);
    assert_eq!(all.code, 1, "{}", all.stderr);
    is_safe(&all.page);
    assert!(all.page.contains("No document could be read") && all.page.contains("bad.csv"));
}

#[test]
fn fields_that_no_document_has_are_told() {
    let folder = folder();
    let corpus = folder.path().join("corpus.jsonl");
    let line =
        |at: i32| serde_json::json!({"id": at, "text": "It may rain.", "who": "x", "no": null});
    fs::write(&corpus, format!("{}\n{}\n", line(1), line(2))).unwrap();
    let corpus = corpus.to_str().unwrap();
    for input in [corpus, "data/articles/editorial.txt"] {
        for option in ["--group", "--date"] {
            let unknown = report(&[input, option, "no"]);
            assert_eq!(unknown.code, 2, "{}", unknown.stderr);
            assert!(unknown.stderr.contains(&format!("{option} no:")), "{}", unknown.stderr);
            assert!(unknown.page.is_empty(), "nothing is left behind");
        }
    }
    let dates = report(&[corpus, "--date", "who"]);
    assert_eq!(dates.code, 0, "{}", dates.stderr);
    assert!(dates.page.contains("No date in “who” can be read"));
    let page = report(&["data/articles/editorial.txt", "--page", "nobody"]);
    assert_eq!(page.code, 1);
    assert!(page.stderr.contains("\"nobody\"") && page.page.contains("<article"));
}

#[test]
fn pages_of_documents_are_as_those_of_articles() {
    // Learned weights give reasons, which no table has.
    let profile = ["--profile", "science"];
    let alone = report(&[&["data/articles/editorial.txt"], &profile[..]].concat());
    let corpus = report(&[&["data/articles", "--page", "editorial.txt"], &profile[..]].concat());
    assert_eq!((alone.code, corpus.code), (0, 0), "{}{}", alone.stderr, corpus.stderr);
    for what in ["<div class=\"p\">", "<ul><li>", "<mark class=\"cue hedge k-"] {
        let count = alone.page.matches(what).count();
        assert!(count > 3, "{what}");
        assert_eq!(corpus.page.matches(what).count(), count, "{what}");
    }
    // Standard input cannot be read twice.
    let line = |id| serde_json::json!({"id": id, "text": "It may rain. So be it."}).to_string();
    let one = report_of(&["-"], &line("a"));
    assert_eq!(one.code, 0, "{}", one.stderr);
    assert!(one.page.contains("<h2 id=\"title\">a</h2>") && !one.page.contains("Distribution"));
    let titled = report_of(&["-", "--title", "T"], &line("a"));
    assert!(titled.page.contains("<title>T – hedgerow</title>"), "{}", titled.stderr);
    let two = report_of(&["-", "--page", "b"], &format!("{}\n{}", line("a"), line("b")));
    assert_eq!(two.code, 0, "{}", two.stderr);
    assert!(two.page.contains("<h2 id=\"d1-title\">b</h2>") && two.page.contains("Distribution"));
    assert!(two.page.contains("<td><a href=\"#d1-title\">b</a></td>"));
}

#[test]
fn a_page_of_many_documents_stays_small() {
    let folder = folder();
    let corpus = folder.path().join("corpus.jsonl");
    let line = |at: usize| {
        let text = "It may rain on Monday, officials said. ".repeat(20 + at % 7);
        let date = format!("20{}-0{}-11", 10 + at % 9, 1 + at % 9);
        serde_json::json!({"id": format!("article {at}"), "text": text, "date": date}).to_string()
    };
    fs::write(&corpus, (0..2_500).map(line).collect::<Vec<_>>().join("\n")).unwrap();
    let corpus = corpus.to_str().unwrap();
    let many = report(&[corpus, "--rows", "900"]);
    assert_eq!(many.code, 0, "{}", many.stderr);
    assert!(many.page.len() < 2_000_000, "{}", many.page.len());
    assert!(many.page.contains("The table has the first 900 of 2,500 documents"));
    assert!(many.page.contains("class=\"cell q5\"") && !many.page.contains("style=\""));
    let out = folder.path().join("none").join("page.html");
    let output = hedgerow().args(["report", corpus, "--out"]).arg(&out).output().unwrap();
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn what_was_scored_otherwise_is_not_set_beside() {
    let science = Run::score(&["data/articles", "--profile", "science"]);
    let run = science.out.to_str().unwrap();
    for (args, reason) in [
        (vec!["data/articles/editorial.txt", "--reference", run], "--profile science"),
        (vec![run, "--profile", "reviews"], "--profile science"),
        (vec![run, "--lexicon", "more.toml"], "scored already"),
        (vec![run, "data/articles"], "score all texts in one run"),
    ] {
        let report = report(&args);
        assert_eq!((report.code, report.page.as_str()), (2, ""), "{args:?}");
        assert!(report.stderr.contains(reason), "{}", report.stderr);
    }
    assert_eq!(report(&[run, "--reference", run]).code, 0);
}

#[test]
fn a_field_of_dates_is_found_in_small_and_capital_letters() {
    let line = |at: usize, field: &str, value: &str| {
        serde_json::json!({"id": at.to_string(), "text": "It may rain.", field: value}).to_string()
    };
    for (field, value, drawn) in [
        ("date", "2024-05-01", true),
        ("Date", "2024-05-01", true),
        ("YEAR", "2024", true),
        ("Published_at", "2024-05-01T10:00:00Z", true),
        ("date", "soon", false),
        ("mandate", "2024-05-01", false),
    ] {
        let lines: Vec<String> = (0..4).map(|at| line(at, field, value)).collect();
        let report = report_of(&["-", "--input-format", "jsonl"], &lines.join("\n"));
        assert_eq!(report.code, 0, "{}", report.stderr);
        assert_eq!(report.page.contains(">2024"), drawn, "{field}: {value}");
    }
}

#[test]
fn what_is_read_is_not_replaced() {
    let folder = folder();
    let corpus = folder.path().join("documents.jsonl");
    let line = serde_json::json!({"id": "a", "text": "It may rain."}).to_string();
    fs::write(&corpus, &line).unwrap();
    let run = Run::score(&["data/articles"]);
    let run = run.out.as_path();
    let table = run.join("documents.csv");
    let before = fs::read(&table).unwrap();
    let (here, corpus) = (folder.path().to_str().unwrap(), corpus.to_str().unwrap());
    let (run, table) = (run.to_str().unwrap(), table.to_str().unwrap());
    for args in [
        vec!["report", corpus, "--out", corpus],
        vec!["report", run, "--out", table],
        vec!["report", corpus, "--reference", run, "--out", table],
        vec!["kwic", "may", corpus, "--out", corpus],
        vec!["kwic", "may", run, "--out", table],
        vec!["score", corpus, "--format", "jsonl", "--out", here],
    ] {
        let output = hedgerow().args(&args).arg("--overwrite").output().unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{args:?}: {told}");
        assert!(told.contains("is read as input"), "{args:?}: {told}");
        assert_eq!(fs::read_to_string(corpus).unwrap(), line, "{args:?}");
        assert_eq!(fs::read(table).unwrap(), before, "{args:?}");
    }
    // Beside them there is room.
    let page = format!("{run}/report.html");
    for _ in 0..2 {
        let output = hedgerow().args(["report", run, "--overwrite", "--out", &page]).output();
        assert_eq!(output.unwrap().status.code(), Some(0));
    }
}

#[test]
fn an_id_with_commas_is_found() {
    let line = |id: &str| serde_json::json!({"id": id, "text": "It may rain."}).to_string() + "\n";
    let lines = line("a,b") + &line("c") + &line("d");
    let of = |page: &str| report_of(&["-", "--input-format", "jsonl", "--page", page], &lines);
    for (page, number) in [("a,b", 1), ("c,d", 2)] {
        let report = of(page);
        assert_eq!(report.code, 0, "{page}: {}", report.stderr);
        assert_eq!(report.page.matches("<article").count(), number, "{page}");
    }
    let report = of("c,e");
    assert!(report.code == 1 && report.stderr.contains("the id \"e\""), "{}", report.stderr);
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_what_is_no_file_is_left_alone() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("real.html"), "old").unwrap();
    std::os::unix::fs::symlink(path("real.html"), path("link.html")).unwrap();
    let to = |out: &std::path::Path| {
        let mut command = hedgerow();
        command.args(["report", "data/articles/editorial.txt", "--overwrite", "--out"]).arg(out);
        command.output().unwrap().status.code().unwrap()
    };
    assert_eq!(to(&path("link.html")), 0);
    assert!(path("link.html").is_symlink());
    assert!(fs::read_to_string(path("real.html")).unwrap().contains("</html>"));
    let socket = path("socket");
    let _listener = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    assert_eq!(to(&socket), 3);
    assert!(!socket.is_file() && socket.exists());
    assert_eq!(to("-".as_ref()), 3);
}

/// Tables are files that anybody may edit.
#[test]
fn nothing_in_an_edited_table_acts_on_the_page_or_ends_the_program() {
    let text = "{\"id\":\"a\",\"text\":\"It may rain. Perhaps it could snow, officials said.\"}";
    let levels = ["-", "--input-format", "jsonl", "--level", "documents,sentences,cues"];
    let run = Run::score_with_stdin(&levels, text.as_bytes());
    let table = run.out.join("cues.csv");
    let original = fs::read_to_string(&table).unwrap();
    for (start, end) in [("0", "999999"), ("999999", "0"), ("7", "3"), ("999998", "999999")] {
        let mut edited = csv::Writer::from_path(&table).unwrap();
        let mut rows = csv::Reader::from_reader(original.as_bytes());
        let names = rows.headers().unwrap().clone();
        edited.write_record(&names).unwrap();
        for row in rows.records() {
            let row = row.unwrap();
            edited
                .write_record(names.iter().zip(&row).map(|(name, cell)| match name {
                    "start" => start,
                    "end" => end,
                    "rule" | "cue" | "text" => EVIL,
                    _ => cell,
                }))
                .unwrap();
        }
        edited.flush().unwrap();
        let report = report(&[run.out.to_str().unwrap()]);
        assert_eq!(report.code, 0, "{start}–{end}: {}", report.stderr);
        is_safe(&report.page);
        assert!(report.page.contains("&#60;script&#62;alert(1)"), "{start}–{end}");
    }
}
