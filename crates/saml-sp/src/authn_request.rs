//! The request that a service provider sends (saml-core-2.0-os, 3.4.1), as it arrived.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::browser::Arrival;
use crate::xml::{DS, SAML, SAMLP, child, children, is, parse, text};

/// Largest request that is unpacked.
const LARGEST: usize = 1 << 20;

/// Which binding brought it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Binding {
    Redirect,
    Post,
}

/// What is asked, as far as an answer and the checks need it.
#[derive(Debug, Clone)]
pub(crate) struct AuthnRequest {
    pub(crate) binding: Binding,
    pub(crate) arrival: Arrival,
    pub(crate) relay_state: Option<String>,
    pub(crate) id: String,
    pub(crate) version: String,
    pub(crate) issued: String,
    pub(crate) issuer: Option<(String, Option<String>)>,
    pub(crate) destination: Option<String>,
    pub(crate) acs: Option<String>,
    pub(crate) acs_index: Option<String>,
    pub(crate) protocol_binding: Option<String>,
    /// Format and AllowCreate of NameIDPolicy, where there is one.
    pub(crate) name_id_policy: Option<(Option<String>, Option<String>)>,
    /// Comparison and class references of RequestedAuthnContext, where there is one.
    pub(crate) context: Option<(Option<String>, Vec<String>)>,
    pub(crate) force_authn: Option<String>,
    pub(crate) has_subject: bool,
    pub(crate) is_signed: bool,
}

/// Why what arrived is no request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NoRequest {
    Missing,
    Encoding,
    Xml,
    OtherMessage,
}

impl NoRequest {
    /// As a fact.
    pub(crate) fn name(self) -> &'static str {
        match self {
            NoRequest::Missing => "SAMLRequest: -",
            NoRequest::Encoding => "SAMLRequest: base64/DEFLATE ✗",
            NoRequest::Xml => "SAMLRequest: XML ✗",
            NoRequest::OtherMessage => "SAMLRequest ≠ samlp:AuthnRequest",
        }
    }
}

/// The text of a message in a parameter.
pub(crate) fn unpacked(arrival: &Arrival, name: &str) -> Result<(Binding, String), NoRequest> {
    let packed = arrival.parameter(name).ok_or(NoRequest::Missing)?;
    let packed: String = packed.split_whitespace().collect();
    let bytes = STANDARD.decode(packed).map_err(|_| NoRequest::Encoding)?;
    let (binding, bytes) = match arrival.form {
        Some(_) => (Binding::Post, bytes),
        None => {
            let inflated = miniz_oxide::inflate::decompress_to_vec_with_limit(&bytes, LARGEST);
            (Binding::Redirect, inflated.map_err(|_| NoRequest::Encoding)?)
        }
    };
    Ok((binding, String::from_utf8(bytes).map_err(|_| NoRequest::Encoding)?))
}

impl AuthnRequest {
    /// Reads what a browser brought.
    pub(crate) fn read(arrival: &Arrival) -> Result<AuthnRequest, NoRequest> {
        let (binding, xml) = unpacked(arrival, "SAMLRequest")?;
        let document = parse(&xml).ok_or(NoRequest::Xml)?;
        let root = document.root_element();
        if !is(root, SAMLP, "AuthnRequest") {
            return Err(NoRequest::OtherMessage);
        }
        let own = |name: &str| root.attribute(name).map(str::to_owned);
        let policy = child(root, SAMLP, "NameIDPolicy");
        let context = child(root, SAMLP, "RequestedAuthnContext");
        Ok(AuthnRequest {
            binding,
            arrival: arrival.clone(),
            relay_state: arrival.parameter("RelayState"),
            id: own("ID").unwrap_or_default(),
            version: own("Version").unwrap_or_default(),
            issued: own("IssueInstant").unwrap_or_default(),
            issuer: child(root, SAML, "Issuer")
                .map(|issuer| (text(issuer), issuer.attribute("Format").map(str::to_owned))),
            destination: own("Destination"),
            acs: own("AssertionConsumerServiceURL"),
            acs_index: own("AssertionConsumerServiceIndex"),
            protocol_binding: own("ProtocolBinding"),
            name_id_policy: policy.map(|policy| {
                let own = |name: &str| policy.attribute(name).map(str::to_owned);
                (own("Format"), own("AllowCreate"))
            }),
            context: context.map(|context| {
                let classes = children(context, SAML, "AuthnContextClassRef").map(text).collect();
                (context.attribute("Comparison").map(str::to_owned), classes)
            }),
            force_authn: own("ForceAuthn"),
            is_signed: arrival.parameter("Signature").is_some() || child(root, DS, "Signature").is_some(),
            has_subject: child(root, SAML, "Subject").is_some(),
        })
    }
}
