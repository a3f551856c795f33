//! Families of cues: the groups that context rules look at.

use std::collections::BTreeMap;

use bitflags::bitflags;

bitflags! {
    /// Properties by which context rules know a family; languages list them in lower case.
    #[derive(Debug, Clone, Copy, PartialEq, Eq)]
    pub struct Roles: u32 {
        /// A modal verb.
        const MODAL = 1;
        /// Its word is the name of a month too.
        const MONTH = 1 << 1;
        /// Its word is a noun too.
        const NOUN = 1 << 2;
        /// Its word is a first name too.
        const FIRST_NAME = 1 << 3;
        /// In front of a sentence it expresses a wish.
        const WISH = 1 << 4;
        /// In a question it asks for leave.
        const PERMISSION = 1 << 5;
        /// It gives leave to the reader and to those who apply for something.
        const LEAVE = 1 << 6;
        /// With a perfect it is a guess about the past or an unreal condition.
        const PERFECT = 1 << 7;
        /// It tells of ability.
        const ABILITY = 1 << 8;
        /// It tells of past ability.
        const PAST_ABILITY = 1 << 9;
        /// Where learned weights take it for no hedge, it is deontic.
        const DEONTIC = 1 << 10;
        /// Where learned weights take it for no hedge, it is dynamic.
        const DYNAMIC = 1 << 11;
        /// It counts only beside a quantity.
        const QUANTITY = 1 << 12;
        /// Its source decides what it is.
        const REPORTING = 1 << 13;
        /// Its subject is the holder.
        const BELIEF = 1 << 14;
        /// It shows something; negated or hypothetical it becomes unknown.
        const EVIDENCE = 1 << 15;
        /// Negated it becomes unknown.
        const CERTAINTY = 1 << 16;
        /// After a verb of asking it becomes unknown.
        const CONDITION = 1 << 17;
        /// In front of a question it asks for what nobody knows yet.
        const QUESTION = 1 << 18;
        /// With both of its answers in front of a statement it leaves nothing open.
        const INDIFFERENT = 1 << 19;
    }
}

/// The families of a language: groups of cues that context rules know by their roles, by name.
pub type Families = BTreeMap<String, Roles>;

pub(crate) fn read_families(lists: &BTreeMap<String, Vec<String>>) -> Result<Families, String> {
    let family = |(name, list): (&String, &Vec<String>)| {
        let role = |role: &String| {
            let known = Roles::from_name(&role.to_uppercase());
            known.filter(|_| *role == role.to_lowercase()).ok_or_else(|| {
                let all = Roles::all().iter_names().map(|(name, _)| name.to_lowercase());
                let all = all.collect::<Vec<_>>().join(", ");
                format!("family {name} has an unknown role \"{role}\"; the roles are {all}")
            })
        };
        Ok((name.clone(), list.iter().map(role).collect::<Result<_, _>>()?))
    };
    lists.iter().map(family).collect()
}
