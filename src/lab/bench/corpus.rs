//! A corpus to measure with: made from the sample articles, of any size, the same
//! for the same seed everywhere.
//!
//! The articles' sentences are dealt out anew, and most names and numbers in them are
//! replaced: a text that only repeats would be read faster than any real one.

use std::io::{self, Write};

use crate::lab::random::SplitMix64;
use crate::language::Language;
use crate::samples::SAMPLES;

/// Writes JSON lines of at least `bytes` bytes; returns how many.
pub(crate) fn write(bytes: u64, seed: u64, out: &mut impl Write) -> io::Result<u64> {
    let english = Language::english();
    let sentences: Vec<&str> =
        SAMPLES.iter().flat_map(|sample| english.split(sample.text)).collect();
    let mut random = SplitMix64(seed);
    let mut written = 0;
    let mut text = String::new();
    for id in 1_u64.. {
        if written >= bytes {
            break;
        }
        text.clear();
        // From a note of one paragraph to a feature of sixty; most are short.
        let most = 1 + random.below(60);
        for paragraph in 0..=random.below(most) {
            if paragraph > 0 {
                text.push_str("\n\n");
            }
            for sentence in 0..=random.below(6) {
                if sentence > 0 {
                    text.push(' ');
                }
                vary(sentences[random.below(sentences.len())], &mut random, &mut text);
            }
        }
        let line = serde_json::json!({"id": id.to_string(), "text": text}).to_string();
        writeln!(out, "{line}")?;
        written += line.len() as u64 + 1;
    }
    Ok(written)
}

/// Appends the sentence with other digits and, for half of the capitalised words
/// inside it, made-up names.
fn vary(sentence: &str, random: &mut SplitMix64, out: &mut String) {
    for (i, word) in sentence.split(' ').enumerate() {
        if i > 0 {
            out.push(' ');
        }
        let end = word.find(|c: char| !c.is_alphanumeric()).unwrap_or(word.len());
        let (core, rest) = word.split_at(end);
        let is_name = i > 0 && core.len() > 3 && core.starts_with(|c: char| c.is_uppercase());
        if core.bytes().all(|byte| byte.is_ascii_digit()) {
            out.extend(core.bytes().map(|_| char::from(b'1' + random.below(9) as u8)));
        } else if is_name && random.below(2) == 0 {
            name(random, out);
        } else {
            out.push_str(core);
        }
        out.push_str(rest);
    }
}

fn name(random: &mut SplitMix64, out: &mut String) {
    const CONSONANTS: &str = "bcdfghklmnprstvz";
    for letters in
        ["BCDFGHJKLMNPRSTVWZ", "aeiou", CONSONANTS, "aeiou", CONSONANTS, "aeiou", CONSONANTS]
    {
        out.push(char::from(letters.as_bytes()[random.below(letters.len())]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn corpus(bytes: u64, seed: u64) -> Vec<u8> {
        let mut out = Vec::new();
        let written = write(bytes, seed, &mut out).expect("memory");
        assert_eq!(written, out.len() as u64);
        out
    }

    #[test]
    fn a_seed_decides_and_a_longer_corpus_begins_as_a_shorter_one() {
        let long = corpus(200_000, 7);
        assert!((200_000..240_000).contains(&long.len()));
        assert!(long.starts_with(&corpus(100_000, 7)));
        assert_ne!(long, corpus(200_000, 8));
    }
}
