//! The signature of a federation over its metadata.
//!
//! A signature that is valid says little: xmlsec calls most wrapped documents valid. What is asked here is whether the federation's key
//! signed this very root (SDP-MD02), so the library only gets to see signatures of that shape.

use bergshamra_dsig::{DsigContext, VerifyResult};
use bergshamra_keys::{KeysManager, loader};
use roxmltree::{Document, Node};

use crate::aggregate::is;
use crate::namespaces::DS;
use crate::shown::shown;

/// What is known of a signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Signature {
    /// The root has none.
    Absent,
    /// It has one, and there is no certificate to hold it against.
    Unchecked,
    /// The certificate's key signed the root as it stands.
    Valid { method: String },
    /// It does not hold.
    Invalid { why: Flaw },
    /// The certificate that was given cannot be read.
    NoKey,
}

/// Why a signature does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// It covers something else than the root, or more than one thing.
    OtherTarget { uri: String },
    /// An algorithm that is not accepted any more, or was never meant for metadata.
    Algorithm { uri: String },
    /// Other content, or another key.
    DoesNotVerify { reason: String },
}

/// Signature methods that hold (SDP-ALG01: SHA-256 or stronger).
const METHODS: [&str; 7] = [
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
];

/// Digests that hold.
const DIGESTS: [&str; 3] = [
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
];

/// Transforms that metadata needs (saml-metadata-2.0-os, 3.1): nothing that selects or computes.
const TRANSFORMS: [&str; 5] = [
    "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
    "http://www.w3.org/2001/10/xml-exc-c14n#",
    "http://www.w3.org/2001/10/xml-exc-c14n#WithComments",
    "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
    "http://www.w3.org/2006/12/xml-c14n11",
];

/// Looks at the signature of the root.
pub(crate) fn look(document: &Document<'_>, text: &str, certificate: Option<&[u8]>) -> Signature {
    let root = document.root_element();
    let Some(signature) = root.children().find(|child| is(*child, DS, "Signature")) else { return Signature::Absent };
    let method = match shape(root, signature) {
        Ok(method) => method,
        Err(why) => return Signature::Invalid { why },
    };
    let Some(certificate) = certificate else { return Signature::Unchecked };
    let key = match certificate.trim_ascii_start().starts_with(b"-----BEGIN") {
        true => loader::load_x509_cert_pem(certificate),
        false => loader::load_x509_cert_der(certificate),
    };
    let Ok(key) = key else { return Signature::NoKey };
    let mut keys = KeysManager::new();
    keys.add_key(key);
    // The strict context: only this key, only a target around or beside the signature, every digest computed here.
    let reason = match bergshamra_dsig::verify::verify(&DsigContext::new(keys), text) {
        Ok(result @ VerifyResult::Valid { .. }) if result.all_reference_digests_verified() => {
            return Signature::Valid { method };
        }
        Ok(VerifyResult::Valid { .. }) => "digest".to_owned(),
        Ok(VerifyResult::Invalid { reason }) => reason,
        Err(error) => error.to_string(),
    };
    Signature::Invalid { why: Flaw::DoesNotVerify { reason: shown(&reason) } }
}

/// Whether it is a signature over the root and nothing else, by algorithms that hold. Gives the signature method.
fn shape(root: Node<'_, '_>, signature: Node<'_, '_>) -> Result<String, Flaw> {
    let algorithm = |node: Node<'_, '_>| node.attribute("Algorithm").unwrap_or_default().to_owned();
    let accepted = |uri: String, known: &[&str]| match known.contains(&uri.as_str()) {
        true => Ok(uri),
        false => Err(Flaw::Algorithm { uri: shown(&uri) }),
    };
    // The library looks at the first signature of a document.
    let first = root.descendants().find(|node| is(*node, DS, "Signature"));
    if first != Some(signature) {
        return Err(Flaw::OtherTarget { uri: "…".to_owned() });
    }
    let all = |name: &'static str| signature.descendants().filter(move |node| is(*node, DS, name));
    let target = |reference: Node<'_, '_>| reference.attribute("URI").map(str::to_owned);
    let mut targets = all("Reference").map(target);
    let uri = match (targets.next(), targets.next()) {
        (Some(Some(uri)), None) => uri,
        _ => return Err(Flaw::OtherTarget { uri: "…".to_owned() }),
    };
    let of_root = uri.is_empty() || (root.attribute("ID").is_some() && uri.strip_prefix('#') == root.attribute("ID"));
    if !of_root {
        return Err(Flaw::OtherTarget { uri: shown(&uri) });
    }
    for node in all("Transform") {
        accepted(algorithm(node), &TRANSFORMS)?;
    }
    for node in all("CanonicalizationMethod") {
        accepted(algorithm(node), &TRANSFORMS[1..])?;
    }
    for node in all("DigestMethod") {
        accepted(algorithm(node), &DIGESTS)?;
    }
    let method = all("SignatureMethod").next().map(algorithm).unwrap_or_default();
    accepted(method, &METHODS)
}
