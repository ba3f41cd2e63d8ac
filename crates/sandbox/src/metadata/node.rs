//! XML as it is written: a tree that prints itself in canonical form (C14N 1.0), so that a digest over the text is one over the tree.

use std::fmt::Write;

/// Namespaces, declared at the root, by prefix.
const NAMESPACES: [(&str, &str); 8] = [
    ("alg", "urn:oasis:names:tc:SAML:metadata:algsupport"),
    ("ds", "http://www.w3.org/2000/09/xmldsig#"),
    ("md", "urn:oasis:names:tc:SAML:2.0:metadata"),
    ("mdattr", "urn:oasis:names:tc:SAML:metadata:attribute"),
    ("mdui", "urn:oasis:names:tc:SAML:metadata:ui"),
    ("remd", "http://refeds.org/metadata"),
    ("saml", "urn:oasis:names:tc:SAML:2.0:assertion"),
    ("shibmd", "urn:mace:shibboleth:metadata:1.0"),
];

/// An element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Node {
    /// With its prefix.
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    pub(crate) text: String,
}

/// An element without content.
pub(crate) fn node(name: &str) -> Node {
    Node { name: name.to_owned(), ..Node::default() }
}

/// An element with text in a language.
pub(crate) fn told(name: &str, language: &str, text: &str) -> Node {
    node(name).with("xml:lang", language).text(text)
}

impl Node {
    pub(crate) fn with(mut self, name: &str, value: &str) -> Node {
        self.set(name, value);
        self
    }

    pub(crate) fn text(mut self, text: &str) -> Node {
        text.clone_into(&mut self.text);
        self
    }

    pub(crate) fn holding(mut self, children: impl IntoIterator<Item = Node>) -> Node {
        self.children.extend(children);
        self
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.unset(name);
        self.attributes.push((name.to_owned(), value.to_owned()));
    }

    pub(crate) fn unset(&mut self, name: &str) {
        self.attributes.retain(|(own, _)| own != name);
    }

    /// Every element of this name, here and below.
    pub(crate) fn each(&mut self, name: &str, change: &mut dyn FnMut(&mut Node)) {
        if self.name == name {
            change(self);
        }
        for child in &mut self.children {
            child.each(name, change);
        }
    }

    /// The first element of this name below.
    pub(crate) fn first(&mut self, name: &str, change: impl FnOnce(&mut Node)) {
        if let Some(found) = self.find(name) {
            change(found);
        }
    }

    pub(crate) fn find(&mut self, name: &str) -> Option<&mut Node> {
        for child in &mut self.children {
            if child.name == name {
                return Some(child);
            }
            if let Some(found) = child.find(name) {
                return Some(found);
            }
        }
        None
    }

    /// Drops what is of this name and fits, here and below.
    pub(crate) fn drop_where(&mut self, name: &str, fits: &dyn Fn(&Node) -> bool) {
        self.children.retain(|child| child.name != name || !fits(child));
        for child in &mut self.children {
            child.drop_where(name, fits);
        }
    }

    /// Drops everything that fits, here and below.
    pub(crate) fn drop_where_any(&mut self, fits: &dyn Fn(&Node) -> bool) {
        self.children.retain(|child| !fits(child));
        for child in &mut self.children {
            child.drop_where_any(fits);
        }
    }

    /// The whole document.
    pub(crate) fn document(&self) -> String {
        format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", self.root())
    }

    /// The element as a root, with all namespaces.
    pub(crate) fn root(&self) -> String {
        let mut out = String::new();
        self.print(&mut out, true);
        out
    }

    /// The start of the root: what a signature is put behind.
    pub(crate) fn root_start(&self) -> String {
        let mut out = String::new();
        self.start(&mut out, true);
        out
    }

    fn start(&self, out: &mut String, is_root: bool) {
        let _ = write!(out, "<{}", self.name);
        if is_root {
            for (prefix, uri) in NAMESPACES {
                let _ = write!(out, " xmlns:{prefix}=\"{uri}\"");
            }
        }
        // Attributes without a namespace come first, each kind by name; no element here has two with one.
        let mut attributes: Vec<&(String, String)> = self.attributes.iter().collect();
        attributes.sort_by_key(|(name, _)| (name.contains(':'), name.clone()));
        for (name, value) in attributes {
            let value = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
            let _ = write!(out, " {name}=\"{value}\"");
        }
        out.push('>');
    }

    fn print(&self, out: &mut String, is_root: bool) {
        self.start(out, is_root);
        out.push_str(&self.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"));
        for child in &self.children {
            out.push('\n');
            child.print(out, false);
        }
        if !self.children.is_empty() {
            out.push('\n');
        }
        let _ = write!(out, "</{}>", self.name);
    }
}
