//! The figures of a whole corpus, from the rows of its documents one after the other.
//!
//! All that a report on a corpus draws is computed here. Memory is bounded whatever the length
//! of the corpus; only a timeline takes more with every different day. The same rows in the
//! same order give the same figures, to the bit.

mod date;
mod distribution;
mod figures;
mod groups;
mod ranking;
mod scatter;
mod sentences;
mod timeline;
mod top_list;

use crate::lexicon::CueClass;
use crate::stats::{Estimate, RatioOf};
use crate::tables::{DocumentRow, DocumentRows};

pub use date::{DATE_COLUMNS, date_column};
pub use distribution::{BINS, Distribution};
pub use figures::PooledFigures;
pub use groups::{GroupFigures, Groups, MAX_GROUPS, MAX_MERGED};
pub use ranking::{RankedDocument, Ranking};
pub use scatter::{MAX_POINTS, MIN_WORDS, Scatter, ScatterGrid, ScatterPoint};
pub use sentences::SentenceLists;
pub use timeline::{DatesLeftOut, Granularity, Period, Timeline};

use distribution::DistributionBuilder;
use figures::{PooledFiguresBuilder, add_counts, per_1000_words};
use groups::GroupsBuilder;
use ranking::RankingBuilder;
use sentences::SentenceListsBuilder;
use timeline::TimelineBuilder;

/// Options of a summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SummaryOptions {
    /// The kept metadata to group by, as an index into [`DocumentRow::kept`].
    pub group: Option<usize>,
    /// The kept metadata that has dates, as an index into [`DocumentRow::kept`].
    pub date: Option<usize>,
    /// Length of the lists of documents and of sentences.
    pub top: usize,
    /// Number of documents whose rows are kept.
    pub rows: usize,
}

impl Default for SummaryOptions {
    fn default() -> Self {
        Self { group: None, date: None, top: 10, rows: 2_000 }
    }
}

/// The figures of a corpus.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CorpusSummary {
    /// All documents taken together.
    pub figures: PooledFigures,
    /// Documents without words.
    pub empty: u64,
    /// Documents with warnings other than that they are empty.
    pub warned: u64,
    /// Counted matches per 1,000 words by class, in the order of [`CueClass::ALL`], pooled; none
    /// without words.
    pub classes_per_1000_words: [Option<Estimate>; CueClass::COUNT],
    /// The documents' hedged shares.
    pub hedged_share: Distribution,
    /// The documents' certainties.
    pub certainty: Distribution,
    /// The documents that hedge most and least.
    pub ranking: Ranking,
    /// The figures by group, if groups were asked for.
    pub groups: Option<Groups>,
    /// The figures over time, if dates were asked for.
    pub timeline: Option<Timeline>,
    /// The documents by hedges and evidence.
    pub scatter: Scatter,
    /// The first documents' rows; `figures.documents` says how many there are in all.
    pub rows: Vec<DocumentRow>,
    /// The most hedged and the best evidenced sentences, at most two a document; none if no
    /// document came with its sentences.
    pub sentences: Option<SentenceLists>,
}

/// Takes in a corpus document by document and makes a [`CorpusSummary`].
#[derive(Debug)]
pub struct SummaryBuilder {
    options: SummaryOptions,
    /// What needs no builder of its own.
    summary: CorpusSummary,
    figures: PooledFiguresBuilder,
    classes: [RatioOf; CueClass::COUNT],
    hedged_share: DistributionBuilder,
    certainty: DistributionBuilder,
    ranking: RankingBuilder,
    groups: Option<GroupsBuilder>,
    timeline: Option<TimelineBuilder>,
    sentences: SentenceListsBuilder,
}

impl SummaryBuilder {
    /// Begins a summary.
    pub fn new(options: SummaryOptions) -> Self {
        Self {
            options,
            summary: CorpusSummary::default(),
            figures: PooledFiguresBuilder::default(),
            classes: [RatioOf::default(); CueClass::COUNT],
            hedged_share: DistributionBuilder::new(),
            certainty: DistributionBuilder::new(),
            ranking: RankingBuilder::new(options.top),
            groups: options.group.map(GroupsBuilder::new),
            timeline: options.date.map(TimelineBuilder::new),
            sentences: SentenceListsBuilder::new(options.top),
        }
    }

    /// Takes the next document in.
    pub fn add(&mut self, rows: &DocumentRows) {
        let (document, row) = (self.figures.documents, &rows.document);
        let summary = &mut self.summary;
        summary.empty += u64::from(row.words == 0);
        let mut warnings = row.warnings.split(';').map(str::trim);
        summary.warned += u64::from(warnings.any(|code| !matches!(code, "" | "empty")));
        summary.scatter.add(document, row);
        if summary.rows.len() < self.options.rows {
            summary.rows.push(row.clone());
        }
        self.figures.add(row);
        add_counts(&mut self.classes, &row.classes, row.words);
        self.hedged_share.add(row.hedged_share);
        self.certainty.add(row.certainty);
        self.ranking.add(document, row);
        if let Some(groups) = &mut self.groups {
            groups.add(row);
        }
        if let Some(timeline) = &mut self.timeline {
            timeline.add(row);
        }
        self.sentences.add(document, &rows.sentences);
    }

    /// The figures of what was taken in.
    pub fn finish(self) -> CorpusSummary {
        CorpusSummary {
            figures: self.figures.finish(),
            classes_per_1000_words: per_1000_words(&self.classes),
            hedged_share: self.hedged_share.finish(),
            certainty: self.certainty.finish(),
            ranking: self.ranking.finish(),
            groups: self.groups.map(|groups| groups.finish()),
            timeline: self.timeline.map(|timeline| timeline.finish()),
            sentences: self.sentences.finish(),
            ..self.summary
        }
    }
}
