//! The lexicons: sound, complete, and refused where they are not.

use std::collections::BTreeMap;
use std::fs;

use hedgerow::CueClass;
use hedgerow::{Analyzer, Language, check_examples};

use crate::support::{folder, hedgerow};

#[test]
fn the_built_in_lexicon_is_sound() {
    let (language, diagnostics) = Language::english().check(&[]).unwrap();
    let lexicon = language.lexicon();
    let list: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{}", list.join("\n"));
    let mut counts: BTreeMap<CueClass, usize> = BTreeMap::new();
    for cue in lexicon.cues() {
        *counts.entry(cue.class).or_default() += 1;
    }
    for class in CueClass::ALL {
        assert!(counts.get(&class).is_some_and(|n| *n >= 20), "{class}: {counts:?}");
    }
    assert!(lexicon.cues().len() >= 900, "{counts:?}");
}

#[test]
fn every_example_counts_and_no_counter_example_does() {
    let report = check_examples(Language::english()).unwrap();
    let list: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert!(list.is_empty(), "{} of {}:\n{}", list.len(), report.checked, list.join("\n"));
    assert!(report.checked > 1800);
}

#[test]
fn profiles_are_sound() {
    let english = Language::english();
    for name in english.profile_names() {
        assert_eq!(english.profile(name).unwrap().name, name);
    }
    let wrong = english.profile("novels").unwrap_err().to_string();
    assert!(wrong.contains("news, encyclopedia, reviews, science"), "{wrong}");
}

/// What stands after the head of a file, and what the refusal has to say.
#[test]
fn mistakes_are_refused_with_file_line_and_what_is_allowed() {
    let fine = "strength = 0.5\nexamples = [\"It zibbles.\"]\ncounter_examples = [\"No.\"]\n";
    for (entry, line, wanted) in [
        (format!("[[cue]]\ncue = \"zibbles\"\nclass = \"maybe\"\n{fine}"), 3, "the classes are possibility"),
        (format!("[[cue]]\ncue = \"zibbles\"\nfamily = \"perhaps\"\n{fine}"), 3, "the families are appear, approximator"),
        (format!("[[cue]]\ncue = \"zibbles\"\nprofiles = [\"novels\"]\n{fine}"), 3, "the profiles are news"),
        (format!("[[cue]]\ncue = \"zibbles\"\npatterns = [\"(zibbles\"]\n{fine}"), 3, "not closed"),
        (format!("[[cue]]\ncue = \"zibbles\"\npatterns = [\"((a|b)|c) d\"]\n{fine}"), 3, "nested"),
        (format!("[[cue]]\ncue = \"zibbles\"\npatterns = [\"<zibble>\"]\n{fine}"), 3, "<word:v>"),
        (format!("[[cue]]\ncue = \"zibbles\"\npatterns = [\"it @nowhere\"]\n{fine}"), 3, "@month"),
        (format!("[[cue]]\ncue = \"zibbles\"\npatterns = [\"zibbles *\"]\n{fine}"), 3, "end in *"),
        (format!("[[cue]]\ncue = \"zibbles\"\npatterns = [\"(|zibbles)\"]\n{fine}"), 3, "nothing at all"),
        (format!("[[cue]]\ncue = \" \"\n{fine}"), 3, "empty"),
        (format!("[[cue]]\ncue = \"\\u200b\"\n{fine}"), 3, "holds no word"),
        (format!("[[cue]]\ncue = \"zibbles\"\nprobability = 0.5\nclass = \"hearsay\"\n{fine}"), 3, "only possibility, probability, belief, vague_quantity, emphatic do"),
        (format!("[[cue]]\ncue = \"zibbles\"\nstrenght = 1\n{fine}"), 4, "unknown field `strenght`"),
        ("[[cue]]\ncue = \"zibbles\"\nstrength = 1.5\nexamples = [\"a\"]\ncounter_examples = [\"b\"]\n".into(), 3, "between 0 and 1"),
        ("[[cue]]\ncue = \"zibbles\"\nstrength = 0.5\ncounter_examples = [\"b\"]\n".into(), 3, "no examples"),
        ("[[cue]]\ncue = \"zibbles\"\nstrength = 0.5\nexamples = [\"It zibbles.\"]\n".into(), 3, "no counter_examples"),
        (format!("[[cue]]\ncue = \"zibbles\"\n{fine}\n[[cue]]\ncue = \"zibbles\"\n{fine}"), 9, "stands twice"),
        (format!("[[cue]]\ncue = \"zibbles\"\n{fine}\n[[cue]]\ncue = \"other\"\npatterns = [\"zibbles\"]\n{fine}"), 9, "comes first"),
        ("[[cue]\n".into(), 2, ""),
    ] {
        let text = format!("format = 1\n{}{entry}", if entry.contains("class =") { "" } else { "class = \"unknown\"\n" });
        let line = if entry.contains("class =") { line } else { line + 1 };
        let folder = folder();
        let path = folder.path().join("mine.toml");
        fs::write(&path, &text).unwrap();
        let name = path.display().to_string();
        let error = Analyzer::builder().lexicon(&name, &text).build().unwrap_err().to_string();
        assert!(error.contains(&format!("{name}:{line}: ")), "{text}\n{error}");
        assert!(error.contains(wanted), "{text}\n{error}");
        // `lexicon check` and `score --lexicon` say the same.
        let check = hedgerow().args(["lexicon", "check", &name]).output().unwrap();
        assert_eq!(check.status.code(), Some(1), "{text}");
        assert!(String::from_utf8_lossy(&check.stdout).contains(wanted), "{text}");
    }
}

#[test]
fn a_format_of_the_future_is_refused() {
    let error = Analyzer::builder().lexicon("mine.toml", "format = 2\n").build().unwrap_err();
    assert_eq!(
        error.to_string(),
        "mine.toml:1: format 2 is unknown; this version reads format = 1"
    );
}

#[test]
fn a_user_lexicon_adds_and_overrides() {
    let text = r#"
format = 1
class = "hearsay"
[[cue]]
cue = "zibbly"
strength = 0.7
examples = ["The mayor has zibbly resigned."]
counter_examples = ["The mayor has resigned."]
[[cue]]
cue = "reportedly"
strength = 0.1
examples = ["The mayor has reportedly resigned."]
counter_examples = ["The mayor has resigned."]
"#;
    let own = Analyzer::builder().lexicon("mine.toml", text).build().unwrap();
    assert!(own.analyze("The mayor has zibbly resigned.").unwrap().sentences[0].hedged);
    assert!(!own.analyze("The mayor has reportedly resigned.").unwrap().sentences[0].hedged);
    let plain = Analyzer::new();
    assert!(!plain.analyze("The mayor has zibbly resigned.").unwrap().sentences[0].hedged);
    assert!(plain.analyze("The mayor has reportedly resigned.").unwrap().sentences[0].hedged);
}

#[test]
fn list_and_show_explain_the_lexicon() {
    let list = hedgerow().args(["lexicon", "list", "--class", "hearsay"]).output().unwrap();
    let list = String::from_utf8(list.stdout).unwrap();
    assert!(list.lines().count() > 20 && list.contains("reportedly\thearsay\thedge"));
    assert!(!list.contains("\tpossibility\t"));
    let show = hedgerow().args(["lexicon", "show", "may"]).output().unwrap();
    let show = String::from_utf8(show.stdout).unwrap();
    assert!(show.contains("may (possibility, hedge)") && show.contains("does not"), "{show}");
    let rule = hedgerow().args(["lexicon", "show", "modal.month"]).output().unwrap();
    assert!(String::from_utf8(rule.stdout).unwrap().contains("the month"));
    hedgerow().args(["lexicon", "show", "qwertz"]).assert().code(2);
    hedgerow().args(["lexicon", "check"]).assert().code(0);
}

#[test]
fn a_number_is_a_few_tokens_long_and_a_row_of_figures_is_none() {
    let mine = r##"
        format = 1
        class = "vague_quantity"
        [[cue]]
        cue = "# zibbles"
        strength = 0.5
        examples = ["They saw two hundred zibbles."]
        counter_examples = ["They saw zibbles."]
    "##;
    let analyzer = hedgerow::Analyzer::builder().lexicon("mine.toml", mine).build().unwrap();
    let cue = |text: &str| {
        let analysis = analyzer.analyze(text).unwrap();
        let found = analysis.cues.iter().find(|c| text[c.span.range()].ends_with("zibbles"));
        found.map(|cue| text[cue.span.range()].to_owned())
    };
    let number = "two hundred fifty thousand zibbles";
    assert_eq!(cue(&format!("They saw {number}.")).as_deref(), Some(number));
    assert_eq!(
        cue("Results: 1 2 3 4 5 6 7 8 9 10 zibbles.").as_deref(),
        Some("3 4 5 6 7 8 9 10 zibbles")
    );
    // Else each figure would be followed to the end of the row.
    let table = "1,000 ".repeat(100_000);
    assert_eq!(analyzer.analyze(&table).unwrap().words, 100_000);
}
