//! Who to turn to. Looks at contact persons and tells nothing of them but their kind.

use std::collections::BTreeMap;

use samspel_suite::{Check, Context};

use crate::findings::Findings;
use crate::namespaces::{MD, REMD};
use crate::tree::Element;
use crate::view::{Sights, View, entity_check, optional, roles};

pub(crate) const CHECKS: &[Check] = &[
    entity_check!("saml/contact", contact),
    entity_check!("saml/contacts-once", once),
    entity_check!("saml/contact-addresses", addresses),
];

/// The kind of contact that REFEDS has for incidents; its `contactType` is `other`.
const SECURITY: &str = "http://refeds.org/metadata/contactType/security";

/// Kind of a contact: its type, or `security`.
fn kind(contact: &Element) -> &str {
    match contact.attribute_in(REMD, "contactType") {
        Some(SECURITY) => "security",
        _ => contact.attribute("contactType").unwrap_or_default(),
    }
}

/// A contact of the kind that the case names, with the elements that it names.
fn contact(view: &View<'_>, context: &Context) -> Sights {
    let wanted: String = context.with("kind")?;
    let elements: Vec<String> = optional(context, "elements")?.unwrap_or_default();
    // Which role a contact is for does not show: what the role decides is whether the rule holds at all.
    let _ = roles!(view, context);
    let mut findings = Findings::default();
    let mut of_kind = view.entity.all(MD, "ContactPerson").filter(|contact| kind(contact) == wanted).peekable();
    if of_kind.peek().is_none() {
        findings.breach(view.entity, "md-contact-missing", &wanted, "-");
    }
    for contact in of_kind {
        findings.keep();
        for name in &elements {
            let given = contact.all(MD, name).any(|element| !element.text.is_empty());
            findings.hold(given, contact, "md-contact-lacks", &format!("{wanted}: <{name}>"), "-");
        }
    }
    Ok(findings.come_to("md-contact-held", "md-nobody"))
}

/// At most one contact of each kind.
#[expect(clippy::unnecessary_wraps, reason = "the shape of rules")]
fn once(view: &View<'_>, _: &Context) -> Sights {
    let mut findings = Findings::default();
    let mut kinds: BTreeMap<&str, Vec<&Element>> = BTreeMap::new();
    for contact in view.entity.all(MD, "ContactPerson") {
        kinds.entry(kind(contact)).or_default().push(contact);
    }
    for (kind, contacts) in &kinds {
        let observed = format!("{kind}: {}", contacts.len());
        findings.hold(contacts.len() == 1, contacts[0], "md-contact-twice", "1", &observed);
    }
    Ok(findings.come_to("md-contact-held", "md-no-contacts"))
}

/// Addresses are `mailto:` URIs (saml-metadata-2.0-os, 2.3.2.2, and SWAMID 5.1.24).
#[expect(clippy::unnecessary_wraps, reason = "the shape of rules")]
fn addresses(view: &View<'_>, _: &Context) -> Sights {
    let mut findings = Findings::default();
    for contact in view.entity.all(MD, "ContactPerson") {
        for address in contact.all(MD, "EmailAddress") {
            let is_mailto = address.text.strip_prefix("mailto:").is_some_and(|rest| rest.contains('@'));
            findings.hold(is_mailto, address, "md-address-no-mailto", "mailto:…@…", "…");
        }
    }
    Ok(findings.come_to("md-contact-held", "md-no-contacts"))
}
