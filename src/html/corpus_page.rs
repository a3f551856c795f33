//! A corpus in charts and tables, drawn from its summary.

use askama::Template;

use super::article::Article;
use super::article_page::article_fragment;
use super::chart::plot::{self, Plot};
use super::chart::scale::nice_end;

use super::format::{self, side_title};
use super::reference::Reference;
use super::template::{Method, report, template_error};
use crate::corpus::Failure;
use crate::error::Result;
use crate::lexicon::{CueClass, Side};
use crate::stats::Estimate;
use crate::summary::{CorpusSummary, GroupFigures, Groups, MIN_WORDS, RankedDocument, Timeline};
use crate::tables::{DocumentRow, SentenceRow};

/// Most documents that are listed as unreadable.
const FAILURES: usize = 50;

/// The page of a corpus.
#[derive(Debug)]
pub struct CorpusPage {
    /// Title of the page.
    pub title: String,
    /// The figures.
    pub summary: CorpusSummary,
    /// Name of the column that documents are grouped by, and its place among the kept.
    pub group: Option<(String, usize)>,
    /// Name of the column with dates, and its place among the kept.
    pub date: Option<(String, usize)>,
    /// Documents that could not be read.
    pub failures: Vec<Failure>,
    /// The documents with a page of their own: their numbers in the corpus, in order.
    pub pages: Vec<u64>,
}

/// A figure on a line of its own length.
struct Strip {
    at: Option<String>,
    interval: Option<(String, String)>,
}

impl Strip {
    fn new(value: Option<f64>, interval: Option<(f64, f64)>, end: f64) -> Self {
        let at = |value: f64| format!("{:.1}", (100.0 * value / end).clamp(0.0, 100.0));
        Self { at: value.map(at), interval: interval.map(|(low, high)| (at(low), at(high))) }
    }
}

/// Where a scale ends that has room for all these and their intervals.
fn scale_end<'a>(all: impl Iterator<Item = &'a Estimate>) -> f64 {
    nice_end(all.map(|e| e.high.unwrap_or(e.value)).fold(0.0, f64::max))
}

/// A line of a table with a strip in it.
struct StripLine {
    name: String,
    href: Option<String>,
    side: &'static str,
    value: String,
    /// The ends of the interval.
    range: String,
    strip: Strip,
    more: Vec<String>,
}

/// The ends of an interval in figures.
fn range((low, high): (f64, f64), of: impl Fn(f64) -> String) -> String {
    let (low, high) = (of(low), of(high));
    // A sign of per cent once.
    format!("{}–{high}", low.strip_suffix("\u{a0}%").unwrap_or(&low))
}

/// The same in a cell.
fn range_cell(interval: Option<(f64, f64)>, of: impl Fn(f64) -> String) -> String {
    interval.map_or_else(|| "–".to_owned(), |interval| range(interval, of))
}

struct Headline {
    name: &'static str,
    /// The side it is of, if it is of one.
    side: Option<&'static str>,
    value: String,
    more: String,
    /// The ends of its interval, which no line end parts.
    interval: String,
}

struct DocumentLine<'a> {
    row: &'a DocumentRow,
    href: Option<String>,
    group: String,
    date: String,
}

struct TitledSentences<'a> {
    title: &'static str,
    sentences: Vec<(&'a SentenceRow, Option<String>)>,
}

#[derive(Template)]
#[template(path = "corpus.html")]
struct CorpusTemplate<'a> {
    corpus: &'a CorpusPage,
    title: String,
    headlines: Vec<Headline>,
    failures: Vec<(String, String)>,
    failed: usize,
    histograms: [Plot; 2],
    classes: Vec<StripLine>,
    classes_end: String,
    ranked: String,
    rankings: [(&'static str, Vec<StripLine>); 2],
    groups: Vec<StripLine>,
    groups_end: String,
    group_name: String,
    other: String,
    scatter: Plot,
    scatter_note: String,
    timeline: Option<Plot>,
    /// Dates were asked for and none can be read.
    dateless: bool,
    timeline_note: String,
    /// Number of documents that the highest bar stands for.
    timeline_most: String,
    /// Empty texts and documents with warnings.
    flaws: String,
    lists: Vec<TitledSentences<'a>>,
    rows: Vec<DocumentLine<'a>>,
    date_name: String,
    table_note: String,
}

#[allow(clippy::unused_self)] // templates call functions as methods
impl CorpusTemplate<'_> {
    fn sanitize(&self, text: &str) -> String {
        format::sanitize(text)
    }

    fn figure(&self, value: &f64) -> String {
        format::figure(Some(*value), 2)
    }

    fn optional(&self, value: &Option<f64>, decimals: usize) -> String {
        format::figure(*value, decimals)
    }

    fn percent(&self, value: &Option<f64>) -> String {
        format::percent_or_dash(*value)
    }

    fn rates(&self, row: &DocumentRow) -> [Option<f64>; 3] {
        Side::ALL.map(|side| row.per_1000_words(side))
    }

    /// Formats a figure for the sorting script.
    fn raw(&self, value: &Option<f64>) -> String {
        value.map_or_else(String::new, |value| value.to_string())
    }
}

fn interval(estimate: Option<Estimate>) -> Option<(f64, f64)> {
    estimate.and_then(|e| e.low.zip(e.high))
}

/// An interval in words, and its ends.
fn in_words(estimate: Option<Estimate>, of: fn(f64) -> String) -> (&'static str, String) {
    interval(estimate).map_or_else(
        || ("no interval: too few documents, or all the same", String::new()),
        |interval| ("95\u{a0}% interval", range(interval, of)),
    )
}

/// Says in words which documents a timeline leaves out.
fn timeline_note(of: &Timeline) -> String {
    let documents = |count| format::counted(count, "document", "documents");
    let far: Vec<String> = [("before", &of.before), ("after", &of.after)]
        .into_iter()
        .filter_map(|(when, beyond)| beyond.as_ref().map(|beyond| (when, beyond)))
        .map(|(when, beyond)| {
            let is = if beyond.documents == 1 { "is" } else { "are" };
            let count = documents(beyond.documents);
            format!(
                " {count} dated {when} {} {is} not drawn, being too far from the others.",
                beyond.date
            )
        })
        .collect();
    let undated = match of.undated {
        0 => String::new(),
        undated => format!(" {} without a date that can be read left out.", documents(undated)),
    };
    far.concat() + &undated
}

fn two(value: f64) -> String {
    format::figure(Some(value), 2)
}

fn one(value: f64) -> String {
    format::figure(Some(value), 1)
}

fn values(estimate: Option<Estimate>) -> Option<f64> {
    estimate.map(|e| e.value)
}

impl CorpusPage {
    /// The section of a document's own page.
    fn page(&self, document: u64) -> Option<String> {
        let at = self.pages.iter().position(|page| *page == document)?;
        Some(format!("d{}-title", at + 1))
    }

    fn headlines(&self) -> Vec<Headline> {
        let summary = &self.summary;
        let figures = &summary.figures;
        let share = in_words(figures.hedged_share, format::percent);
        let certainty = in_words(figures.certainty, two);
        let mut out = vec![
            Headline {
                name: "Documents",
                side: None,
                value: format::count(figures.documents),
                more: format!(
                    "{}, {}",
                    format::counted(figures.sentences, "sentence", "sentences"),
                    format::counted(figures.words, "word", "words")
                ),
                interval: String::new(),
            },
            Headline {
                name: "Hedged sentences",
                side: None,
                value: format::percent_or_dash(values(figures.hedged_share)),
                more: share.0.to_owned(),
                interval: share.1,
            },
            Headline {
                name: "Certainty",
                side: None,
                value: format::figure(values(figures.certainty), 2),
                more: certainty.0.to_owned(),
                interval: certainty.1,
            },
        ];
        for (side, rate) in Side::ALL.into_iter().zip(figures.per_1000_words) {
            let (words, interval) = in_words(rate, one);
            out.push(Headline {
                name: side_title(side),
                side: Some(side.name()),
                value: format::figure(values(rate), 1),
                more: format!("per 1,000 words; {words}"),
                interval,
            });
        }
        out
    }

    /// Says in words how many texts were empty and how many documents have warnings.
    fn flaws(&self) -> String {
        let summary = &self.summary;
        let mut told = Vec::new();
        if summary.empty > 0 {
            let was = if summary.empty == 1 { "was" } else { "were" };
            let texts = format::counted(summary.empty, "text", "texts");
            told.push(format!("{texts} {was} empty, without any word."));
        }
        if summary.warned > 0 {
            let documents = format::counted(summary.warned, "document", "documents");
            told.push(format!(
                "{documents} had warnings: another encoding than UTF-8, bytes that are no characters, or a row of another length. The column “warnings” of the documents table has them."
            ));
        }
        told.join(" ")
    }

    fn classes(&self) -> (Vec<StripLine>, f64) {
        let rates = &self.summary.classes_per_1000_words;
        let end = scale_end(rates.iter().flatten());
        let lines = CueClass::ALL.into_iter().zip(rates).map(|(class, rate)| StripLine {
            name: format::class_name(class),
            href: None,
            side: class.side().name(),
            value: format::figure(values(*rate), 2),
            range: range_cell(interval(*rate), two),
            strip: Strip::new(values(*rate), interval(*rate), end),
            more: Vec::new(),
        });
        (lines.collect(), end)
    }

    fn ranking(&self, documents: &[RankedDocument]) -> Vec<StripLine> {
        let line = |ranked: &RankedDocument| {
            let row = &ranked.row;
            let interval = row.hedged_share_interval();
            StripLine {
                name: format::sanitize(&row.id),
                href: self.page(ranked.document),
                side: "hedge",
                value: format::percent_or_dash(row.hedged_share),
                range: range_cell(interval, |share| format::figure(Some(100.0 * share), 0)),
                strip: Strip::new(row.hedged_share, interval, 1.0),
                more: vec![
                    format!("{} of {}", row.hedged_sentences, row.sentences),
                    format::counted(row.words, "word", "words"),
                ],
            }
        };
        documents.iter().map(line).collect()
    }

    /// Groups with the share that their strips end at, and what to say of those not kept apart.
    fn groups(groups: &Groups) -> (Vec<StripLine>, String, f64) {
        let all = || groups.apart.iter().chain(&groups.other);
        let end = scale_end(all().filter_map(|group| group.figures.hedged_share.as_ref())).min(1.0);
        let line = |group: &GroupFigures| {
            let figures = &group.figures;
            StripLine {
                name: format::sanitize(&group.name),
                href: None,
                side: "hedge",
                value: format::percent_or_dash(values(figures.hedged_share)),
                range: range_cell(interval(figures.hedged_share), |share| one(100.0 * share)),
                strip: Strip::new(
                    values(figures.hedged_share),
                    interval(figures.hedged_share),
                    end,
                ),
                more: vec![
                    format::count(figures.documents),
                    format::count(figures.sentences),
                    format::figure(values(figures.certainty), 2),
                    format::figure(values(figures.per_1000_words[0]), 1),
                    format::figure(values(figures.per_1000_words[1]), 1),
                    format::figure(values(figures.per_1000_words[2]), 1),
                ],
            }
        };
        let lines = all().map(line).collect();
        let other = match groups.merged {
            0 => String::new(),
            merged => format!(
                " The first {} groups are kept apart; “(other)” are the documents of {} more.",
                groups.apart.len(),
                format::count(merged)
            ),
        };
        (lines, other, end)
    }

    /// Renders it as a piece of HTML.
    ///
    /// # Errors
    /// Only if a template fails to render, which is a bug.
    pub fn render(&self) -> Result<String> {
        let summary = &self.summary;
        let (classes, classes_end) = self.classes();
        let (groups, other, groups_end) =
            summary.groups.as_ref().map(Self::groups).unwrap_or_default();
        let kept = |of: &Option<(String, usize)>, row: &DocumentRow| {
            let at = of.as_ref().map(|(_, at)| *at);
            format::sanitize(at.and_then(|at| row.kept.get(at)).map_or("", String::as_str))
        };
        let rows = (0..).zip(&summary.rows).map(|(number, row)| DocumentLine {
            row,
            href: self.page(number),
            group: kept(&self.group, row),
            date: kept(&self.date, row),
        });
        let name = |of: &Option<(String, usize)>| {
            of.as_ref().map(|(name, _)| format::sanitize(name)).unwrap_or_default()
        };
        let lists = summary.sentences.iter().flat_map(|lists| {
            [
                ("Most hedged sentences", &lists.hedged),
                ("Best-evidenced sentences", &lists.evidenced),
            ]
        });
        let documents = summary.figures.documents;
        let template = CorpusTemplate {
            corpus: self,
            title: format::sanitize(&self.title),
            headlines: self.headlines(),
            failures: self
                .failures
                .iter()
                .take(FAILURES)
                .map(|f| (format::sanitize(&f.source), format::sanitize(&f.reason)))
                .collect(),
            failed: self.failures.len(),
            histograms: [
                plot::histogram(&summary.hedged_share, "Hedged share", true),
                plot::histogram(&summary.certainty, "Certainty", false),
            ],
            classes,
            classes_end: format!("{classes_end}"),
            ranked: format::counted(summary.ranking.ranked, "document", "documents"),
            rankings: [
                ("Most hedged documents", self.ranking(&summary.ranking.highest)),
                ("Least hedged documents", self.ranking(&summary.ranking.lowest)),
            ],
            groups,
            groups_end: plot::exact_percent(groups_end),
            group_name: name(&self.group),
            other,
            scatter: plot::scatter(&summary.scatter, &|document| self.page(document)),
            scatter_note: match summary.scatter.short {
                0 => String::new(),
                short => format!(
                    " {} with fewer than {MIN_WORDS} words left out.",
                    format::counted(short, "document", "documents")
                ),
            },
            timeline: summary
                .timeline
                .as_ref()
                .filter(|t| !t.periods.is_empty())
                .map(plot::timeline),
            dateless: summary.timeline.as_ref().is_some_and(|t| t.periods.is_empty()),
            timeline_note: summary.timeline.as_ref().map(timeline_note).unwrap_or_default(),
            timeline_most: summary.timeline.as_ref().map_or_else(String::new, |timeline| {
                format::counted(timeline.most_documents(), "document", "documents")
            }),
            flaws: self.flaws(),
            lists: lists
                .map(|(title, list)| TitledSentences {
                    title,
                    sentences: list.iter().map(|s| (s, self.page(s.document.0))).collect(),
                })
                .collect(),
            rows: rows.collect(),
            date_name: name(&self.date),
            table_note: if documents > summary.rows.len() as u64 {
                format!(
                    "The table has the first {} of {}; the charts are of all.",
                    format::count(summary.rows.len() as u64),
                    format::counted(documents, "document", "documents")
                )
            } else {
                String::new()
            },
        };
        template.render().map_err(template_error)
    }
}

/// Renders a corpus, and then articles of it, as a self-contained page. The articles stand in
/// the order of [`CorpusPage::pages`].
///
/// # Errors
/// Only if a template fails to render, which is a bug.
pub fn corpus_report(
    corpus: &CorpusPage,
    articles: Vec<Article>,
    reference: Option<&Reference>,
    method: &Method,
) -> Result<String> {
    let mut body = corpus.render()?;
    let mut pages = Vec::new();
    for (number, article) in (1..).zip(articles) {
        let article = article.with_prefix(&format!("d{number}-"));
        body.push_str(&article_fragment(&article, reference)?);
        pages.push((article.prefix.clone(), article.title.clone()));
    }
    report(&corpus.title, body, pages, method, true)
}
