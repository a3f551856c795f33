//! Templates of the features by which cues, sentences and their certainty are judged.

use super::feature::{Feature, Layer, Template, ValueKind};

macro_rules! templates {
    ($($constant:ident $layer:ident $name:literal [$($kind:ident)*] $freedom:literal $says:literal;)*) => {
        /// Templates of features for hedging and certainty.
        pub const HEDGING: &[Template] = &[$(Template {
            name: $name,
            layer: Layer::$layer,
            values: &[$(ValueKind::$kind),*],
            says: $says,
            freedom: $freedom,
        },)*];

        /// Indices of the templates in [`HEDGING`].
        #[allow(missing_docs)] // each is described by its row above
        pub mod template {
            #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
            enum TemplateIndex { $($constant,)* }
            $(pub const $constant: u8 = TemplateIndex::$constant as u8;)*
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
    CLASS_LEFT1   Cue "class.left1" [Name Word] 1.0 "{} before it";
    CLASS_LEFT2   Cue "class.left2" [Name Word] 1.0 "{} two words before it";
    CLASS_RIGHT1  Cue "class.right1" [Name Word] 1.0 "followed by {}";
    CLASS_RIGHT2  Cue "class.right2" [Name Word] 1.0 "{} two words after it";
    NEAR_LEFT     Cue "near.left" [Word] 1.0 "{} shortly before it";
    NEAR_RIGHT    Cue "near.right" [Word] 1.0 "{} shortly after it";
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
    CUE_ASPECT    Cue "cue.aspect" [Name Name] 1.0 "its verb is {}";
    CUE_PROFILE   Cue "cue.profile" [Name Name] 1.0 "in profile {}";
    OPENING       Cue "opening" [Word] 1.0 "the sentence begins with {}";
    S_ALWAYS      Sentence "sentence.always" [] 4.0 "any sentence";
    S_CUES        Sentence "sentence.cues" [] 1.0 "its cues";
    S_CUE         Sentence "sentence.cue" [Name Name] 3.0 "cue {1} read as {}";
    S_CLASS       Sentence "sentence.class" [Name Name] 3.0 "a cue of class {1} read as {}";
    S_WORD        Sentence "sentence.word" [Word] 1.0 "the word {}";
    S_PAIR        Sentence "sentence.pair" [Word Word] 1.0 "the words {1} {}";
    C_ALWAYS      Certainty "certainty.always" [] 1.0 "any sentence";
    C_SIDE        Certainty "certainty.side" [Name] 1.0 "cues that are a {}";
    C_SIDES       Certainty "certainty.sides" [Name Name] 1.0 "cues that are a {1} beside cues that are a {}";
    C_CUE         Certainty "certainty.cue" [Name] 1.0 "cue {}";
    C_CLASS       Certainty "certainty.class" [Name] 1.0 "class {}";
    C_WORD        Certainty "certainty.word" [Word] 0.3 "the word {}";
    C_LENGTH      Certainty "certainty.length" [] 0.5 "its length";
    C_STATEMENT   Certainty "certainty.statement" [Name] 1.0 "an adverb that is a {}";
    C_ADVERB      Certainty "certainty.adverb" [Name Word] 1.0 "the adverb {}";
}

/// Returns the template of a feature for hedging or certainty.
pub fn hedging_template(feature: Feature) -> &'static Template {
    &HEDGING[usize::from(feature.template)]
}
