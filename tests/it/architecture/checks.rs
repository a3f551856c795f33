//! What the rules forbid, found in a crate's source tree.

use std::collections::{BTreeMap, BTreeSet};

use super::source_tree::{SourceTree, Use};

/// What pure code does not name.
const IMPURE: &[&str] = &[
    "std::env",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
    "std::time::Instant",
    "std::time::SystemTime",
    "crossbeam_channel",
    "rayon",
];

/// The room that a file belongs to.
pub(super) fn room(file: &str) -> &str {
    let first = file.split('/').next().unwrap();
    first.strip_suffix(".rs").unwrap_or(first)
}

/// Uses of a room that the list does not allow.
pub(super) fn rooms_out_of_order(tree: &SourceTree, allowed: &[(&str, &[&str])]) -> Vec<String> {
    let mut wrong = Vec::new();
    for Use { file, path, targets, rooms } in tree.uses() {
        let own = room(&file);
        let mut places: BTreeSet<&str> = rooms.iter().map(String::as_str).collect();
        places.extend(targets.iter().map(|target| room(target)));
        for target in places.into_iter().filter(|target| *target != own) {
            let list = allowed.iter().find(|(name, _)| *name == own);
            if list.is_none_or(|(_, list)| !list.contains(&target)) {
                wrong.push(format!("{file} uses {path}, but {own} may not use {target}"));
            }
        }
    }
    for (at, (name, list)) in allowed.iter().enumerate() {
        for target in *list {
            if allowed[..at].iter().all(|(before, _)| before != target) {
                wrong.push(format!(
                    "the list lets {name} use {target}, which does not stand before it"
                ));
            }
        }
    }
    wrong
}

/// For each file all files that it uses, whatever other files between.
fn reached(uses: &[Use]) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut direct: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Use { file, targets, .. } in uses {
        let targets = targets.iter().map(String::as_str).filter(|target| target != file);
        direct.entry(file).or_default().extend(targets);
    }
    let mut out = BTreeMap::new();
    for file in direct.keys() {
        let all: &mut BTreeSet<&str> = out.entry(*file).or_default();
        let mut next = vec![*file];
        while let Some(file) = next.pop() {
            let targets = direct.get(file).into_iter().flatten();
            next.extend(targets.filter(|target| all.insert(target)));
        }
    }
    out
}

/// Circles of files that use each other, each with what they name of each other.
pub(super) fn circles(tree: &SourceTree) -> Vec<String> {
    let uses = tree.uses();
    let reached = reached(&uses);
    let mut out: BTreeMap<Vec<&str>, String> = BTreeMap::new();
    for (file, all) in reached.iter().filter(|(file, all)| all.contains(*file)) {
        let together = |other: &&&str| reached.get(**other).is_some_and(|back| back.contains(file));
        let circle: Vec<&str> = all.iter().filter(together).copied().collect();
        let inside = |file: &str, target: &String| {
            circle.contains(&file) && circle.contains(&target.as_str()) && file != target
        };
        let said = uses
            .iter()
            .filter(|used| used.targets.iter().any(|target| inside(&used.file, target)))
            .map(|used| format!("\n  {} uses {}", used.file, used.path));
        let said = format!("{} use each other:{}", circle.join(", "), said.collect::<String>());
        out.insert(circle, said);
    }
    out.into_values().collect()
}

/// Type names that stand for more than one thing.
pub(super) fn repeated_types(tree: &SourceTree) -> BTreeMap<&str, Vec<&str>> {
    tree.types().into_iter().filter(|(_, files)| files.len() > 1).collect()
}

/// Impure paths in files that `pure` rooms and files use.
pub(super) fn impurities(tree: &SourceTree, pure: &[&str]) -> Vec<(String, String)> {
    let uses = tree.uses();
    let reached = reached(&uses);
    let foreign = tree.foreign_paths();
    let is_pure = |file: &str| {
        pure.iter().any(|own| room(file) == *own || file.strip_suffix(".rs") == Some(own))
    };
    let files = reached.keys().copied().chain(foreign.iter().map(|(file, _)| file.as_str()));
    let starts: BTreeSet<&str> = files.filter(|file| is_pure(file)).collect();
    let all: BTreeSet<&str> = starts
        .iter()
        .flat_map(|file| reached.get(file).into_iter().flatten().chain([file]))
        .copied()
        .collect();
    let is_impure = |path: &str| {
        IMPURE.iter().any(|own| {
            path.strip_prefix(own).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        })
    };
    foreign
        .iter()
        .filter(|(file, path)| all.contains(file.as_str()) && is_impure(path))
        .cloned()
        .collect()
}
