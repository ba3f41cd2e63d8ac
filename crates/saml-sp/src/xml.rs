//! XML as text: elements that carry every namespace they need, so that their canonical form does not depend on where they stand.

use roxmltree::{Document, Node};

pub(crate) const SAMLP: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
pub(crate) const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
pub(crate) const MD: &str = "urn:oasis:names:tc:SAML:2.0:metadata";
pub(crate) const DS: &str = "http://www.w3.org/2000/09/xmldsig#";
pub(crate) const XENC: &str = "http://www.w3.org/2001/04/xmlenc#";

/// Text as it stands between tags and in attribute values.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A start tag; attributes without value are left out.
pub(crate) fn start(name: &str, attributes: &[(&str, Option<&str>)]) -> String {
    let mut out = format!("<{name}");
    for (key, value) in attributes {
        if let Some(value) = value {
            out.push_str(&format!(" {key}=\"{}\"", escaped(value)));
        }
    }
    out.push('>');
    out
}

/// A whole element around content that is XML already.
pub(crate) fn element(name: &str, attributes: &[(&str, Option<&str>)], content: &str) -> String {
    format!("{}{content}</{name}>", start(name, attributes))
}

/// Whether a node is the element of that name.
pub(crate) fn is(node: Node<'_, '_>, namespace: &str, name: &str) -> bool {
    node.is_element() && node.tag_name().name() == name && node.tag_name().namespace() == Some(namespace)
}

/// The first child of that name.
pub(crate) fn child<'a, 'i>(node: Node<'a, 'i>, namespace: &str, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| is(*child, namespace, name))
}

/// Children of that name.
pub(crate) fn children<'a, 'i: 'a>(
    node: Node<'a, 'i>,
    namespace: &'static str,
    name: &'static str,
) -> impl Iterator<Item = Node<'a, 'i>> {
    node.children().filter(move |child| is(*child, namespace, name))
}

/// All text of an element, trimmed.
pub(crate) fn text(node: Node<'_, '_>) -> String {
    let parts: String = node.descendants().filter(Node::is_text).filter_map(|part| part.text()).collect();
    parts.trim().to_owned()
}

/// Parses what a system sent. A DTD is refused.
pub(crate) fn parse(text: &str) -> Option<Document<'_>> {
    Document::parse(text).ok()
}
