//! Readings in context: sentence, word, and what it has to be there.

use hedgerow::{Analyzer, Holder, ProfileWeights};
use hedgerow::{CueClass, Reading};

/// What the cue at `word` in `text` is read as: class and reading of the match
/// that holds it; counted matches first.
fn reading(
    analyzer: &Analyzer,
    text: &str,
    word: &str,
) -> Option<(CueClass, Reading, &'static str)> {
    let at = text.find(word).unwrap_or_else(|| panic!("{word} in {text}")) as u32;
    let end = at + word.len() as u32;
    let analysis = analyzer.analyze(text).unwrap();
    let mut found: Vec<_> =
        analysis.cues.iter().filter(|c| c.span.start < end && at < c.span.end).collect();
    found.sort_by_key(|c| !c.counts());
    found.first().map(|c| (c.class, c.reading, c.rule))
}

/// The analyzer that rules alone decide for, whatever learned weights make of them.
fn by_rules() -> Analyzer {
    Analyzer::builder().weights(ProfileWeights::default()).build().unwrap()
}

#[test]
fn modals_are_told_from_months_names_nouns_ability_and_leave() {
    use Reading::{Deontic, Dynamic, Epistemic, Literal};
    let analyzer = by_rules();
    for (text, word, expected) in [
        ("The talks may fail.", "may", Epistemic),
        ("The vote is in May.", "May", Literal),
        ("May 2019 was wet.", "May", Literal),
        ("May was wet that year.", "May", Literal),
        ("The exam is on 4 may 2020.", "may", Literal),
        ("Theresa May said no.", "May", Literal),
        ("May the best team win.", "May", Deontic),
        ("You may now enter the hall.", "may", Deontic),
        ("It was a may-fly.", "may", Literal),
        ("SENATE MAY VOTE TODAY", "MAY", Epistemic),
        ("The deal might collapse.", "might", Epistemic),
        ("He used all his might.", "might", Literal),
        ("The plan could backfire.", "could", Epistemic),
        ("She could not find her keys.", "could", Dynamic),
        ("He could hear the rain.", "could", Dynamic),
        ("They ran as fast as they could.", "could", Dynamic),
        ("Could you close the door?", "Could", Deontic),
        ("It could have been worse.", "could", Epistemic),
        ("Birds can fly.", "can", Dynamic),
        ("He opened a can of beans.", "can", Literal),
        ("Pupils must wear a tie.", "must", Deontic),
    ] {
        let found = reading(&analyzer, text, word);
        // A word that no entry matches is not a cue either.
        let right = match found {
            Some((_, reading, _)) => reading == expected,
            None => !expected.counts(),
        };
        assert!(right, "{text}: {word} is {found:?}, not {expected}");
    }
}

#[test]
fn negated_certainty_and_evidence_become_unknown() {
    let analyzer = by_rules();
    for (text, word) in [
        ("It is not certain that he paid.", "certain"),
        ("It is hardly clear who paid.", "clear"),
        ("The tests did not prove that it works.", "prove"),
        ("There is no evidence that he paid.", "evidence"),
        ("If documents show that he paid, he will go.", "documents show"),
        ("She asked whether it works.", "whether"),
    ] {
        let found = reading(&analyzer, text, word);
        assert!(
            found.is_some_and(|(class, reading, _)| class == CueClass::Unknown && reading.counts()),
            "{text}: {word} is {found:?}"
        );
    }
}

#[test]
fn evidence_is_only_what_is_there() {
    let analyzer = by_rules();
    for (text, counted) in [
        ("Documents show that he paid.", true),
        ("The report confirmed that he paid.", true),
        ("If evidence of arms sales emerges, the court will act.", false),
        ("There was no evidence of arms sales.", false),
        ("The test could confirm that it works.", false),
        ("He found himself in court.", false),
        ("The show proved popular.", false),
    ] {
        let analysis = analyzer.analyze(text).unwrap();
        assert_eq!(analysis.sentences[0].evidence > 0, counted, "{text}: {:?}", analysis.cues);
    }
}

#[test]
fn approximators_need_a_quantity() {
    let analyzer = by_rules();
    for (text, counted) in [
        ("About 300 people came.", true),
        ("It cost about $50 million.", true),
        ("Nearly half of them left.", true),
        ("Around a dozen were hurt.", true),
        ("They talked about the house.", false),
        ("He walked around the park.", false),
        ("She was close to tears.", false),
    ] {
        let analysis = analyzer.analyze(text).unwrap();
        let found = analysis.cues.iter().any(|c| c.counts() && c.class == CueClass::Approximator);
        assert_eq!(found, counted, "{text}: {:?}", analysis.cues);
    }
}

#[test]
fn sources_are_named_or_vague() {
    let analyzer = by_rules();
    for (text, named, source) in [
        ("Dr. Smith said the bridge was safe.", true, "Dr. Smith"),
        ("“It is safe,” said Anna Lee.", true, "Anna Lee"),
        ("“It is safe,” Anna Lee, a lawyer, said.", true, "Anna Lee, a lawyer"),
        ("According to the FBI, the bridge was safe.", true, "the FBI"),
        ("The bridge was safe, according to Anna Lee.", true, "Anna Lee"),
        ("The company said the bridge was safe.", true, "The company"),
        ("The final report says the bridge was safe.", true, "The final report"),
        ("Mr. Kay referred to the bridge as safe.", true, "Mr. Kay"),
        ("Critics say the bridge is unsafe.", false, "Critics"),
        ("Officials said the bridge was safe.", false, "Officials"),
        ("Many believe that the bridge is safe.", false, "Many"),
    ] {
        let analysis = analyzer.analyze(text).unwrap();
        assert_eq!(analysis.attributions.len(), 1, "{text}: {:?}", analysis.attributions);
        let attribution = &analysis.attributions[0];
        assert_eq!(attribution.named, named, "{text}");
        assert_eq!(&text[attribution.source.unwrap().range()], source, "{text}");
        let content = &text[attribution.content.unwrap().range()];
        assert!(content.contains("safe") && !content.contains("said"), "{text}: {content}");
        let score = analysis.document();
        let evidence = score.classes[CueClass::NamedSource.index()];
        let document = score.classes[CueClass::Document.index()];
        assert_eq!(evidence + document > 0, named, "{text}: {:?}", analysis.cues);
    }
}

#[test]
fn the_holder_is_the_author_or_the_source() {
    let analyzer = by_rules();
    for (text, word, expected) in [
        ("The bridge may fall.", "may", Holder::Author),
        ("Dr. Smith said the bridge may fall.", "may", Holder::Source),
        ("“The bridge may fall,” she said.", "may", Holder::Source),
        ("“It is old. The bridge may fall. Nobody knows,” said Anna Lee.", "may", Holder::Source),
        ("“It is old.\n\n“The bridge may fall.”", "may", Holder::Source),
        ("“It is old.”\n\nThe bridge may fall.", "may", Holder::Author),
        ("“It is old.\n\nThe bridge may fall.", "may", Holder::Author),
        ("‘The old bridge may fall,’ she said.", "may", Holder::Source),
        ("According to Anna Lee, the bridge may fall.", "may", Holder::Source),
    ] {
        let analysis = analyzer.analyze(text).unwrap();
        let at = text.find(word).unwrap() as u32;
        let cue = analysis.cues.iter().find(|c| c.span.start == at).unwrap();
        assert_eq!(cue.holder, expected, "{text}");
    }
}

#[test]
fn polarity_is_noted() {
    let analyzer = by_rules();
    for (text, word, negated) in [
        ("The plan may not work.", "may", true),
        ("The plan may work.", "may", false),
        ("The plan mayn't work.", "mayn't", true),
        ("It is not likely to work.", "likely", true),
        ("It is likely to work.", "likely", false),
        ("It did not rain, and it is likely to stay dry.", "likely", false),
    ] {
        let analysis = analyzer.analyze(text).unwrap();
        let at = text.find(word).unwrap() as u32;
        let cue = analysis.cues.iter().find(|c| c.span.start <= at && at < c.span.end).unwrap();
        assert_eq!(cue.negated, negated, "{text}: {cue:?}");
    }
}

#[test]
fn every_rule_is_documented() {
    for rule in hedgerow::rules::all() {
        assert!(!rule.what.is_empty() && !rule.why.is_empty(), "{}", rule.id);
        assert!(!rule.example.is_empty() && !rule.limits.is_empty(), "{}", rule.id);
    }
    let analysis = Analyzer::new()
        .analyze("Officials said the May vote could not be held. It is not clear if he may.")
        .unwrap();
    for cue in &analysis.cues {
        assert!(hedgerow::rules::by_id(cue.rule).is_some(), "{}", cue.rule);
    }
}

/// Matching works over words: a phrase that does not fit takes nothing with it.
#[test]
fn the_longest_entry_wins_and_hides_nothing_else() {
    let analyzer = by_rules();
    let found = |text: &str| -> Vec<String> {
        let analysis = analyzer.analyze(text).unwrap();
        let counted = analysis.cues.iter().filter(|c| c.counts());
        counted.map(|c| text[c.span.range()].to_owned()).collect()
    };
    assert_eq!(found("It remains to be seen."), ["remains to be seen"]);
    assert_eq!(found("It ‘may’ be so, it may."), ["may", "may"]);
    for text in
        ["So-called reforms failed.", "So‑called reforms failed.", "SO-CALLED REFORMS FAILED."]
    {
        assert_eq!(found(text).len(), 1, "{text}");
    }
    assert_eq!(
        found("It can't be ruled out."),
        found("It can’t be ruled out.").iter().map(|s| s.replace('’', "'")).collect::<Vec<_>>()
    );
}

#[test]
fn a_modal_before_of_is_a_noun_but_not_before_of_course() {
    let analyzer = Analyzer::builder().profile("science").build().unwrap();
    for (text, word, noun) in [
        ("They won by sheer might of arms.", "might", true),
        ("Every kitchen has some can of beans.", "can", true),
        ("The ministers might of course resign.", "might", false),
        ("You can of course store the rest.", "can", false),
        ("The crew must of been asleep.", "must", false),
        ("That must of hurt.", "must", false),
        ("It might, of all things, rain.", "might", false),
        ("The army might win.", "might", false),
    ] {
        let rule = reading(&analyzer, text, word).map(|(_, _, rule)| rule);
        assert_eq!(rule == Some(hedgerow::rules::MODAL_NOUN), noun, "{text}: {rule:?}");
    }
}

#[test]
fn a_sentence_is_read_alike_wherever_it_stands_in_its_paragraph() {
    let analyzer = by_rules();
    let sentence = "(But for the help of a trawler, all would have drowned.)";
    for text in [sentence.to_owned(), format!("Two of them lived. {sentence}")] {
        let (class, reading, rule) = reading(&analyzer, &text, "But for the help").unwrap();
        assert_eq!(class, CueClass::Condition, "{text}");
        assert!(reading.counts(), "{text}: {rule}");
    }
}
