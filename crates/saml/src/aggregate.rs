//! A federation's metadata seen from above: when it ends, and who is in it.

use roxmltree::{Document, Node};

use crate::namespaces::{MD, MDUI};

/// An `EntitiesDescriptor`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Aggregate {
    pub(crate) valid_until: Option<String>,
    pub(crate) cache_duration: Option<String>,
    pub(crate) entities: Vec<Brief>,
}

/// What other entities are told apart by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Brief {
    pub(crate) entity_id: String,
    /// Names that its identity provider shows, each with its language.
    pub(crate) idp_names: Vec<(String, String)>,
}

impl Aggregate {
    /// None when the document is about a single entity.
    pub(crate) fn of(document: &Document<'_>) -> Option<Aggregate> {
        let root = document.root_element();
        is(root, MD, "EntitiesDescriptor").then(|| Aggregate {
            valid_until: root.attribute("validUntil").map(str::to_owned),
            cache_duration: root.attribute("cacheDuration").map(str::to_owned),
            entities: entities(root).map(Brief::of).collect(),
        })
    }
}

impl Brief {
    fn of(entity: Node<'_, '_>) -> Brief {
        let names = |idp: Node<'_, '_>| {
            idp.descendants()
                .filter(|node| is(*node, MDUI, "DisplayName"))
                .map(|name| {
                    let language = name.attribute((crate::namespaces::XML, "lang")).unwrap_or_default();
                    (language.to_owned(), name.text().unwrap_or_default().trim().to_owned())
                })
                .collect::<Vec<_>>()
        };
        Brief {
            entity_id: entity.attribute("entityID").unwrap_or_default().to_owned(),
            idp_names: entity.children().filter(|node| is(*node, MD, "IDPSSODescriptor")).flat_map(names).collect(),
        }
    }
}

/// Every entity, however deep the groups go.
pub(crate) fn entities<'a, 'i: 'a>(root: Node<'a, 'i>) -> impl Iterator<Item = Node<'a, 'i>> {
    root.descendants().filter(|node| is(*node, MD, "EntityDescriptor"))
}

pub(crate) fn is(node: Node<'_, '_>, namespace: &str, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(namespace)
}
