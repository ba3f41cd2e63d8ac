//! An element with all that it holds, free of the text that it was read from.

use roxmltree::Node;

/// Elements deeper than this are no metadata: the schemas end at about a dozen.
const DEEPEST: usize = 64;

/// An XML element.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) namespace: String,
    pub(crate) name: String,
    attributes: Vec<Attribute>,
    pub(crate) children: Vec<Element>,
    /// Text of its own, trimmed.
    pub(crate) text: String,
    /// Line in the document, from 1.
    pub(crate) line: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Attribute {
    namespace: String,
    name: String,
    value: String,
}

/// The document goes deeper than any metadata does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooDeep;

impl Element {
    /// Copies an element out of a document. `line` tells the line of a byte offset.
    pub(crate) fn of(node: Node<'_, '_>, line: &impl Fn(usize) -> u32) -> Result<Element, TooDeep> {
        Element::at_depth(node, line, 0)
    }

    fn at_depth(node: Node<'_, '_>, line: &impl Fn(usize) -> u32, depth: usize) -> Result<Element, TooDeep> {
        if depth > DEEPEST {
            return Err(TooDeep);
        }
        let attribute = |a: roxmltree::Attribute<'_, '_>| Attribute {
            namespace: a.namespace().unwrap_or_default().to_owned(),
            name: a.name().to_owned(),
            value: a.value().to_owned(),
        };
        let children = node.children().filter(Node::is_element);
        let text: String = node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
        Ok(Element {
            namespace: node.tag_name().namespace().unwrap_or_default().to_owned(),
            name: node.tag_name().name().to_owned(),
            attributes: node.attributes().map(attribute).collect(),
            children: children.map(|child| Element::at_depth(child, line, depth + 1)).collect::<Result<_, _>>()?,
            text: text.trim().to_owned(),
            line: line(node.range().start),
        })
    }

    pub(crate) fn is(&self, namespace: &str, name: &str) -> bool {
        self.name == name && self.namespace == namespace
    }

    /// Children of this name.
    pub(crate) fn all<'e>(&'e self, namespace: &'e str, name: &'e str) -> impl Iterator<Item = &'e Element> {
        self.children.iter().filter(move |child| child.is(namespace, name))
    }

    /// The first child of this name.
    pub(crate) fn first(&self, namespace: &str, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.is(namespace, name))
    }

    /// An attribute without namespace.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attribute_in("", name)
    }

    /// An attribute of a namespace.
    pub(crate) fn attribute_in(&self, namespace: &str, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|a| a.name == name && a.namespace == namespace);
        found.map(|attribute| attribute.value.as_str())
    }

    /// This element and everything below it, in document order.
    pub(crate) fn walk(&self) -> Vec<&Element> {
        let mut found = Vec::new();
        let mut open = vec![self];
        while let Some(element) = open.pop() {
            found.push(element);
            open.extend(element.children.iter().rev());
        }
        found
    }
}
