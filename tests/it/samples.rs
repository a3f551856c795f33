//! The sample articles: hand annotation, snapshot, and what they are for.

use std::collections::BTreeMap;
use std::fs;

use hedgerow::ByteSpan;
use hedgerow::CueClass;
use hedgerow::{Analysis, Analyzer};
use serde::Deserialize;

use crate::support::{Run, assert_expected, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Annotation {
    #[allow(dead_code)]
    format: u32,
    article: String,
    #[allow(dead_code)]
    genre: String,
    #[serde(default)]
    hedged: Vec<Sentence>,
    #[serde(default)]
    plain: Vec<Sentence>,
    #[serde(default)]
    trap: Vec<Trap>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Sentence {
    starts: String,
    #[serde(default)]
    cues: Vec<Cue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cue {
    text: String,
    class: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Trap {
    starts: String,
    text: String,
}

struct Article {
    annotation: Annotation,
    text: String,
    analysis: Analysis,
}

fn articles() -> Vec<Article> {
    let mut paths: Vec<_> =
        fs::read_dir(root().join("data/annotations")).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    paths
        .iter()
        .map(|path| {
            let annotation: Annotation = toml::from_str(&fs::read_to_string(path).unwrap())
                .unwrap_or_else(|e| panic!("{}: {e}", path.display()));
            let text =
                fs::read_to_string(root().join("data/articles").join(&annotation.article)).unwrap();
            let profile = match annotation.article.as_str() {
                "medical_abstract.txt" => "science",
                "product_review.txt" => "reviews",
                "encyclopedia_entry.txt" => "encyclopedia",
                _ => "news",
            };
            let analyzer = Analyzer::builder().profile(profile).build().unwrap();
            let analysis = analyzer.analyze(&text).unwrap();
            Article { annotation, text, analysis }
        })
        .collect()
}

impl Article {
    /// The index of the sentence in which an annotated beginning stands.
    fn sentence(&self, starts: &str) -> usize {
        let at = self
            .text
            .find(starts)
            .unwrap_or_else(|| panic!("{}: \"{starts}\" does not occur", self.annotation.article));
        let at = at as u32;
        self.analysis.sentences.iter().position(|s| s.span.start <= at && at < s.span.end).unwrap()
    }

    /// Counted cues of a sentence as text and class.
    fn found(&self, sentence: usize) -> Vec<(&str, &'static str)> {
        let cues = self.analysis.cues_of(&self.analysis.sentences[sentence]);
        cues.iter()
            .filter(|c| c.counts())
            .map(|c| (&self.text[c.span.range()], c.class.name()))
            .collect()
    }
}

#[test]
fn there_are_articles_of_many_kinds_each_with_an_annotation() {
    let articles = articles();
    assert!(articles.len() >= 12);
    assert_eq!(articles.len(), fs::read_dir(root().join("data/articles")).unwrap().count());
    for article in &articles {
        let words = article.text.split_whitespace().count();
        assert!((300..=800).contains(&words), "{}: {words} words", article.annotation.article);
    }
}

#[test]
fn annotated_beginnings_are_sentence_beginnings() {
    for article in articles() {
        let sentences = hedgerow::Language::english().split(&article.text);
        let annotated = article.annotation.hedged.iter().chain(&article.annotation.plain);
        for starts in annotated.map(|s| &s.starts) {
            assert!(
                sentences.iter().any(|s| s.starts_with(starts.as_str())),
                "{}: no sentence begins with \"{starts}\"",
                article.annotation.article
            );
        }
    }
}

/// Over all articles the program has to find nearly what the reader found.
#[test]
fn hedged_sentences_agree_with_the_annotation() {
    let (mut hit, mut over, mut missed) = (0, 0, 0);
    let mut told = String::new();
    for article in articles() {
        let gold: Vec<usize> =
            article.annotation.hedged.iter().map(|s| article.sentence(&s.starts)).collect();
        for (i, sentence) in article.analysis.sentences.iter().enumerate() {
            let text = &article.text[sentence.span.range()];
            match (gold.contains(&i), sentence.hedged) {
                (true, true) => hit += 1,
                (false, true) => {
                    over += 1;
                    told += &format!(
                        "over   {}: {text} {:?}\n",
                        article.annotation.article,
                        article.found(i)
                    );
                }
                (true, false) => {
                    missed += 1;
                    told += &format!(
                        "missed {}: {text} {:?}\n",
                        article.annotation.article,
                        article.found(i)
                    );
                }
                (false, false) => {}
            }
        }
    }
    let f1 = 2.0 * f64::from(hit) / f64::from(2 * hit + over + missed);
    assert!(f1 >= 0.9, "F1 {f1:.3}: {hit} found, {over} too many, {missed} missed\n{told}");
}

#[test]
fn annotated_cues_are_found_with_their_side_and_mostly_their_class() {
    let (mut class_right, mut side_right, mut all) = (0, 0, 0);
    let mut told = String::new();
    for article in articles() {
        for sentence in article.annotation.hedged.iter().chain(&article.annotation.plain) {
            let whole = &article.analysis.sentences[article.sentence(&sentence.starts)];
            for cue in &sentence.cues {
                all += 1;
                let text = &article.text[whole.span.range()];
                let at = text.find(&cue.text).unwrap_or_else(|| {
                    panic!("{}: \"{}\" is not in \"{text}\"", article.annotation.article, cue.text)
                });
                let start = whole.span.start + at as u32;
                let span = ByteSpan::new(start, start + cue.text.len() as u32);
                let wanted = CueClass::from_name(&cue.class).unwrap();
                let here: Vec<_> = article
                    .analysis
                    .cues_of(whole)
                    .iter()
                    .filter(|c| c.counts() && c.span.overlaps(span))
                    .collect();
                class_right += i32::from(here.iter().any(|c| c.class == wanted));
                let same_side = here.iter().any(|c| c.side() == wanted.side());
                side_right += i32::from(same_side);
                if !same_side {
                    told += &format!(
                        "{}: {} ({wanted}) in \"{text}\"\n",
                        article.annotation.article, cue.text
                    );
                }
            }
        }
    }
    let share = |right: i32| f64::from(right) / f64::from(all);
    assert!(share(side_right) >= 0.86, "side {side_right} of {all}\n{told}");
    assert!(share(class_right) >= 0.78, "class {class_right} of {all}");
}

#[test]
fn traps_do_not_catch() {
    let (mut caught, mut all) = (0, 0);
    let mut told = String::new();
    for article in articles() {
        for trap in &article.annotation.trap {
            all += 1;
            let own = article.found(article.sentence(&trap.starts));
            let same = own.iter().any(|(text, _)| text.eq_ignore_ascii_case(&trap.text));
            caught += i32::from(same);
            if same {
                told += &format!(
                    "{}: {} in \"{}…\": {own:?}\n",
                    article.annotation.article, trap.text, trap.starts
                );
            }
        }
    }
    assert!(f64::from(caught) <= 0.18 * f64::from(all), "{caught} of {all}\n{told}");
}

#[test]
fn speculation_scores_high_and_plain_facts_low() {
    let run = Run::score(&["data/articles"]);
    let shares: BTreeMap<String, f64> = run
        .rows("documents")
        .iter()
        .map(|r| (r["id"].clone(), r["hedged_share"].parse().unwrap()))
        .collect();
    assert!(shares["all_speculation.txt"] > 0.85, "{shares:?}");
    assert!(shares["court_report.txt"] < 0.05, "{shares:?}");
    assert!(shares["match_report.txt"] < 0.05, "{shares:?}");
    assert!(shares["geopolitics.txt"] > shares["match_report.txt"], "{shares:?}");
    assert!(shares["rumour_column.txt"] > shares["obituary.txt"], "{shares:?}");
}

/// The report on the samples as it was when somebody last looked at it. To
/// accept a change: `HEDGEROW_ACCEPT=1 cargo test`, then read the diff.
#[test]
fn the_report_on_the_samples_is_the_expected_one() {
    let run = Run::score(&["data/articles", "--level", "documents,cues"]);
    for file in ["documents.csv", "cues.csv"] {
        let now = String::from_utf8(run.bytes(file)).unwrap();
        assert_expected(&format!("data/expected/{file}"), &now);
    }
}
