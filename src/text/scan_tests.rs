//! Tests of the scanner.

use super::*;

fn tokens(text: &str) -> Vec<(&str, TokenKind)> {
    let mut out = Vec::new();
    tokenize(text, 0..text.len(), crate::language::Language::english().sentences(), &mut out);
    out.iter().map(|t| (t.text(text), t.kind)).collect()
}

fn words(text: &str) -> Vec<&str> {
    tokens(text).into_iter().filter(|t| t.1.is_word()).map(|t| t.0).collect()
}

#[test]
fn finds_words_and_numbers() {
    for (text, expected) in [
        ("It can't be.", vec!["It", "can't", "be"]),
        ("It can’t be.", vec!["It", "can’t", "be"]),
        ("a well-known fact", vec!["a", "well", "known", "fact"]),
        ("1,000.5 tons at 10:30", vec!["1,000.5", "tons", "at", "10:30"]),
        ("the U.S. Senate, e.g. this", vec!["the", "U.S.", "Senate", "e.g.", "this"]),
        ("a Ph.D. student", vec!["a", "Ph.D.", "student"]),
        ("the end.Next one", vec!["the", "end", "Next", "one"]),
        // Found by a property test: no address without a letter or digit.
        ("write _@_ and a@b.org.", vec!["write", "_", "_", "and", "a@b.org"]),
        ("see example.org/a. Then", vec!["see", "example.org/a", "Then"]),
        ("mail a.b@c.org, now", vec!["mail", "a.b@c.org", "now"]),
        ("at http://x.org/?q=1).", vec!["at", "http://x.org/?q=1"]),
        ("naïve Zoë’s café", vec!["naïve", "Zoë’s", "café"]),
        ("could n't it 's", vec!["could", "n't", "it", "'s"]),
        ("J. K. Rowling", vec!["J", "K", "Rowling"]),
        ("日本語", vec!["日", "本", "語"]),
        ("", vec![]),
    ] {
        assert_eq!(words(text), expected, "{text}");
    }
}

#[test]
fn a_long_chain_is_cut_so_that_it_is_not_read_from_each_of_its_parts() {
    assert_eq!(words(&format!("{}9 x", "9:".repeat(20))).len(), 2);
    let cut: Vec<usize> = words(&"9:".repeat(300)).iter().map(|word| word.len()).collect();
    assert_eq!(cut, [2 * LONGEST_CHAIN + 1, 2 * LONGEST_CHAIN + 1, 600 - 4 * LONGEST_CHAIN - 5]);
    // Read from each part anew these take time with the square of their length.
    assert!(words(&format!("{}9λ", "9:".repeat(100_000))).len() > 700);
    assert_eq!(words(&format!("{}aλ", "a.".repeat(100_000))).len(), 1);
}

#[test]
fn quotation_marks_get_a_direction() {
    use TokenKind::{CloseQuote, CloseSingle, OpenQuote, OpenSingle};
    for (text, expected) in [
        (r#"He said "yes" and "no"."#, vec![OpenQuote, CloseQuote, OpenQuote, CloseQuote]),
        ("“Yes,” she said", vec![OpenQuote, CloseQuote]),
        (r#"a " b " c"#, vec![OpenQuote, CloseQuote]),
        ("the 'so-called' plan", vec![OpenSingle, CloseSingle]),
        ("‘Go,’ he said", vec![OpenSingle, CloseSingle]),
        ("``Go,'' he said", vec![OpenQuote, CloseQuote]),
        ("the experts' view", vec![CloseSingle]),
    ] {
        let found: Vec<_> =
            tokens(text).into_iter().map(|t| t.1).filter(|k| k.is_quote()).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn dashes_and_hyphens_differ() {
    use TokenKind::{Dash, Hyphen};
    for (text, expected) in [
        ("so-called", Hyphen),
        ("so‑called", Hyphen),
        ("2010–2012", Hyphen),
        ("this - that", Dash),
        ("this—that", Dash),
        ("this -- that", Dash),
        ("this – that", Dash),
    ] {
        assert_eq!(tokens(text)[1].1, expected, "{text}");
    }
}

#[test]
fn equal_words_have_equal_hashes_whatever_their_case_and_apostrophe() {
    for (a, b) in [
        ("MAY", "may"),
        ("can’t", "Can't"),
        ("ÉTÉ", "été"),
        ("U.S.", "u.s."),
        ("U.S.", "U.S"),
        ("co\u{AD}operate", "cooperate"),
    ] {
        let hash = |text: &str| {
            let mut out = Vec::new();
            tokenize(
                text,
                0..text.len(),
                crate::language::Language::english().sentences(),
                &mut out,
            );
            assert_eq!(out.len(), 1, "{text}");
            out[0].hash
        };
        assert_eq!(hash(a), hash(b), "{a} {b}");
    }
}

/// Found by a property test: a word at the end of a text of 63 bytes.
#[test]
fn texts_of_any_length_may_end_in_a_word() {
    for length in 1..400 {
        for word in ["a", "may", "reportedly", "unconstitutionalities", "été"] {
            let text: String = format!("{word} ").repeat(400).chars().take(length).collect();
            let expected: Vec<&str> = text.split_whitespace().collect();
            let found = tokens(&text);
            assert!(found.iter().map(|t| t.0).eq(expected), "{text:?}");
        }
    }
}

/// Found by attack: each of these once took time with the square of the length.
#[test]
fn long_runs_of_the_same_are_gone_through_once() {
    for unit in ["я.", "я:x.Y", "a.b\u{301}", "a@b“", "http://a—", "# ", "• ", "The Cap "] {
        let of = |times: usize| {
            let text = unit.repeat(times);
            let sentences =
                super::super::segment(&text, crate::language::Language::english().sentences());
            assert!(
                text.starts_with(sentences[0])
                    && text.trim_end().ends_with(sentences.last().unwrap())
            );
            tokens(&text).len()
        };
        let each = of(20) - of(19);
        assert_eq!(of(200_000), of(20) + each * (200_000 - 20), "{unit:?}");
    }
}

#[test]
fn words_beyond_ascii_may_have_any_length() {
    for length in 1..400 {
        for letter in ["я", "é", "ж\u{301}", "a\u{AD}"] {
            let word = letter.repeat(length);
            assert_eq!(words(&format!("a {word}. {word}, b")), ["a", &word, &word, "b"]);
        }
    }
}
