//! Algorithms that an entity says it takes.

use samspel_suite::{Check, Context};

use crate::findings::Findings;
use crate::namespaces::{ALG, MD};
use crate::view::{Sights, View, entity_check};

pub(crate) const CHECKS: &[Check] = &[entity_check!("saml/algorithms", algorithms)];

/// None of those that the case refuses is offered, and one of those that it needs is, where any is.
fn algorithms(view: &View<'_>, context: &Context) -> Sights {
    let refused: Vec<String> = context.with("refused")?;
    let needed: Vec<String> = context.with("needed")?;
    let mut findings = Findings::default();
    let mut signing = Vec::new();
    for element in view.entity.walk() {
        let is_offer =
            element.is(ALG, "SigningMethod") || element.is(ALG, "DigestMethod") || element.is(MD, "EncryptionMethod");
        if !is_offer {
            continue;
        }
        let uri = element.attribute("Algorithm").unwrap_or_default();
        findings.hold(!refused.iter().any(|other| other == uri), element, "md-algorithm-weak", "-", uri);
        if element.name == "SigningMethod" {
            signing.push(uri);
        }
    }
    if !signing.is_empty() {
        let offered = signing.iter().any(|uri| needed.iter().any(|needed| needed == uri));
        findings.hold(offered, view.entity, "md-algorithm-missing", &needed.join(" | "), &signing.join(" | "));
    }
    Ok(findings.apply_or("md-algorithms-held", "md-no-algorithms"))
}
