//! Inputs for the benches: the sample articles, repeated.

/// About `bytes` of news prose, one article after the other.
pub(crate) fn news(bytes: usize) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("data/articles")
        .map(|entry| entry.expect("a file").path())
        .collect();
    paths.sort();
    let articles: Vec<String> =
        paths.iter().map(|path| std::fs::read_to_string(path).expect("UTF-8")).collect();
    let mut text = String::with_capacity(bytes + 10_000);
    for article in articles.iter().cycle() {
        if text.len() >= bytes {
            break;
        }
        text.push_str(article);
        text.push_str("\n\n");
    }
    text
}
