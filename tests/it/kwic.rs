//! Concordances.

use std::fs;

use crate::support::{Run, chars, folder, hedgerow, rows};

/// What `kwic` wrote, what it said, and its exit code.
struct Told {
    lines: String,
    said: String,
    code: i32,
}

fn kwic_of(stdin: &str, args: &[&str]) -> Told {
    let output = hedgerow().arg("kwic").args(args).write_stdin(stdin).output().unwrap();
    Told {
        lines: String::from_utf8(output.stdout).unwrap(),
        said: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().unwrap(),
    }
}

fn kwic(args: &[&str]) -> Told {
    kwic_of("", args)
}

/// The column of a table.
fn column(told: &Told, name: &str) -> Vec<String> {
    rows(told.lines.as_bytes()).into_iter().map(|mut row| row.remove(name).unwrap()).collect()
}

const MONTHS: &str = "The minister may resign in May. You may go now.";

#[test]
fn a_cue_is_found_where_it_counts_or_in_the_readings_asked_for() {
    let right = |args: &[&str]| {
        let told = kwic_of(MONTHS, &[&["may", "-", "--format", "csv"], args].concat());
        assert_eq!(told.code, 0, "{}", told.said);
        column(&told, "reading").join(" ")
    };
    assert!(!right(&[]).contains("literal"));
    assert_eq!(right(&["--reading", "literal"]), "literal");
    assert!(right(&["--reading", "all"]).contains("literal"));
    let told = kwic_of(MONTHS, &["may", "-"]);
    assert!(told.lines.contains("The minister [may] resign in May. You may go"), "{}", told.lines);
    assert!(!told.lines.contains("[May]"), "{}", told.lines);
    assert!(told.said.contains("taken for the cue may (possibility)"), "{}", told.said);
    let quoted = "It may rain. “It could snow,” the minister said.";
    let holder = |name| {
        let args = ["hedge", "-", "--format", "csv", "--holder", name];
        column(&kwic_of(quoted, &args), "text").join(" ")
    };
    assert_eq!((holder("author").as_str(), holder("source").as_str()), ("may", "could"));
}

#[test]
fn a_query_is_a_class_a_side_a_cue_or_a_phrase() {
    let text = "It reportedly suggests fog. It is suggested that the fog belief is clearly old.";
    for (query, taken, found) in [
        ("hearsay", "the class hearsay of side hedge", "reportedly"),
        ("Booster", "the side booster", "clearly"),
        ("clearly", "the cue clearly (emphatic)", "clearly"),
        ("suggests", "the cue suggest (appearance)", "suggests"),
        ("phrase:suggests", "a phrase", "suggests"),
        ("it is * that", "a phrase", "It is suggested that"),
        ("suggest*", "a phrase", "suggests suggested"),
        ("phrase:belief", "a phrase", "belief"),
    ] {
        let told = kwic_of(text, &[query, "-", "--format", "csv"]);
        assert!(told.said.contains(&format!("taken for {taken}")), "{query}: {}", told.said);
        assert_eq!(column(&told, "text").join(" "), found, "{query}");
    }
    for (query, hint) in [
        ("class:hearsy", "did you mean class:hearsay?"),
        ("side:hedges", "did you mean side:hedge?"),
        ("cue:posibly", "did you mean cue:possibly?"),
        ("?!", "no word in"),
    ] {
        let told = kwic_of(text, &[query, "-"]);
        assert_eq!(told.code, 2, "{query}");
        assert!(told.said.contains(hint), "{}", told.said);
    }
    let told = kwic_of(text, &["hearsy", "-"]);
    assert_eq!((told.code, told.lines.as_str()), (0, ""));
    assert!(
        told.said.contains("no occurrence in 1 document; did you mean class:hearsay"),
        "{}",
        told.said
    );
    let told = kwic_of(text, &["of fog", "-", "--holder", "author"]);
    assert!(told.code == 2 && told.said.contains("is a phrase"), "{}", told.said);
}

#[test]
fn lines_are_sorted_by_what_stands_around() {
    let text = "Bees may buzz. An ant may crawl.\n\nThe Ant may Crawl away. Cats may apply.";
    let order = |sort: &str| {
        let args = ["phrase:m*y", "-", "--format", "csv", "--sort", sort];
        column(&kwic_of(text, &args), "sentence").join("")
    };
    assert_eq!(order("position"), "0123");
    assert_eq!(order("left"), "1203", "ant: an, the; bees; cats");
    assert_eq!(order("right"), "3021", "apply, buzz, crawl away, crawl the");
    assert_eq!(order("match"), "3021", "then by what follows");
    assert_eq!(order("document"), "0123");
    let lines =
        "{\"id\":\"b\",\"text\":\"It may.\"}\n{\"id\":\"a\",\"text\":\"Fog may. It may.\"}\n";
    let told = kwic_of(lines, &["may", "-", "--format", "csv", "--sort", "document"]);
    assert_eq!(column(&told, "document_id"), ["a", "a", "b"]);
    assert_eq!(column(&told, "sentence"), ["0", "1", "0"]);
}

#[test]
fn offsets_slice_the_text_by_code_points_and_context_goes_over_sentences() {
    let text =
        "🦔 Zoë may — perhaps — resign.\n\nThe  café 🦔 could\nalso close. It’s said to be so.";
    for query in ["hedge", "*é", "be so", "said to *"] {
        let told = kwic_of(text, &[query, "-", "--format", "csv", "--context", "30"]);
        let found = rows(told.lines.as_bytes());
        assert!(!found.is_empty(), "{query}");
        for row in found {
            assert_eq!(chars(text, &row["start"], &row["end"]), row["text"]);
            let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(
                flat.contains(&format!("{}{}{}", row["left"], row["text"], row["right"])),
                "{row:?}"
            );
            assert!(row["left"].chars().count() <= 30 && row["right"].chars().count() <= 30);
        }
    }
    let told = kwic_of(text, &["could", "-", "--format", "csv", "--context", "20"]);
    assert_eq!(column(&told, "left"), ["resign. The café 🦔 "]);
    assert_eq!(column(&told, "right"), [" also close. It’s"]);
    assert_eq!(
        told.lines.lines().next().unwrap(),
        "document_id,sentence,start,end,left,text,right,cue,class,side,reading,holder,rule"
    );
}

#[test]
fn a_finished_run_gives_the_lines_of_its_corpus() {
    let levels = ["--level", "documents,sentences,cues"];
    let table = Run::score(&[&["data/articles"][..], &levels].concat()).rows("cues");
    let hedges: Vec<&String> =
        table.iter().filter(|row| row["side"] == "hedge").map(|row| &row["text"]).collect();
    let all = kwic(&["hedge", "data/articles", "--format", "csv", "--reading", "all"]);
    assert!(column(&all, "text").iter().eq(hedges), "every row of the cues table is a line");
    for format in ["csv", "jsonl"] {
        let run = Run::score(&[&["data/articles", "--format", format][..], &levels].concat());
        let out = run.out.to_str().unwrap();
        for query in ["hedge", "it is *"] {
            let own = kwic(&[query, out, "--format", "csv"]);
            let corpus = kwic(&[query, "data/articles", "--format", "csv"]);
            assert!(own.lines == corpus.lines && own.lines.lines().count() > 10, "{query}");
        }
    }
    let run = Run::score(&["data/articles/editorial.txt"]);
    let told = kwic(&["may", run.out.to_str().unwrap()]);
    assert_eq!(told.code, 2);
    assert!(
        told.said.contains("score again with --level documents,sentences,cues"),
        "{}",
        told.said
    );
    let run = Run::score(&[&["data/articles", "--profile", "science"][..], &levels].concat());
    let told = kwic(&["may", run.out.to_str().unwrap(), "--profile", "reviews"]);
    assert!(told.code == 2 && told.said.contains("--profile science"), "{}", told.said);
}

#[test]
fn output_is_the_same_whatever_the_number_of_threads() {
    let folder = folder();
    let corpus = folder.path().join("corpus.jsonl");
    let text = fs::read_to_string("data/articles/all_speculation.txt").unwrap();
    let line = |n: usize| serde_json::json!({"id": n, "text": &text[..text.len() - n % 7]});
    let lines: Vec<String> = (0..400).map(|n| line(n).to_string()).collect();
    fs::write(&corpus, lines.join("\n")).unwrap();
    let corpus = corpus.to_str().unwrap();
    for sort in ["position", "right"] {
        let told = |threads| kwic(&["may", corpus, "--sort", sort, "--threads", threads]).lines;
        let one = told("1");
        assert!(one.lines().count() > 4000, "{}", one.lines().count());
        assert!(one == told("3"), "{sort}");
    }
}

#[test]
fn only_so_many_lines_where_asked_and_the_rest_is_counted() {
    let told = kwic(&["hedge", "data/articles", "--max", "3"]);
    let all = kwic(&["hedge", "data/articles"]);
    let all_lines = all.lines.lines().count();
    assert_eq!(told.lines.lines().count(), 3);
    assert!(
        told.said.contains(&format!("the first 3 shown, {} more", all_lines - 3)),
        "{}",
        told.said
    );
    assert!(all.said.contains(&format!("{all_lines} occurrences in ")), "{}", all.said);
}

#[test]
fn lines_fit_the_width_with_occurrences_below_each_other() {
    for width in ["30", "60", "100", "160"] {
        let told = kwic(&["hedge", "data/articles", "--width", width, "--sort", "left"]);
        let at: Vec<usize> =
            told.lines.lines().map(|l| l.chars().take_while(|c| *c != '[').count()).collect();
        assert!(at.windows(2).all(|two| two[0] == two[1]), "{width}: {at:?}");
        let most = told.lines.lines().map(|l| l.chars().count()).max().unwrap();
        assert!(most <= width.parse().unwrap(), "{width}: {most}\n{}", told.lines);
    }
    let wide =
        kwic_of("日本語日本語 日本語 it may be 日本語 日本語.", &["may", "-", "--width", "40"]);
    assert!(wide.lines.contains(" 日本語 it [may] be 日本語"), "{}", wide.lines);
}

#[test]
fn a_hostile_text_does_not_command_the_terminal() {
    let text = "It \u{1b}[31m may\u{202e} be \u{7}so, it may\u{9b}2J.";
    let line = serde_json::json!({"id": "a\u{1b}]0;x\u{7}\nb\u{2066}", "text": text});
    for color in ["never", "always"] {
        let args = ["may", "-", "--input-format", "jsonl", "--color", color, "--context", "60"];
        let told = kwic_of(&line.to_string(), &args);
        assert!(told.lines.lines().count() >= 1, "{}", told.said);
        assert!(
            !told.lines.contains(['\u{7}', '\u{202e}', '\u{2066}', '\u{9b}']),
            "{:?}",
            told.lines
        );
        assert!(!told.lines.contains("\u{1b}[31m") && !told.lines.contains("\u{1b}]"));
        assert_eq!(told.lines.contains('\u{1b}'), color == "always");
    }
}

#[test]
fn exit_codes_and_files() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let corpus = path("corpus.jsonl");
    fs::write(&corpus, "{\"id\": \"a\", \"text\": \"It may.\"}\n{broken\n").unwrap();
    let told = kwic(&["may", &corpus]);
    assert_eq!(told.code, 1, "{}", told.said);
    assert!(
        told.said.contains("corpus.jsonl:2") && told.lines.contains("It [may]."),
        "{}",
        told.said
    );
    let run = Run::score(&[&corpus, "--level", "documents,sentences,cues"]);
    let told = kwic(&["may", run.out.to_str().unwrap()]);
    assert!(told.code == 1 && told.said.contains("corpus.jsonl:2"), "{}", told.said);
    assert_eq!(kwic(&["may", &path("none")]).code, 2);
    fs::create_dir(path("empty")).unwrap();
    assert_eq!(kwic(&["may", &path("empty")]).code, 2);
    let told = kwic_of("Nothing here.", &["hedge", "-"]);
    assert_eq!((told.code, told.lines.as_str()), (0, ""));
    assert!(told.said.contains("no occurrence in 1 document"), "{}", told.said);

    let out = path("lines.txt");
    let told = kwic(&["may", "data/articles", "--out", &out]);
    assert_eq!((told.code, told.lines.as_str()), (0, ""), "{}", told.said);
    let first = fs::read_to_string(&out).unwrap();
    assert_eq!(first, kwic(&["may", "data/articles"]).lines);
    let told = kwic(&["might", "data/articles", "--out", &out]);
    assert!(told.code == 3 && told.said.contains("--overwrite"), "{}", told.said);
    assert_eq!(fs::read_to_string(&out).unwrap(), first);
    assert_eq!(kwic(&["might", "data/articles", "--out", &out, "--overwrite"]).code, 0);
    assert_ne!(fs::read_to_string(&out).unwrap(), first);
    // The file is none of the documents, though it lies in their folder.
    fs::remove_file(&corpus).unwrap();
    fs::write(path("a.txt"), "It may rain.").unwrap();
    let told = kwic(&["may", folder.path().to_str().unwrap(), "--out", &out, "--overwrite"]);
    assert!(told.said.contains("1 occurrence in 1 of 1 document\n"), "{}", told.said);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 3, "nothing is left beside");
}

#[cfg(unix)]
#[test]
fn lines_come_while_the_corpus_is_read_and_the_run_can_be_stopped() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    for stop in ["INT", "pipe"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_hedgerow"))
            .args(["kwic", "may", "-", "--input-format", "jsonl"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let line = format!("{{\"text\": \"{}\"}}\n", "It may rain. ".repeat(1000));
        let feeder = std::thread::spawn(move || while stdin.write_all(line.as_bytes()).is_ok() {});
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut first = String::new();
        stdout.read_line(&mut first).unwrap();
        assert!(first.contains("It [may] rain."), "{first}");
        let expected = if stop == "INT" {
            let id = child.id().to_string();
            assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
            std::io::copy(&mut stdout, &mut std::io::sink()).unwrap();
            130
        } else {
            drop(stdout);
            0
        };
        let output = child.wait_with_output().unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(expected), "{said}");
        assert!(stop == "INT" || said.lines().count() == 1, "{said}");
        feeder.join().unwrap();
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_has_the_lines_of_the_table() {
    let csv = kwic(&["hedge", "data/articles", "--format", "csv", "--sort", "left"]);
    let page = kwic(&["hedge", "data/articles", "--format", "html", "--sort", "left"]);
    assert_eq!(page.code, 0, "{}", page.said);
    let cells = |class: &str| -> Vec<String> {
        let cell = format!("<td class=\"{class}\">");
        let parts = page.lines.split(&cell).skip(1);
        let inner = parts.map(|part| part.split("</td>").next().unwrap());
        let text = inner.map(|cell| match cell.split_once("static ") {
            Some((_, marked)) => marked.split_once('>').unwrap().1.replace("</mark>", ""),
            None => cell.to_owned(),
        });
        let plain = |cell: String| cell.replace("&#34;", "\"").replace("&#39;", "'");
        text.map(|cell| plain(cell).replace("&#38;", "&")).collect()
    };
    for (class, name) in [("left", "left"), ("found", "text"), ("right", "right")] {
        assert!(cells(class) == column(&csv, name), "{name}");
    }
    let is_side = |row: &String| row == "hedge";
    let hedges = column(&csv, "side").iter().filter(|row| is_side(row)).count();
    assert_eq!(page.lines.matches("<mark class=\"cue static hedge\">").count(), hedges);
    assert!(page.lines.contains("default-src 'none'"));
    for outside in ["http://", "https://", " src=", "@import", "url("] {
        assert!(!page.lines.contains(outside), "{outside}");
    }
    let few = kwic(&["hedge", "data/articles", "--format", "html", "--max", "7"]);
    assert_eq!(few.lines.matches("<td class=\"found\">").count(), 7);
    assert!(few.lines.contains("the first 7 of them are shown"));
    let none = kwic_of("It rains.", &["hedge", "-", "--format", "html"]);
    assert!(none.code == 0 && none.lines.contains("There is no occurrence"), "{}", none.said);
    let hostile = serde_json::json!({"id": "<b>\u{202e}", "text": "<script>x</script> may &amp;"});
    let args = ["<script>", "-", "--input-format", "jsonl", "--format", "html"];
    let page = kwic_of(&hostile.to_string(), &args);
    assert_eq!(page.lines.matches("<script>").count(), 1, "only our own");
    assert!(!page.lines.contains("<b>") && !page.lines.contains('\u{202e}'));
    assert!(page.lines.contains("&#38;amp;"), "{}", page.lines);
}

#[cfg(feature = "html")]
#[test]
fn a_page_shows_whole_words_however_short_the_context() {
    let text = "Undoubtedly somebody reportedly disappeared yesterday.";
    let args = ["reportedly", "-", "--context", "5", "--format"];
    let csv = kwic_of(text, &[&args[..], &["csv"]].concat());
    assert_eq!(column(&csv, "left"), ["body "]);
    assert_eq!(column(&csv, "right"), [" disa"]);
    let page = kwic_of(text, &[&args[..], &["html"]].concat()).lines;
    for wanted in [
        "<td class=\"left\">somebody </td>",
        "<td class=\"right\"> disappeared</td>",
        "<th scope=\"row\">somebody</th>",
        "<th scope=\"row\">disappeared</th>",
    ] {
        assert!(page.contains(wanted), "{wanted}: {page}");
    }
}

#[cfg(feature = "html")]
#[test]
fn a_page_is_as_of_a_corpus_where_a_run_is_finished() {
    let levels = ["--level", "documents,sentences,cues"];
    let run = Run::score(&[&["data/articles", "--profile", "science"][..], &levels].concat());
    let page = |input: &str, more: &[&str]| {
        let args = [&["hedge", input, "--format", "html"], more].concat();
        let told = kwic(&args);
        assert_eq!(told.code, 0, "{}", told.said);
        told.lines.split("<h1>").nth(1).unwrap().split_once("</h1>").unwrap().1.to_owned()
    };
    let own = page(run.out.to_str().unwrap(), &[]);
    assert!(own.contains("profile <code>science</code>"));
    assert_eq!(own, page("data/articles", &["--profile", "science"]));
}

#[test]
fn quotation_marks_of_a_phrase_may_be_straight_or_curly() {
    let text = "The officials’ view was clear. “Maybe,” they said of rock ’n’ roll in the 1990’s.";
    for query in ["officials' view", "officials’ view", "\"maybe", "rock 'n' roll", "1990's"] {
        let told = kwic_of(text, &[&format!("phrase:{query}"), "-", "--format", "csv"]);
        assert_eq!(told.lines.lines().count(), 2, "{query}: {}", told.said);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_shows_in_the_exit_code() {
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let status = std::process::Command::new(env!("CARGO_BIN_EXE_hedgerow"))
        .args(["kwic", "may", "data/articles"])
        .stdout(full)
        .stderr(std::process::Stdio::null())
        .status();
    assert_eq!(status.unwrap().code(), Some(3));
}
