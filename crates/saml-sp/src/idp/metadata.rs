//! Metadata of the identity provider (saml-metadata-2.0-os, 2.4.3).

use samspel_suite::SamlIdp;

use super::Key;
use crate::xml::{DS, MD, element};

const REDIRECT: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";
const POST: &str = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";

/// One entity. The scope stands where FIDUS and SWAMID look for it: below the role, without regexp.
pub(super) fn metadata(settings: &SamlIdp, entity_id: &str, sso: &str, signing: &[&Key], encryption: &Key) -> String {
    let scope = element(
        "shibmd:Scope",
        &[("xmlns:shibmd", Some("urn:mace:shibboleth:metadata:1.0")), ("regexp", Some("false"))],
        &crate::xml::escaped(&settings.scope),
    );
    let mut role = element("md:Extensions", &[], &scope);
    for key in signing {
        role.push_str(&descriptor("signing", key));
    }
    role.push_str(&descriptor("encryption", encryption));
    let slo = format!("{}/slo", settings.sso_url);
    for binding in [REDIRECT, POST] {
        role.push_str(&element("md:SingleLogoutService", &[("Binding", Some(binding)), ("Location", Some(&slo))], ""));
    }
    for format in ["transient", "persistent"] {
        role.push_str(&format!(
            "<md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:{format}</md:NameIDFormat>"
        ));
    }
    for binding in [REDIRECT, POST] {
        role.push_str(&element("md:SingleSignOnService", &[("Binding", Some(binding)), ("Location", Some(sso))], ""));
    }
    let protocols = ("protocolSupportEnumeration", Some("urn:oasis:names:tc:SAML:2.0:protocol"));
    let role = element("md:IDPSSODescriptor", &[protocols, ("WantAuthnRequestsSigned", Some("false"))], &role);
    let root = element(
        "md:EntityDescriptor",
        &[("xmlns:md", Some(MD)), ("xmlns:ds", Some(DS)), ("entityID", Some(entity_id))],
        &role,
    );
    format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{root}\n")
}

fn descriptor(usage: &str, key: &Key) -> String {
    let certificate = format!(
        "<ds:KeyInfo><ds:X509Data><ds:X509Certificate>{}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>",
        key.x509()
    );
    element("md:KeyDescriptor", &[("use", Some(usage))], &certificate)
}
