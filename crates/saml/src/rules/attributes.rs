//! Attributes that a service asks for.

use std::collections::BTreeMap;

use samspel_suite::{Check, Context};

use crate::findings::Findings;
use crate::namespaces::MD;
use crate::tree::Element;
use crate::view::{Sights, View, entity_check, roles};

pub(crate) const CHECKS: &[Check] =
    &[entity_check!("saml/requested-attributes", requested), entity_check!("saml/attribute-register", registered)];

/// How attributes are named by URIs (saml-core-2.0-os, 8.2.2).
const URI: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";

fn asked_for(role: &Element) -> impl Iterator<Item = &Element> {
    role.all(MD, "AttributeConsumingService").flat_map(|service| service.all(MD, "RequestedAttribute"))
}

/// The service says which attributes it needs, each by its OID.
fn requested(view: &View<'_>, context: &Context) -> Sights {
    let mut findings = Findings::default();
    for role in roles!(view, context) {
        let mut attributes = asked_for(role).peekable();
        if attributes.peek().is_none() {
            findings.breach(role, "md-no-requested-attribute", "md:RequestedAttribute", "-");
        }
        for attribute in attributes {
            let format = attribute.attribute("NameFormat").unwrap_or_default();
            findings.hold(format == URI, attribute, "md-attribute-format", URI, format);
            let name = attribute.attribute("Name").unwrap_or_default();
            let arcs = name.strip_prefix("urn:oid:").map(|oid| oid.split('.'));
            let is_oid = arcs.is_some_and(|mut arcs| arcs.all(|arc| arc.parse::<u64>().is_ok()));
            findings.hold(is_oid, attribute, "md-attribute-no-oid", "urn:oid:…", name);
        }
    }
    Ok(findings.come_to("md-attributes-held", "md-no-requested-attribute"))
}

/// Every attribute is in the register that the case holds, and has not been taken out of it.
fn registered(view: &View<'_>, context: &Context) -> Sights {
    let known: BTreeMap<String, String> = context.with("known")?;
    let retired: BTreeMap<String, String> = context.with("retired")?;
    let mut findings = Findings::default();
    for attribute in roles!(view, context).into_iter().flat_map(asked_for) {
        let name = attribute.attribute("Name").unwrap_or_default();
        if let Some(old) = retired.get(name) {
            findings.breach(attribute, "md-attribute-retired", "-", &format!("{name} ({old})"));
        } else {
            let said = attribute.attribute("FriendlyName");
            let meant = said.and_then(|said| known.iter().find(|(_, own)| *own == said)).map(|(name, _)| name.as_str());
            findings.hold(known.contains_key(name), attribute, "md-attribute-unknown", meant.unwrap_or("-"), name);
        }
    }
    Ok(findings.come_to("md-attributes-held", "md-no-requested-attribute"))
}
