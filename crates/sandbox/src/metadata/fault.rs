//! What a fault of metadata is, and where it takes hold.

use super::MetadataError;
use super::federation::Federation;
use super::node::Node;
use crate::{Level, Title};

/// What kind of metadata is published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Published {
    /// Of a municipality's identity provider.
    Idp,
    /// Of a learning service.
    Sp,
    /// Of a federation with both in it.
    Federation,
}

/// A way in which published metadata can go wrong.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct MetadataFault {
    /// Kebab-case name.
    pub id: &'static str,
    /// In which kind of metadata it shows.
    pub published: Published,
    /// Requirements that it breaks, as they are called in the requirement catalogue.
    pub requirements: &'static [&'static str],
    /// Level of the strongest of them.
    pub level: Level,
    /// What goes wrong.
    pub title: Title,
    #[serde(skip)]
    pub(crate) hook: Hook,
}

/// The place where a fault takes hold.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Hook {
    /// Changes the entity.
    Entity(fn(&mut Node) -> Result<(), MetadataError>),
    /// Changes the federation around it.
    Federation(fn(&mut Federation) -> Result<(), MetadataError>),
    /// Changes the finished text.
    Text(fn(Vec<u8>) -> Vec<u8>),
}

/// One entry of a list of faults.
pub(crate) const fn fault(
    id: &'static str,
    published: Published,
    level: Level,
    requirements: &'static [&'static str],
    title: (&'static str, &'static str),
    hook: Hook,
) -> MetadataFault {
    MetadataFault { id, published, requirements, level, title: Title { sv: title.0, en: title.1 }, hook }
}
