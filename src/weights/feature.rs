//! Features and their names.

use std::collections::HashMap;
use std::hint::select_unpredictable;
use std::sync::LazyLock;

use crate::text::{Token, TokenKind, normalize};
use crate::word::hash_word;

/// What a value of a feature is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word in its normal form, or a mark such as `<comma>`, or `<start>`.
    Word,
    /// The last three letters of a longer word, such as `-ing`.
    Suffix,
    /// Several words, parted by spaces.
    Words,
    /// A cue (`class/name`), reading, rule or another name of our own.
    Name,
}

/// What a feature is used for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// Whether a cue is used in its hedging sense.
    Cue,
    /// Whether a sentence is hedged.
    Sentence,
    /// How certain a sentence is.
    Certainty,
}

/// A kind of feature.
#[derive(Debug, Clone, Copy)]
pub struct Template {
    /// Its name in the files.
    pub name: &'static str,
    /// What it is used for.
    pub layer: Layer,
    /// What its values are.
    pub values: &'static [Kind],
    /// What it says of a match, with `{}` for the last value and `{1}` for the first.
    pub says: &'static str,
    /// How freely its weights are learned: the larger, the less they are held
    /// back by the penalty.
    pub freedom: f64,
}

macro_rules! templates {
    ($($constant:ident $layer:ident $name:literal [$($kind:ident)*] $freedom:literal $says:literal;)*) => {
        /// All templates; a feature's template is a place in this list.
        pub const TEMPLATES: &[Template] = &[$(Template {
            name: $name,
            layer: Layer::$layer,
            values: &[$(Kind::$kind),*],
            says: $says,
            freedom: $freedom,
        },)*];
        /// The places of the templates in [`TEMPLATES`].
        #[allow(missing_docs)] // each is described by its row above
        pub mod names {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum Place { $($constant,)* }
            $(pub const $constant: u8 = Place::$constant as u8;)*
        }
    };
}

templates! {
    CUE_ALWAYS    Cue "cue.always" [] 4.0 "any cue";
    CUE           Cue "cue" [Name] 4.0 "as a rule";
    CUE_FORM      Cue "cue.form" [Words] 4.0 "in the form {}";
    CUE_READING   Cue "cue.reading" [Name Name] 4.0 "the rules read it as {}";
    CUE_RULE      Cue "cue.rule" [Name] 4.0 "rule {}";
    CUE_CLASS     Cue "cue.class" [Name] 4.0 "its class";
    CUE_LEFT1     Cue "cue.left1" [Name Word] 1.0 "{} before it";
    CUE_LEFT2     Cue "cue.left2" [Name Word] 1.0 "{} two words before it";
    CUE_LEFT3     Cue "cue.left3" [Name Word] 1.0 "{} three words before it";
    CUE_RIGHT1    Cue "cue.right1" [Name Word] 1.0 "followed by {}";
    CUE_RIGHT2    Cue "cue.right2" [Name Word] 1.0 "{} two words after it";
    CUE_RIGHT3    Cue "cue.right3" [Name Word] 1.0 "{} three words after it";
    LEFT1         Cue "left1" [Word] 1.0 "{} before it";
    LEFT2         Cue "left2" [Word] 1.0 "{} two words before it";
    LEFT3         Cue "left3" [Word] 1.0 "{} three words before it";
    RIGHT1        Cue "right1" [Word] 1.0 "followed by {}";
    RIGHT2        Cue "right2" [Word] 1.0 "{} two words after it";
    RIGHT3        Cue "right3" [Word] 1.0 "{} three words after it";
    LEFT_SUFFIX1  Cue "left1.ending" [Suffix] 1.0 "a word in {} before it";
    LEFT_SUFFIX2  Cue "left2.ending" [Suffix] 1.0 "a word in {} two words before it";
    RIGHT_SUFFIX1 Cue "right1.ending" [Suffix] 1.0 "followed by a word in {}";
    RIGHT_SUFFIX2 Cue "right2.ending" [Suffix] 1.0 "a word in {} two words after it";
    LEFT_PAIR     Cue "left.pair" [Word Word] 1.0 "{1} {} before it";
    RIGHT_PAIR    Cue "right.pair" [Word Word] 1.0 "followed by {1} {}";
    AROUND        Cue "around" [Word Word] 1.0 "between {1} and {}";
    CUE_GROUP     Cue "cue.group" [Name Words] 1.0 "verb group {}";
    CUE_VERB      Cue "cue.verb" [Name Word] 1.0 "its verb or noun is {}";
    CUE_SUBJECT   Cue "cue.subject" [Name Word] 1.0 "its subject ends in {}";
    CUE_PLACE     Cue "cue.place" [Name Name] 1.0 "{}";
    CUE_SENTENCE  Cue "cue.sentence" [Name Name] 1.0 "in a {}";
    CUE_COMPANY   Cue "cue.company" [Name Name] 1.0 "a cue of class {} in the sentence";
    OPENING       Cue "opening" [Word] 1.0 "the sentence begins with {}";
    S_ALWAYS      Sentence "sentence.always" [] 4.0 "any sentence";
    S_CUES        Sentence "sentence.cues" [] 1.0 "its cues";
    S_CUE         Sentence "sentence.cue" [Name Name] 3.0 "cue {1} read as {}";
    S_CLASS       Sentence "sentence.class" [Name Name] 3.0 "a cue of class {1} read as {}";
    S_WORD        Sentence "sentence.word" [Word] 1.0 "the word {}";
    S_PAIR        Sentence "sentence.pair" [Word Word] 1.0 "the words {1} {}";
    C_ALWAYS      Certainty "certainty.always" [] 1.0 "any sentence";
    C_CUES        Certainty "certainty.cues" [] 1.0 "its hedges";
    C_CUE         Certainty "certainty.cue" [Name] 1.0 "cue {}";
    C_CLASS       Certainty "certainty.class" [Name] 1.0 "class {}";
    C_WORD        Certainty "certainty.word" [Word] 0.3 "the word {}";
    C_LENGTH      Certainty "certainty.length" [] 0.5 "its length";
    C_STATEMENT   Certainty "certainty.statement" [Name] 1.0 "an adverb that is a {}";
    C_ADVERB      Certainty "certainty.adverb" [Word] 1.0 "the adverb {}";
}

/// A template with values. Values are hashes of names, see [`Feature::name`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Feature {
    /// The place of its template in [`TEMPLATES`].
    pub template: u8,
    /// Its values; 0 where the template has none.
    pub values: [u32; 2],
}

/// No value.
pub(crate) const NO_VALUE: u32 = 0;

impl Feature {
    /// A feature of a template from [`names`].
    #[inline]
    pub fn new(template: u8, first: u32, second: u32) -> Self {
        Self { template, values: [first, second] }
    }

    /// What kind of feature it is.
    pub fn template(self) -> &'static Template {
        &TEMPLATES[usize::from(self.template)]
    }

    /// Its name in a weights file: the template and the values, parted by tabs.
    /// `words` has the names that hashes stand for.
    pub fn name(self, words: &HashMap<u32, String>) -> String {
        let mut out = self.template().name.to_owned();
        for (_, value) in self.template().values.iter().zip(self.values) {
            out.push('\t');
            out.push_str(&value_name(value, words));
        }
        out
    }

    /// Reads a name that [`Feature::name`] wrote.
    pub fn parse(name: &str) -> Option<Self> {
        let mut parts = name.split('\t');
        let template = parts.next()?;
        let place = TEMPLATES.iter().position(|t| t.name == template)?;
        let mut feature = Self::new(place as u8, NO_VALUE, NO_VALUE);
        for (slot, kind) in feature.values.iter_mut().zip(TEMPLATES[place].values) {
            *slot = read_value(*kind, parts.next()?)?;
        }
        parts.next().is_none().then_some(feature)
    }
}

/// Names and hashes of what is not a word.
pub(crate) fn special_names() -> impl Iterator<Item = (u32, &'static str)> {
    SPECIAL_HASHES.iter().copied().zip(SPECIAL.iter().map(String::as_str))
}

fn value_name(value: u32, words: &HashMap<u32, String>) -> String {
    words.get(&value).cloned().unwrap_or_else(|| format!("#{value}"))
}

fn read_value(kind: Kind, text: &str) -> Option<u32> {
    match kind {
        Kind::Words => Some(text.split(' ').fold(NO_VALUE, |all, word| fold(all, hash_word(word)))),
        _ if text.is_empty() => None,
        _ => Some(hash_word(text)),
    }
}

/// Joins the hash of one more word to that of some words.
pub(crate) fn fold(all: u32, word: u32) -> u32 {
    if all == NO_VALUE { word } else { (all.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B1) | 1 }
}

/// The last three letters of a word of five letters and more, after a hyphen.
fn ending(token: &Token, text: &str) -> Option<[u8; 4]> {
    let word = token.text(text).as_bytes();
    let (_, end) = word.split_at_checked(word.len().checked_sub(3)?)?;
    let long = token.kind == TokenKind::Word && word.len() > 4;
    (long && end.iter().all(u8::is_ascii_alphabetic)).then(|| {
        let lower = |place: usize| end[place].to_ascii_lowercase();
        [b'-', lower(0), lower(1), lower(2)]
    })
}

/// The ending of a longer word; other tokens are their own.
pub(crate) fn suffix(token: &Token, text: &str) -> u32 {
    let Some(ending) = ending(token, text) else { return word_value(Some(token)) };
    hash_word(str::from_utf8(&ending).unwrap_or_default())
}

/// Names of what is not a word, by kind of token, and of the end of the sentence.
static SPECIAL: LazyLock<Vec<String>> = LazyLock::new(|| {
    let kinds = TokenKind::ALL.iter().map(|kind| format!("<{kind}>"));
    kinds.chain(["<end>".to_owned()]).collect()
});

/// Their hashes.
static SPECIAL_HASHES: LazyLock<[u32; TokenKind::COUNT + 1]> =
    LazyLock::new(|| std::array::from_fn(|place| hash_word(&SPECIAL[place])));

/// The value of a token, or of the end of the sentence.
#[inline]
pub(crate) fn word_value(token: Option<&Token>) -> u32 {
    let special: &[u32; TokenKind::COUNT + 1] = &SPECIAL_HASHES;
    token.map_or(special[TokenKind::COUNT], |token| {
        let own = matches!(token.kind, TokenKind::Word | TokenKind::Symbol) && token.hash != 0;
        select_unpredictable(own, token.hash, special[token.kind as usize])
    })
}

/// Enters the names of a text's words and endings into `words`.
pub(crate) fn note_words(text: &str, tokens: &[Token], words: &mut HashMap<u32, String>) {
    for token in tokens.iter().filter(|token| token.hash != 0) {
        words.entry(token.hash).or_insert_with(|| normalize(token.text(text)));
        if let Some(ending) = ending(token, text) {
            let ending = String::from_utf8_lossy(&ending).into_owned();
            words.entry(hash_word(&ending)).or_insert(ending);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_feature_is_the_one_its_name_says() {
        let text = "It may be working (3) %";
        let tokens = crate::text::tokenize(text, crate::language::Language::english().sentences());
        let mut words: HashMap<u32, String> =
            special_names().map(|(hash, name)| (hash, name.to_owned())).collect();
        note_words(text, &tokens, &mut words);
        words.insert(hash_word("possibility/may"), "possibility/may".to_owned());
        words.insert(fold(tokens[1].hash, tokens[2].hash), "may be".to_owned());
        let cue = hash_word("possibility/may");
        for feature in [
            Feature::new(names::CUE_ALWAYS, NO_VALUE, NO_VALUE),
            Feature::new(names::CUE_FORM, fold(tokens[1].hash, tokens[2].hash), NO_VALUE),
            Feature::new(names::RIGHT_SUFFIX1, suffix(&tokens[3], text), NO_VALUE),
            Feature::new(names::CUE_RIGHT1, cue, word_value(Some(&tokens[2]))),
            Feature::new(names::RIGHT1, word_value(Some(&tokens[4])), NO_VALUE),
            Feature::new(names::RIGHT1, word_value(Some(&tokens[5])), NO_VALUE),
            Feature::new(names::AROUND, word_value(Some(&tokens[7])), word_value(None)),
        ] {
            assert_eq!(Feature::parse(&feature.name(&words)), Some(feature));
        }
        assert_eq!(Feature::parse("cue.right1\tpossibility/may"), None);
        assert_eq!(Feature::parse("nothing\tat\tall"), None);
    }
}
