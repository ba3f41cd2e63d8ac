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

/// Values are spelled as the registers that the case holds spell them. What belongs to somebody else's register is told, not judged.
fn registered(view: &View<'_>, context: &Context) -> Sights {
    let registers: BTreeMap<String, Vec<String>> = context.with("registers")?;
    let mut findings = Findings::default();
    for attribute in own(view).flat_map(|element| element.all(SAML, "Attribute")) {
        let name = attribute.attribute("Name").unwrap_or_default();
        let Some(register) = registers.get(name) else { continue };
        for value in attribute.all(SAML, "AttributeValue") {
            match place(&value.text, register) {
                Place::Registered => findings.keep(),
                Place::Misspelt(meant) => {
                    findings.breach(value, "md-entity-attribute-unknown", meant.unwrap_or("-"), &value.text);
                }
                Place::Elsewhere => findings.note(value, "md-entity-attribute-elsewhere", "-", &value.text),
            }
        }
    }
    Ok(findings.apply_or("md-entity-attributes-held", "md-no-entity-attributes"))
}

/// How far a slip of the pen takes a value from the one that was meant.
const SLIP: usize = 8;

/// Where a value stands to a register.
#[derive(Debug, PartialEq, Eq)]
enum Place<'r> {
    Registered,
    /// Not in the register, but like an entry, or of a host whose values the register knows.
    Misspelt(Option<&'r str>),
    /// Of a host that the register says nothing about.
    Elsewhere,
}

/// An entry that ends in `*` stands for everything that begins so.
fn place<'r>(value: &str, register: &'r [String]) -> Place<'r> {
    let is_entry = |entry: &String| match entry.strip_suffix('*') {
        Some(beginning) => value.starts_with(beginning) && value.len() > beginning.len(),
        None => entry == value,
    };
    if register.iter().any(is_entry) {
        return Place::Registered;
    }
    let nearest = register
        .iter()
        .map(|entry| (strsim::damerau_levenshtein(entry, value), entry.as_str()))
        .min()
        .filter(|(distance, _)| *distance <= SLIP)
        .map(|(_, entry)| entry);
    let is_of_known_host = register.iter().any(|entry| host(entry) == host(value));
    if nearest.is_some() || is_of_known_host { Place::Misspelt(nearest) } else { Place::Elsewhere }
}

/// The host of a URI, whatever its scheme; empty when it has none.
fn host(uri: &str) -> &str {
    uri.split_once("://").map_or("", |(_, rest)| rest.split('/').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_value_of_a_register_that_is_held_is_judged() {
        let register = ["http://id.example.se/ec/loa3", "http://id.example.se/contract/*", "https://other.example/a"];
        let register = register.map(str::to_owned);
        assert_eq!(place("http://id.example.se/ec/loa3", &register), Place::Registered);
        assert_eq!(place("http://id.example.se/contract/skola", &register), Place::Registered);
        assert_eq!(place("https://id.example.se/ec/loa3", &register), Place::Misspelt(Some(&register[0])));
        assert_eq!(place("http://id.example.se/ec/something-else", &register), Place::Misspelt(None));
        assert_eq!(place("http://id.example.se/contract/", &register), Place::Misspelt(Some(&register[1])));
        assert_eq!(place("https://federation.example/category/school", &register), Place::Elsewhere);
        assert_eq!(place("no URI at all, and like nothing", &register), Place::Elsewhere);
    }
}
