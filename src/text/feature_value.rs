//! Values by which features name tokens.

use std::collections::HashMap;
use std::hint::select_unpredictable;
use std::sync::LazyLock;

use super::token::{Token, TokenKind};
use crate::word::{WordHash, hash_word, normalize};

/// Names of what is not a word: of kinds of tokens, and of the end of the sentence.
static SPECIAL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let kinds = TokenKind::ALL.iter().map(|kind| format!("<{kind}>"));
    kinds.chain(["<end>".to_owned()]).collect()
});

static SPECIAL_HASHES: LazyLock<[u32; TokenKind::COUNT + 1]> =
    LazyLock::new(|| std::array::from_fn(|index| hash_word(&SPECIAL[index])));

/// Returns names of what is not a word, with their hashes.
pub(crate) fn special_names() -> impl Iterator<Item = (u32, &'static str)> {
    SPECIAL_HASHES.iter().copied().zip(SPECIAL.iter().map(String::as_str))
}

/// Returns the hash of a token's word, symbol or special name, or that of the sentence's end.
#[inline]
pub(crate) fn word_value(token: Option<&Token>) -> u32 {
    let special: &[u32; TokenKind::COUNT + 1] = &SPECIAL_HASHES;
    token.map_or(special[TokenKind::COUNT], |token| {
        let is_own = matches!(token.kind, TokenKind::Word | TokenKind::Symbol) && token.hash != 0;
        select_unpredictable(is_own, token.hash, special[token.kind as usize])
    })
}

/// Returns the value of the ending of a longer word; of other tokens, that of the token.
pub(crate) fn suffix_value(token: &Token, text: &str) -> u32 {
    suffix(token, text).map_or_else(
        || word_value(Some(token)),
        |suffix| WordHash::of_ascii(&suffix, 0..suffix.len()).short(),
    )
}

/// Returns a hyphen and the last three letters of a word of five letters and more.
fn suffix(token: &Token, text: &str) -> Option<[u8; 4]> {
    let word = token.text(text).as_bytes();
    let (_, end) = word.split_at_checked(word.len().checked_sub(3)?)?;
    let is_long = token.kind == TokenKind::Word && word.len() > 4;
    (is_long && end.iter().all(u8::is_ascii_alphabetic)).then(|| {
        let lower = |index: usize| end[index].to_ascii_lowercase();
        [b'-', lower(0), lower(1), lower(2)]
    })
}

/// Enters the words and endings of a text into `names`, by their hashes.
pub(crate) fn note_words(text: &str, tokens: &[Token], names: &mut HashMap<u32, String>) {
    for token in tokens.iter().filter(|token| token.hash != 0) {
        names.entry(token.hash).or_insert_with(|| normalize(token.text(text)));
        if let Some(suffix) = suffix(token, text) {
            let suffix = String::from_utf8_lossy(&suffix).into_owned();
            names.entry(hash_word(&suffix)).or_insert(suffix);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::weights::{Feature, HEDGING, NO_VALUE, template};
    use crate::word::hash_words;

    #[test]
    fn a_feature_is_the_one_its_name_says() {
        let text = "It may be working (3) %";
        let english = crate::language::Language::english().splitter();
        let tokens = crate::text::tokenize(text, english);
        let (cue, form) =
            (hash_word("possibility/may"), hash_words([tokens[1].hash, tokens[2].hash]));
        let known = [(cue, "possibility/may"), (form, "may be")].into_iter();
        let known = known.chain(special_names()).map(|(hash, name)| (hash, name.to_owned()));
        let mut words: HashMap<u32, String> = known.collect();
        note_words(text, &tokens, &mut words);
        let value = |at: usize| word_value(tokens.get(at));
        for (template, first, second) in [
            (template::CUE_ALWAYS, NO_VALUE, NO_VALUE),
            (template::CUE_FORM, form, NO_VALUE),
            (template::RIGHT_SUFFIX1, suffix_value(&tokens[3], text), NO_VALUE),
            (template::CUE_RIGHT1, cue, value(2)),
            (template::RIGHT1, value(4), NO_VALUE),
            (template::RIGHT1, value(5), NO_VALUE),
            (template::RIGHT_PAIR, value(7), value(8)),
        ] {
            let feature = Feature::new(template, first, second);
            let name = feature.name(HEDGING, &|hash| words.get(&hash).cloned());
            assert_eq!(Feature::from_name(&name, HEDGING), Some(feature));
        }
        for wrong in ["cue.right1\tpossibility/may", "nothing\tat\tall"] {
            assert_eq!(Feature::from_name(wrong, HEDGING), None);
        }
    }
}
