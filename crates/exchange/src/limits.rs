//! How gentle the client is, and how much evidence it keeps.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Limits of the target file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// Requests started per second over all principals; 0 = no limit.
    pub requests_per_second: u32,
    /// Requests in the whole run.
    pub max_requests: u64,
    /// Requests under way at once.
    pub concurrency: u16,
    /// Seconds for one request, body included.
    pub timeout_s: u64,
    /// Largest body read, in bytes.
    pub max_body_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            requests_per_second: 50,
            max_requests: 100_000,
            concurrency: 8,
            timeout_s: 30,
            max_body_bytes: 256 * 1024 * 1024,
        }
    }
}

/// How much of each exchange is written to `evidence/`, least first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum EvidenceLevel {
    /// Only method, path, status and time.
    None,
    /// Bodies with every value replaced by its type.
    Shape,
    /// Bodies with personal values replaced by keyed pseudonyms of the same form.
    #[default]
    Pseudonymised,
}
