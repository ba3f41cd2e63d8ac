//! The request that begins a login, sent with HTTP-Redirect and signed.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rsa::Pkcs1v15Sign;
use sha2::Digest as _;

use super::fault::{Lapse, SpPolicy};
use super::keys::CURRENT;
use super::server::Sp;

/// Levels of assurance that are asked for under Sweden Connect.
pub(super) const LEVELS: [&str; 2] = ["http://id.elegnamnden.se/loa/1.0/loa3", "http://id.elegnamnden.se/loa/1.0/loa4"];

/// A request under way.
pub(super) struct Begun {
    pub(super) id: String,
    pub(super) location: String,
}

pub(super) fn begin(sp: &Sp, relay_state: &str) -> Begun {
    let id = match sp.lapses(Lapse::RequestIdsShort) {
        true => format!("_{:08x}", rand::random::<u32>()),
        false => format!("_{:032x}", rand::random::<u128>()),
    };
    let xml = xml(sp, &id);
    let packed = match sp.lapses(Lapse::RequestGarbled) {
        true => xml.into_bytes(),
        false => miniz_oxide::deflate::compress_to_vec(xml.as_bytes(), 6),
    };
    let form =
        |pairs: &[(&str, &str)]| url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let state = if sp.lapses(Lapse::RelayStateTells) { format!("{}/probe", sp.base) } else { relay_state.to_owned() };
    let mut query = form(&[("SAMLRequest", &STANDARD.encode(packed)), ("RelayState", &state)]);
    if !sp.lapses(Lapse::RequestUnsigned)
        && let Some(pair) = CURRENT.as_ref()
    {
        query = format!("{query}&{}", form(&[("SigAlg", "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256")]));
        let hashed = sha2::Sha256::digest(query.as_bytes());
        let value = pair.private.sign(Pkcs1v15Sign::new::<rsa::sha2::Sha256>(), &hashed).unwrap_or_default();
        query = format!("{query}&{}", form(&[("Signature", &STANDARD.encode(value))]));
    }
    Begun { id, location: format!("{}?{query}", sp.trust.sso) }
}

fn xml(sp: &Sp, id: &str) -> String {
    let has = |lapse| sp.lapses(lapse);
    let version = if has(Lapse::RequestOldVersion) { "1.1" } else { "2.0" };
    let issuer = if has(Lapse::RequestOtherIssuer) { "https://somebody.example".to_owned() } else { sp.entity_id() };
    let destination = match has(Lapse::RequestNoDestination) {
        true => String::new(),
        false => format!(" Destination=\"{}\"", sp.trust.sso),
    };
    let acs = if has(Lapse::RequestOtherAcs) { format!("{}/ACS", sp.base) } else { sp.acs() };
    let binding = if has(Lapse::RequestOtherBinding) { "PAOS" } else { "HTTP-POST" };
    let force = if has(Lapse::ForceAuthnUnsaid) { "" } else { " ForceAuthn=\"false\"" };
    let format = match has(Lapse::RequestNameIdFormat) {
        true => " Format=\"urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress\"",
        false => "",
    };
    let subject = match has(Lapse::RequestSaysUser) {
        true => "<saml:Subject><saml:NameID>prov@larospel.example</saml:NameID></saml:Subject>",
        false => "",
    };
    let levels: Vec<&str> = match (sp.policy, has(Lapse::RequestOddLevel)) {
        (_, true) => vec!["http://id.elegnamnden.se/loa/1.0/nf-sub"],
        (SpPolicy::SwedenConnect, false) => LEVELS.to_vec(),
        (SpPolicy::Skolfederation | SpPolicy::Saml2int, false) => Vec::new(),
    };
    let comparison = if has(Lapse::RequestMinimum) { "minimum" } else { "exact" };
    let classes: String =
        levels.iter().map(|l| format!("<saml:AuthnContextClassRef>{l}</saml:AuthnContextClassRef>")).collect();
    let context = match levels.is_empty() {
        true => String::new(),
        false => {
            format!("<samlp:RequestedAuthnContext Comparison=\"{comparison}\">{classes}</samlp:RequestedAuthnContext>")
        }
    };
    format!(
        "<samlp:AuthnRequest xmlns:samlp=\"urn:oasis:names:tc:SAML:2.0:protocol\" \
         xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"{id}\" Version=\"{version}\" \
         IssueInstant=\"{}\"{destination} AssertionConsumerServiceURL=\"{acs}\" \
         ProtocolBinding=\"urn:oasis:names:tc:SAML:2.0:bindings:{binding}\"{force}><saml:Issuer>{issuer}</saml:Issuer>\
         {subject}<samlp:NameIDPolicy AllowCreate=\"true\"{format}/>{context}</samlp:AuthnRequest>",
        jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ")
    )
}
