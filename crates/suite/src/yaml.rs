//! YAML with positions: the only module that knows which YAML library is used.
//!
//! Test suites and target files are read as the part of YAML 1.2 that maps to JSON: no anchors, aliases, tags, repeated keys or second
//! documents. Each of these makes a file say something else than what a reader sees, and is refused where it stands.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use saphyr::{Scalar, ScalarStyle};
use saphyr_parser::{Event, Parser, Span, Tag};
use serde_json::{Map, Number, Value};

/// Nesting deeper than this is refused; no file of ours comes near, and every later step may recurse without care.
const MAX_DEPTH: usize = 64;

/// Bytes of the source text.
pub(crate) type Bytes = Range<usize>;

/// Where a value stands, and the key before it if it has one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    /// The key, for values of mappings.
    pub(crate) key: Option<Bytes>,
    /// The value.
    pub(crate) value: Bytes,
}

/// A parsed file.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// The content.
    pub(crate) value: Value,
    /// The place of every node, by JSON pointer.
    pub(crate) places: HashMap<String, Place>,
}

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Broken {
    /// In a sentence.
    pub(crate) what: String,
    /// Where.
    pub(crate) at: Bytes,
    /// What to do.
    pub(crate) help: Option<String>,
    /// Another place that belongs to it, with a label.
    pub(crate) other: Option<(Bytes, String)>,
}

impl Broken {
    fn new(what: impl Into<String>, at: Bytes, help: &str) -> Self {
        Broken { what: what.into(), at, help: Some(help.to_owned()), other: None }
    }
}

/// Reads one document.
///
/// # Errors
/// The first thing that is wrong; after it, nothing that follows can be trusted.
pub(crate) fn parse(text: &str) -> Result<Document, Box<Broken>> {
    Reader::new(text).document().map_err(Box::new)
}

/// The JSON pointer of a member.
pub(crate) fn pointer(parent: &str, key: &str) -> String {
    format!("{parent}/{}", key.replace('~', "~0").replace('/', "~1"))
}

struct Reader<'t> {
    text: &'t str,
    parser: Parser<'t, saphyr_parser::StrInput<'t>>,
    offsets: Vec<usize>,
    places: HashMap<String, Place>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str) -> Self {
        // The parser counts characters; carets need bytes.
        let offsets = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        Reader { text, parser: Parser::new_from_str(text), offsets, places: HashMap::new() }
    }

    fn byte(&self, character: usize) -> usize {
        self.offsets.get(character).copied().unwrap_or(self.text.len())
    }

    fn bytes(&self, span: Span) -> Bytes {
        let start = self.byte(span.start.index());
        let end = self.byte(span.end.index()).max(start);
        // A collection's or block scalar's end lies on the next line; a caret belongs to the text itself.
        start..start + self.text[start..end].trim_end().len()
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Broken> {
        match self.parser.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let start = self.byte(error.marker().index());
                let tab = self.text[start..].starts_with('\t');
                let line_start = self.text[..start].rfind('\n').map_or(0, |at| at + 1);
                let tab_before = self.text[line_start..start].contains('\t');
                let end = self.text[start..].chars().next().map_or(start, |c| start + c.len_utf8());
                let help = if tab || tab_before {
                    "a tab stands here; YAML indents with spaces"
                } else {
                    "check the indentation, quotes and brackets of this line and the one before"
                };
                Err(Broken::new(format!("not YAML: {}", error.info()), start..end, help))
            }
            None => Err(Broken::new("the file ends too early", self.text.len()..self.text.len(), "is it complete?")),
        }
    }

    fn document(mut self) -> Result<Document, Broken> {
        let mut value = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::Nothing | Event::StreamStart | Event::DocumentEnd => {}
                Event::DocumentStart(_) if value.is_some() => {
                    return Err(Broken::new(
                        "a second document starts here",
                        self.bytes(span),
                        "a file holds one document; remove the `---` and what follows, or make it a file of its own",
                    ));
                }
                Event::DocumentStart(_) => {
                    let (first, span) = self.next()?;
                    value = Some(self.node(first, span, "", None, 0)?);
                }
                Event::StreamEnd => break,
                Event::Alias(_)
                | Event::Scalar(..)
                | Event::SequenceStart(..)
                | Event::SequenceEnd
                | Event::MappingStart(..)
                | Event::MappingEnd => {
                    return Err(Broken::new("unexpected content", self.bytes(span), "a file holds one document"));
                }
            }
        }
        let value = value.ok_or_else(|| Broken::new("the file is empty", 0..0, "see `samspel init` for a start"))?;
        Ok(Document { value, places: self.places })
    }

    fn node(
        &mut self,
        event: Event<'t>,
        span: Span,
        at: &str,
        key: Option<Bytes>,
        depth: usize,
    ) -> Result<Value, Broken> {
        let bytes = self.bytes(span);
        if depth > MAX_DEPTH {
            return Err(Broken::new("nested too deeply", bytes, "64 levels are allowed"));
        }
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.plain(anchor, tag.as_ref(), &bytes)?;
                self.places.insert(at.to_owned(), Place { key, value: bytes.clone() });
                scalar(text, style, bytes)
            }
            Event::SequenceStart(anchor, tag) => {
                self.plain(anchor, tag.as_ref(), &bytes)?;
                let mut items = Vec::new();
                let end = loop {
                    let (event, span) = self.next()?;
                    if event == Event::SequenceEnd {
                        break span;
                    }
                    let at = format!("{at}/{}", items.len());
                    items.push(self.node(event, span, &at, None, depth + 1)?);
                };
                self.close(at, key, bytes.start, end);
                Ok(Value::Array(items))
            }
            Event::MappingStart(anchor, tag) => {
                self.plain(anchor, tag.as_ref(), &bytes)?;
                let mut members = Map::new();
                let mut keys: HashMap<String, Bytes> = HashMap::new();
                let end = loop {
                    let (event, span) = self.next()?;
                    if event == Event::MappingEnd {
                        break span;
                    }
                    let (name, name_at) = self.key(event, span)?;
                    if let Some(first) = keys.get(&name) {
                        return Err(Broken {
                            what: format!("the key `{name}` stands here a second time"),
                            at: name_at,
                            help: Some("keep one of them".to_owned()),
                            other: Some((first.clone(), "first time".to_owned())),
                        });
                    }
                    keys.insert(name.clone(), name_at.clone());
                    let (event, span) = self.next()?;
                    let value = self.node(event, span, &pointer(at, &name), Some(name_at), depth + 1)?;
                    members.insert(name, value);
                };
                self.close(at, key, bytes.start, end);
                Ok(Value::Object(members))
            }
            Event::Alias(_) => Err(no_anchors(bytes)),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd
            | Event::SequenceEnd
            | Event::MappingEnd => Err(Broken::new("a value is missing here", bytes, "write a value")),
        }
    }

    fn close(&mut self, at: &str, key: Option<Bytes>, start: usize, end: Span) {
        let end = self.byte(end.end.index()).max(start);
        let value = start..start + self.text[start..end].trim_end().len();
        self.places.insert(at.to_owned(), Place { key, value });
    }

    fn key(&self, event: Event<'t>, span: Span) -> Result<(String, Bytes), Broken> {
        let bytes = self.bytes(span);
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.plain(anchor, tag.as_ref(), &bytes)?;
                if style == ScalarStyle::Plain && text.is_empty() {
                    return Err(Broken::new("a key is missing here", bytes, "write `key: value`"));
                }
                if text == "<<" {
                    return Err(Broken::new("merge keys are not supported", bytes, "write the keys out"));
                }
                Ok((text.into_owned(), bytes))
            }
            Event::Alias(_) => Err(no_anchors(bytes)),
            _ => Err(Broken::new("a key must be a plain word", bytes, "write `key: value`")),
        }
    }

    fn plain(&self, anchor: usize, tag: Option<&Cow<'_, Tag>>, at: &Bytes) -> Result<(), Broken> {
        if anchor > 0 {
            return Err(no_anchors(at.clone()));
        }
        if tag.is_some() {
            return Err(Broken::new(
                "type tags (`!…`) are not supported",
                at.clone(),
                "remove it; to make a number text, put it in quotes",
            ));
        }
        Ok(())
    }
}

fn no_anchors(at: Bytes) -> Broken {
    Broken::new("anchors and aliases are not supported", at, "write the value out in both places")
}

fn scalar(text: Cow<'_, str>, style: ScalarStyle, at: Bytes) -> Result<Value, Broken> {
    Ok(match Scalar::parse_from_cow_and_metadata(text, style, None) {
        Some(Scalar::Null) | None => Value::Null,
        Some(Scalar::Boolean(value)) => Value::Bool(value),
        Some(Scalar::Integer(value)) => Value::Number(value.into()),
        Some(Scalar::FloatingPoint(value)) => Number::from_f64(*value).map(Value::Number).ok_or_else(|| {
            Broken::new("not a number that can be used", at, "infinite and undefined numbers are not supported")
        })?,
        Some(Scalar::String(value)) => Value::String(value.into_owned()),
    })
}

#[cfg(test)]
mod tests;
