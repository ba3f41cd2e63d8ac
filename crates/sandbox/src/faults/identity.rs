//! Faults that show when the register is compared with a login.

use serde_json::json;

use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[Fault {
    id: "login-name-of-two-persons",
    requirements: &["XID-1"],
    level: Level::Must,
    title: Title {
        sv: "En sökning på EPPN ger ännu en person som har den",
        en: "A search for an EPPN gives another person who has it as well",
    },
    hooks: &[Hook::Answer(|asked, answer| {
        let searched = asked.incoming.query.iter().flatten().any(|(name, _)| name == "eduPersonPrincipalName");
        if searched
            && let Some(found) = answer.json()["data"].as_array_mut()
            && let Some(mut twin) = found.first().cloned()
        {
            twin["id"] = json!("00000000-0000-4000-8000-00000000aaaa");
            found.push(twin);
        }
    })],
}];
