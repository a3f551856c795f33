//! What holds for any text.

use std::sync::LazyLock;

use hedgerow::Side;
use hedgerow::{Analysis, Analyzer};
use hedgerow::{ByteSpan, Split};
use proptest::prelude::*;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

/// One for each profile, whose sentences are not split.
static ANALYZERS: LazyLock<Vec<Analyzer>> = LazyLock::new(|| {
    hedgerow::Language::english()
        .profile_names()
        .iter()
        .map(|name| Analyzer::builder().profile(name).split(Split::None).build().unwrap())
        .collect()
});

/// Words that stand in many patterns and rules.
const WORDS: &[&str] = &[
    "may",
    "could",
    "might",
    "not",
    "no",
    "evidence",
    "that",
    "said",
    "suggest",
    "suggests",
    "it",
    "is",
    "possible",
    "likely",
    "very",
    "the",
    "gene",
    "was",
    "shown",
    "to",
    "be",
    "known",
    "clearly",
    "if",
    "results",
    "have",
    "been",
    "proposed",
    "we",
    "believe",
    "critics",
    "say",
    "about",
    "300",
    "patients",
    "appears",
    "probably",
    "seems",
    "reported",
    "according",
    "Smith",
    "certain",
    "clear",
    "almost",
    "unlikely",
    "doubt",
    "and",
    "or",
    "whether",
    "remains",
    "unclear",
    "proved",
    ",",
];

/// Text that is likely to touch the rules: cue words, marks, odd characters.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "may", "May", "could", "not", "no", "evidence", "that", "said", "Dr.", "U.S.", "critics",
            "say", "if", "about", "300", "clearly", "the", "according", "to", "Smith", "he", "did",
            "report", "some", "people", "experts", "believe", "likely", "5 p.m.", "Fig.", "percent",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![
            ". ", ", ", " ", "\n", "\n\n", "“", "”", "\"", "'", "’", "? ", "! ", "…", " — ", "-", "(",
            ")", "[", "3]", ":", ";", "...", "\u{200b}", "\u{202e}", "\t", "\r\n",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-zA-Z0-9.@:/'’-]{1,12}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| {
        let mut text = String::new();
        for piece in pieces {
            text.push_str(&piece);
            if !text.len().is_multiple_of(3) {
                text.push(' ');
            }
        }
        text
    })
}

fn check(text: &str, analysis: &Analysis) -> Result<(), TestCaseError> {
    let whole = ByteSpan::new(0, text.len() as u32);
    let mut last = 0;
    for sentence in &analysis.sentences {
        prop_assert!(sentence.span.start >= last && sentence.span.start < sentence.span.end);
        prop_assert!(whole.contains(sentence.span));
        prop_assert!(!text[sentence.span.range()].is_empty());
        last = sentence.span.end;
        prop_assert!((0.0..=1.0).contains(&sentence.hedge_probability));
        prop_assert!((0.0..=1.0).contains(&sentence.certainty));
        let cues = analysis.cues_of(sentence);
        for cue in cues {
            prop_assert!(sentence.span.contains(cue.span) && sentence.span.contains(cue.scope));
            prop_assert!(cue.scope.contains(cue.span));
            // Cutting reproduces the cue, so the ends lie between characters.
            prop_assert!(!text[cue.span.range()].is_empty());
        }
        let hedges = cues.iter().filter(|c| c.counts() && c.side() == Side::Hedge).count();
        prop_assert_eq!(hedges, sentence.hedges as usize);
        for attribution in analysis.attributions_of(sentence) {
            for span in [Some(attribution.cue), attribution.source, attribution.content] {
                prop_assert!(span.is_none_or(|s| sentence.span.contains(s)));
            }
        }
    }
    let score = analysis.document();
    prop_assert!(score.hedged_sentences <= score.sentences);
    if let Some((low, high)) = score.hedged_share_interval() {
        let share = score.hedged_share().unwrap();
        prop_assert!(0.0 <= low && low <= share && share <= high && high <= 1.0);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: ProptestConfig::default().cases.max(400), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_analysed_soundly(text in texts()) {
        let analysis = ANALYZER.analyze(&text).unwrap();
        check(&text, &analysis)?;
        prop_assert_eq!(&analysis, &ANALYZER.analyze(&text).unwrap());
    }

    #[test]
    fn any_string_is_analysed_soundly(text in any::<String>()) {
        check(&text, &ANALYZER.analyze(&text).unwrap())?;
    }

    #[test]
    fn sentences_cover_everything_that_is_not_blank(text in texts()) {
        let sentences = hedgerow::Language::english().split(&text);
        let squeeze = |s: &str| -> String {
            // Zero-width and direction marks may fall between sentences.
            s.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c,
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')).collect()
        };
        prop_assert_eq!(squeeze(&sentences.concat()), squeeze(&text));
    }

    #[test]
    fn adding_an_adverb_never_works_the_wrong_way(
        words in prop::collection::vec(prop::sample::select(WORDS), 1..25),
        at in 0_usize..25,
        profile in 0_usize..4,
    ) {
        // Commas stand between words, one at a time.
        let mut words = words;
        words.dedup_by(|a, b| *a == "," && *b == ",");
        while words.first() == Some(&",") { words.remove(0); }
        while words.last() == Some(&",") { words.pop(); }
        let analyzer = &ANALYZERS[profile];
        let certainty = |words: &[&str]| {
            let text = format!("The {}.", words.join(" "));
            analyzer.analyze(&text).unwrap().sentences[0].certainty
        };
        let plain = certainty(&words);
        let with = |adverb| {
            let mut words = words.clone();
            words.insert(at.min(words.len()), adverb);
            certainty(&words)
        };
        for (adverb, sign) in [("possibly", -1.0), ("perhaps", -1.0), ("certainly", 1.0), ("undoubtedly", 1.0)] {
            let change = (with(adverb) - plain) * sign;
            prop_assert!(change >= -1e-12, "{adverb} changes {plain} by {change} in {words:?}");
        }
    }
}
