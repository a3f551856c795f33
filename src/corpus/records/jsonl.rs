//! JSON lines: one object a line, cut into chunks of whole lines.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};
use std::iter;
use std::sync::Arc;

use super::{CHUNK_BYTES, Chunk, Records, at_line, open_as_utf8};
use crate::corpus::document::RawDocument;
use crate::corpus::failure::{Failure, FailureKind};
use crate::corpus::json::{JsonObject, string};
use crate::corpus::options::CorpusOptions;
use crate::corpus::unpack::Stream;

/// Opens JSON lines.
pub(crate) fn open(stream: Stream, options: &Arc<CorpusOptions>) -> Result<Records, Failure> {
    let (source, reader) = open_as_utf8(stream, options)?;
    let (mut reader, options) = (BufReader::new(reader), options.clone());
    let (mut next_line, mut ended) = (1, false);
    Ok(Box::new(iter::from_fn(move || {
        if ended {
            return None;
        }
        let limit = options.max_document_bytes;
        let mut bytes = Vec::new();
        let mut read = reader.by_ref().take(CHUNK_BYTES as u64).read_to_end(&mut bytes);
        let whole = memchr::memrchr(b'\n', &bytes).map_or(0, |end| end + 1);
        if read.is_ok() && whole < bytes.len() {
            // The rest of the last line, as far as may be.
            let rest = limit.saturating_add(1).saturating_sub(bytes.len() - whole);
            read = reader.by_ref().take(rest as u64).read_until(b'\n', &mut bytes);
        }
        let is_too_long = !bytes.ends_with(b"\n") && bytes.len() - whole > limit;
        let mut skipped = 0;
        if read.is_ok() && is_too_long {
            read = reader.skip_until(b'\n');
            skipped = bytes.len() - whole + read.as_ref().copied().unwrap_or_default();
        }
        ended = read.is_err();
        let broken = match read {
            Err(e) => Some(e.into()),
            Ok(_) => is_too_long.then(|| Failure::too_long(limit)),
        };
        if broken.is_some() {
            // A line that broke off is no record.
            bytes.truncate(whole);
        } else if bytes.is_empty() {
            return None;
        }
        let first_line = next_line;
        next_line += memchr::memchr_iter(b'\n', &bytes).count() as u64;
        let broken = broken.map(|e| e.at(at_line(&source, next_line)));
        next_line += u64::from(broken.is_some());
        let (source, options) = (source.clone(), options.clone());
        Some(Chunk::new((bytes.len() + skipped) as u64, move |each| {
            let mut rest = &bytes[..];
            for number in first_line.. {
                if rest.is_empty() {
                    break;
                }
                let end = memchr::memchr(b'\n', rest).unwrap_or(rest.len());
                let line = &rest[..end];
                rest = rest.get(end + 1..).unwrap_or_default();
                if !line.trim_ascii().is_empty() {
                    let source = at_line(&source, number);
                    each(parse(line, &source, &options).map_err(|e| e.at(source)));
                }
            }
            if let Some(failure) = broken {
                each(Err(failure));
            }
        }))
    })))
}

/// Parses a line, whose number is in `source`.
fn parse<'a>(
    line: &'a [u8],
    source: &str,
    options: &CorpusOptions,
) -> Result<RawDocument<'a>, Failure> {
    let line = std::str::from_utf8(line).map_err(|_| {
        Failure::of(FailureKind::NotUtf8, "the line is not UTF-8; convert the file")
    })?;
    let object: JsonObject = serde_json::from_str(line).map_err(|e| {
        let message = e.to_string();
        let reason = message.split(" at line ").next().unwrap_or(&message);
        let reason = format!(
            "not a JSON object: {reason} at column {}; each line must be one object",
            e.column()
        );
        Failure::of(FailureKind::Other, reason)
    })?;
    let name = &options.text_field;
    let no_text = |reason| Failure::of(FailureKind::NoText, reason);
    let text = object.get(name).ok_or_else(|| no_text(format!("there is no field \"{name}\"")))?;
    let text =
        string(text).ok_or_else(|| no_text(format!("the field \"{name}\" is not a string")))?;
    let id = object.get(&options.id_field).filter(|raw| raw.get() != "null");
    Ok(RawDocument {
        id: id.map_or_else(
            || Cow::Owned(source.to_owned()),
            |raw| string(raw).unwrap_or(Cow::Borrowed(raw.get())),
        ),
        source: source.to_owned(),
        text,
        kept: options.keep.iter().map(|name| object.kept(name)).collect(),
        warnings: Vec::new(),
    })
}
