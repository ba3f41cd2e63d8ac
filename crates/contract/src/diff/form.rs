//! A schema with its references and `allOf` members laid side by side, without copying.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::DiffError;
use super::document::{circle, resolve};

/// Keywords that say something about a property rather than about its type, so they are also read beside a `$ref`.
const BESIDE_REFERENCE: [&str; 3] = ["readOnly", "default", "nullable"];

/// Deepest nesting of references and `allOf`: a deeper one is a circle.
const DEEPEST: usize = 32;

/// A flattened schema.
#[derive(Debug, Clone)]
pub(super) struct Form<'a> {
    root: &'a Value,
    /// Where the schema itself stands, references followed.
    target: &'a Value,
    /// The schema's parts, each with whether its keywords stand beside a `$ref` and therefore mostly do not count.
    parts: Vec<(&'a Value, bool)>,
    /// Names of the definitions that went into it, outermost first.
    pub(super) names: Vec<&'a str>,
}

impl<'a> Form<'a> {
    pub(super) fn new(root: &'a Value, node: &'a Value) -> Result<Form<'a>, DiffError> {
        let mut form = Form { root, target: node, parts: Vec::new(), names: Vec::new() };
        form.lay_out(node, 0)?;
        Ok(form)
    }

    fn lay_out(&mut self, node: &'a Value, depth: usize) -> Result<(), DiffError> {
        if depth > DEEPEST {
            return Err(circle(node));
        }
        if let Some(reference) = node.get("$ref").and_then(Value::as_str) {
            self.names.extend(reference_name(node));
            let target = resolve(self.root, reference)?;
            if std::ptr::eq(self.target, node) {
                self.target = target;
            }
            self.lay_out(target, depth + 1)?;
            self.parts.push((node, true));
            return Ok(());
        }
        for member in node.get("allOf").and_then(Value::as_array).into_iter().flatten() {
            self.lay_out(member, depth + 1)?;
        }
        self.parts.push((node, false));
        Ok(())
    }

    /// Something that is the same for every reference to the same schema of a document.
    pub(super) fn identity(&self) -> *const Value {
        std::ptr::from_ref(self.target)
    }

    /// Value of a keyword; the outermost part wins.
    pub(super) fn keyword(&self, name: &str) -> Option<&'a Value> {
        let counts = |beside: bool| !beside || BESIDE_REFERENCE.contains(&name);
        self.parts.iter().rev().filter(|(_, beside)| counts(*beside)).find_map(|(part, _)| part.get(name))
    }

    /// Value of a keyword as text, `none` when absent.
    pub(super) fn text(&self, name: &str) -> String {
        match self.keyword(name) {
            None => "none".to_owned(),
            Some(Value::String(text)) => text.clone(),
            Some(other) => other.to_string(),
        }
    }

    /// Whether a keyword is true.
    pub(super) fn holds(&self, name: &str) -> bool {
        self.keyword(name).and_then(Value::as_bool).unwrap_or(false)
    }

    /// `string`, `string or integer`, `object`, …; `any` when nothing tells.
    pub(super) fn data_type(&self) -> String {
        match self.keyword("type") {
            Some(Value::String(one)) => one.clone(),
            Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or "),
            _ if self.keyword("properties").is_some() => "object".to_owned(),
            _ if self.keyword("items").is_some() => "array".to_owned(),
            _ if self.keyword("enum").is_some() => "string".to_owned(),
            _ => "any".to_owned(),
        }
    }

    /// Declared properties of all parts.
    pub(super) fn properties(&self) -> BTreeMap<&'a str, &'a Value> {
        let declared = self.counting_parts().filter_map(|part| part.get("properties")?.as_object());
        declared.flatten().map(|(name, schema)| (name.as_str(), schema)).collect()
    }

    /// Names that have to be present, from all parts.
    pub(super) fn required(&self) -> BTreeSet<&'a str> {
        let lists = self.counting_parts().filter_map(|part| part.get("required")?.as_array());
        lists.flatten().filter_map(Value::as_str).collect()
    }

    /// A `required` that is no list, which some writers put inside the property.
    pub(super) fn misplaced_required(&self) -> Option<String> {
        self.parts
            .iter()
            .filter_map(|(part, _)| part.get("required"))
            .find(|value| !value.is_array())
            .map(Value::to_string)
    }

    /// Allowed values.
    pub(super) fn values(&self) -> Option<BTreeSet<String>> {
        let values = self.keyword("enum")?.as_array()?;
        Some(values.iter().map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned)).collect())
    }

    /// Form of another node of the same document.
    pub(super) fn beside(&self, node: &'a Value) -> Result<Form<'a>, DiffError> {
        Form::new(self.root, node)
    }

    /// One line about the schema: `string (uuid)`, `array of object`, `one of 3 values`.
    pub(super) fn summary(&self) -> String {
        let data_type = self.data_type();
        if let Some(values) = self.values() {
            return format!("{data_type}, one of {} values", values.len());
        }
        let items = self.keyword("items").and_then(|items| self.beside(items).ok());
        match (items, self.keyword("format")) {
            (Some(items), _) => format!("array of {}", items.summary()),
            (None, Some(Value::String(format))) => format!("{data_type} ({format})"),
            _ => data_type,
        }
    }

    fn counting_parts(&self) -> impl Iterator<Item = &'a Value> {
        self.parts.iter().filter(|(_, beside)| !beside).map(|(part, _)| *part)
    }
}

/// Last part of a `$ref`.
pub(super) fn reference_name(node: &Value) -> Option<&str> {
    node.get("$ref")?.as_str()?.rsplit('/').next()
}
