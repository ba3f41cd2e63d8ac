//! Operations of the interface.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// HTTP method of an operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "the names are the HTTP methods")]
pub enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

impl Method {
    /// The method as it is sent.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// What an operation does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Kind {
    /// GET a collection, page by page.
    List,
    /// POST a set of ids and the like, get the matching entities.
    Lookup,
    /// GET one entity.
    ById,
    /// POST a new object.
    Create,
    /// PATCH an object.
    Update,
    /// DELETE an object.
    Delete,
    /// POST an entry to `/log/` or `/statistics/`.
    Report,
}

/// Shape of a body around the entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Envelope {
    /// `{ "data": [T], "pageToken": string | null }`
    Page,
    /// `[T]`
    Array,
    /// `T`
    Object,
    /// `{ "data": { key: [uuid] }, "pageToken": string | null }`
    DeletedEntities,
    /// No body.
    None,
}

/// One operation of the interface.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// Label used everywhere, for example `listPersons`.
    pub id: String,
    /// HTTP method.
    pub method: Method,
    /// Path template, for example `/persons/{id}`.
    pub path: String,
    /// What it does.
    pub kind: Kind,
    /// Entity that it is about.
    pub entity: Option<String>,
    /// Query and path parameters.
    pub parameters: Vec<Parameter>,
    /// Request body.
    pub body: Option<Body>,
    /// The documented success.
    pub success: Success,
    /// Every documented status.
    pub statuses: Vec<StatusFact>,
}

/// A query or path parameter.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Parameter {
    /// Literal, case-sensitive name.
    pub name: String,
    /// `query` or `path`.
    #[serde(rename = "in")]
    pub place: String,
    /// Whether a request without it is an error.
    pub required: bool,
    /// `string`, `integer`, `boolean` or `array`.
    #[serde(rename = "type")]
    pub data_type: String,
    /// Format of the value, or of each value of an array: `uuid`, `date`, `date-time`.
    pub format: Option<String>,
    /// Allowed values, or allowed values of an array's items.
    pub values: Option<Vec<String>>,
    /// Smallest integer.
    pub minimum: Option<i64>,
    /// What it means.
    pub semantics: Semantics,
}

/// What a parameter means.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Semantics {
    /// Operator: `eq`, `in`, `overlaps`, `anyEq`, `inSubtree`, `join`, `allValuesSubstringCI`, `hasRelation`, `relationOrganisationEq`,
    /// `le`, `ge`, `gt`, `windowStart`, `windowEnd`, `sort`, `embed`, `displayNames`, `pageSize`, `continue`, `pathId`.
    pub op: String,
    /// Field that it compares with: `[]` for array elements, ` -> ` for following a reference, ` | ` between alternatives,
    /// `relation.` for a member of the relation chosen by `relationship.entity.type`. None where no field of the entity is
    /// compared or the standard does not say which.
    pub field: Option<String>,
    /// Requirement that it follows from.
    pub rule: Option<String>,
    /// `inclusive` or `exclusive` for bounds; `either` where the published text contradicts the parameter's name, so that a
    /// record exactly at the bound proves nothing.
    pub bound: Option<String>,
    /// What happens to records that lack the field: `included` or `undefined`. None where the field is always there.
    pub missing: Option<String>,
    /// For `sort`: field and direction of each key.
    #[serde(default)]
    pub order: serde_json::Value,
    /// For `hasRelation`: the relations and what they resolve to.
    #[serde(default)]
    pub relations: serde_json::Value,
}

/// A request body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// Entity of the body, or None for an inline object (lookups).
    pub entity: Option<String>,
    /// For lookups: each key with the field that it matches.
    pub keys: BTreeMap<String, LookupKey>,
}

/// A key of a lookup body.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LookupKey {
    /// `uuid` or None for plain strings.
    pub format: Option<String>,
    /// Field of the entity that it matches, written as [`Semantics::field`].
    pub matches: String,
}

/// The documented success.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Success {
    /// 200, 201 or 204.
    pub status: u16,
    /// Shape of the body.
    pub envelope: Envelope,
    /// Entity in the body, after corrections of the published document's defects.
    pub entity: Option<String>,
}

/// The call that the server makes to a subscriber.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Webhook {
    /// Name of the callback.
    pub name: String,
    /// HTTP method.
    pub method: Method,
    /// Runtime expression that gives the address.
    pub url: String,
    /// Entity in the body.
    pub entity: String,
    /// Status that the subscriber answers.
    pub status: u16,
}

/// A documented status.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatusFact {
    /// Three digits or `default`.
    pub code: String,
    /// Whether it carries an `Error` body.
    pub error_body: bool,
}
