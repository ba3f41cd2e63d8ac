//! Entities: the structural view of their JSON Schemas.

use std::collections::BTreeMap;

/// An entity or sub-object.
#[derive(Debug, Clone, PartialEq)]
pub struct Entity {
    /// Name, for example `Person`.
    pub name: String,
    /// Declared properties by name.
    pub properties: BTreeMap<String, Property>,
}

/// A declared property.
#[derive(Debug, Clone, PartialEq)]
pub struct Property {
    /// Whether it has to be present (in responses).
    pub required: bool,
    /// Whether only the server sets it.
    pub read_only: bool,
    /// What it holds.
    pub shape: Shape,
}

/// What a property holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Shape {
    /// A string, integer, number or boolean.
    Scalar {
        /// JSON type.
        data_type: String,
        /// `uuid`, `date`, `date-time`, `email`, `uri`.
        format: Option<String>,
        /// Name of the enumeration that the value is taken from.
        enumeration: Option<String>,
        /// Smallest value.
        minimum: Option<i64>,
        /// Greatest value.
        maximum: Option<i64>,
        /// Regular expression.
        pattern: Option<String>,
    },
    /// `{ id, displayName? }`, for persons also `securityMarking?`.
    Reference {
        /// Entity that the id belongs to.
        target: String,
    },
    /// A sub-object or a whole entity, by name.
    Object(String),
    /// An object with these properties (`_embedded`).
    Inline(BTreeMap<String, Property>),
    /// An array.
    Array {
        /// What each element is.
        items: Box<Shape>,
        /// Whether elements must differ.
        unique: bool,
        /// Fewest elements.
        min_items: u64,
    },
}
