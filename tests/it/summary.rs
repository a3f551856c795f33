//! The figures of a whole corpus.

use hedgerow::SentenceKind;
use hedgerow::stats::wilson;
use hedgerow::summary::{
    CorpusSummary, DatesLeftOut, Granularity, MAX_GROUPS, MAX_MERGED, MAX_POINTS, ScatterGrid,
    SentenceLists, SummaryBuilder, SummaryOptions, date_column,
};
use hedgerow::tables::{DocumentNumber, DocumentRow, DocumentRows, FinishedRun, SentenceRow};

use crate::support::Run;

/// A document of 20 words a sentence with so many of its sentences hedged, by one hedge each.
fn document(id: &str, hedged: u64, sentences: u64, kept: &[&str]) -> DocumentRows {
    let interval = wilson(hedged, sentences);
    let words = 20 * sentences;
    let rate = |count: u64| (words > 0).then(|| 1000.0 * count as f64 / words as f64);
    let mut classes = [0; 16];
    classes[0] = hedged;
    let document = DocumentRow {
        id: id.to_owned(),
        source: "test".to_owned(),
        words,
        sentences,
        hedged_sentences: hedged,
        hedged_share: (sentences > 0).then(|| hedged as f64 / sentences as f64),
        hedged_share_low: interval.map(|(low, _)| low),
        hedged_share_high: interval.map(|(_, high)| high),
        certainty: (sentences > 0).then(|| 1.0 - hedged as f64 / sentences as f64 / 2.0),
        hedges: hedged,
        hedges_per_1000_words: rate(hedged),
        boosters: 0,
        boosters_per_1000_words: rate(0),
        evidence: 1,
        evidence_per_1000_words: rate(1),
        evidence_balance: 0.0,
        author_hedges: hedged,
        source_hedges: 0,
        attributions: 0,
        classes,
        questions: 0,
        warnings: String::new(),
        headings: 0,
        fragments: 0,
        kept: kept.iter().map(|value| (*value).to_owned()).collect(),
    };
    DocumentRows { document, sentences: Vec::new(), cues: Vec::new() }
}

/// A sentence; hedged from a probability of one half.
fn sentence(text: &str, hedge_probability: f64, certainty: f64, evidence: u64) -> SentenceRow {
    SentenceRow {
        document_id: "d".to_owned(),
        sentence: 0,
        start: 0,
        end: 0,
        text: text.to_owned(),
        hedged: hedge_probability >= 0.5,
        hedge_probability,
        certainty,
        hedges: 0,
        boosters: 0,
        evidence,
        attributed: false,
        quoted: false,
        question: false,
        evidence_probability: 0.0,
        booster_probability: 0.0,
        kind: SentenceKind::Sentence,
        document: DocumentNumber(0),
    }
}

fn summary(options: SummaryOptions, documents: &[DocumentRows]) -> CorpusSummary {
    let mut builder = SummaryBuilder::new(options);
    for rows in documents {
        builder.add(rows);
    }
    builder.finish()
}

fn grouped(documents: &[DocumentRows]) -> CorpusSummary {
    summary(SummaryOptions { group: Some(0), ..SummaryOptions::default() }, documents)
}

fn dated(dates: &[&str]) -> hedgerow::summary::Timeline {
    let documents: Vec<_> = dates.iter().map(|date| document("d", 1, 4, &[date])).collect();
    let options = SummaryOptions { date: Some(0), ..SummaryOptions::default() };
    summary(options, &documents).timeline.unwrap()
}

fn labels(timeline: &hedgerow::summary::Timeline) -> Vec<(u64, &str, u64)> {
    let periods = timeline.periods.iter();
    periods.map(|p| (p.offset, p.label.as_str(), p.figures.documents)).collect()
}

#[test]
fn an_empty_corpus_has_no_figures() {
    let options = SummaryOptions { group: Some(0), date: Some(1), ..SummaryOptions::default() };
    let nothing = summary(options, &[]);
    assert_eq!(nothing.figures.documents, 0);
    assert_eq!(nothing.figures.hedged_share, None);
    assert_eq!(nothing.figures.per_1000_words, [None; 3]);
    assert_eq!(nothing.hedged_share.quartiles, None);
    assert!(nothing.groups.unwrap().apart.is_empty());
    assert!(nothing.timeline.unwrap().periods.is_empty());
    assert_eq!(nothing.sentences, None);
    let empty = summary(options, &[document("a", 0, 0, &[])]);
    assert_eq!((empty.figures.documents, empty.empty), (1, 1));
    assert_eq!((empty.figures.hedged_share, empty.classes_per_1000_words), (None, [None; 16]));
    let group = &empty.groups.unwrap().apart[0];
    assert_eq!((group.name.as_str(), group.figures.hedged_share), ("(none)", None));
    assert_eq!(empty.timeline.unwrap().undated, 1);
    assert_eq!((empty.scatter.documents, empty.scatter.short), (0, 1));
}

#[test]
fn pooled_figures_count_sentences_and_distributions_documents() {
    let documents =
        [document("a", 10, 10, &[]), document("b", 0, 30, &[]), document("c", 0, 0, &[])];
    let found = summary(SummaryOptions::default(), &documents);
    let figures = found.figures;
    assert_eq!((figures.documents, figures.sentences, figures.words), (3, 40, 800));
    let share = figures.hedged_share.unwrap();
    assert_eq!((share.value, share.n), (0.25, 2));
    assert_eq!(figures.certainty.unwrap().value, 0.875);
    // Documents, not sentences, are sampled: two that differ so tell nearly nothing.
    assert_eq!((share.low, share.high), (Some(0.0), Some(1.0)));
    assert_eq!(figures.per_1000_words[0].unwrap().value, 12.5);
    assert_eq!(found.classes_per_1000_words[0], figures.per_1000_words[0]);
    assert_eq!(found.classes_per_1000_words[1].unwrap().value, 0.0);
    assert_eq!(found.hedged_share.mean.unwrap().value, 0.5);
    assert_eq!((found.hedged_share.bins[0], found.hedged_share.bins[19]), (1, 1));
    assert_eq!(found.hedged_share.quartiles, Some([0.0, 0.0, 1.0]));
    assert_eq!((found.groups, found.timeline), (None, None));
}

#[test]
fn documents_rank_by_the_near_end_of_their_interval() {
    let documents = [
        document("tiny", 5, 5, &[]),
        document("short", 10, 10, &[]),
        document("long", 90, 100, &[]),
        document("plain", 0, 10, &[]),
        document("long plain", 0, 100, &[]),
        document("long again", 90, 100, &[]),
    ];
    let options = SummaryOptions { top: 3, rows: 2, ..SummaryOptions::default() };
    let found = summary(options, &documents);
    let ids = |list: &[hedgerow::summary::RankedDocument]| {
        list.iter().map(|ranked| (ranked.document, ranked.row.id.clone())).collect::<Vec<_>>()
    };
    let owned = |list: [(u64, &str); 3]| list.map(|(at, id)| (at, id.to_owned()));
    assert_eq!(found.ranking.ranked, 5);
    assert_eq!(ids(&found.ranking.highest), owned([(2, "long"), (5, "long again"), (1, "short")]));
    assert_eq!(ids(&found.ranking.lowest), owned([(4, "long plain"), (3, "plain"), (2, "long")]));
    let rows: Vec<_> = found.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!(rows, ["tiny", "short"]);
}

#[test]
fn groups_are_ordered_by_share_then_name() {
    let found = grouped(&[
        document("1", 1, 10, &["b"]),
        document("2", 1, 10, &[" a "]),
        document("3", 9, 10, &["c"]),
        document("4", 5, 10, &[""]),
        document("5", 0, 0, &["empty"]),
        document("6", 3, 10, &["a"]),
    ]);
    let groups = found.groups.unwrap();
    let seen: Vec<_> = groups
        .apart
        .iter()
        .map(|g| (g.name.as_str(), g.figures.documents, g.figures.hedged_share.map(|s| s.value)))
        .collect();
    let expected = [
        ("c", 1, Some(0.9)),
        ("(none)", 1, Some(0.5)),
        ("a", 2, Some(0.2)),
        ("b", 1, Some(0.1)),
        ("empty", 1, None),
    ];
    assert_eq!(seen, expected);
    assert_eq!((groups.other, groups.merged), (None, 0));
    assert_eq!(groups.apart[2].figures.per_1000_words[0].unwrap().value, 10.0);
    assert_eq!(groups.apart[0].figures.hedged_share.unwrap().low, None);
}

#[test]
fn further_groups_are_put_together() {
    let mut builder =
        SummaryBuilder::new(SummaryOptions { group: Some(0), ..SummaryOptions::default() });
    for i in 0..MAX_GROUPS as u64 + 3 {
        for _ in 0..2 {
            builder.add(&document("d", 1, 10, &[&format!("{i:06}")]));
        }
    }
    let groups = builder.finish().groups.unwrap();
    assert_eq!(groups.apart.len(), MAX_GROUPS);
    assert_eq!(groups.apart.last().unwrap().name, "000199");
    let other = groups.other.unwrap();
    assert_eq!((other.name.as_str(), other.figures.documents, groups.merged), ("(other)", 6, 3));
    let values = (0..MAX_GROUPS as u64 + MAX_MERGED + 5).map(|i| i.to_string());
    let many: Vec<_> = values.map(|value| document("d", 1, 10, &[&value])).collect();
    let groups = grouped(&many).groups.unwrap();
    assert_eq!(groups.merged, MAX_MERGED);
    assert_eq!(groups.other.unwrap().figures.documents, MAX_MERGED + 5);
}

#[test]
fn a_timeline_is_as_fine_as_its_span_asks_for() {
    let days = dated(&["2024-03-01", "2024-02-28", "2024-03-01T10:00", "soon", ""]);
    assert_eq!((days.granularity, days.undated), (Granularity::Day, 2));
    assert_eq!(labels(&days), [(0, "2024-02-28", 1), (2, "2024-03-01", 2)]);
    assert_eq!(days.periods[1].figures.hedged_share.unwrap().value, 0.25);

    // 62 days apart, and 63.
    assert_eq!(dated(&["2024-01-01", "2024-03-03"]).granularity, Granularity::Day);
    let weeks = dated(&["2024-01-01", "2024-03-04", "2024-03-10", "2023-12-31"]);
    assert_eq!(weeks.granularity, Granularity::Week);
    assert_eq!(labels(&weeks), [(0, "2023-12-25", 1), (1, "2024-01-01", 1), (10, "2024-03-04", 2)]);

    let months = dated(&["2015-12-31", "20240101", "2024-01-31"]);
    assert_eq!(months.granularity, Granularity::Month);
    assert_eq!(labels(&months), [(0, "2015-12", 1), (97, "2024-01", 2)]);
    assert_eq!(dated(&["2024-01", "2024-01-03"]).granularity, Granularity::Month);

    let years = dated(&["2001-01-01", "2012-01-01"]);
    assert_eq!(labels(&years), [(0, "2001", 1), (11, "2012", 1)]);
    let mere_year = dated(&["2024", "2024-01-01", "2024-06-07"]);
    assert_eq!(labels(&mere_year), [(0, "2024", 3)]);
    assert_eq!(mere_year.periods[0].figures.hedged_share.unwrap().n, 3);
}

#[test]
fn dates_far_from_all_others_do_not_flatten_a_timeline() {
    let beyond = |of: &Option<DatesLeftOut>| of.as_ref().map(|b| (b.documents, b.date.clone()));
    let near = ["2024-01-05", "2024-01-03", "2024-02-01", "2024-01-20"];
    let with = |more: &[&str]| dated(&[&near[..], more].concat());
    for (more, before, after) in [
        ("9999-12-31", None, Some((1, "2024-02-01".to_owned()))),
        ("0001", Some((1, "2024-01-03".to_owned())), None),
        ("2022-11", Some((1, "2024-01-03".to_owned())), None),
    ] {
        let found = with(&[more]);
        assert_eq!((beyond(&found.before), beyond(&found.after)), (before, after), "{more}");
        assert_eq!((found.granularity, found.periods.len()), (Granularity::Day, 4), "{more}");
    }
    // Within a year, or more than a few documents: they are shown as they are.
    assert_eq!(with(&["2023-02-01"]).before, None);
    assert_eq!(with(&["1990", "1991-01-01"]).before, None);
    assert_eq!(dated(&["2024-01-01", "2024-01-02", "0001"]).before, None);
    // A gap of two years is none among mere years; one of two thousand is.
    let yearly = |first: &'static str| dated(&[&[first][..], &["2021"; 20]].concat());
    assert_eq!(labels(&yearly("2019")), [(0, "2019", 1), (2, "2021", 20)]);
    assert_eq!(labels(&yearly("0021")), [(0, "2021", 20)]);
    // A corpus may be long and thin at its ends.
    let long: Vec<String> = (1900..1930).map(|year| year.to_string()).collect();
    let mut long: Vec<&str> = long.iter().map(String::as_str).collect();
    long.push("1800");
    assert_eq!(dated(&long).before, None);
    // Both ends at once, a tenth of all.
    let many = [&["2024-01-05"; 18][..], &["0001-01-01", "9999"]].concat();
    let found = dated(&many);
    let one = Some((1, "2024-01-05".to_owned()));
    assert_eq!((beyond(&found.before), beyond(&found.after)), (one.clone(), one));
    assert_eq!(labels(&found), [(0, "2024-01-05", 18)]);
}

#[test]
fn empty_texts_and_documents_with_warnings_are_counted() {
    let with = |warnings: &str, sentences| {
        let mut rows = document("d", 0, sentences, &[]);
        warnings.clone_into(&mut rows.document.warnings);
        rows
    };
    let found = summary(
        SummaryOptions::default(),
        &[
            with("", 3),
            with("empty", 0),
            with("ragged_row;empty", 0),
            with("transcoded:windows-1252;replaced_characters", 3),
        ],
    );
    assert_eq!((found.empty, found.warned), (2, 2));
}

#[test]
fn a_scatter_has_points_until_there_are_too_many() {
    let few = summary(
        SummaryOptions::default(),
        &[document("short", 1, 4, &[]), document("dense", 10, 5, &[]), document("b", 1, 10, &[])],
    );
    assert_eq!((few.scatter.documents, few.scatter.short), (2, 1));
    let points = &few.scatter.points;
    assert_eq!((points[1].document, points[1].id.as_str()), (2, "b"));
    assert_eq!((points[1].x, points[1].y), (5.0, 5.0));
    assert_eq!(few.scatter.cells.counts[1][1], 1);
    assert_eq!(few.scatter.cells.counts[2][33], 1);

    let mut builder = SummaryBuilder::new(SummaryOptions::default());
    for i in 0..=MAX_POINTS {
        let mut rows = document("d", 1, 10, &[]);
        if i == 0 {
            rows.document.hedges_per_1000_words = Some(950.0);
        }
        builder.add(&rows);
    }
    let many = builder.finish().scatter;
    assert!(many.points.is_empty());
    assert_eq!(many.cells.counts[1][1], MAX_POINTS as u64);
    assert_eq!(
        many.cells.counts[1][ScatterGrid::COLUMNS - 1],
        1,
        "what lies beyond is in the last"
    );
    let all: u64 = many.cells.counts.iter().flatten().sum();
    assert_eq!(all, many.documents);
}

#[test]
fn listed_sentences_are_the_most_telling_and_two_a_document() {
    let mut one = document("one", 3, 10, &[]);
    one.sentences = vec![
        sentence("It may — be so — !", 1.0, 0.1, 0),
        sentence("a It may or may not be", 0.9, 0.3, 0),
        sentence("b It may or may not be", 0.9, 0.2, 0),
        sentence("c It may or may not be", 0.8, 0.2, 0),
        sentence("d The documents show that it was", 0.1, 0.9, 1),
        sentence("e The documents show that it was", 0.1, 0.9, 2),
        sentence("f The documents may show that it was", 0.5, 0.95, 3),
        sentence("g It was so and stayed so", 0.0, 1.0, 0),
    ];
    let mut two = document("two", 3, 10, &[]);
    two.sentences = vec![
        sentence("h It may or may not be", 0.9, 0.2, 0),
        sentence("i It may or may not be", 0.7, 0.2, 0),
    ];
    let firsts = |list: &[SentenceRow]| {
        list.iter().map(|s| (s.document.0, s.text.chars().next().unwrap())).collect::<Vec<_>>()
    };
    let alone = SentenceLists::of(&one, 3);
    assert_eq!(firsts(&alone.hedged), [(0, 'b'), (0, 'a'), (0, 'c')]);
    assert_eq!(firsts(&alone.evidenced), [(0, 'e'), (0, 'd')]);
    let found = summary(SummaryOptions::default(), &[one, two]).sentences.unwrap();
    assert_eq!(firsts(&found.hedged), [(0, 'b'), (1, 'h'), (0, 'a'), (1, 'i')]);
    assert_eq!(firsts(&found.evidenced), [(0, 'e'), (0, 'd')]);
}

#[test]
fn a_date_column_has_the_name_and_the_values() {
    let names = |list: &[&str]| list.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
    let find = |columns: &[&str], cells: &[&[&str]]| {
        let rows: Vec<_> = cells.iter().map(|kept| document("d", 0, 1, kept).document).collect();
        date_column(&names(columns), &rows)
    };
    let columns = ["section", "Time", "meta_Date", "year"];
    assert_eq!(find(&columns, &[&["2024", "noon", "2024-05-01", "2024"]]), Some(2));
    assert_eq!(
        find(&["Published_At"], &[&["2024-05-01T10:00"], &[""], &["n"], &["2024"]]),
        Some(0)
    );
    assert_eq!(find(&["date"], &[&["soon"], &["2024"]]), None);
    assert_eq!(find(&["date"], &[]), None);
}

#[test]
fn a_summary_agrees_with_the_tables_of_a_run() {
    let run = Run::score(&["data/articles", "--level", "documents,sentences,cues"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let finished = FinishedRun::open(&run.out).unwrap();
    let rows: Vec<_> = finished.documents(true).unwrap().map(Result::unwrap).collect();
    let found = summary(SummaryOptions::default(), &rows);
    let sum = |part: fn(&DocumentRow) -> u64| rows.iter().map(|r| part(&r.document)).sum::<u64>();
    let figures = &found.figures;
    assert_eq!(figures.documents, rows.len() as u64);
    assert_eq!((figures.words, figures.sentences), (sum(|r| r.words), sum(|r| r.sentences)));
    let share = figures.hedged_share.unwrap();
    let expected = sum(|r| r.hedged_sentences) as f64 / figures.sentences as f64;
    assert!((share.value - expected).abs() < 1e-12);
    assert!(share.low < Some(expected) && Some(expected) < share.high);
    let counted = rows.iter().flat_map(|r| &r.sentences).filter(|s| s.is_counted());
    let certainty: f64 = counted.map(|s| s.certainty).sum();
    let certainty = certainty / figures.sentences as f64;
    assert!((figures.certainty.unwrap().value - certainty).abs() < 1e-5);
    let sentences = found.sentences.as_ref().unwrap();
    assert!(!sentences.hedged.is_empty() && !sentences.evidenced.is_empty());
    let listed = &sentences.hedged[0];
    let row = &rows[listed.document.0 as usize].sentences[listed.sentence as usize];
    assert_eq!((&listed.text, &listed.document_id), (&row.text, &row.document_id));
    assert!(found == summary(SummaryOptions::default(), &rows));
}
