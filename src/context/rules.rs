//! The list of context rules, each with an id that the tables show.
//!
//! A rule looks at one match and either gives it a reading or passes. Rules are tried in order.

use std::sync::LazyLock;

use super::pending::{PendingMatch, RuleInput};
use super::policy::Policy;
use super::{evidence, literal, modality};
use crate::analysis::RuleId;
use crate::lexicon::{CueClass, Reading, Roles};
use crate::matcher::Condition;
use crate::sentence_view::SentenceView;
use crate::text::Shape;

/// A rule and its documentation.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// Its id.
    pub id: RuleId,
    /// The decision it makes.
    pub what: &'static str,
    /// The reason why that is right.
    pub why: &'static str,
    /// A sentence it decides.
    pub example: &'static str,
    /// Cases in which it is known to go wrong.
    pub limits: &'static str,
    step: Option<Step>,
}

/// The code of a rule that looks at single matches.
#[derive(Debug, Clone, Copy)]
struct Step {
    /// Roles of the cues that it looks at; empty: it looks at matches that begin with a capital.
    roles: Roles,
    /// The class that it gives to the match; none: the match keeps its own.
    class: Option<CueClass>,
    apply: Apply,
}

/// Returns the reading that a rule gives to a match; none if it passes.
type Apply = fn(&RuleInput<'_>) -> Option<Reading>;

const fn decides(roles: Roles, apply: Apply) -> Step {
    Step { roles, class: None, apply }
}

const fn doubts(roles: Roles, apply: Apply) -> Step {
    Step { roles, class: Some(CueClass::Unknown), apply }
}

/// Rules that learned weights never overrule: a month, a name, a noun, duty, plain future and
/// a condition on an instruction are no hedges in any kind of text, and what is counted elsewhere is
/// not counted twice. Weights for readings may find a modal verb epistemic all the same.
const FIRM: &[RuleId] = &[
    LOOK_ALIKE,
    NAME_CAPITALIZED,
    NAME_HEADLINE,
    MODAL_HYPHENATED,
    MODAL_MONTH,
    MODAL_NOUN,
    MODAL_WISH,
    MODAL_DUTY,
    MODAL_FUTURE,
    CONDITION_INSTRUCTION,
    SOURCE_PASSIVE,
    NEGATION_COVERED,
    BOOSTER_COVERED,
];

/// Tells whether the decision of a rule stands against learned weights.
pub(super) fn is_firm(rule: RuleId) -> bool {
    FIRM.contains(&rule)
}

/// Tells whether the rule is a neighbor condition or an entry that only looks like a cue.
pub(super) fn is_condition(rule: RuleId) -> bool {
    [LOOK_ALIKE, REQUIRE_BEFORE, REQUIRE_AFTER, EXCLUDE_BEFORE, EXCLUDE_AFTER].contains(&rule)
}

/// Returns the rule that stands for a neighbor condition.
pub(super) fn of_condition(condition: Condition) -> RuleId {
    match condition {
        Condition::RequireBefore => REQUIRE_BEFORE,
        Condition::RequireAfter => REQUIRE_AFTER,
        Condition::ExcludeBefore => EXCLUDE_BEFORE,
        Condition::ExcludeAfter => EXCLUDE_AFTER,
    }
}

macro_rules! rules {
    ($($name:ident $id:literal $step:expr, $what:literal, $why:literal, $example:literal, $limits:literal;)*) => {
        $(#[doc = $what] pub const $name: RuleId = $id;)*
        const RULES: &[Rule] = &[$(Rule { id: $id, what: $what, why: $why, example: $example, limits: $limits, step: $step },)*];
    };
}

rules! {
    DEFAULT "lexicon.default" None,
        "The cue keeps its class and counts.", "No rule speaks against it.",
        "The plan could fail.", "A rule may be missing.";
    LOOK_ALIKE "lexicon.look-alike" None,
        "The entry only looks like a cue.", "It is listed so that the shorter cue inside it does not match.",
        "On May Day the shops close.", "Only listed look-alikes are known.";
    REQUIRE_BEFORE "lexicon.require-before" None,
        "A neighbour that the entry needs before it is missing.", "Without it the word has another sense.",
        "See the entry's require_before.", "Only the adjacent word is seen.";
    REQUIRE_AFTER "lexicon.require-after" None,
        "A neighbour that the entry needs after it is missing.", "Without it the word has another sense.",
        "See the entry's require_after.", "Only the adjacent word is seen.";
    EXCLUDE_BEFORE "lexicon.exclude-before" None,
        "A neighbour before it rules the cue out.", "With it the word has another sense.",
        "See the entry's exclude_before.", "Only the adjacent word is seen.";
    EXCLUDE_AFTER "lexicon.exclude-after" None,
        "A neighbour after it rules the cue out.", "With it the word has another sense.",
        "See the entry's exclude_after.", "Only the adjacent word is seen.";
    NAME_CAPITALIZED "name.capitalised" Some(decides(Roles::empty(), literal::capitalized)),
        "A capitalised single word inside a sentence is a name.", "English capitalises months and names.",
        "She met Will in May at Hope House.", "Headlines are exempt, so a name in a headline may count.";
    MODAL_HYPHENATED "modal.hyphenated" Some(decides(Roles::MODAL, modality::hyphenated)),
        "A modal joined by a hyphen is part of a noun or adjective.", "\"a must-win game\", \"the might-have-beens\".",
        "It was a must-see film.", "None known.";
    MODAL_MONTH "modal.month" Some(decides(Roles::MONTH, modality::month)),
        "\"may\" is the month.", "A number, a year or a preposition of time stands beside it.",
        "May 2019 was wet.", "\"In may\" without a capital needs a number or the end of the clause beside it.";
    MODAL_NOUN "modal.noun" Some(decides(Roles::NOUN, modality::noun)),
        "The word is a noun.", "An article or possessive stands before it, \"of\" or a finite verb after it, or it ends a phrase that an adjective opens.",
        "He used all his might.", "An adjective with an unusual ending hides it.";
    NAME_HEADLINE "name.headline" Some(decides(Roles::MONTH.union(Roles::FIRST_NAME), modality::name_in_headline)),
        "\"May\" or \"Will\" before a verb in the third person is a name.", "No modal has such a verb after it.",
        "Theresa May Quits as Party Splits", "Before a noun in the plural it may be a modal without its verb.";
    MODAL_WISH "modal.wish" Some(decides(Roles::WISH, modality::wish)),
        "\"May\" in front of the sentence expresses a wish or asks for leave.", "A modal in front of a statement cannot be epistemic \"may\".",
        "May the best team win.", "None known.";
    MODAL_PERMISSION "modal.permission" Some(decides(Roles::PERMISSION, modality::permission)),
        "\"may\" or \"can\" gives leave.", "Its subject is the reader or somebody who applies for something, and its verb one of those that need leave.",
        "You may now enter.", "Other subjects and verbs of permission are not recognised.";
    MODAL_PERFECT "modal.perfect" Some(decides(Roles::PERFECT, modality::perfect)),
        "A modal with \"have\" is a guess about the past or an unreal condition.", "Ability and duty seldom look back.",
        "They must have known.", "\"should have\" is left to the profile.";
    MODAL_PAST_ABILITY "modal.past-ability" Some(decides(Roles::PAST_ABILITY, modality::past_ability)),
        "\"could\" tells of past ability.", "It is negated, ends its clause, stands before a verb of perception, or in a past frame (\"as a boy\", \"when she was four\", \"in 1990\").",
        "He could not find the key.", "\"It could not be true\" is a guess and is missed.";
    MODAL_QUESTION "modal.question" Some(decides(Roles::QUESTION, modality::open_question)),
        "\"will\" in front of a question leaves the matter open.", "Who asks what will happen does not know.",
        "Will the bridge hold?", "Rhetorical questions are not told from real ones.";
    MODAL_DUTY "modal.duty" Some(decides(Roles::MODAL, modality::duty)),
        "A modal phrase that ends in \"to\" has the profile's reading.", "\"have to\", \"need to\" and \"ought to\" tell of duty more often than of what must be so.",
        "Pupils have to wear a tie.", "A default is right on average only.";
    MODAL_FUTURE "modal.future" Some(decides(Roles::QUESTION, modality::future)),
        "\"will\" in a statement tells of the future.", "A plain prediction or plan is put forward as certain.",
        "The shop will open on Monday.", "\"That will be the postman\" is a guess and is missed.";
    MODAL_PROFILE "modal.profile" Some(decides(Roles::MODAL, modality::profile_default)),
        "The profile's reading of the modal.", "Kinds of text use modals differently.",
        "Pupils should arrive early.", "A default is right on average only.";
    MODAL_LEARNED "modal.learned" None,
        "The reading of a modal verb that weights learned from annotated modals find most probable.", "Its verb, its subject and the words beside it tell possibility from duty, leave, ability and habit.",
        "You must wear a helmet.", "Learned from papers and dialogues; people often disagree about the modals of dialogues.";
    QUANTITY_ABSENT "quantity.absent" Some(decides(Roles::QUANTITY, literal::no_quantity)),
        "An approximator without a quantity is a preposition or adverb.", "Only quantities can be approximate.",
        "They talked about the house.", "Quantities spelt in unusual ways are not recognised.";
    CONDITION_INDIRECT_QUESTION "condition.indirect-question" Some(doubts(Roles::CONDITION, literal::indirect_question)),
        "\"if\" after a verb of asking or knowing means \"whether\".", "It opens an indirect question; the class becomes unknown.",
        "They must decide if the plan is safe.", "Verbs that the word list lacks.";
    CONDITION_INSTRUCTION "condition.instruction" Some(decides(Roles::CONDITION, literal::instruction)),
        "A condition on an instruction leaves nothing open.", "What to do in each case is settled.",
        "If the dough sticks, add flour.", "Imperatives that the word list lacks, or that an adverb opens.";
    CONDITION_INDIFFERENT "condition.indifferent" Some(decides(Roles::INDIFFERENT, literal::indifferent)),
        "\"whether … or not\" in front of a statement leaves nothing open.", "The statement holds either way.",
        "Whether or not it rains, we play.", "Behind the statement it is not told from an open question.";
    BELIEF_NOUN "belief.noun" Some(decides(Roles::BELIEF, literal::belief_noun)),
        "After an article or possessive the word is a noun.", "\"the suspect\", \"his thought\" name a person or thing.",
        "By his reckon it was noon.", "A noun followed by \"that\" counts.";
    SOURCE_PASSIVE "source.passive" Some(decides(Roles::REPORTING, evidence::passive)),
        "A reporting verb in the passive before \"to\" has no source.", "Its subject is what is spoken of, not who speaks.",
        "The dam is said to be unsafe.", "None known.";
    EVIDENCE_CONDITIONAL "evidence.conditional" Some(doubts(Roles::EVIDENCE, evidence::conditional)),
        "Evidence in a conditional clause is not there yet; the class becomes unknown.", "\"If documents show that …\" claims nothing.",
        "If evidence of arms sales emerges, the court will act.", "Conditions without a conjunction are missed.";
    EVIDENCE_MODAL "evidence.modal" Some(decides(Roles::EVIDENCE.union(Roles::REPORTING), evidence::modal)),
        "A modal or infinitive before a verb of evidence makes it unreal.", "\"could confirm\", \"to prove\" tell of no evidence.",
        "The test could confirm it.", "\"was able to show\" is ruled out too.";
    EVIDENCE_QUESTION "evidence.question" Some(decides(Roles::EVIDENCE, evidence::question)),
        "A question presents no evidence.", "It asks for it.",
        "Did the records show it?", "None known.";
    WEIGHTS_COUNTED "weights.counted" None,
        "Weights learned from annotated text take the match for what its cue stands for: a hedge, a booster, evidence.", "What stands around it speaks for it more than the rule that had ruled it out speaks against it.",
        "The explanation of a sentence names what decided.", "Annotators of one kind of text may see it otherwise than those of another.";
    WEIGHTS_OTHER "weights.other" None,
        "Weights learned from annotated text do not take the match for a hedge, a booster or evidence.", "What stands around it speaks against it.",
        "The explanation of a sentence names what decided.", "Annotators of one kind of text may see it otherwise than those of another.";
    NEGATION_CERTAINTY "negation.certainty" None,
        "A negated expression of certainty becomes unknown.", "\"not certain\" leaves the matter open.",
        "It is not clear who paid.", "Negation across clauses is not seen.";
    NEGATION_BOOSTER "negation.booster" None,
        "A negated booster boosts nothing.", "\"not always\" is no emphasis.",
        "It is not always so.", "Negation across clauses is not seen.";
    NEGATION_EVIDENCE "negation.evidence" None,
        "Negated evidence becomes unknown.", "\"no evidence\", \"did not prove\" leave the matter open.",
        "Tests did not show a link.", "Negation across clauses is not seen.";
    NEGATION_COVERED "negation.covered" None,
        "Negated evidence that a hedge beside it already counts.", "It would be counted twice.",
        "There is no evidence that he paid.", "None known.";
    BOOSTER_COVERED "booster.covered" None,
        "A doubt inside a booster is none.", "\"without a doubt\" denies the doubt it names.",
        "Without a doubt it is safe.", "None known.";
    NEGATION_REPORTING "negation.reporting" None,
        "A source that did not speak is no source.", "\"did not say\".",
        "Smith did not reply.", "None known.";
    SOURCE_NAMED "source.named" None,
        "A reporting verb with a source that can be asked.", "Names, institutions, roles and pronouns for them can be checked.",
        "Dr Smith said it was true.", "\"he\" passes as soon as any source was named before.";
    SOURCE_REQUEST "source.request" None,
        "A verb of asking, urging or judging asserts nothing.", "Its source is an attribution, but no evidence for a claim.",
        "Mayor Ruiz urged residents to stay at home.", "\"asked\" in front of a reported answer is meant too.";
    SOURCE_VAGUE "source.vague" None,
        "A statement whose source nobody can check becomes a vague source.", "\"officials said\" names nobody.",
        "Officials said the road was closed.", "Roles such as \"a spokesman\" pass as named.";
    SOURCE_COVERED "source.covered" None,
        "The vague source beside it already counts.", "It would be counted twice.",
        "Critics say it failed.", "None known.";
    SOURCE_AUTHOR "source.author" None,
        "The author quotes himself.", "It adds no source.",
        "I said so last week.", "None known.";
    SOURCE_MISSING "source.missing" None,
        "No source was found.", "Without a source there is no named source.",
        "Said to be old.", "Unusual word order hides sources.";
}

/// Returns all rules, in the order in which they are tried.
pub fn all() -> &'static [Rule] {
    RULES
}

/// Returns the rule of that id.
pub fn by_id(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Lets the first rule that applies decide a match.
pub(super) fn apply(view: &SentenceView<'_>, policy: &Policy, pending: &mut PendingMatch) {
    /// The rules that have code here, in their order.
    static CODED: LazyLock<Vec<(RuleId, Step)>> =
        LazyLock::new(|| RULES.iter().filter_map(|rule| Some((rule.id, rule.step?))).collect());
    let cue = policy.cue(pending);
    let roles = cue.roles;
    let capital = view.has_shape(pending.tokens.start, Shape::CAPITAL);
    if roles.is_empty() && !capital {
        return;
    }
    let input = RuleInput { view, profile: &policy.profile, cue, tokens: pending.tokens.clone() };
    for (id, step) in CODED.iter() {
        let looks = if step.roles.is_empty() { capital } else { step.roles.intersects(roles) };
        if looks && let Some(reading) = (step.apply)(&input) {
            pending.class = step.class.unwrap_or(pending.class);
            pending.decide(reading, id);
            return;
        }
    }
}
