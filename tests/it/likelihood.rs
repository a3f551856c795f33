//! What readers take phrases of likelihood to mean, and what official scales lay down.

use std::collections::BTreeSet;
use std::fs;

use hedgerow::{Analyzer, Cue, Language, Probability, ProbabilityOrigin, ProfileWeights, Scale};

use crate::gold::gold;
use crate::support::hedgerow;

/// The phrases of both surveys (`lexicons/SOURCES.md`), each in a sentence.
const SENTENCES: &[(&str, &str)] = &[
    ("about even", "The odds are about even."),
    ("almost always", "The bridge is almost always open."),
    ("almost certain", "A strike is almost certain."),
    ("almost certainly", "The bridge will almost certainly close."),
    ("almost no chance", "There is almost no chance that the bridge will close."),
    ("always", "The bridge is always open."),
    ("better than even", "A closure has a better than even chance."),
    ("certainly", "The bridge will certainly close."),
    ("chances are slight", "The chances are slight that the bridge will close."),
    ("could happen", "A strike could happen this week."),
    ("frequently", "The bridge is frequently closed."),
    ("highly likely", "It is highly likely that the bridge will close."),
    ("highly unlikely", "It is highly unlikely that the bridge will close."),
    ("improbable", "It is improbable that the bridge will close."),
    ("likely", "It is likely that the bridge will close."),
    ("little chance", "There is little chance that the bridge will close."),
    ("may happen", "A strike may happen this week."),
    ("maybe", "Maybe the bridge will close."),
    ("might happen", "A strike might happen this week."),
    ("more often than not", "More often than not the bridge is closed."),
    ("never", "The bridge is never closed."),
    ("not often", "The bridge is not often closed."),
    ("often", "The bridge is often closed."),
    ("possibly", "The bridge is possibly closed."),
    ("probable", "It is probable that the bridge will close."),
    ("probably", "The bridge will probably close."),
    ("rarely", "The bridge is rarely closed."),
    ("real possibility", "There is a real possibility that the bridge will close."),
    ("realistic possibility", "A closure is a realistic possibility."),
    ("remote chance", "There is a remote chance that the bridge will close."),
    ("serious possibility", "There is a serious possibility of a closure."),
    ("slam dunk", "A closure is a slam dunk."),
    ("unlikely", "It is unlikely that the bridge will close."),
    ("usually", "The bridge is usually closed."),
    ("very good chance", "There is a very good chance that the bridge will close."),
    ("will happen", "The strike will happen this week."),
    ("with high probability", "The bridge will close with high probability."),
    ("with low probability", "The bridge will close with low probability."),
    ("with moderate probability", "The bridge will close with moderate probability."),
];

/// Quartiles, in percent, of what readers said in the first survey, and the last four in the second.
const KNOWN: &[(&str, [f64; 3])] = &[
    ("almost certain", [90.0, 95.0, 98.0]),
    ("highly likely", [80.0, 90.0, 90.0]),
    ("very good chance", [75.0, 80.0, 85.0]),
    ("likely", [67.0, 75.0, 80.0]),
    ("better than even", [55.0, 60.0, 60.0]),
    ("about even", [50.0, 50.0, 50.0]),
    ("may happen", [30.0, 40.0, 51.0]),
    ("unlikely", [10.0, 20.0, 25.0]),
    ("highly unlikely", [5.0, 5.0, 10.0]),
    ("almost no chance", [1.0, 2.0, 5.0]),
    ("probably", [60.0, 70.0, 75.0]),
    ("serious possibility", [45.0, 66.0, 80.0]),
    ("not often", [10.0, 20.0, 25.0]),
    ("never", [0.0, 0.0, 1.0]),
];

/// The one probability that the sentence expresses, whatever else stands in it.
fn expressed(sentence: &str) -> Probability {
    // Learned weights decide whether a phrase hedges, not what it expresses.
    let analyzer = Analyzer::builder().weights(ProfileWeights::default()).build().unwrap();
    let analysis = analyzer.analyze(sentence).unwrap();
    let found: Vec<Probability> = analysis.cues.iter().filter_map(|c| c.probability).collect();
    assert_eq!(found.len(), 1, "{sentence} {found:?}");
    found[0]
}

/// Fails where a quartile is more than 3 points from what readers said.
fn assert_near(phrase: &str, surveyed: [f64; 3]) {
    let (_, sentence) = SENTENCES.iter().find(|(known, _)| *known == phrase).unwrap();
    let Probability { low, mid, high } = expressed(sentence);
    let near = |(found, wanted): (&f64, &f64)| (100.0 * found - wanted).abs() <= 3.0;
    assert!([low, mid, high].iter().zip(&surveyed).all(near), "{phrase}: {low} {mid} {high}");
    // A reader who asks for the phrase sees the same figures, and that people were asked.
    let show = hedgerow().args(["lexicon", "show", phrase]).output().unwrap();
    assert!(String::from_utf8(show.stdout).unwrap().contains("half of readers"), "{phrase}");
}

#[test]
fn phrases_of_likelihood_mean_what_readers_take_them_to_mean() {
    for (phrase, surveyed) in KNOWN {
        assert_near(phrase, *surveyed);
    }
}

/// A line of the file of surveys and scales.
#[derive(serde::Deserialize)]
struct Row {
    kind: String,
    source: String,
    phrase: String,
    p25: Option<f64>,
    p50: Option<f64>,
    p75: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[test]
fn surveys_and_scales_are_those_of_the_data() {
    let Some(folder) = gold() else { return };
    let text = fs::read_to_string(folder.join("probability_phrases.jsonl")).unwrap();
    let rows: Vec<Row> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (scaled, mut surveyed): (Vec<&Row>, Vec<&Row>) =
        rows.iter().partition(|row| row.kind == "yardstick");
    // Where both surveys asked, the larger one counts.
    surveyed.sort_by_key(|row| !row.source.starts_with("capphrase"));
    let mut asked = BTreeSet::new();
    for row in surveyed {
        if asked.insert(&row.phrase) {
            assert_near(&row.phrase, [row.p25, row.p50, row.p75].map(Option::unwrap));
        }
    }
    assert_eq!(asked.len(), SENTENCES.len());
    let scales = Language::english().scales().unwrap();
    let name = |source: &str| match source {
        "uk" => "UK yardstick",
        "us_nic" => "ICD 203",
        "nato" => "NATO",
        "ipcc" => "IPCC",
        "efsa" => "EFSA",
        other => panic!("scale {other}"),
    };
    for row in &scaled {
        let scale = scales.iter().find(|scale| scale.name == name(&row.source)).unwrap();
        let term = scale.terms().find(|term| term.phrase == row.phrase).unwrap();
        let bounds = [term.low, term.high].map(|bound| (100.0 * bound).round());
        assert_eq!(bounds.map(Some), [row.low, row.high], "{} {}", row.source, row.phrase);
    }
    assert_eq!(scaled.len(), scales.iter().flat_map(Scale::terms).count());
}

#[test]
fn official_scales_are_named_beside_the_readers_figures() {
    let show = |cue: &str| {
        let output = hedgerow().args(["lexicon", "show", cue]).output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let likely = show("likely");
    for bounds in ["UK yardstick: 55–75 %", "ICD 203: 55–80 %", "NATO: 60–90 %", "IPCC: 66–100 %"]
    {
        assert!(likely.contains(bounds), "{likely}");
    }
    assert!(show("very likely").contains("UK yardstick \"highly likely\": 80–90 %"));
    assert!(!show("may").contains("scales"));
    // Every phrase of every scale belongs to a cue.
    for scale in Language::english().scales().unwrap() {
        for term in scale.terms() {
            let shown = show(&term.phrase);
            assert!(shown.contains(&scale.name) && shown.contains("probability"), "{shown}");
        }
    }
}

/// The factors are what the entries say for which readers were asked.
#[test]
fn the_factors_of_likelihood_are_fitted_to_the_surveys() {
    let lexicon = Language::english().lexicon();
    let logit = |p: f64| (p / (1.0 - p)).ln();
    let is_surveyed = |cue: &&Cue| cue.probability_origin == Some(ProbabilityOrigin::Survey);
    let surveyed = lexicon.cues().iter().filter(is_surveyed);
    let quartiles = surveyed.filter_map(|cue| cue.probability).map(|p| [p.low, p.high]);
    let inside = quartiles.filter(|[low, high]| 0.0 < *low && *high < 1.0);
    let mut widths: Vec<f64> = inside.map(|[low, high]| (logit(high) - logit(low)) / 2.0).collect();
    widths.sort_by(f64::total_cmp);
    let spread = widths[widths.len() / 2];
    assert!((lexicon.likelihood().spread - spread).abs() < 0.005, "{spread}");
    let mid = |phrase: &str| {
        let (_, sentence) = SENTENCES.iter().find(|(known, _)| *known == phrase).unwrap();
        logit(expressed(sentence).mid)
    };
    let up = mid("highly likely") / mid("likely");
    let down = mid("highly unlikely") / mid("unlikely");
    let stronger = (up * down).sqrt();
    assert!((lexicon.likelihood().stronger - stronger).abs() < 0.005, "{stronger}");
}

#[test]
fn negation_and_degree_compose_with_probability() {
    let mid = |sentence: &str| expressed(sentence).mid;
    let likely = mid("It is likely that the road is closed.");
    let not_likely = mid("It is not likely that the road is closed.");
    let not_very = mid("It is not very likely that the road is closed.");
    assert!(not_likely < 0.35 && not_very < 0.35 && not_very >= not_likely - 0.05);
    assert!(mid("It is very likely that the road is closed.") > likely);
    assert!(mid("It is fairly likely that the road is closed.") < likely);
    let not_unlikely = mid("It is not unlikely that the road is closed.");
    assert!((0.5..0.8).contains(&not_unlikely), "{not_unlikely}");
    assert!(mid("It is not probable that the road is closed.") < 0.4);
    assert!(mid("The chances are slim.") < 0.2 && mid("The odds are long.") < 0.2);
}

#[test]
fn what_is_no_phrase_of_likelihood_where_it_stands_expresses_none() {
    for sentence in [
        "The vote was held in May 2019.",
        "The road is not always closed.",
        "It is not certainly his.",
        "Police had probable cause.",
    ] {
        let analysis = Analyzer::new().analyze(sentence).unwrap();
        let found: Vec<_> = analysis.cues.iter().filter_map(|cue| cue.probability).collect();
        assert!(found.is_empty(), "{sentence} {found:?}");
    }
}
