//! What holds for any text.

use std::sync::LazyLock;

use hedgerow::lexicon::Side;
use hedgerow::text::{ByteSpan, segment};
use hedgerow::{Analysis, Analyzer};
use proptest::prelude::*;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::new);

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
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

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
        let sentences = segment(&text);
        let squeeze = |s: &str| -> String {
            // Zero-width and direction marks may fall between sentences.
            s.chars().filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c,
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{ad}')).collect()
        };
        prop_assert_eq!(squeeze(&sentences.concat()), squeeze(&text));
    }

    #[test]
    fn adding_a_hedge_never_raises_certainty(text in "[A-Z][a-z]{2,8}( [a-z]{2,8}){1,8}") {
        let certainty = |text: &str| ANALYZER.analyze(text).unwrap().sentences[0].certainty;
        let (plain, hedged) = (certainty(&format!("{text}.")), certainty(&format!("{text}, possibly.")));
        prop_assert!(hedged <= plain, "{} {}", plain, hedged);
    }
}
