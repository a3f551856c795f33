//! The list of context rules, each with an id that the tables show.
//!
//! A rule looks at one match and either decides its reading or passes. Rules
//! are tried in order; [`all`] lists them with what they do, why, an example
//! and their limits. Word lists they need are classes in
//! `lexicons/en/words.toml`.

use std::sync::LazyLock;

use super::{Draft, SentenceContext, evidence, literal, modality};
use crate::analysis::RuleId;
use crate::lexicon::{Cue, Family};
use crate::matcher::Condition;
use crate::text::Shape;

/// What is written about a rule.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// What it decides.
    pub what: &'static str,
    /// Why that is right.
    pub why: &'static str,
    /// A sentence it decides.
    pub example: &'static str,
    /// Where it is known to go wrong.
    pub limits: &'static str,
}

type Apply = fn(&SentenceContext<'_>, &Cue, &mut Draft) -> bool;

/// A rule that looks at single matches.
struct Step {
    /// Whose matches it looks at; empty: everybody's.
    families: &'static [Family],
    /// Whether it looks only at matches that begin with a capital.
    capitals: bool,
    apply: Apply,
}

const fn decides(families: &'static [Family], apply: Apply) -> Step {
    Step { families, capitals: false, apply }
}

const fn decides_of_capitals(apply: Apply) -> Step {
    Step { families: &[], capitals: true, apply }
}

const MODAL: &[Family] = &[
    Family::May,
    Family::Might,
    Family::Can,
    Family::Could,
    Family::Must,
    Family::Should,
    Family::Will,
    Family::Would,
];

/// The cue stands and nothing speaks against its reading.
pub const DEFAULT: RuleId = "lexicon.default";
/// The entry is a look-alike.
pub const LOOK_ALIKE: RuleId = "lexicon.look-alike";
/// A neighbour the entry needs before it is missing.
pub const REQUIRE_BEFORE: RuleId = "lexicon.require-before";
/// A neighbour the entry needs after it is missing.
pub const REQUIRE_AFTER: RuleId = "lexicon.require-after";
/// A neighbour before it forbids the cue.
pub const EXCLUDE_BEFORE: RuleId = "lexicon.exclude-before";
/// A neighbour after it forbids the cue.
pub const EXCLUDE_AFTER: RuleId = "lexicon.exclude-after";

/// Learned weights take a match for a hedge that the rules had ruled out.
pub const WEIGHTS_HEDGE: RuleId = "weights.hedge";
/// Learned weights do not take a match for a hedge.
pub const WEIGHTS_OTHER: RuleId = "weights.other";

/// Rules that learned weights never overrule: a month, a name, a noun is no hedge
/// in any kind of text, and what is counted elsewhere is not counted twice.
const FIRM: &[RuleId] = &[
    "name.capitalised",
    "modal.hyphenated",
    "modal.month",
    "modal.noun",
    "modal.wish",
    "source.covered",
    "source.author",
    "negation.covered",
];

/// Whether what the rule decided stands, whatever weights say.
pub(super) fn is_firm(rule: RuleId) -> bool {
    FIRM.contains(&rule)
}

/// The rule that stands for a neighbour condition.
pub(super) fn neighbour(condition: Condition) -> RuleId {
    match condition {
        Condition::RequireBefore => REQUIRE_BEFORE,
        Condition::RequireAfter => REQUIRE_AFTER,
        Condition::ExcludeBefore => EXCLUDE_BEFORE,
        Condition::ExcludeAfter => EXCLUDE_AFTER,
    }
}

macro_rules! rules {
    ($($id:literal $apply:expr, $what:literal, $why:literal, $example:literal, $limits:literal;)*) => {
        const RULES: &[Rule] = &[$(Rule { id: $id, what: $what, why: $why, example: $example, limits: $limits },)*];
        const STEPS: &[(RuleId, Option<Step>)] = &[$(($id, $apply),)*];
    };
}

rules! {
    "lexicon.default" None,
        "The cue keeps its class and counts.", "No rule speaks against it.",
        "The plan could fail.", "A rule may be missing.";
    "lexicon.look-alike" None,
        "The entry only looks like a cue.", "It is listed so that the shorter cue inside it does not match.",
        "On May Day the shops close.", "Only listed look-alikes are known.";
    "lexicon.require-before" None,
        "A neighbour that the entry needs before it is missing.", "Without it the word has another sense.",
        "See the entry's require_before.", "Only the adjacent word is seen.";
    "lexicon.require-after" None,
        "A neighbour that the entry needs after it is missing.", "Without it the word has another sense.",
        "See the entry's require_after.", "Only the adjacent word is seen.";
    "lexicon.exclude-before" None,
        "A neighbour before it rules the cue out.", "With it the word has another sense.",
        "See the entry's exclude_before.", "Only the adjacent word is seen.";
    "lexicon.exclude-after" None,
        "A neighbour after it rules the cue out.", "With it the word has another sense.",
        "See the entry's exclude_after.", "Only the adjacent word is seen.";
    "name.capitalised" Some(decides_of_capitals(literal::capitalised)),
        "A capitalised single word inside a sentence is a name.", "English capitalises months and names.",
        "She met Will in May at Hope House.", "Headlines are exempt, so a name in a headline may count.";
    "modal.hyphenated" Some(decides(MODAL, modality::hyphenated)),
        "A modal joined by a hyphen is part of a noun or adjective.", "\"a must-win game\", \"the might-have-beens\".",
        "It was a must-see film.", "None known.";
    "modal.month" Some(decides(&[Family::May], modality::month)),
        "\"may\" is the month.", "A number, a year or a preposition of time stands beside it.",
        "May 2019 was wet.", "\"In may\" without a capital needs a number or the end of the clause beside it.";
    "modal.noun" Some(decides(&[Family::Might, Family::Can, Family::Will, Family::Must], modality::noun)),
        "The word is a noun.", "An article or possessive stands before it, or \"of\" after it.",
        "He used all his might.", "An adjective in between hides it.";
    "modal.wish" Some(decides(&[Family::May], modality::wish)),
        "\"May\" in front of the sentence expresses a wish or asks for leave.", "A modal in front of a statement cannot be epistemic \"may\".",
        "May the best team win.", "None known.";
    "modal.permission" Some(decides(&[Family::May, Family::Can, Family::Could], modality::permission)),
        "\"may\" or \"can\" gives leave.", "Its subject is the reader or somebody who applies for something.",
        "You may now enter.", "Other subjects of permission are not recognised.";
    "modal.perfect" Some(decides(&[Family::May, Family::Might, Family::Could, Family::Must, Family::Would], modality::perfect)),
        "A modal with \"have\" is a guess about the past or an unreal condition.", "Ability and duty seldom look back.",
        "They must have known.", "\"should have\" is left to the profile.";
    "modal.past-ability" Some(decides(&[Family::Could], modality::past_ability)),
        "\"could\" tells of past ability.", "It is negated, ends its clause, stands before a verb of perception, or in a sentence about somebody's youth.",
        "He could not find the key.", "\"It could not be true\" is a guess and is missed.";
    "modal.profile" Some(decides(MODAL, modality::profile_default)),
        "The profile's reading of the modal.", "Kinds of text use modals differently.",
        "Pupils should arrive early.", "A default is right on average only.";
    "quantity.absent" Some(decides(&[Family::Approximator], literal::no_quantity)),
        "An approximator without a quantity is a preposition or adverb.", "Only quantities can be approximate.",
        "They talked about the house.", "Quantities spelt in unusual ways are not recognised.";
    "condition.indirect-question" Some(decides(&[Family::Condition], literal::indirect_question)),
        "\"if\" after a verb of asking or knowing means \"whether\".", "It opens an indirect question; the class becomes unknown.",
        "She asked if the plan would work.", "Verbs that the word list lacks.";
    "belief.noun" Some(decides(&[Family::Belief], literal::belief_noun)),
        "After an article or possessive the word is a noun.", "\"the suspect\", \"his thought\" name a person or thing.",
        "The suspect was arrested.", "A noun followed by \"that\" counts.";
    "evidence.conditional" Some(decides(&[Family::Show], evidence::conditional)),
        "Evidence in a conditional clause is not there yet; the class becomes unknown.", "\"If documents show that …\" claims nothing.",
        "If evidence of arms sales emerges, the court will act.", "Conditions without a conjunction are missed.";
    "evidence.modal" Some(decides(&[Family::Show, Family::Reporting], evidence::modal)),
        "A modal or infinitive before a verb of evidence makes it unreal.", "\"could confirm\", \"to prove\" tell of no evidence.",
        "The test could confirm it.", "\"was able to show\" is ruled out too.";
    "evidence.question" Some(decides(&[Family::Show], evidence::question)),
        "A question presents no evidence.", "It asks for it.",
        "Did the records show it?", "None known.";
    "weights.hedge" None,
        "Weights learned from annotated text take the match for a hedge.", "What stands around it speaks for it more than the rule that had ruled it out speaks against it.",
        "The explanation of a sentence names what decided.", "Annotators of one kind of text may see it otherwise than those of another.";
    "weights.other" None,
        "Weights learned from annotated text do not take the match for a hedge.", "What stands around it speaks against it.",
        "The explanation of a sentence names what decided.", "Annotators of one kind of text may see it otherwise than those of another.";
    "negation.certainty" None,
        "A negated expression of certainty becomes unknown.", "\"not certain\" leaves the matter open.",
        "It is not clear who paid.", "Negation across clauses is not seen.";
    "negation.booster" None,
        "A negated booster boosts nothing.", "\"not always\" is no emphasis.",
        "It is not always so.", "Negation across clauses is not seen.";
    "negation.evidence" None,
        "Negated evidence becomes unknown.", "\"no evidence\", \"did not prove\" leave the matter open.",
        "Tests did not show a link.", "Negation across clauses is not seen.";
    "negation.covered" None,
        "Negated evidence that a hedge beside it already counts.", "It would be counted twice.",
        "There is no evidence that he paid.", "None known.";
    "negation.reporting" None,
        "A source that did not speak is no source.", "\"did not say\".",
        "Smith did not reply.", "None known.";
    "source.named" None,
        "A reporting verb with a source that can be asked.", "Names, institutions, roles and pronouns for them can be checked.",
        "Dr Smith said it was true.", "\"he\" passes as soon as any source was named before.";
    "source.request" None,
        "A verb of asking, urging or judging asserts nothing.", "Its source is an attribution, but no evidence for a claim.",
        "Mayor Ruiz urged residents to stay at home.", "\"asked\" in front of a reported answer is meant too.";
    "source.vague" None,
        "A statement whose source nobody can check becomes a vague source.", "\"officials said\" names nobody.",
        "Officials said the road was closed.", "Roles such as \"a spokesman\" pass as named.";
    "source.covered" None,
        "The vague source beside it already counts.", "It would be counted twice.",
        "Critics say it failed.", "None known.";
    "source.author" None,
        "The author quotes himself.", "It adds no source.",
        "I said so last week.", "None known.";
    "source.missing" None,
        "No source was found.", "Without a source there is no named source.",
        "Said to be old.", "Unusual word order hides sources.";
}

/// All rules, in the order in which they are tried.
pub fn all() -> &'static [Rule] {
    RULES
}

/// The rule of that id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Lets the rules decide about one match.
pub(super) fn apply(context: &SentenceContext<'_>, cue: &Cue, draft: &mut Draft) {
    let family = cue.family.map_or(Family::ALL.len(), |family| family as usize);
    let capital = context.has_shape(draft.tokens.start, Shape::CAPITAL);
    for (id, apply) in &BY_FAMILY[family][usize::from(capital)] {
        if apply(context, cue, draft) {
            draft.rule = id;
            return;
        }
    }
}

type Steps = Vec<(RuleId, Apply)>;

/// By family, and at the end for cues of none, and by whether a match begins with a
/// capital, the rules that look at such matches, in their order.
static BY_FAMILY: LazyLock<Vec<[Steps; 2]>> = LazyLock::new(|| {
    let of = |family: Option<Family>| {
        [false, true].map(|capital| {
            let steps = STEPS.iter().filter_map(|(id, step)| Some((*id, step.as_ref()?)));
            let own = steps.filter(|(_, step)| {
                (capital || !step.capitals)
                    && (step.families.is_empty()
                        || family.is_some_and(|f| step.families.contains(&f)))
            });
            own.map(|(id, step)| (id, step.apply)).collect()
        })
    };
    Family::ALL.into_iter().map(Some).chain([None]).map(of).collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_weights_never_overrule_are_rules() {
        for id in FIRM {
            assert!(by_id(id).is_some(), "{id} is no rule: weights would overrule what it decides");
        }
    }
}
