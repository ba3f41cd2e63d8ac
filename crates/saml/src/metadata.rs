//! A metadata document, read once for all checks.

use jiff::Timestamp;
use roxmltree::{Document, ParsingOptions};
use samspel_suite::SamlRole;
use sha2::{Digest, Sha256};

use crate::aggregate::{self, Aggregate, Brief};
use crate::namespaces::MD;
use crate::signature::{self, Signature};
use crate::tree::Element;
use crate::unreadable::Unreadable;

/// What is asked of a document.
#[derive(Debug, Clone)]
pub struct Question {
    /// entityID of the entity to judge; None = the only one.
    pub entity_id: Option<String>,
    /// Role to judge; None = every role of the entity.
    pub role: Option<SamlRole>,
    /// The federation's certificate, PEM or DER.
    pub certificate: Option<Vec<u8>>,
    /// The time that it is judged at.
    pub now: Timestamp,
}

/// A document as far as checks need it.
#[derive(Debug)]
pub struct Metadata {
    pub(crate) question: Question,
    /// SHA-256 of its bytes, hex.
    pub(crate) digest: String,
    pub(crate) bytes: usize,
    pub(crate) content: Result<Content, Unreadable>,
}

/// What a document that can be read holds.
#[derive(Debug)]
pub(crate) struct Content {
    /// Where it is the metadata of a federation.
    pub(crate) aggregate: Option<Aggregate>,
    pub(crate) signature: Signature,
    /// The entity to judge.
    pub(crate) entity: Result<Element, NoEntity>,
}

/// Why there is no entity to judge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NoEntity {
    /// Several, and none was named.
    NotNamed { count: usize },
    /// None of this name.
    Unknown { wanted: String, nearest: Option<String> },
    /// Several of this name.
    Twice { wanted: String },
}

impl Metadata {
    /// Reads a document. Whatever it is, it is a finding and no error.
    #[must_use]
    pub fn read(bytes: Vec<u8>, question: Question) -> Self {
        let digest = hex::encode(Sha256::digest(&bytes));
        let content = content(&bytes, &question);
        Metadata { question, digest, bytes: bytes.len(), content }
    }
}

impl Metadata {
    /// Addresses at which the entity is reached (`Location` and `ResponseLocation`, SAML metadata 2.2.2), each once.
    #[must_use]
    pub fn locations(&self) -> std::collections::BTreeSet<String> {
        let mut found = std::collections::BTreeSet::new();
        if let Ok(Content { entity: Ok(entity), .. }) = &self.content {
            collect(entity, &mut found);
        }
        found
    }
}

fn collect(element: &Element, found: &mut std::collections::BTreeSet<String>) {
    found.extend(["Location", "ResponseLocation"].iter().filter_map(|name| element.attribute(name)).map(str::to_owned));
    element.children.iter().for_each(|child| collect(child, found));
}

fn content(bytes: &[u8], question: &Question) -> Result<Content, Unreadable> {
    let text = text(bytes)?;
    // A DTD is refused, whatever it holds: entities would be fetched and expanded by whoever is less careful.
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected if is_html(text) => Unreadable::Html,
        roxmltree::Error::DtdDetected => Unreadable::Dtd,
        _ if is_html(text) => Unreadable::Html,
        other => Unreadable::Malformed { what: crate::shown::shown(&other.to_string()) },
    })?;
    let root = document.root_element();
    let aggregate = Aggregate::of(&document);
    if aggregate.is_none() && !aggregate::is(root, MD, "EntityDescriptor") {
        return Err(match is_html(text) {
            true => Unreadable::Html,
            false => Unreadable::OtherRoot { name: crate::shown::shown(root.tag_name().name()) },
        });
    }
    let entity = match chosen(&document, aggregate.as_ref(), question.entity_id.as_deref()) {
        Ok(node) => {
            let lines = Lines::of(text);
            Ok(Element::of(node, &|offset| lines.at(offset)).map_err(|_| Unreadable::TooDeep)?)
        }
        Err(none) => Err(none),
    };
    let signature = signature::look(&document, text, question.certificate.as_deref());
    Ok(Content { aggregate, signature, entity })
}

fn chosen<'a, 'i>(
    document: &'a Document<'i>,
    aggregate: Option<&Aggregate>,
    wanted: Option<&str>,
) -> Result<roxmltree::Node<'a, 'i>, NoEntity> {
    let mut all = aggregate::entities(document.root_element());
    let Some(wanted) = wanted else {
        let count = aggregate.map_or(1, |aggregate| aggregate.entities.len());
        return match (count, all.next()) {
            (1, Some(only)) => Ok(only),
            _ => Err(NoEntity::NotNamed { count }),
        };
    };
    let mut named = all.filter(|node| node.attribute("entityID") == Some(wanted));
    match (named.next(), named.next()) {
        (Some(one), None) => Ok(one),
        (Some(_), Some(_)) => Err(NoEntity::Twice { wanted: wanted.to_owned() }),
        (None, _) => {
            let known: Vec<String> = match aggregate {
                Some(aggregate) => aggregate.entities.iter().map(|Brief { entity_id, .. }| entity_id.clone()).collect(),
                None => document.root_element().attribute("entityID").map(str::to_owned).into_iter().collect(),
            };
            let nearest = known.into_iter().min_by_key(|id| strsim::damerau_levenshtein(id, wanted));
            Err(NoEntity::Unknown { wanted: wanted.to_owned(), nearest })
        }
    }
}

/// The document as text.
fn text(bytes: &[u8]) -> Result<&str, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    let text = std::str::from_utf8(bytes).map_err(|e| Unreadable::NotUtf8 { at: e.valid_up_to() })?;
    if text.trim().is_empty() {
        return Err(Unreadable::Empty);
    }
    match declared_encoding(text) {
        Some(other) if !["utf-8", "utf8", "us-ascii"].contains(&other.to_ascii_lowercase().as_str()) => {
            Err(Unreadable::OtherEncoding { declared: crate::shown::shown(other) })
        }
        _ => Ok(text),
    }
}

/// The encoding that the XML declaration names.
fn declared_encoding(text: &str) -> Option<&str> {
    let declaration = text.strip_prefix("<?xml")?.split_once("?>")?.0;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value[1..].split_once(quote).map(|(value, _)| value)
}

/// Whether it is a web page: what a login or an error page looks like where metadata was expected.
fn is_html(text: &str) -> bool {
    let start: String = text.trim_start().chars().take(512).collect::<String>().to_ascii_lowercase();
    start.starts_with("<html") || start.contains("<!doctype html") || start.contains("<html ")
}

/// Where lines begin.
struct Lines(Vec<usize>);

impl Lines {
    fn of(text: &str) -> Lines {
        Lines(text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n').map(|(at, _)| at).collect())
    }

    fn at(&self, offset: usize) -> u32 {
        u32::try_from(self.0.partition_point(|end| *end < offset) + 1).unwrap_or(u32::MAX)
    }
}

#[cfg(test)]
mod tests;
