//! What the entity is called.

use samspel_suite::{Check, Context};
use url::Url;

use crate::findings::Findings;
use crate::view::{Sights, View, entity_check};

pub(crate) const CHECKS: &[Check] = &[entity_check!("saml/entity-id", entity_id)];

/// Longest entityID that federations take in (SDP-G02 and SWAMID say 256; SAML itself 1024).
const LONGEST: usize = 256;

/// An absolute URI. New entities take https; older ones may go on with what they registered.
#[expect(clippy::unnecessary_wraps, reason = "the shape of rules")]
fn entity_id(view: &View<'_>, _: &Context) -> Sights {
    let mut findings = Findings::default();
    let id = view.entity.attribute("entityID").unwrap_or_default();
    let scheme = Url::parse(id).ok().map(|url| url.scheme().to_owned());
    let at = view.entity;
    if id.chars().count() > LONGEST {
        let observed = format!("{} characters", id.chars().count());
        findings.breach(at, "md-entity-id-long", &format!("<= {LONGEST} characters"), &observed);
    } else if id.contains(char::is_whitespace) {
        findings.breach(at, "md-entity-id-no-uri", "https://…", id);
    } else {
        match scheme.as_deref() {
            Some("https") => findings.keep(),
            Some("http" | "urn") => {
                findings.keep();
                findings.note(at, "md-entity-id-old", "https://…", id);
            }
            Some(_) | None => findings.breach(at, "md-entity-id-no-uri", "https://…", id),
        }
    }
    Ok(findings.come_to("md-entity-id-held", "md-nobody"))
}
