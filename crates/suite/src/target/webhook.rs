//! Where the system under test sends its notifications.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The address that subscriptions of the tests name, and how long a notification may take.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Webhook {
    /// Address that Samspel listens on; port 0 takes a free one.
    pub listen: String,
    /// URL under which the system reaches that address. Left out = the address itself, which a system on the same machine can reach.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub public_url: Option<String>,
    /// Seconds that a notification may take, gathering of several changes included.
    #[schemars(range(min = 1))]
    pub wait_s: u64,
}

impl Default for Webhook {
    fn default() -> Self {
        Webhook { listen: "127.0.0.1:0".to_owned(), public_url: None, wait_s: 60 }
    }
}

impl Webhook {
    /// Whether nothing differs from the default.
    pub(super) fn is_default(&self) -> bool {
        *self == Webhook::default()
    }
}
