//! Annotated sentences with hedgerow's judgement of them, and figures on how the
//! two agree.

use std::collections::BTreeMap;

use serde::Serialize;

use super::confusion::{self, Confusion};
use super::gold::{AnnotatedModal, GoldRow};
use crate::analysis::{AnalyzedSentence, CueMatch};
use crate::analyzer::Analyzer;
use crate::error::Result;
use crate::lab::random::XorShift64;
use crate::lexicon::{Reading, Side};
use crate::text::ByteSpan;

/// A sentence and what hedgerow makes of it.
#[derive(Debug, Clone)]
pub struct Judged<'g> {
    /// The annotated sentence.
    pub gold: &'g GoldRow,
    pub(super) hedged: bool,
    /// Its hedge probability (0–1).
    pub(super) hedge_probability: f64,
    /// Certainty (0–1).
    pub(super) certainty: f64,
    pub(super) evidence: bool,
    pub(super) booster: bool,
    /// The reading found for each of its annotated modal verbs; literal where there is none.
    pub(super) readings: Vec<Reading>,
    /// The hedges of classes that the profile counts.
    pub(super) hedges: Vec<CueMatch>,
    /// What annotators have marked as such; none if the file marks no places.
    pub(super) gold_hedges: Option<Vec<ByteSpan>>,
}

/// Lets an analyzer that does not split judge each sentence.
pub fn judge<'g>(
    analyzer: &Analyzer,
    rows: impl IntoIterator<Item = &'g GoldRow>,
) -> Result<Vec<Judged<'g>>> {
    let weights = &analyzer.profile().class_weights;
    let judged = rows.into_iter().map(|gold| {
        let mut analysis = analyzer.analyze(&gold.text)?;
        let reading = |modal| reading_at(&analysis.cues, modal);
        let readings = gold.modals.iter().map(reading).collect();
        analysis.cues.retain(|c| c.side() == Side::Hedge && weights[c.class.index()] > 0.0);
        let sentence = analysis.sentences.first();
        // Without learned weights nothing tells more of a sentence than that it has such a cue.
        let decided =
            |side, found: fn(&AnalyzedSentence) -> u32, p: fn(&AnalyzedSentence) -> f64| {
                sentence.is_some_and(|sentence| match analyzer.weights().of(side) {
                    Some(_) => p(sentence) >= 0.5,
                    None => found(sentence) > 0,
                })
            };
        Ok(Judged {
            gold,
            hedged: sentence.is_some_and(|s| s.hedged),
            hedge_probability: sentence.map_or(0.0, |s| s.hedge_probability),
            certainty: sentence.map_or(1.0, |s| s.certainty),
            evidence: decided(Side::Evidence, |s| s.evidence, |s| s.evidence_probability),
            booster: decided(Side::Booster, |s| s.boosters, |s| s.booster_probability),
            readings,
            hedges: analysis.cues,
            gold_hedges: gold.cues_of(Side::Hedge, analyzer.profile()),
        })
    });
    judged.collect()
}

/// Returns the reading of the match at a modal; literal if no match stands there. Of several, that
/// which counts, else the first.
fn reading_at(matches: &[CueMatch], modal: &AnnotatedModal) -> Reading {
    let here = || matches.iter().filter(|found| found.span.overlaps(modal.span));
    let match_ = here().find(|found| found.counts()).or_else(|| here().next());
    match match_.map(|found| found.reading) {
        // Evidence and boosters with a modal inside, such as "must have", are inferences.
        Some(Reading::Evidential) => Reading::Epistemic,
        reading => reading.unwrap_or(Reading::Literal),
    }
}

/// Counts the sentences for which `of` gives what was found and what the gold says.
fn counts(judged: &[&Judged<'_>], of: impl Fn(&Judged<'_>) -> Option<(bool, bool)>) -> Confusion {
    let mut counts = Confusion::default();
    for (found, gold) in judged.iter().filter_map(|one| of(one)) {
        counts.count(found, gold);
    }
    counts
}

/// Compares which sentences are hedged.
pub fn hedged(judged: &[&Judged<'_>]) -> Confusion {
    counts(judged, |one| Some((one.hedged, one.gold.hedged?)))
}

/// The shares (0–1) of hedged sentences, found and annotated, among those drawn evenly; none if
/// there are none.
pub(super) fn hedged_shares(judged: &[&Judged<'_>]) -> Option<(f64, f64)> {
    let even: Vec<&Judged<'_>> =
        judged.iter().copied().filter(|one| one.gold.is_drawn_evenly()).collect();
    let counts = hedged(&even);
    let share = |part| confusion::share(part, even.len() as u64);
    share(counts.found()).zip(share(counts.gold()))
}

/// Compares which sentences have evidence markers.
pub fn evidence(judged: &[&Judged<'_>]) -> Confusion {
    counts(judged, |one| Some((one.evidence, one.gold.evidence?)))
}

/// Compares which sentences have boosters.
pub fn boosters(judged: &[&Judged<'_>]) -> Confusion {
    counts(judged, |one| Some((one.booster, one.gold.booster?)))
}

/// Cues whose first and last character are those of the annotators (`exact`), or
/// that share a character with theirs.
pub fn cues(judged: &[&Judged<'_>], exact: bool) -> Confusion {
    let same = |a: ByteSpan, b: ByteSpan| if exact { a == b } else { a.overlaps(b) };
    let mut counts = Confusion::default();
    for one in judged {
        let Some(gold) = &one.gold_hedges else { continue };
        let found = || one.hedges.iter().filter(|hedge| hedge.counts()).map(|hedge| hedge.span);
        let hits = found().filter(|span| gold.iter().any(|g| same(*g, *span))).count();
        let met = gold.iter().filter(|g| found().any(|span| same(**g, span))).count();
        counts.true_positives += hits as u64;
        counts.false_positives += (found().count() - hits) as u64;
        counts.false_negatives += (gold.len() - met) as u64;
    }
    counts
}

/// Pearson's product-moment correlation of certainty with ratings (−1 to 1); none
/// where one of the two never changes.
pub fn correlation(judged: &[&Judged<'_>]) -> Option<f64> {
    pearson(&pairs(judged, |one| Some((one.certainty, one.gold.certainty?))))
}

fn pairs(
    judged: &[&Judged<'_>],
    of: impl Fn(&Judged<'_>) -> Option<(f64, f64)>,
) -> Vec<(f64, f64)> {
    judged.iter().filter_map(|one| of(one)).collect()
}

fn pearson(pairs: &[(f64, f64)]) -> Option<f64> {
    let mean = |of: fn(&(f64, f64)) -> f64| pairs.iter().map(of).sum::<f64>() / pairs.len() as f64;
    let (x, y) = (mean(|p| p.0), mean(|p| p.1));
    let off: Vec<(f64, f64)> = pairs.iter().map(|(a, b)| (a - x, b - y)).collect();
    let sum = |of: fn(&(f64, f64)) -> f64| off.iter().map(of).sum::<f64>();
    let below = (sum(|(a, _)| a * a) * sum(|(_, b)| b * b)).sqrt();
    (below > 0.0).then(|| sum(|(a, b)| a * b) / below)
}

/// Mean squared difference; none of nothing.
fn squared_error(pairs: &[(f64, f64)]) -> Option<f64> {
    let sum: f64 = pairs.iter().map(|(a, b)| (a - b).powi(2)).sum();
    (!pairs.is_empty()).then(|| sum / pairs.len() as f64)
}

/// Mean squared error of certainty against ratings, both 0–1.
pub(super) fn certainty_error(judged: &[&Judged<'_>]) -> Option<f64> {
    squared_error(&pairs(judged, |one| Some((one.certainty, one.gold.certainty?))))
}

/// Mean squared error of the hedge probability against what annotators say: 0 is
/// perfect (Brier 1950).
pub(super) fn brier(judged: &[&Judged<'_>]) -> Option<f64> {
    let pair = |one: &Judged<'_>| Some((one.hedge_probability, f64::from(one.gold.hedged?)));
    squared_error(&pairs(judged, pair))
}

/// Sentences whose hedge probability lies in the same tenth: a row of a reliability table.
#[derive(Debug, Clone, Copy, PartialEq, Default, Serialize)]
pub(crate) struct Reliability {
    /// Lower end of the tenth.
    pub(crate) from: f64,
    pub(crate) sentences: u64,
    /// Their mean hedge probability.
    pub(crate) probability: f64,
    /// The share that annotators call hedged.
    pub(crate) hedged: f64,
}

/// Reliability of hedge probabilities, tenth by tenth.
pub(super) fn reliability(judged: &[&Judged<'_>]) -> Vec<Reliability> {
    let new = |n: u8| Reliability { from: f64::from(n) / 10.0, ..Reliability::default() };
    let mut tenths: Vec<Reliability> = (0..10).map(new).collect();
    for one in judged {
        let own = tenths.iter_mut().rfind(|tenth| tenth.from <= one.hedge_probability);
        let (Some(gold), Some(tenth)) = (one.gold.hedged, own) else { continue };
        tenth.sentences += 1;
        tenth.probability += one.hedge_probability;
        tenth.hedged += f64::from(gold);
    }
    tenths.retain(|tenth| tenth.sentences > 0);
    for tenth in &mut tenths {
        tenth.probability /= tenth.sentences as f64;
        tenth.hedged /= tenth.sentences as f64;
    }
    tenths
}

const DRAWS: usize = 1000;

/// The 95 % interval of a figure: documents are drawn with replacement a thousand
/// times with a fixed seed, and the middle 95 % of the figures taken (Efron &
/// Tibshirani, *An Introduction to the Bootstrap*, 1993, ch. 13).
pub(super) fn interval(
    judged: &[&Judged<'_>],
    figure: impl Fn(&[&Judged<'_>]) -> Option<f64>,
) -> Option<(f64, f64)> {
    let mut documents: BTreeMap<usize, Vec<&Judged<'_>>> = BTreeMap::new();
    for one in judged {
        documents.entry(one.gold.document).or_default().push(one);
    }
    let documents: Vec<_> = documents.into_values().collect();
    if documents.len() < 2 {
        return None;
    }
    let mut random = XorShift64::numbered(1);
    let mut drawn = Vec::with_capacity(judged.len());
    let mut figures: Vec<f64> = (0..DRAWS)
        .filter_map(|_| {
            drawn.clear();
            for _ in 0..documents.len() {
                drawn.extend(&documents[random.below(documents.len())]);
            }
            figure(&drawn)
        })
        .collect();
    figures.sort_by(f64::total_cmp);
    let outside = figures.len() / 40; // 2.5 % on each side
    Some((*figures.get(outside)?, *figures.get(figures.len() - 1 - outside)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_of_a_line_is_one() {
        assert!((pearson(&[(1.0, 2.0), (2.0, 4.0), (4.0, 8.0)]).unwrap() - 1.0).abs() < 1e-12);
        assert!((pearson(&[(1.0, 2.0), (2.0, 1.0)]).unwrap() + 1.0).abs() < 1e-12);
        assert_eq!(pearson(&[(1.0, 2.0), (1.0, 4.0)]), None);
    }
}
