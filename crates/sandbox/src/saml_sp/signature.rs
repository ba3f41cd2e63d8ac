//! Whose signature covers what. The library computes; what it is allowed to see is decided here.

use std::collections::HashSet;

use bergshamra_dsig::DsigContext;
use bergshamra_dsig::verify::VerifyResult;
use roxmltree::{Document, Node};

use super::fault::Lapse;
use super::server::Sp;
use super::trust::{DS, certificate, manager};

const SOUND_METHODS: [&str; 6] = [
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
    "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
    "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
    ECDSA,
    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
];
const ECDSA: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
const SHA1: &str = "http://www.w3.org/2000/09/xmldsig#sha1";
const RSA_SHA1: &str = "http://www.w3.org/2000/09/xmldsig#rsa-sha1";
const SOUND_DIGESTS: [&str; 3] = [
    "http://www.w3.org/2001/04/xmlenc#sha256",
    "http://www.w3.org/2001/04/xmldsig-more#sha384",
    "http://www.w3.org/2001/04/xmlenc#sha512",
];
const SOUND_TRANSFORMS: [&str; 2] =
    ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", "http://www.w3.org/2001/10/xml-exc-c14n#"];

/// Which elements a signature of the identity provider covers, by their place in the text.
pub(super) type Covered = Vec<std::ops::Range<usize>>;

/// Checks every signature of a document; a single one that does not hold refuses the whole.
pub(super) fn covered(sp: &Sp, document: &Document<'_>, text: &str) -> Result<Covered, &'static str> {
    if !sp.lapses(Lapse::DuplicateIds) && !sp.wraps() {
        let mut seen = HashSet::new();
        if document.descendants().filter_map(|n| n.attribute("ID")).any(|id| !seen.insert(id)) {
            return Err("an ID stands twice");
        }
    }
    let signatures: Vec<Node<'_, '_>> = document.descendants().filter(|n| n.has_tag_name((DS, "Signature"))).collect();
    let mut covered = Vec::new();
    for (number, signature) in signatures.iter().enumerate() {
        let Some(parent) = signature.parent() else { continue };
        let careless = sp.wraps() || sp.lapses(Lapse::DuplicateIds) || sp.lapses(Lapse::SignaturesNotCounted);
        if careless {
            if let Some(range) = reassembled(sp, document, text, *signature) {
                covered.push(range);
            }
            continue;
        }
        let of_parent = parent.children().filter(|n| n.has_tag_name((DS, "Signature"))).count();
        if of_parent != 1 {
            return Err("an element has several signatures");
        }
        shape(sp, parent, *signature)?;
        if excused(sp, *signature) || verified(sp, text, number, Some(*signature)) {
            covered.push(parent.range());
        } else {
            return Err("a signature does not hold");
        }
    }
    Ok(covered)
}

/// Whether it has the form that SAML allows (saml-core-2.0-os, 5.4).
fn shape(sp: &Sp, parent: Node<'_, '_>, signature: Node<'_, '_>) -> Result<(), &'static str> {
    let all = |name: &'static str| signature.descendants().filter(move |n| n.has_tag_name((DS, name)));
    if all("SignedInfo").count() != 1 && !sp.lapses(Lapse::SignedInfosNotCounted) {
        return Err("SignedInfo stands twice");
    }
    if all("Reference").count() != 1
        && !sp.lapses(Lapse::ReferencesNotCounted)
        && !sp.lapses(Lapse::SignedInfosNotCounted)
    {
        return Err("not exactly one reference");
    }
    for reference in all("Reference") {
        let target = reference.attribute("URI").and_then(|uri| uri.strip_prefix('#'));
        let own = parent.attribute("ID").filter(|id| !id.is_empty());
        if (target.is_none() || target != own) && !sp.lapses(Lapse::TargetNotChecked) {
            return Err("the reference is to something else");
        }
    }
    let algorithm = |n: Node<'_, '_>| n.attribute("Algorithm").unwrap_or_default().to_owned();
    let method_fits = |uri: &str| SOUND_METHODS.contains(&uri) || (uri == RSA_SHA1 && sp.lapses(Lapse::Sha1));
    let digest_fits = |uri: &str| {
        SOUND_DIGESTS.contains(&uri) || (uri == SHA1 && (sp.lapses(Lapse::Sha1) || sp.lapses(Lapse::Sha1Digest)))
    };
    let unknown = sp.lapses(Lapse::UnknownAlgorithms);
    if all("SignatureMethod").map(algorithm).any(|uri| !method_fits(&uri)) && !unknown {
        return Err("a signature method that does not hold");
    }
    if all("SignatureMethod").map(algorithm).any(|uri| uri == ECDSA) && sp.lapses(Lapse::RefusesEcdsa) {
        return Err("no ECDSA here");
    }
    if all("DigestMethod").map(algorithm).any(|uri| !digest_fits(&uri)) && !unknown {
        return Err("a digest that does not hold");
    }
    if all("Transform").map(algorithm).any(|uri| !SOUND_TRANSFORMS.contains(&uri.as_str()))
        && !sp.lapses(Lapse::UnknownTransforms)
    {
        return Err("a transform that SAML does not allow");
    }
    let commented = all("DigestValue").any(|value| value.children().any(|c| c.is_comment()));
    if commented && !sp.lapses(Lapse::CommentInDigest) {
        return Err("a comment in a digest");
    }
    Ok(())
}

/// Whether a lapse lets the signature pass without any computing: what is not understood is taken for good.
fn excused(sp: &Sp, signature: Node<'_, '_>) -> bool {
    let any = |name: &'static str, known: &[&str]| {
        signature
            .descendants()
            .filter(|n| n.has_tag_name((DS, name)))
            .any(|n| !known.contains(&n.attribute("Algorithm").unwrap_or_default()))
    };
    let has = |lapse| sp.lapses(lapse);
    let commented =
        signature.descendants().any(|n| n.has_tag_name((DS, "DigestValue")) && n.children().any(|c| c.is_comment()));
    has(Lapse::NotVerified)
        || (has(Lapse::UnknownAlgorithms)
            && (any("SignatureMethod", &SOUND_METHODS) || any("DigestMethod", &SOUND_DIGESTS)))
        || (has(Lapse::UnknownTransforms) && any("Transform", &SOUND_TRANSFORMS))
        || (has(Lapse::SignedInfosNotCounted)
            && signature.children().filter(|n| n.has_tag_name((DS, "SignedInfo"))).count() > 1)
        || (has(Lapse::CommentInDigest) && commented)
}

/// Whether the signature with this number holds.
fn verified(sp: &Sp, text: &str, number: usize, signature: Option<Node<'_, '_>>) -> bool {
    let mut certificates = sp.trust.signing.clone();
    if sp.lapses(Lapse::RefusesNextKey) {
        certificates.remove(1);
    }
    if sp.lapses(Lapse::EncryptionKeyTrusted) {
        certificates.extend(sp.trust.encryption.clone());
    }
    if sp.lapses(Lapse::KeyInfoTrusted) {
        let inside = signature.into_iter().flat_map(|s| s.descendants());
        certificates.extend(inside.filter(|n| n.has_tag_name((DS, "X509Certificate"))).filter_map(certificate));
    }
    let keys = manager(&certificates);
    let context = match sp.lapses(Lapse::TargetNotChecked) || sp.lapses(Lapse::ReferencesNotCounted) {
        true => DsigContext::new(keys).with_strict_verification(false),
        false => DsigContext::new(keys),
    };
    let results = bergshamra_dsig::verify::verify_all(&context, text).unwrap_or_default();
    matches!(results.get(number), Some(VerifyResult::Valid { .. }))
}

/// How a service goes wrong that asks only whether something is signed: the element that the reference names is verified by itself,
/// wherever it and its signature stand. Gives its place.
fn reassembled(
    sp: &Sp,
    document: &Document<'_>,
    text: &str,
    signature: Node<'_, '_>,
) -> Option<std::ops::Range<usize>> {
    let id =
        signature.descendants().find(|n| n.has_tag_name((DS, "Reference")))?.attribute("URI")?.strip_prefix('#')?;
    let candidates = document.descendants().filter(|n| n.attribute("ID") == Some(id));
    for element in candidates {
        let mut alone = text[element.range()].to_owned();
        let offset = element.range().start;
        // Its own signatures go, and this one comes without what was put into it.
        let own: Vec<_> = element.children().filter(|n| n.has_tag_name((DS, "Signature"))).map(|n| n.range()).collect();
        for range in own.iter().rev() {
            alone.replace_range(range.start - offset..range.end - offset, "");
        }
        let mut bare = text[signature.range()].to_owned();
        let begin = signature.range().start;
        let objects: Vec<_> =
            signature.children().filter(|n| n.has_tag_name((DS, "Object"))).map(|n| n.range()).collect();
        for range in objects.iter().rev() {
            bare.replace_range(range.start - begin..range.end - begin, "");
        }
        // Behind the issuer, or it would not be where it was signed.
        let Some(at) = alone.find("</saml:Issuer>").map(|at| at + "</saml:Issuer>".len()) else { continue };
        alone.insert_str(at, &bare);
        if verified(sp, &alone, 0, Some(signature)) {
            return Some(element.range());
        }
    }
    None
}
