//! What an entity says about itself in attributes: categories, levels of assurance.

use std::collections::BTreeMap;

use samspel_suite::{Check, Context};

use crate::findings::Findings;
use crate::namespaces::{MD, MDATTR, SAML};
use crate::tree::Element;
use crate::view::{Sights, View, entity_check};

pub(crate) const CHECKS: &[Check] =
    &[entity_check!("saml/entity-attributes", placed), entity_check!("saml/entity-attribute-register", registered)];

/// How attributes are named by URIs (saml-core-2.0-os, 8.2.2).
const URI: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";

/// Where they are seen: directly below the entity's own extensions.
fn own<'v>(view: &View<'v>) -> impl Iterator<Item = &'v Element> {
    let extensions = view.entity.first(MD, "Extensions").into_iter();
    extensions.flat_map(|extensions| extensions.all(MDATTR, "EntityAttributes"))
}

/// They stand where they are seen, each named by a URI (sstc-metadata-attr, 2.1 and 2.4).
#[expect(clippy::unnecessary_wraps, reason = "the shape of rules")]
fn placed(view: &View<'_>, _: &Context) -> Sights {
    let mut findings = Findings::default();
    let seen: Vec<u32> = own(view).map(|element| element.line).collect();
    let all = view.entity.walk().into_iter().filter(|element| element.is(MDATTR, "EntityAttributes"));
    let mut in_place = own(view).collect::<Vec<_>>();
    for element in all {
        let stands = in_place.iter().position(|own| std::ptr::eq(*own, element));
        match stands {
            Some(at) => {
                in_place.swap_remove(at);
                findings.keep();
            }
            None => {
                let observed = if seen.is_empty() { "-" } else { "2" };
                findings.breach(element, "md-entity-attributes-misplaced", "EntityDescriptor/Extensions", observed);
            }
        }
        for attribute in element.all(SAML, "Attribute") {
            let format = attribute.attribute("NameFormat").unwrap_or_default();
            findings.hold(format == URI, attribute, "md-attribute-format", URI, format);
        }
    }
    Ok(findings.apply_or("md-entity-attributes-held", "md-no-entity-attributes"))
}

/// Values of the attributes that the case holds registers of are in them.
fn registered(view: &View<'_>, context: &Context) -> Sights {
    let registers: BTreeMap<String, Vec<String>> = context.with("registers")?;
    let mut findings = Findings::default();
    for attribute in own(view).flat_map(|element| element.all(SAML, "Attribute")) {
        let name = attribute.attribute("Name").unwrap_or_default();
        let Some(register) = registers.get(name) else { continue };
        for value in attribute.all(SAML, "AttributeValue") {
            let known = register.iter().any(|known| *known == value.text);
            let nearest = register
                .iter()
                .map(|known| (strsim::damerau_levenshtein(known, &value.text), known))
                .min()
                .filter(|(distance, _)| *distance <= 8)
                .map_or("-", |(_, known)| known.as_str());
            findings.hold(known, value, "md-entity-attribute-unknown", nearest, &value.text);
        }
    }
    Ok(findings.apply_or("md-entity-attributes-held", "md-no-entity-attributes"))
}
