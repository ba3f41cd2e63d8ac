//! The structure that the metadata schema asks for, as far as rules of our own can say it: there is no validator for XML Schema in pure
//! Rust. Looked at are required attributes and children, elements that the metadata namespace does not have where they stand, and the
//! forms of numbers, booleans and URIs. Not looked at are the order of elements and the schemas of extensions.

use samspel_model::Sight;
use samspel_suite::{Check, Context};

use crate::Metadata;
use crate::findings::Findings;
use crate::namespaces::{DS, MD};
use crate::tree::Element;
use crate::view::{Sights, View, of_document};

pub(crate) const CHECKS: &[Check] = &[Check { id: "saml/structure", run: |context| of_document(context, structure) }];

/// What an element of the metadata namespace has (saml-metadata-2.0-os, 2.3 to 2.4).
struct Shape {
    name: &'static str,
    /// Attributes that it must have.
    attributes: &'static [&'static str],
    /// Children of the same namespace that it must have.
    needs: &'static [&'static str],
    /// Other children of the same namespace that it may have.
    takes: &'static [&'static str],
}

const fn shape(
    name: &'static str,
    attributes: &'static [&'static str],
    needs: &'static [&'static str],
    takes: &'static [&'static str],
) -> Shape {
    Shape { name, attributes, needs, takes }
}

const ENDPOINT: &[&str] = &["Binding", "Location"];
const INDEXED: &[&str] = &["Binding", "Location", "index"];

const SHAPES: &[Shape] = &[
    shape(
        "EntityDescriptor",
        &["entityID"],
        &[],
        &[
            "Extensions",
            "IDPSSODescriptor",
            "SPSSODescriptor",
            "AuthnAuthorityDescriptor",
            "AttributeAuthorityDescriptor",
            "PDPDescriptor",
            "RoleDescriptor",
            "AffiliationDescriptor",
            "Organization",
            "ContactPerson",
            "AdditionalMetadataLocation",
        ],
    ),
    shape(
        "IDPSSODescriptor",
        &["protocolSupportEnumeration"],
        &["SingleSignOnService"],
        &[
            "Extensions",
            "KeyDescriptor",
            "Organization",
            "ContactPerson",
            "ArtifactResolutionService",
            "SingleLogoutService",
            "ManageNameIDService",
            "NameIDFormat",
            "NameIDMappingService",
            "AssertionIDRequestService",
            "AttributeProfile",
        ],
    ),
    shape(
        "SPSSODescriptor",
        &["protocolSupportEnumeration"],
        &["AssertionConsumerService"],
        &[
            "Extensions",
            "KeyDescriptor",
            "Organization",
            "ContactPerson",
            "ArtifactResolutionService",
            "SingleLogoutService",
            "ManageNameIDService",
            "NameIDFormat",
            "AttributeConsumingService",
        ],
    ),
    shape("KeyDescriptor", &[], &[], &["EncryptionMethod"]),
    shape("Organization", &[], &["OrganizationName", "OrganizationDisplayName", "OrganizationURL"], &["Extensions"]),
    shape(
        "ContactPerson",
        &["contactType"],
        &[],
        &["Extensions", "Company", "GivenName", "SurName", "EmailAddress", "TelephoneNumber"],
    ),
    shape("SingleSignOnService", ENDPOINT, &[], &[]),
    shape("SingleLogoutService", ENDPOINT, &[], &[]),
    shape("ManageNameIDService", ENDPOINT, &[], &[]),
    shape("NameIDMappingService", ENDPOINT, &[], &[]),
    shape("ArtifactResolutionService", INDEXED, &[], &[]),
    shape("AssertionConsumerService", INDEXED, &[], &[]),
    shape("AttributeConsumingService", &["index"], &["ServiceName", "RequestedAttribute"], &["ServiceDescription"]),
    shape("RequestedAttribute", &["Name"], &[], &[]),
];

/// Attributes that are true or false (xs:boolean).
const BOOLEANS: [&str; 5] =
    ["isDefault", "isRequired", "AuthnRequestsSigned", "WantAssertionsSigned", "WantAuthnRequestsSigned"];

/// Values of `contactType` and `use`.
const WORDS: [(&str, &[&str]); 2] = [
    ("contactType", &["technical", "support", "administrative", "billing", "other"]),
    ("use", &["signing", "encryption"]),
];

#[expect(clippy::unnecessary_wraps, reason = "the shape of rules")]
fn structure(metadata: &Metadata, _: &Context) -> Sights {
    if let Err(unreadable) = &metadata.content
        && unreadable.is_well_formed()
    {
        return Ok(vec![Sight::Contradiction(Box::new(unreadable.contradiction()))]);
    }
    let view = match View::of(metadata) {
        Ok(view) => view,
        Err(sights) => return Ok(sights),
    };
    let mut findings = Findings::default();
    for element in view.entity.walk() {
        // What extensions hold is theirs.
        if element.namespace != MD || element.name == "Extensions" {
            continue;
        }
        if let Some(shape) = SHAPES.iter().find(|shape| shape.name == element.name) {
            fits(&mut findings, element, shape);
        }
        values(&mut findings, element);
    }
    let roles = view.entity.children.iter().filter(|child| child.namespace == MD && child.name.ends_with("Descriptor"));
    findings.hold(roles.count() > 0, view.entity, "md-child-missing", "…Descriptor", "-");
    Ok(findings.come_to("md-structure-held", "md-nobody"))
}

fn fits(findings: &mut Findings, element: &Element, shape: &Shape) {
    for name in shape.attributes {
        let given = element.attribute(name).is_some_and(|value| !value.trim().is_empty());
        findings.hold(given, element, "md-attribute-missing", &format!("@{name}"), "-");
    }
    for name in shape.needs {
        findings.hold(element.first(MD, name).is_some(), element, "md-child-missing", &format!("<{name}>"), "-");
    }
    if element.name == "KeyDescriptor" {
        findings.hold(element.first(DS, "KeyInfo").is_some(), element, "md-child-missing", "<ds:KeyInfo>", "-");
    }
    for child in element.children.iter().filter(|child| child.namespace == MD) {
        let known = shape.needs.iter().chain(shape.takes).any(|name| *name == child.name);
        if !known {
            let nearest = nearest(&child.name, shape.needs.iter().chain(shape.takes).copied());
            findings.breach(child, "md-element-unknown", &nearest, &format!("<{}>", child.name));
        }
    }
}

fn values(findings: &mut Findings, element: &Element) {
    for name in BOOLEANS {
        if let Some(value) = element.attribute(name) {
            let is_boolean = matches!(value.trim(), "true" | "false" | "1" | "0");
            findings.hold(is_boolean, element, "md-not-boolean", &format!("@{name}: true | false"), value);
        }
    }
    for (name, words) in WORDS {
        if let Some(value) = element.attribute(name) {
            let expected = format!("@{name}: {}", words.join(" | "));
            findings.hold(words.contains(&value), element, "md-word-unknown", &expected, value);
        }
    }
    // The number itself is what SAML-MD-EP-4 looks at; other indexed elements have it looked at here.
    if element.name != "AssertionConsumerService"
        && let Some(value) = element.attribute("index")
    {
        findings.hold(value.trim().parse::<u16>().is_ok(), element, "md-not-a-number", "@index: 0 … 65535", value);
    }
    if let Some(value) = element.attribute("protocolSupportEnumeration") {
        let saml2 = value.split_whitespace().any(|protocol| protocol == "urn:oasis:names:tc:SAML:2.0:protocol");
        findings.hold(saml2, element, "md-not-saml2", "urn:oasis:names:tc:SAML:2.0:protocol", value);
    }
}

fn nearest<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> String {
    let near = known.min_by_key(|name| strsim::damerau_levenshtein(name, word));
    near.map(|name| format!("<{name}>")).unwrap_or_default()
}
