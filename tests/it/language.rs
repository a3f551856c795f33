//! A language is one value made of one folder. `tests/toy-language` is one with a few words.

use std::collections::BTreeMap;
use std::fs;

use hedgerow::{Analyzer, CueClass, Language, Reading, check_examples};

use crate::support::root;

fn toy() -> Language {
    Language::from_folder(&root().join("tests/toy-language")).unwrap()
}

/// The files of the toy language, by their path.
pub(crate) fn toy_files() -> BTreeMap<String, String> {
    let folder = root().join("tests/toy-language");
    let mut files = BTreeMap::new();
    for part in ["", "cues", "profiles"] {
        for entry in fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let inside = path.strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
                files.insert(inside, fs::read_to_string(path).unwrap());
            }
        }
    }
    files
}

#[test]
fn a_toy_language_splits_matches_and_scores() {
    let toy = toy();
    assert_eq!((toy.name(), toy.default_profile()), ("Toy Esperanto", "gazeto"));
    let analyzer = Analyzer::builder().language(&toy).build().unwrap();
    let text = "Eble Prof. Bovo venos. Li certe venos. Ĉu li venos? Maybe he may, clearly.";
    let analysis = analyzer.analyze(text).unwrap();
    let sentences: Vec<&str> = analysis.sentences.iter().map(|s| &text[s.span.range()]).collect();
    let expected =
        ["Eble Prof. Bovo venos.", "Li certe venos.", "Ĉu li venos?", "Maybe he may, clearly."];
    assert_eq!(sentences, expected);
    // English words are nothing to it.
    let cues: Vec<(&str, CueClass)> =
        analysis.cues.iter().map(|cue| (&text[cue.span.range()], cue.class)).collect();
    assert_eq!(cues, [("Eble", CueClass::Possibility), ("certe", CueClass::Emphatic)]);
    let hedged: Vec<bool> = analysis.sentences.iter().map(|s| s.hedged).collect();
    assert_eq!(hedged, [true, false, false, false]);
    let certainty: Vec<f64> = analysis.sentences.iter().map(|s| s.certainty).collect();
    assert!(certainty[0] < certainty[2] && certainty[2] < certainty[1], "{certainty:?}");
}

#[test]
fn nothing_of_a_language_comes_from_the_folder_of_another() {
    let toy = toy();
    let folder = root().join("tests/toy-language");
    let analyzer = Analyzer::builder().language(&toy).build().unwrap();
    let mut files = 0;
    for source in analyzer.sources() {
        assert!(source.file.starts_with(folder.to_str().unwrap()), "{}", source.file);
        files += 1;
    }
    assert_eq!(files, 7, "language, abbreviations, sentences, words, two of cues, a profile");
    assert_eq!(toy.lexicon().cues().len(), 4);
    // The same texts without any folder.
    let pure = Language::from_files("toy", toy_files()).unwrap();
    assert_eq!(pure.lexicon().cues().len(), toy.lexicon().cues().len());
}

#[test]
fn profiles_are_what_lies_in_the_folder() {
    let toy = toy();
    assert_eq!(toy.profile_names(), ["gazeto", "blogo", "letero", "romano", "scienco"]);
    let text = "Estas eble ke li venos.";
    for (profile, cue) in [("scienco", "estas eble"), ("romano", "eble")] {
        let builder = Analyzer::builder().language(&toy).profile(profile);
        let analyzer = builder.build().unwrap();
        let analysis = analyzer.analyze(text).unwrap();
        assert_eq!(analyzer.lexicon().cues()[analysis.cues[0].cue].name, cue, "{profile}");
    }
    let unknown = Analyzer::builder().language(&toy).profile("news").build().unwrap_err();
    let message =
        "there is no profile \"news\"; the profiles are gazeto, blogo, letero, romano, scienco";
    assert_eq!(unknown.to_string(), message);
}

#[test]
fn families_of_cues_are_data() {
    let toy = toy();
    let reading = |profile: &str| {
        let analyzer = Analyzer::builder().language(&toy).profile(profile).build().unwrap();
        let analysis = analyzer.analyze("Li povas veni.").unwrap();
        (analysis.cues[0].reading, analysis.cues[0].rule)
    };
    assert_eq!(reading("gazeto"), (Reading::Epistemic, "lexicon.default"));
    assert_eq!(reading("scienco"), (Reading::Dynamic, "modal.profile"));
}

#[test]
fn examples_and_own_entries_go_with_any_language() {
    let toy = toy();
    let report = check_examples(&toy).unwrap();
    assert_eq!((report.checked, report.failures.len()), (8, 0), "{:?}", report.failures);
    let own = "format = 1\nclass = \"hearsay\"\n[[cue]]\ncue = \"laŭdire\"\nstrength = 0.6\n\
               examples = [\"Laŭdire li venos.\"]\ncounter_examples = [\"Li venos.\"]\n";
    let with = toy.with_lexicons(&[("own.toml".to_owned(), own.to_owned())]).unwrap();
    let analyzer = Analyzer::builder().language(&with).build().unwrap();
    assert!(analyzer.analyze("Laŭdire li venos.").unwrap().sentences[0].hedged);
}

#[test]
fn a_broken_folder_is_refused_with_file_line_and_what_to_do() {
    let insert = |path: &'static str, text: &'static str| (path, Some(text));
    for ((path, text), wanted) in [
        (("language.toml", None), "toy/language.toml: the file is missing"),
        (("words.toml", None), "toy/words.toml: the file is missing"),
        (("abbreviations.toml", None), "toy/abbreviations.toml: the file is missing"),
        (("sentences.tsv", None), "toy/sentences.tsv: the file is missing"),
        (("profiles/gazeto.toml", None), "there is no file profiles/gazeto.toml; add it or"),
        (
            insert("language.toml", "format = 2\n"),
            "toy/language.toml:1: format 2 is unknown; this version reads format = 1",
        ),
        (
            insert(
                "language.toml",
                "format = 1\nname = \"x\"\ndefault_profile = \"gazeto\"\n[family]\npovi = [\"verb\"]\n",
            ),
            "toy/language.toml: family povi has an unknown role \"verb\"; the roles are modal, month",
        ),
        (insert("words.toml", "\nformat = 7\n[class]\n"), "toy/words.toml:2: format 7 is unknown"),
        (
            insert("abbreviations.toml", "format = 0\n"),
            "toy/abbreviations.toml:1: format 0 is unknown",
        ),
        (insert("inflection.toml", "format = 9\n"), "toy/inflection.toml:1: format 9 is unknown"),
        (insert("likelihood.toml", "format = 9\n"), "toy/likelihood.toml:1: format 9 is unknown"),
        (
            insert("sentence_examples.toml", "format = 9\n"),
            "toy/sentence_examples.toml:1: format 9 is unknown",
        ),
        (
            insert("profiles/gazeto.toml", "format = 9\n"),
            "toy/profiles/gazeto.toml:1: format 9 is unknown",
        ),
        (insert("cues/data.toml", "format = 9\n"), "toy/cues/data.toml:1: format 9 is unknown"),
        (
            insert("weights/gazeto.tsv", "left1\tla\n"),
            "toy/weights/gazeto.tsv:1: the first line must be \"# hedgerow weights 1\"",
        ),
        (
            insert("weights/gazeto.tsv", "# hedgerow weights 1\nleft1\tla\n"),
            "toy/weights/gazeto.tsv:2: not a weight",
        ),
        (
            insert("words.toml", "format = 1\n[class]\nnegator = [\"ne\", \"ne\"]\nbe = []\n"),
            "\"ne\" stands twice in the class negator",
        ),
        (
            insert(
                "cues/data.toml",
                "format = 1\nclass = \"data\"\n[[cue]]\ncue = \"cifero\"\nstrength = 0.5\nprofiles = [\"news\"]\n",
            ),
            "toy/cues/data.toml:4: there is no profile \"news\"; the profiles are gazeto, blogo",
        ),
    ] {
        let mut files = toy_files();
        match text {
            Some(text) => files.insert(path.to_owned(), text.to_owned()),
            None => files.remove(path),
        };
        let error = Language::from_files("toy", files).unwrap_err().to_string();
        assert!(error.contains(wanted), "{path}: {error}");
    }
}

#[test]
fn one_file_names_the_folder_of_english() {
    let mut naming = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            if text.contains("\"en\"") || text.contains("lexicons/en") {
                naming.push(path.strip_prefix(root()).unwrap().to_str().unwrap().to_owned());
            }
        }
    }
    naming.sort();
    assert_eq!(naming, ["src/language/english.rs"]);
}
