//! `peers WHAT FILE [PHRASES]`: does one thing over the whole file and prints the
//! seconds that took, reading left out, and a figure that depends on the answer.

use std::time::Instant;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use unicode_segmentation::UnicodeSegmentation;

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let [_, what, file, ..] = args.as_slice() else {
        eprintln!("usage: peers WHAT FILE [PHRASES]");
        std::process::exit(2);
    };
    let bytes = std::fs::read(file).expect("a file that can be read");
    let phrases = args.get(3).map(|file| std::fs::read_to_string(file).expect("phrases"));
    let search = phrases.map(|phrases| {
        AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .match_kind(MatchKind::LeftmostLongest)
            .ascii_case_insensitive(true)
            .build(phrases.lines())
            .expect("few enough phrases")
    });
    let begun = Instant::now();
    let answer = match what.as_str() {
        "memory" => {
            let words = bytes.as_chunks::<8>().0;
            words.iter().fold(0, |sum: u64, word| sum.wrapping_add(u64::from_le_bytes(*word)))
        }
        "utf8" => std::str::from_utf8(&bytes).expect("UTF-8").len() as u64,
        "unicode_words" => text(&bytes).unicode_words().count() as u64,
        "unicode_sentences" => text(&bytes).unicode_sentences().count() as u64,
        "aho_corasick" => {
            let search = search.expect("a file of phrases");
            let edge = |at: usize| bytes.get(at).is_none_or(|b| !b.is_ascii_alphanumeric());
            let whole = |from: usize, to: usize| (from == 0 || edge(from - 1)) && edge(to);
            search.find_iter(&bytes).filter(|m| whole(m.start(), m.end())).count() as u64
        }
        other => panic!("{other} is not known"),
    };
    println!("{} {answer}", begun.elapsed().as_secs_f64());
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("UTF-8")
}
