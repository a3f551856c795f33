//! Kinds of words that were once read wrongly: names and labels, nouns, doubts inside boosters,
//! past ability, leave, instructions. Each holds by rules alone and with whatever weights are built in.

use hedgerow::{Analysis, Analyzer, CueClass, ProfileWeights, Reading, Side};

/// The analyzer as it comes, and one that rules alone decide for.
fn analyzers() -> [Analyzer; 2] {
    [Analyzer::new(), Analyzer::builder().weights(ProfileWeights::default()).build().unwrap()]
}

/// Runs `check` on the analysis of each text by each analyzer.
fn each(texts: &[&str], check: impl Fn(&str, &Analysis)) {
    for analyzer in analyzers() {
        for text in texts {
            check(text, &analyzer.analyze(text).unwrap());
        }
    }
}

/// The hedges of a text that count, approximators and vague quantities aside.
fn hedges<'t>(text: &'t str, analysis: &Analysis) -> Vec<(&'t str, &'static str)> {
    let quantity = [CueClass::Approximator, CueClass::VagueQuantity];
    let counted = analysis.cues.iter().filter(|cue| {
        cue.counts() && cue.class.side() == Side::Hedge && !quantity.contains(&cue.class)
    });
    counted.map(|cue| (&text[cue.span.range()], cue.rule)).collect()
}

fn hedged(texts: &[&str]) {
    each(texts, |text, analysis| {
        assert!(!hedges(text, analysis).is_empty(), "{text}: {:?}", analysis.cues);
    });
}

fn not_hedged(texts: &[&str]) {
    each(texts, |text, analysis| {
        let found = hedges(text, analysis);
        assert!(found.is_empty(), "{text}: {found:?}");
    });
}

#[test]
fn a_word_after_a_label_or_dateline_is_no_name() {
    hedged(&[
        "2. Maybe the gate is open.",
        "(b) Perhaps the gate is open.",
        "c) Possibly the gate is open.",
        "09:30 Might the gate be open?",
        "PARIS (AFP) — Perhaps the gate is open.",
        "NEW YORK – Maybe the gate is open.",
        "Opinion | Might the gate be open?",
        "A. Could the gate be open?",
        "Part 2: Perhaps it opens.",
        "The guide said, Perhaps the gate is open.",
    ]);
}

#[test]
fn may_and_will_are_names_in_headlines_before_a_finite_verb() {
    not_hedged(&[
        "Theresa May Loses Second Vote",
        "May Defies Own Party",
        "THERESA MAY RESIGNS",
        "May Day Rally Fills Square",
        "Will Smith Sings at Gala",
        "Elaine May Wins Prize",
        "J. May won the race.",
    ]);
    hedged(&["Bridge May Close", "Council May Pass Budget", "CLUB MAY SELL STADIUM"]);
}

#[test]
fn might_after_an_adjective_is_a_noun() {
    not_hedged(&[
        "The imperial might of Rome waned.",
        "Its industrial might was spent.",
        "Political might alone builds no roads.",
        "They rowed with might and main.",
        "She pushed with all her might.",
        "The economic might, once feared, is gone.",
    ]);
    hedged(&[
        "The naval base might close.",
        "The military might strike at dawn.",
        "It might have been frost.",
    ]);
}

#[test]
fn about_before_a_topic_approximates_nothing() {
    let counts = |analysis: &Analysis| {
        analysis.cues.iter().any(|cue| cue.class == CueClass::Approximator && cue.counts())
    };
    each(
        &[
            "A novel about three sisters won.",
            "A law about 12-year-olds passed.",
            "They argued about two goals.",
            "She wrote a song about 1968.",
        ],
        |text, analysis| assert!(!counts(analysis), "{text}"),
    );
    each(&["About 40 boats sank.", "It took about two hours."], |text, analysis| {
        assert!(counts(analysis), "{text}");
    });
}

#[test]
fn a_doubt_inside_a_booster_is_none() {
    each(
        &[
            "Without a doubt the bridge is sound.",
            "Beyond reasonable doubt the bridge is sound.",
            "The tests left no room for doubt that the bridge is sound.",
            "There is not the slightest doubt that the bridge is sound.",
            "There was never any doubt that the bridge is sound.",
            "Without doubt the bridge is sound.",
            "There is no doubt the bridge is sound.",
        ],
        |text, analysis| {
            assert_eq!(hedges(text, analysis), [], "{text}");
            let booster =
                |cue: &hedgerow::CueMatch| cue.counts() && cue.class.side() == Side::Booster;
            assert!(analysis.cues.iter().any(booster), "{text}");
        },
    );
    hedged(&["I doubt that the bridge is sound.", "Engineers cast doubt on the bridge."]);
}

#[test]
fn phrases_that_leave_nothing_open_are_no_hedges() {
    not_hedged(&[
        "Whether they like it or not, the school is shut.",
        "Whether or not it snows, the race goes on.",
        "Whether he pays or not, the shop will close.",
        "Crews did everything possible.",
        "Crews did all they possibly could.",
        "Come what may, the race goes on.",
        "Nothing could be further from the truth.",
        "Return it as soon as possible.",
    ]);
    hedged(&[
        "It is not clear whether or not he paid.",
        "Whether he paid or not, is unclear.",
        "A possible cause is ice.",
    ]);
}

#[test]
fn speaker_labels_of_transcripts_are_no_hedges() {
    not_hedged(&[
        "UNIDENTIFIED FEMALE: The wall fell.",
        "UNIDENTIFIED MALE: We left at once.",
        "(UNIDENTIFIED SPEAKER) Yes.",
    ]);
    hedged(&["UNIDENTIFIED MALE: Maybe.", "The motive is unknown."]);
}

#[test]
fn who_is_said_to_do_something_is_no_source() {
    each(
        &[
            "Ruiz is said to be away.",
            "The bridge is said to be unsafe.",
            "The bank was said to be in talks.",
            "Easier said than done.",
        ],
        |text, analysis| {
            let sourced =
                |cue: &hedgerow::CueMatch| cue.counts() && cue.class == CueClass::NamedSource;
            assert!(!analysis.cues.iter().any(sourced), "{text}: {:?}", analysis.cues);
            let named = analysis.attributions.iter().any(|attribution| attribution.named);
            assert!(!named, "{text}");
        },
    );
    hedged(&["Ruiz is said to be away.", "The bank was said to be in talks."]);
}

#[test]
fn past_ability_needs_a_past_frame() {
    not_hedged(&[
        "She could read when she was three.",
        "In 1970 he could run for hours.",
        "From the tower she could see the coast.",
        "As a boy he could name every bird.",
        "By the age of five she could count to a hundred.",
        "In his youth he could lift a calf.",
        "He could not swim.",
    ]);
    hedged(&[
        "The girl could drown, divers said.",
        "The voting age could fall.",
        "Child care could cost more next year.",
        "The strike could leave every child at home.",
        "A boy could lose his sight.",
        "The jury could acquit him.",
        "Prices could rise when he is elected.",
        "A recession could follow.",
    ]);
}

#[test]
fn who_may_do_something_has_not_always_leave() {
    hedged(&[
        "Senior members may quit the club before June.",
        "Candidates may use the hall to attack Ruiz.",
        "Students may leave in protest.",
        "Drivers may take days to reach the port.",
        "You may use more oil than you think.",
        "Voters may stay at home after the storm.",
    ]);
    for (analyzer, texts) in analyzers().iter().zip([
        &["You may now go in.", "May I come in?"][..],
        // Learned weights of the news take members who may vote for a forecast.
        &["You may now go in.", "Members may vote by mail.", "May I come in?"],
    ]) {
        for text in texts {
            let analysis = analyzer.analyze(text).unwrap();
            let modal = analysis.cues.iter().find(|cue| cue.reading == Reading::Deontic);
            assert!(modal.is_some(), "{text}: {:?}", analysis.cues);
        }
    }
}

#[test]
fn contracted_pronouns_are_no_names() {
    each(&["I think I'd lose.", "He said I'd better go."], |text, analysis| {
        let named = analysis.cues.iter().find(|cue| cue.rule == "name.capitalised");
        assert!(named.is_none(), "{text}: {named:?}");
    });
}

#[test]
fn modal_verbs_have_a_row_and_a_reading_in_every_profile() {
    for profile in ["news", "science", "reviews", "encyclopedia"] {
        let analyzer = Analyzer::builder()
            .profile(profile)
            .weights(ProfileWeights::default())
            .build()
            .unwrap();
        for (text, modal) in [
            ("Owls can see at night.", "can"),
            ("He cannot swim.", "cannot"),
            ("Pupils must wear a tie.", "must"),
            ("Pupils should wear a tie.", "should"),
            ("Pupils ought to wear a tie.", "ought to"),
            ("Pupils have to wear a tie.", "have to"),
            ("Pupils need to wear a tie.", "need to"),
            ("The shop will open on Monday.", "will"),
            ("The shop would open on Mondays.", "would"),
        ] {
            let analysis = analyzer.analyze(text).unwrap();
            let row = analysis.cues.iter().find(|cue| &text[cue.span.range()] == modal);
            assert!(row.is_some(), "{profile}: {text}");
        }
    }
    let analyzer = Analyzer::builder().weights(ProfileWeights::default()).build().unwrap();
    for text in ["Owls can see at night.", "Pupils have to wear a tie.", "The shop will open."] {
        let analysis = analyzer.analyze(text).unwrap();
        assert!(analysis.cues.iter().all(|cue| !cue.counts()), "{text}: {:?}", analysis.cues);
    }
}

#[test]
fn a_condition_on_an_instruction_leaves_nothing_open() {
    not_hedged(&[
        "If the dough sticks to the bowl, add a spoon of flour.",
        "Cover the tin if the top browns too fast.",
        "If the light stays red, switch the device off and call the shop.",
        "Wash it twice unless the label says otherwise.",
    ]);
    hedged(&[
        "If the talks fail, the union will call a strike.",
        "If the rain stops, use of the pitch is likely.",
    ]);
}
