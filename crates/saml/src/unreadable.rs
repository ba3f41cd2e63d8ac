//! Why a document is no SAML metadata that can be judged.

use samspel_model::{Contradiction, Location, Message};

/// What is wrong with the document as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// Nothing, or nothing but white space.
    Empty,
    /// Not UTF-8 from this byte on.
    NotUtf8 { at: usize },
    /// UTF-8, but it says that it is something else.
    OtherEncoding { declared: String },
    /// A document type declaration, whatever stands in it (SDP-G03).
    Dtd,
    /// A web page.
    Html,
    /// Not well-formed.
    Malformed { what: String },
    /// Well-formed, but deeper than metadata can be.
    TooDeep,
    /// Well-formed, with another root than metadata has.
    OtherRoot { name: String },
}

impl Unreadable {
    /// Whether the XML itself is in order.
    pub(crate) fn is_well_formed(&self) -> bool {
        matches!(self, Unreadable::OtherRoot { .. } | Unreadable::TooDeep)
    }

    /// The finding.
    pub(crate) fn contradiction(&self) -> Contradiction {
        let (id, expected, observed) = match self {
            Unreadable::Empty => ("md-empty", "EntityDescriptor | EntitiesDescriptor", "0 bytes".to_owned()),
            Unreadable::NotUtf8 { at } => ("md-not-utf8", "UTF-8", format!("byte {at}")),
            Unreadable::OtherEncoding { declared } => {
                ("md-other-encoding", "encoding=\"UTF-8\"", format!("encoding=\"{declared}\""))
            }
            Unreadable::Dtd => ("md-dtd", "-", "<!DOCTYPE …>".to_owned()),
            Unreadable::Html => ("md-html", "EntityDescriptor | EntitiesDescriptor", "<html>".to_owned()),
            Unreadable::Malformed { what } => ("md-malformed", "XML 1.0", what.clone()),
            Unreadable::TooDeep => ("md-too-deep", "EntityDescriptor | EntitiesDescriptor", "> 64 levels".to_owned()),
            Unreadable::OtherRoot { name } => {
                ("md-other-root", "md:EntityDescriptor | md:EntitiesDescriptor", format!("<{name}>"))
            }
        };
        Contradiction {
            summary: Message::new(id),
            expected: expected.to_owned(),
            observed,
            location: Location::default(),
            count: 1,
            samples: Vec::new(),
            cause: None,
            reproduce: None,
            exchanges: Vec::new(),
        }
    }
}
