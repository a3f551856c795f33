//! The sample articles, each of another genre, to try and to compare with.

/// A sample article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Sample {
    /// Genre in words, such as "court report".
    pub genre: &'static str,
    /// The text.
    pub text: &'static str,
}

macro_rules! samples {
    ($($genre:literal $file:literal;)*) => {
        /// All samples, by genre.
        pub const SAMPLES: &[Sample] = &[
            $(Sample { genre: $genre, text: include_str!(concat!("../data/articles/", $file)) },)*
        ];
    };
}

samples! {
    "all speculation" "all_speculation.txt";
    "court report" "court_report.txt";
    "editorial" "editorial.txt";
    "encyclopedia entry" "encyclopedia_entry.txt";
    "financial news" "financial_news.txt";
    "geopolitics" "geopolitics.txt";
    "investigation" "investigation.txt";
    "match report" "match_report.txt";
    "medical abstract" "medical_abstract.txt";
    "obituary" "obituary.txt";
    "political report" "political_report.txt";
    "press release" "press_release.txt";
    "product review" "product_review.txt";
    "rumour column" "rumour_column.txt";
    "science story" "science_story.txt";
    "weather forecast" "weather_forecast.txt";
}
