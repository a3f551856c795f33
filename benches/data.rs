//! Inputs for the benches: the sample articles, repeated, and annotated corpora
//! if there are any.
#![allow(dead_code)] // not every bench uses all of them

/// About `bytes` of news prose: all sample articles, one after the other.
pub(crate) fn news(bytes: usize) -> String {
    articles(&[], bytes)
}

/// About `bytes` of sample articles of these names; of all if none is named.
pub(crate) fn articles(names: &[&str], bytes: usize) -> String {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/data/articles");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("data/articles")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| {
            let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
            names.is_empty() || names.contains(&name)
        })
        .collect();
    paths.sort();
    let articles = paths.iter().map(|path| std::fs::read_to_string(path).expect("UTF-8"));
    repeat(&articles.collect::<Vec<_>>(), bytes)
}

/// About `bytes` of the texts of a file in the folder of annotated data; none if
/// `HEDGEROW_GOLD` does not say where that is.
pub(crate) fn gold(file: &str, bytes: usize) -> Option<String> {
    let path = std::path::Path::new(&std::env::var_os("HEDGEROW_GOLD")?).join(file);
    let lines = std::fs::read_to_string(&path).expect("a file of annotated texts");
    let texts = lines.lines().map(|line| {
        let document: serde_json::Value = serde_json::from_str(line).expect("JSON");
        document["text"].as_str().expect("a text").to_owned()
    });
    Some(repeat(&texts.collect::<Vec<_>>(), bytes))
}

fn repeat(texts: &[String], bytes: usize) -> String {
    let mut all = String::with_capacity(bytes + 10_000);
    for text in texts.iter().cycle() {
        if all.len() >= bytes {
            break;
        }
        all.push_str(text);
        all.push_str("\n\n");
    }
    all
}
