//! What is a sentence, what a heading, what a fragment; and what is counted of each.

use hedgerow::SentenceKind::{self, Fragment, Heading, Sentence};
use hedgerow::{Analyzer, DocumentScore, Split};

use crate::support::{Run, folder, hedgerow};

/// The kinds of the line that stands between paragraphs of an article.
fn kinds_in_article(line: &str) -> Vec<SentenceKind> {
    let before = "The council met on Monday.\n\n";
    let text = format!("{before}{line}\n\nThe vote was close. Nobody left early.\n");
    let analysis = Analyzer::new().analyze(&text).unwrap();
    let place = before.len()..=before.len() + line.len();
    let own = analysis.sentences.iter().filter(|it| place.contains(&(it.span.end as usize)));
    own.map(|sentence| sentence.kind).collect()
}

/// Makes sure that each of the lines is of this kind, in whatever pieces.
fn all_are(kind: SentenceKind, lines: &[&str]) {
    let kinds = lines.iter().map(|line| (line, kinds_in_article(line)));
    let wrong: Vec<_> =
        kinds.filter(|(_, own)| own.is_empty() || own.iter().any(|own| *own != kind)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn alone(text: &str) -> SentenceKind {
    let analysis = Analyzer::new().analyze(text).unwrap();
    assert_eq!(analysis.sentences.len(), 1, "{text}");
    analysis.sentences[0].kind
}

#[test]
fn what_says_something_is_a_sentence() {
    all_are(
        Sentence,
        &[
            "We ran.",
            "It failed.",
            "Who did it?",
            "Never!",
            "And then the lights went out…",
            "“The bridge may hold,” she said.",
            "“It may hold.”",
            "(It did not.)",
            "The river rose by a metre.[2]",
            "The Dam May Fail.",
            "NOBODY WAS HURT.",
            "He moved to the U.S.",
            "Half of the crew prefer to rest later and wake up long after 8:20 a.m.",
            "Why? Because the pump was broken.",
            // Without a stop, yet prose.
            "I think the bridge could hold",
            "we left before the rain began",
            "But the engineers cannot say how long the wall will stand",
            "Their lawyers have asked for more time",
            "“The bridge may hold",
            "The mayor, who took office in May, told reporters that she would ask for a second opinion",
            // It leads over to what follows.
            "The report lists three reasons:",
            "On Friday the mayor said:",
            "I was about to say —",
            // Items of a list that say something.
            "• Profits may fall by a third",
            "- The ferry could be late",
        ],
    );
}

#[test]
fn a_line_of_its_own_without_a_stop_is_a_heading() {
    all_are(
        Heading,
        &[
            "Dam may fail",
            "Early life",
            "Methods",
            "What the bridge could do to the town",
            "How The Bridge Was Lost",
            "BRIDGE MAY CLOSE FOR GOOD",
            "Town fears the bridge could be lost by the winter",
            "Bridge closed after storm: engineers",
            "Mayor ‘may resign’ over bridge",
            "1. Results and discussion",
            "Ferry operators seek help as bridge stays shut",
            "A night on the river",
        ],
    );
}

#[test]
fn what_is_less_than_a_sentence_is_a_fragment() {
    all_are(
        Fragment,
        &[
            "(a)",
            "14:05",
            "11:20 a.m.",
            "5 p.m. GMT",
            "3.",
            "* * *",
            "———",
            "…",
            "https://example.org/bridge",
            "SALTBY (Harbour News) —",
            "SALTBY, May 8 —",
            "Monday, March 5, 2007",
            "By Jane Roe",
            "By Jane Roe and John Doe, Harbour News",
            "Photo by Jane Roe",
            "Picture: Harbour Archive.",
            "The new bridge at night (Harbour News / File photo)",
            "© 2020",
            "© 2020 Harbour News.",
            "Tags: bridge, river, storm",
            "Tags: bridge, river, storm.",
            "#bridge #storm #saltby",
            "bridge storm river saltby council",
            "Politics, Transport, Saltby, River Dorne",
            "UNIDENTIFIED MALE:",
            "ROE:",
            "[applause]",
            "Posted: 25 October 2004",
            "Issued by the harbour office at 5 a.m. on Monday, May 12",
            "Dear readers,",
            "– Jane Roe, mayor of Saltby",
            "Advertisement",
        ],
    );
}

#[test]
fn a_text_of_one_claim_is_scored_without_its_stop() {
    for text in [
        "The bridge may close for good",
        "Dam may fail",
        "  the council could be wrong about this  \n",
        "Nobody knows why the ferry sank",
        "It may rain #weather",
        "Ferry company denies every report of a leak",
        "The gate displays two kinds of rust:",
    ] {
        assert_eq!(alone(text), Sentence, "{text}");
    }
    for (text, kind) in [
        ("Early life", Heading),
        ("The Keeper of the Harbour Wall", Heading),
        ("14:05", Fragment),
        ("By Jane Roe", Fragment),
    ] {
        assert_eq!(alone(text), kind, "{text}");
    }
    // Nor do several of them lose what they say because nobody sets stops.
    let chat = "The bridge may close for good\n\nNobody at the council knows why\n\nThey could have told us";
    let analysis = Analyzer::new().analyze(chat).unwrap();
    assert_eq!(analysis.document().sentences, 3, "{analysis:?}");
}

#[test]
fn who_says_what_a_sentence_is_is_believed() {
    let text = "Early life\n* * *\nBy Jane Roe\n";
    for (split, kinds) in
        [(Split::Lines, vec![Sentence, Fragment, Sentence]), (Split::None, vec![Sentence])]
    {
        let analyzer = Analyzer::builder().split(split).build().unwrap();
        let analysis = analyzer.analyze(text).unwrap();
        let found: Vec<SentenceKind> = analysis.sentences.iter().map(|s| s.kind).collect();
        assert_eq!(found, kinds, "{split:?}");
    }
}

const PARAGRAPHS: [&str; 6] = [
    "The new bridge may open in May. Engineers believe that it could carry trams.",
    "The old one was closed in 2019. It had stood for ninety years.",
    "“We might keep one arch,” the mayor said.",
    "The council paid for the survey. Nobody asked for it.",
    "A ferry will run until then. It takes ten minutes.",
    "The vote is on Monday.",
];

/// The paragraphs with a title, five headings and a line of tags, or without.
fn article(with_headings: bool) -> DocumentScore {
    let headings = [
        "Will Saltby get its bridge back",
        "A long wait",
        "What the engineers found",
        "The cost of doing nothing",
        "Ferry to the rescue",
        "What comes next",
    ];
    let mut text = String::new();
    for (heading, paragraph) in headings.iter().zip(PARAGRAPHS) {
        if with_headings {
            text.extend([heading, "\n\n"]);
        }
        text.extend([paragraph, "\n\n"]);
    }
    if with_headings {
        text.push_str("Saltby, bridge, council, River Dorne, trams\n");
    }
    Analyzer::new().analyze(&text).unwrap().document()
}

#[test]
fn headings_and_tags_make_a_text_no_surer() {
    let (with, without) = (article(true), article(false));
    assert_eq!((with.headings, with.fragments), (6, 1));
    assert_eq!((without.headings, without.fragments), (0, 0));
    assert_eq!(with.sentences, without.sentences);
    assert_eq!(with.hedged_share(), without.hedged_share());
    assert_eq!(with.hedged_share_interval(), without.hedged_share_interval());
    assert_eq!(with.certainty, without.certainty);
}

#[test]
fn cues_of_headings_are_counted_and_marked() {
    let folder = folder();
    let file = folder.path().join("a.txt");
    std::fs::write(&file, "Bridge may close\n\nBy Jane Roe\n\nIt could reopen.\n").unwrap();
    let levels = "documents,sentences,cues";
    let run = Run::score(&[file.to_str().unwrap(), "--level", levels]);
    let [document] = &run.rows("documents")[..] else { panic!("one document") };
    for (column, value) in [
        ("sentences", "1"),
        ("hedged_sentences", "1"),
        ("hedged_share", "1"),
        ("headings", "1"),
        ("fragments", "1"),
        ("hedges", "2"),
    ] {
        assert_eq!(document[column], value, "{column}");
    }
    let kinds: Vec<String> = run.rows("sentences").iter().map(|row| row["kind"].clone()).collect();
    assert_eq!(kinds, ["heading", "fragment", "sentence"]);
    let sentences = run.rows("sentences");
    assert_eq!(sentences[0]["hedged"], "true", "a heading has figures of its own");
    let cues = run.rows("cues");
    let cues: Vec<_> =
        cues.iter().map(|row| (&row["text"][..], &row["sentence_kind"][..])).collect();
    assert_eq!(cues, [("may", "heading"), ("could", "sentence")]);
    assert!(run.stderr.contains("1 sentence,"), "{}", run.stderr);
}

#[test]
fn a_page_shows_headings_and_leaves_them_out_of_its_figures() {
    let folder = folder();
    let file = folder.path().join("a.txt");
    std::fs::write(
        &file,
        "Bridge may close\n\nBy Jane Roe\n\nIt could reopen. It was built in 1900.\n",
    )
    .unwrap();
    let page = folder.path().join("a.html");
    let args = ["report", file.to_str().unwrap(), "--out", page.to_str().unwrap()];
    hedgerow().args(args).assert().success();
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.contains("1 of 2</span>"));
    assert!(page.contains("1 heading and 1 fragment not counted"));
    assert!(page.contains("a heading, not counted among the sentences: hedged"));
    let bars: Vec<&str> =
        page.split("aria-label=\"Sentence ").skip(1).map(|bar| &bar[..1]).collect();
    assert_eq!(bars, ["3", "4"], "the ribbon");
    let lists = page.split("Most hedged sentences").nth(1).unwrap();
    let list = lists.split("</section>").next().unwrap();
    assert!(list.contains("It could reopen.") && !list.contains("Bridge"), "{list}");
    let shown = hedgerow().args(["show", file.to_str().unwrap()]).output().unwrap();
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("2 sentences, 1 heading, 1 fragment\n"), "{shown}");
}
