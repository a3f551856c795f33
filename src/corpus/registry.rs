//! The formats that are read, one line each.

use std::iter;

use super::extract::{Extract, plain};
use super::failure::{Failure, FailureKind};
use super::options::AUTO;
use super::records::{OpenRecords, delimited, jsonl};
use super::unpack::{Stream, Streams};
use crate::error::{Error, Result};

/// The way from a stream to documents.
#[derive(Clone, Copy)]
pub(super) enum Opener {
    /// The stream is one document.
    Document(Extract),
    /// The stream holds records, a document each.
    Records(OpenRecords),
    /// The stream is an archive or a compressed file, which holds streams.
    #[cfg_attr(not(test), allow(dead_code))] // none is read yet
    Container(fn(Stream) -> Streams),
}

/// The formats: name, meaning, extensions, first bytes on standard input. The first is that of
/// streams which no other claims.
#[rustfmt::skip]
const FORMATS: &[InputFormat] = &[
    format("text", "One document a file", &[], b"", Opener::Document(plain::decode)),
    format("jsonl", "One JSON object a line", &["jsonl", "ndjson", "json"], b"{", Opener::Records(jsonl::open)),
    format("csv", "Comma-separated values with a header", &["csv"], b"", Opener::Records(|stream, options| delimited::open(stream, options, b','))),
    format("tsv", "Tab-separated values with a header", &["tsv", "tab"], b"", Opener::Records(|stream, options| delimited::open(stream, options, b'\t'))),
    #[cfg(test)]
    format("test", "Streams behind form feeds", &["container"], b"", Opener::Container(tests::unpack)),
];

/// Extensions of formats that are known and not read: better refused than read as text
/// with their markup.
const UNREAD: [&str; 14] = [
    "html", "htm", "xhtml", "xml", "pdf", "doc", "docx", "odt", "rtf", "epub", "parquet", "gz",
    "zst", "zip",
];

/// One line of the registry.
struct InputFormat {
    name: &'static str,
    /// Meaning in a few words, for help texts.
    meaning: &'static str,
    /// In lower case.
    extensions: &'static [&'static str],
    /// Bytes with which it begins, after blanks; empty if they are no sign of it.
    first_bytes: &'static [u8],
    opener: Opener,
}

const fn format(
    name: &'static str,
    meaning: &'static str,
    extensions: &'static [&'static str],
    first_bytes: &'static [u8],
    opener: Opener,
) -> InputFormat {
    InputFormat { name, meaning, extensions, first_bytes, opener }
}

/// The formats that users choose by name; containers are always recognized.
fn formats_by_name() -> impl Iterator<Item = &'static InputFormat> {
    FORMATS.iter().filter(|format| !matches!(format.opener, Opener::Container(_)))
}

/// Names and meanings of the input formats, for [`super::CorpusOptions::format`].
pub fn input_formats() -> impl Iterator<Item = (&'static str, &'static str)> {
    let formats = formats_by_name().map(|format| (format.name, format.meaning));
    iter::once((AUTO, "By the file extension")).chain(formats)
}

/// Returns the way to read the format of this name; none for the choice stream by stream.
pub(super) fn named(name: &str) -> Result<Option<Opener>> {
    let format = formats_by_name().find(|format| format.name == name);
    if format.is_none() && name != AUTO {
        let names: Vec<&str> = input_formats().map(|(name, _)| name).collect();
        let names = names.join(", ");
        return Err(Error::usage(format!(
            "there is no input format \"{name}\"; the formats are {names}"
        )));
    }
    Ok(format.map(|format| format.opener))
}

/// Chooses the way to read a stream, if it is no container in the way that was `named`: by its
/// extension or, where it has none, by its first bytes.
pub(super) fn choose(
    stream: &mut Stream,
    named: Option<Opener>,
) -> std::result::Result<Opener, Failure> {
    let extension = stream.extension();
    let mut formats = FORMATS.iter();
    let format = if extension.is_empty() {
        let first = stream.first_bytes();
        formats.find(|it| !it.first_bytes.is_empty() && first.starts_with(it.first_bytes))
    } else {
        formats.find(|it| it.extensions.contains(&extension.as_str()))
    };
    match (format.map(|format| format.opener), named) {
        (Some(container @ Opener::Container(_)), _) => Ok(container),
        (_, Some(opener)) | (Some(opener), None) => Ok(opener),
        (None, None) if UNREAD.contains(&extension.as_str()) => {
            let reason = format!("the format .{extension} is not read; convert the file to text");
            Err(Failure::of(FailureKind::UnreadFormat, reason))
        }
        (None, None) => Ok(FORMATS[0].opener),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::io::{Cursor, Read};

    use super::*;
    use crate::corpus::failure::Failure;
    use crate::corpus::unpack::Content;

    /// Unpacks a container of lines `name` and content, between form feeds.
    pub(super) fn unpack(stream: Stream) -> Streams {
        let source = stream.source.clone();
        let mut all = String::new();
        stream.open().unwrap().read_to_string(&mut all).unwrap();
        let members: Vec<String> = all.split('\u{c}').map(str::to_owned).collect();
        Box::new(members.into_iter().map(move |member| {
            let (name, content) = member.split_once('\n').unwrap();
            let source = format!("{source}/{name}");
            if name == "broken" {
                return Err(Failure::new(source, "broken"));
            }
            let content = Content::Reader(Box::new(Cursor::new(content.to_owned())));
            Ok(Stream { source, id: name.to_owned(), content })
        }))
    }

    #[test]
    fn each_name_and_extension_belongs_to_one_format() {
        let mut seen = BTreeSet::new();
        for InputFormat { name, extensions, .. } in FORMATS {
            assert!(*name != AUTO && seen.insert(format!("name {name}")), "{name}");
            for extension in *extensions {
                assert_eq!(*extension, extension.to_lowercase());
                assert!(seen.insert((*extension).to_owned()), "{extension}");
                assert!(!UNREAD.contains(extension), "{extension} is read");
            }
        }
    }
}
