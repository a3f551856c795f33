//! What is written about the tables, held against their schema.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use hedgerow::corpus::{Kept, RawDocument};
use hedgerow::tables::{
    AnalyzedDocument, BatchBuilder, Column, ColumnType, ColumnUnit, Format, Level, TableSet,
    WARNINGS,
};
use hedgerow::{Analysis, CueMatch, Holder, SentenceKind};
use hedgerow::{Analyzer, Language, ProfileWeights, rules, tables};
use hedgerow::{CueClass, Reading, Side};
use serde_json::{Map, Value, json};

use crate::support::{assert_expected, root, rows};

/// A table of Markdown.
fn table(head: &[&str], lines: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for line in lines {
        let line: Vec<String> = line.iter().map(|cell| cell.replace('|', "\\|")).collect();
        writeln!(out, "| {} |", line.join(" | ")).unwrap();
    }
    out
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

fn type_name(column: &Column) -> String {
    let mut name = match &column.kind {
        ColumnType::Text => "text".to_owned(),
        ColumnType::Integer => "integer".to_owned(),
        ColumnType::Number => "number".to_owned(),
        ColumnType::Boolean => "`true` or `false`".to_owned(),
        ColumnType::Name(_) => "name".to_owned(),
    };
    if column.optional {
        name += ", may be empty";
    }
    name
}

/// The document whose rows are the examples.
fn example(level: Level) -> Vec<BTreeMap<String, String>> {
    let mut document = RawDocument::of_text(
        "economy-7",
        "According to the central bank, growth will probably slow. “We cannot rule out a recession,” \
         said Ms Lind. Will it come?",
    );
    document.source.push_str("economy.jsonl:8");
    document.warnings = vec!["ragged_row".to_owned()];
    document.kept = vec![Kept::Text("2024-05-31".to_owned())];
    let analyzer = Analyzer::new();
    let analysis = analyzer.analyze(&document.text).unwrap();
    let analyzed = AnalyzedDocument::new(&document, &analysis, analyzer.lexicon());
    let set = TableSet::new(&[level], Format::Csv, &["date".to_owned()]);
    let (mut batches, mut out) = (set.batch(), set.headers().next().unwrap());
    set.add(&analyzed, 0..analysis.sentences.len(), 0, &mut batches);
    batches[0].write(7, &mut out).unwrap();
    rows(&out)
}

fn columns(level: Level) -> String {
    let rows = example(level);
    let line = |column: Column| {
        let filled = |row: &&BTreeMap<String, String>| !row[column.name].is_empty();
        let row = rows.iter().find(filled);
        let value = row.unwrap_or_else(|| panic!("no example of {level:?}, {}", column.name));
        let unit = column.unit.map_or("", ColumnUnit::name);
        let meaning = match &column.kind {
            ColumnType::Name(names) if names.len() < CueClass::ALL.len() => {
                let names: Vec<String> = names.iter().map(|name| code(name)).collect();
                format!("{} One of {}.", column.meaning, names.join(", "))
            }
            _ => column.meaning.to_owned(),
        };
        let (kind, value) = (type_name(&column), code(&value[column.name]));
        vec![code(column.name), kind, unit.to_owned(), meaning, value]
    };
    table(&["column", "type", "unit", "meaning", "example"], level.columns().into_iter().map(line))
}

/// A sentence with its match in bold.
fn marked(text: &str, cue: &CueMatch) -> String {
    let range = cue.span.range();
    format!("{}**{}**{}", &text[..range.start], &text[range.clone()], &text[range.end..])
}

/// Finds examples in what the lexicon gives as examples and counter-examples, and in those of the
/// rules, of each profile.
struct Examples(Vec<(String, Analysis)>);

impl Examples {
    fn new() -> Self {
        let analyzers: Vec<Analyzer> = Language::english()
            .profile_names()
            .into_iter()
            .map(|name| Analyzer::builder().profile(name).build().unwrap())
            // Rules that learned weights mostly overrule decide where there are none.
            .chain([Analyzer::builder().weights(ProfileWeights::default()).build().unwrap()])
            .collect();
        let cues = analyzers[0].lexicon().cues();
        let of_cues = cues.iter().flat_map(|cue| cue.examples.iter().chain(&cue.counter_examples));
        let of_rules = rules::all().iter().map(|rule| rule.example);
        let of_rules = of_rules.filter(|example| !example.starts_with("See "));
        let texts: Vec<&str> = of_cues.map(String::as_str).chain(of_rules).collect();
        let analyze = |analyzer: &Analyzer| {
            let analyzed =
                texts.iter().map(|text| ((*text).to_owned(), analyzer.analyze(text).unwrap()));
            analyzed.collect::<Vec<_>>()
        };
        Self(analyzers.iter().flat_map(analyze).collect())
    }

    /// The first sentence with such a match; one in `preferred`, if there is one.
    fn find(&self, preferred: &str, wanted: impl Fn(&CueMatch) -> bool) -> String {
        let (own, others): (Vec<_>, Vec<_>) =
            self.0.iter().partition(|(text, _)| text == preferred);
        let find = |(text, analysis): &&(String, Analysis)| {
            analysis.cues.iter().find(|cue| wanted(cue)).map(|cue| marked(text, cue))
        };
        let mut all = own.iter().chain(&others);
        all.find_map(find).unwrap_or_else(|| panic!("no example like {preferred:?}"))
    }
}

const INTRODUCTION: &str = "\
# Codebook

Every column, class, reading, holder, kind, rule and warning of the tables, each with an example. This page is made from the
program: a test compares it, and `HEDGEROW_ACCEPT=1 cargo test codebook` writes it again. [guide.md](guide.md) says how
to read the figures.

Offsets count Unicode code points of the document's text from 0. In CSV a missing value is an empty cell, in JSON lines
it is `null`. The examples of columns are of one text: “According to the central bank, growth will probably slow. “We
cannot rule out a recession,” said Ms Lind. Will it come?”
";

/// A text that has every kind of sentence.
const KINDS: &str = "Growth may slow\n\nBy Jane Roe\n\nGrowth will slow, the bank said.\n";

#[test]
fn the_codebook_says_what_the_program_does() {
    let mut out = INTRODUCTION.to_owned();
    for level in Level::ALL {
        write!(
            out,
            "\n## Table `{}`\n\n{}\n\n{}",
            level.name(),
            level.about().trim(),
            columns(level)
        )
        .unwrap();
    }
    let examples = Examples::new();
    let classes = CueClass::ALL.into_iter().map(|class| {
        let example = examples.find("", |cue| cue.class == class && cue.counts());
        vec![code(class.name()), class.side().to_string(), class.description().to_owned(), example]
    });
    let classes = table(&["class", "side", "meaning", "example"], classes);
    let readings = Reading::ALL.into_iter().map(|reading| {
        let counts = if reading.counts() { "yes" } else { "no" };
        let example = examples.find("", |cue| cue.reading == reading);
        vec![code(reading.name()), counts.to_owned(), reading.description().to_owned(), example]
    });
    let readings = table(&["reading", "counts", "meaning", "example"], readings);
    let holders = Holder::ALL.into_iter().map(|holder| {
        let example = examples
            .find("", |cue| cue.holder == holder && cue.counts() && cue.side() == Side::Hedge);
        vec![code(holder.name()), holder.description().to_owned(), example]
    });
    let holders = table(&["holder", "meaning", "example"], holders);
    let analyzer = Analyzer::new();
    let kinds = SentenceKind::ALL.into_iter().map(|kind| {
        let analysis = analyzer.analyze(KINDS).unwrap();
        let found = analysis.sentences.iter().find(|sentence| sentence.kind == kind).unwrap();
        let example = KINDS[found.span.range()].to_owned();
        vec![code(kind.name()), kind.description().to_owned(), example]
    });
    let kinds = table(&["kind", "meaning", "example"], kinds);
    let of_rules = rules::all().iter().map(|rule| {
        let example = examples.find(rule.example, |cue| cue.rule == rule.id);
        let (what, why, limits) = (rule.what, rule.why, rule.limits);
        vec![code(rule.id), what.to_owned(), why.to_owned(), example, limits.to_owned()]
    });
    let of_rules = table(&["rule", "decides", "why", "example", "limits"], of_rules);
    let warnings = WARNINGS
        .iter()
        .map(|warning| vec![code(warning.code), warning.meaning.to_owned(), code(warning.example)]);
    let warnings = table(&["code", "meaning", "example"], warnings);
    for (title, table) in [
        ("Classes", classes),
        ("Readings", readings),
        ("Holders", holders),
        ("Kinds of sentences", kinds),
        ("Rules", of_rules),
        ("Warnings", warnings),
    ] {
        write!(out, "\n## {title}\n\n{table}").unwrap();
    }
    assert_expected("docs/codebook.md", &out);
}

#[test]
fn the_guide_lists_the_columns() {
    let guide = std::fs::read_to_string(root().join("docs/guide.md")).unwrap();
    for level in Level::ALL {
        let line = guide.lines().find(|line| line.starts_with(&format!("| {} |", level.name())));
        let line = line.unwrap_or_else(|| panic!("no line on {level:?}"));
        let cell = line.split('|').nth(3).unwrap();
        let listed: Vec<&str> =
            cell.split('`').skip(1).step_by(2).flat_map(|l| l.split(", ")).collect();
        let columns: Vec<&str> = level.columns().iter().map(|column| column.name).collect();
        // `meta_` is said of kept metadata.
        assert_eq!(listed.into_iter().filter(|name| *name != "meta_").collect::<Vec<_>>(), columns);
    }
}

/// A column as JSON Schema.
fn property(column: &Column) -> Value {
    let name = match column.kind {
        ColumnType::Text | ColumnType::Name(_) => "string",
        ColumnType::Integer => "integer",
        ColumnType::Number => "number",
        ColumnType::Boolean => "boolean",
    };
    let mut out = Map::new();
    let kind = if column.optional { json!([name, "null"]) } else { json!(name) };
    out.insert("type".to_owned(), kind);
    out.insert("description".to_owned(), json!(column.meaning));
    if let ColumnType::Name(names) = &column.kind {
        out.insert("enum".to_owned(), json!(names));
    }
    if column.kind == ColumnType::Integer || column.unit == Some(ColumnUnit::Share) {
        out.insert("minimum".to_owned(), json!(0));
    }
    if column.unit == Some(ColumnUnit::Share) {
        out.insert("maximum".to_owned(), json!(1));
    }
    Value::Object(out)
}

/// `web/openapi.json` has the rows of the tables as the schema has them.
#[test]
fn the_interface_describes_the_rows() {
    let text = std::fs::read_to_string(root().join("web/openapi.json")).unwrap();
    let mut described: Value = serde_json::from_str(&text).unwrap();
    let schemas = &mut described["components"]["schemas"];
    for (level, name) in Level::ALL.into_iter().zip(["Document", "Sentence", "Cue", "Attribution"])
    {
        let columns = level.columns();
        let properties = columns.iter().map(|c| (c.name.to_owned(), property(c))).collect();
        schemas[name] = json!({
            "type": "object",
            "description": format!("A row of the {} table. {}", level.name(), level.about().trim()),
            "properties": Value::Object(properties),
            "required": columns.iter().map(|column| column.name).collect::<Vec<_>>(),
            "additionalProperties": false,
        });
    }
    assert_expected(
        "web/openapi.json",
        &(serde_json::to_string_pretty(&described).unwrap() + "\n"),
    );
}

#[test]
fn names_of_kept_metadata_give_way_to_columns() {
    let names = ["date", "document", "warnings"].map(str::to_owned);
    assert_eq!(tables::kept_column_names(&names), ["date", "meta_document", "meta_warnings"]);
}
