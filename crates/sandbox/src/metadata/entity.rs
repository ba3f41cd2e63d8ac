//! A municipality's identity provider and a learning service. Neither exists; their domains are reserved for examples (RFC 2606).

use super::MetadataError;
use super::certificates::{SOUND, certificate};
use super::fault::Published;
use super::node::{Node, node, told};

pub(crate) const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
pub(crate) const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
pub(crate) const URI: &str = "urn:oasis:names:tc:SAML:2.0:attrname-format:uri";
const SAML2: &str = "urn:oasis:names:tc:SAML:2.0:protocol";

/// The entity under test.
pub(crate) fn entity(published: Published) -> Result<Node, MetadataError> {
    match published {
        Published::Idp | Published::Federation => idp(),
        Published::Sp => sp(),
    }
}

fn idp() -> Result<Node, MetadataError> {
    let root = "https://idp.tallbacka.example";
    let extensions = node("md:Extensions").holding([
        node("shibmd:Scope").with("regexp", "false").text("tallbacka.example"),
        ui("Tallbacka kommun", root),
    ]);
    let role = node("md:IDPSSODescriptor")
        .with("protocolSupportEnumeration", SAML2)
        .with("errorURL", &format!("{root}/fel"))
        .with("WantAuthnRequestsSigned", "false")
        .holding([extensions, key("signing")?, key("encryption")?])
        .holding([
            endpoint("md:SingleLogoutService", REDIRECT, &format!("{root}/slo"))
                .with("ResponseLocation", &format!("{root}/slo/svar")),
            node("md:NameIDFormat").text("urn:oasis:names:tc:SAML:2.0:nameid-format:transient"),
            endpoint("md:SingleSignOnService", REDIRECT, &format!("{root}/sso/redirect")),
            endpoint("md:SingleSignOnService", POST, &format!("{root}/sso/post")),
        ]);
    let assurance = attribute(
        "urn:oasis:names:tc:SAML:attribute:assurance-certification",
        &["http://id.skolfederation.se/loa/2fa", "https://fidus.skolverket.se/authentication/e-leg"],
    );
    Ok(described(root, "Tallbacka kommun", assurance, role))
}

fn sp() -> Result<Node, MetadataError> {
    let root = "https://larospel.example";
    let requested = |name: &str, oid: &str| {
        node("md:RequestedAttribute")
            .with("Name", &format!("urn:oid:{oid}"))
            .with("NameFormat", URI)
            .with("FriendlyName", name)
            .with("isRequired", "true")
    };
    let attributes = node("md:AttributeConsumingService").with("index", "0").holding([
        told("md:ServiceName", "sv", "Läspel"),
        told("md:ServiceName", "en", "Reading Game"),
        requested("eduPersonPrincipalName", "1.3.6.1.4.1.5923.1.1.1.6"),
        requested("sisSchoolUnitCode", "1.2.752.194.10.2.4"),
    ]);
    let acs = |index: &str, path: &str| {
        endpoint("md:AssertionConsumerService", POST, &format!("{root}/{path}")).with("index", index)
    };
    let role = node("md:SPSSODescriptor")
        .with("protocolSupportEnumeration", SAML2)
        .with("AuthnRequestsSigned", "false")
        .with("WantAssertionsSigned", "true")
        .holding([node("md:Extensions").holding([ui("Läspel", root)]), key("signing")?, key("encryption")?])
        .holding([
            endpoint("md:SingleLogoutService", REDIRECT, &format!("{root}/slo")),
            acs("0", "acs").with("isDefault", "true"),
            acs("1", "acs/prov").with("isDefault", "false"),
            attributes,
        ]);
    let category = attribute(
        "http://macedir.org/entity-category",
        &["http://id.elegnamnden.se/ec/1.0/loa3-pnr", "https://refeds.org/category/code-of-conduct/v2"],
    );
    Ok(described(root, "Läspel AB", category, role))
}

/// What both kinds have in common.
fn described(root: &str, name: &str, attribute: Node, role: Node) -> Node {
    let algorithm = |name: &str, uri: &str| node(name).with("Algorithm", uri);
    let extensions = node("md:Extensions").holding([
        algorithm("alg:DigestMethod", "http://www.w3.org/2001/04/xmlenc#sha256"),
        algorithm("alg:SigningMethod", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"),
        node("mdattr:EntityAttributes").holding([attribute]),
    ]);
    let organisation = node("md:Organization").holding([
        told("md:OrganizationName", "sv", name),
        told("md:OrganizationName", "en", name),
        told("md:OrganizationDisplayName", "sv", name),
        told("md:OrganizationDisplayName", "en", name),
        told("md:OrganizationURL", "sv", root),
        told("md:OrganizationURL", "en", &format!("{root}/en")),
    ]);
    let domain = root.trim_start_matches("https://");
    node("md:EntityDescriptor").with("entityID", &format!("{root}/saml")).holding([
        extensions,
        role,
        organisation,
        contact("technical", "drift", domain),
        contact("administrative", "avtal", domain),
        contact("support", "support", domain),
        contact("other", "sakerhet", domain)
            .with("remd:contactType", "http://refeds.org/metadata/contactType/security"),
    ])
}

/// A contact: a function, not a person.
pub(crate) fn contact(kind: &str, mailbox: &str, domain: &str) -> Node {
    node("md:ContactPerson").with("contactType", kind).holding([
        node("md:GivenName").text(mailbox),
        node("md:EmailAddress").text(&format!("mailto:{mailbox}@{domain}")),
    ])
}

fn ui(name: &str, root: &str) -> Node {
    node("mdui:UIInfo").holding([
        told("mdui:DisplayName", "sv", name),
        told("mdui:DisplayName", "en", name),
        told("mdui:Description", "sv", "Finns inte på riktigt"),
        told("mdui:Description", "en", "Does not really exist"),
        told("mdui:InformationURL", "sv", &format!("{root}/om")),
        told("mdui:InformationURL", "en", &format!("{root}/about")),
        told("mdui:PrivacyStatementURL", "sv", &format!("{root}/integritet")),
        told("mdui:PrivacyStatementURL", "en", &format!("{root}/privacy")),
        node("mdui:Logo").with("height", "64").with("width", "64").text(&format!("{root}/logo.png")),
    ])
}

fn attribute(name: &str, values: &[&str]) -> Node {
    let values = values.iter().map(|value| node("saml:AttributeValue").text(value));
    node("saml:Attribute").with("Name", name).with("NameFormat", URI).holding(values)
}

fn key(usage: &str) -> Result<Node, MetadataError> {
    let certificate = node("ds:X509Certificate").text(&certificate(SOUND)?);
    let info = node("ds:KeyInfo").holding([node("ds:X509Data").holding([certificate])]);
    Ok(node("md:KeyDescriptor").with("use", usage).holding([info]))
}

pub(crate) fn endpoint(name: &str, binding: &str, location: &str) -> Node {
    node(name).with("Binding", binding).with("Location", location)
}
