//! Who makes a change in the system when a test asks for one.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A way to have data changed, created or deleted behind the interface: exactly one of `command`, `url` and `operator`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Changes {
    /// Program and arguments. The environment says what to do: `SAMSPEL_CHANGE` (`create`, `modify`, `delete`), `SAMSPEL_ENTITY`
    /// (`Person`), `SAMSPEL_ID` (empty for `create`), `SAMSPEL_FIELD` (the field to modify; empty = any). Exit code 0 means that it
    /// is done, 3 that this change cannot be made. After `create` it prints the new id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub command: Vec<String>,
    /// URL that gets a POST with `{ "change", "entity", "id", "field" }`; 2xx means that it is done, 404, 405, 409, 422 and 501 that
    /// this change cannot be made. After `create` the answer is `{ "id": … }`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// A person at the terminal is told step by step what to do.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub operator: bool,
    /// Seconds until the change has to show in the interface.
    #[serde(default = "default_wait_s")]
    #[schemars(range(min = 1))]
    pub wait_s: u64,
}

fn default_wait_s() -> u64 {
    60
}

impl Changes {
    /// By a POST to a URL.
    #[must_use]
    pub fn by_url(url: String, wait_s: u64) -> Self {
        Changes { command: Vec::new(), url: Some(url), operator: false, wait_s }
    }
}
