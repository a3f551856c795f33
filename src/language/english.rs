//! English, embedded in the program: the only file that names its folder.

pub(super) const FOLDER: &str = "lexicons/en";

macro_rules! embedded {
    ($($path:literal)*) => {
        &[$(($path, include_str!(concat!("../../lexicons/en/", $path))),)*]
    };
}

/// Path inside the folder and text of each file.
pub(super) const FILES: &[(&str, &str)] = embedded![
    "language.toml"
    "abbreviations.toml"
    "sentences.tsv"
    "inflection.toml"
    "words.toml"
    "likelihood.toml"
    "scales.toml"
    "cues/appearance.toml"
    "cues/approximator.toml"
    "cues/belief.toml"
    "cues/condition.toml"
    "cues/data.toml"
    "cues/document.toml"
    "cues/emphatic.toml"
    "cues/factive.toml"
    "cues/hearsay.toml"
    "cues/named_source.toml"
    "cues/observation.toml"
    "cues/possibility.toml"
    "cues/probability.toml"
    "cues/unknown.toml"
    "cues/vague_quantity.toml"
    "cues/vague_source.toml"
    "profiles/encyclopedia.toml"
    "profiles/news.toml"
    "profiles/reviews.toml"
    "profiles/science.toml"
    "sentence_examples.toml"
    "weights/encyclopedia-hedge.tsv"
    "weights/news-booster.tsv"
    "weights/news-certainty.tsv"
    "weights/news-evidence.tsv"
    "weights/news-hedge.tsv"
    "weights/readings.tsv"
    "weights/reviews-hedge.tsv"
    "weights/science-certainty.tsv"
    "weights/science-hedge.tsv"
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    #[test]
    fn the_embedded_files_are_those_of_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(FOLDER);
        let entries = walkdir::WalkDir::new(&folder).into_iter().map(Result::unwrap);
        let inside: BTreeSet<String> = entries
            .filter(|entry| entry.file_type().is_file())
            .map(|entry| entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().into())
            .collect();
        let embedded: BTreeSet<String> = FILES.iter().map(|&(path, _)| path.into()).collect();
        assert_eq!(inside, embedded);
    }
}
