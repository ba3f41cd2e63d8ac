//! Signatures that prove nothing (saml-core-2.0-os, 5.4; W3C XML Signature 1.1).

use bergshamra_c14n::C14nMode;

use super::algorithm::re_signed;
use super::{Make, Wrong, wrong, wrong_signature};
use crate::demand::Place;
use crate::forge::{Digest, KeyInfo, Method, Piece, Reference, Signing, digest_of, signature, signed_info, time};
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
            // On the response it refers to the same element as the ID does, so that nothing is left unsigned.
            Wrong {
                label: "Reference/@URI = \"\"",
                make: Make::AssertionSignature(|_, piece, signing| {
                    referring(signing, &[Reference { uri: Some(String::new()), ..signing.reference(piece) }])
                }),
                may_be_let_in: false,
            },
            wrong_signature("Reference/@URI → another element", |_, _, signing| {
                // What is signed stands in the signature itself and says nothing.
                let object = element("ds:Object", &[("xmlns:ds", Some(DS)), ("Id", Some("_samspel"))], "");
                let reference = Reference {
                    uri: Some("#_samspel".to_owned()),
                    transforms: transform(signing.canonical.uri()),
                    digest: Digest::Sha256,
                    value: digest_of(&object, signing.canonical, Digest::Sha256),
                };
                signature(signing, &signed_info(signing, &[reference]), &object)
            }),
        ],
        "two-references" => vec![wrong_signature("Reference × 2", |_, piece, signing| {
            referring(signing, &[signing.reference(piece), signing.reference(piece)])
        })],
        "two-signatures" => vec![wrong_signature("Signature × 2, the second genuine", |s, piece, signing| {
            let genuine = signing.of(piece);
            let forged = Signing { key: &s.bench.idp.foreign, ..signing.clone() }.of(piece);
            format!("{forged}{genuine}")
        })],
        "encryption-key" => vec![wrong("Signature by the key published for encryption", |s| {
            let bench = s.bench;
            s.with(|draft| {
                for signing in [&mut draft.sign_response, &mut draft.sign_assertion].into_iter().flatten() {
                    signing.key = &bench.idp.encryption;
                }
            })
        })],
        "same-id-twice" => {
            vec![Wrong {
                label: "ID that the signature refers to × 2",
                make: Make::Around(id_twice),
                may_be_let_in: false,
            }]
        }
        "xslt" => vec![wrong_signature("Transform = XSLT with document()", |s, piece, signing| {
            let url = s.trap_url();
            let sheet = format!(
                "<ds:Transform Algorithm=\"{XSLT}\"><xsl:stylesheet version=\"1.0\" \
                 xmlns:xsl=\"http://www.w3.org/1999/XSL/Transform\"><xsl:template match=\"/\">\
                 <xsl:copy-of select=\"document('{url}')\"/></xsl:template></xsl:stylesheet></ds:Transform>"
            );
            transformed(piece, signing, &sheet)
        })],
        "xpath" => vec![wrong_signature("Transform = XPath", |_, piece, signing| {
            let path = format!("<ds:Transform Algorithm=\"{XPATH}\"><ds:XPath>true()</ds:XPath></ds:Transform>");
            transformed(piece, signing, &path)
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
                make: Make::Message(|s| {
                    let place = element("ds:RetrievalMethod", &[("URI", Some(&s.trap_url()))], "");
                    re_signed(s, |signing| signing.key_info = KeyInfo::Other(place.clone()))
                }),
                may_be_let_in: true,
            },
            Wrong {
                label: "KeyInfo/RetrievalMethod/@Type = X509Data → http",
                make: Make::Message(|s| {
                    let place = element(
                        "ds:RetrievalMethod",
                        &[("Type", Some("http://www.w3.org/2000/09/xmldsig#X509Data")), ("URI", Some(&s.trap_url()))],
                        "",
                    );
                    re_signed(s, |signing| signing.key_info = KeyInfo::Other(place.clone()))
                }),
                may_be_let_in: true,
            },
        ],
        "two-signed-infos" => vec![wrong_signature("SignedInfo × 2, the second genuine", |_, piece, signing| {
            let genuine = signing.of(piece);
            let mut reference = signing.reference(piece);
            reference.value = digest_of("<x></x>", C14nMode::Exclusive, Digest::Sha256);
            let forged = signed_info(signing, &[reference]);
            genuine.replacen("<ds:SignedInfo", &format!("{forged}<ds:SignedInfo"), 1)
        })],
        "comment-in-digest" => vec![wrong_signature("DigestValue = <!--forged-->genuine", |s, piece, signing| {
            // The signature is over the digest of something genuine; the digest of what stands here is only a comment beside it.
            let Some(real) = s.draft_of(&s.genuine).assertion_piece() else { return String::new() };
            let value = signing.reference(&real).value;
            let reference = Reference { value: value.clone(), ..signing.reference(piece) };
            let made = referring(signing, &[reference]);
            let wanted = digest_of(&piece.unsigned(), C14nMode::Exclusive, Digest::Sha256);
            made.replacen(&value, &format!("<!--{wanted}-->{value}"), 1)
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

/// Another message with the ID that the signature refers to, before what is signed. It is a message since only where the schema says so
/// is an attribute an ID. The other signature stands only where the service does not do without: one that is sound and sufficient would
/// have it let somebody in with good reason.
fn id_twice(scene: &Scene<'_>, place: Place) -> String {
    scene.with(|d| {
        let id = match place {
            Place::Response => {
                d.sign_assertion.take_if(|_| scene.demand.response_alone);
                d.response.id.clone()
            }
            Place::Assertion => {
                d.sign_response.take_if(|_| scene.demand.assertion_alone);
                d.assertion.as_ref().and_then(|a| a.id.clone())
            }
        };
        let issued = time(0);
        let other = [("ID", id.as_deref()), ("Version", Some("2.0")), ("IssueInstant", Some(&issued))];
        let other = element("samlp:AuthnRequest", &other, "");
        d.response.extensions = element("samlp:Extensions", &[], &other);
    })
}

type MakeSignature = fn(&Scene<'_>, &Piece, &Signing<'_>) -> String;

/// A sound message except for the signature of its assertion. The response has one only where the service does not do without.
pub(super) fn on_assertion(scene: &Scene<'_>, make: MakeSignature) -> String {
    let draft = scene.draft();
    let (Some(piece), Some(signing)) = (draft.assertion_piece(), &draft.sign_assertion) else { return String::new() };
    let response = draft.response_piece(&piece.with(&make(scene, &piece, signing)));
    match draft.sign_response.as_ref().filter(|_| !scene.demand.assertion_alone) {
        Some(signing) => signing.signed(&response),
        None => response.unsigned(),
    }
}

/// A sound message except for the signature of the response. The assertion has one only where the service does not do without.
pub(super) fn on_response(scene: &Scene<'_>, make: MakeSignature) -> String {
    let mut draft = scene.draft();
    let Some(signing) = draft.sign_response.clone() else { return String::new() };
    if scene.demand.response_alone {
        draft.sign_assertion = None;
    }
    let piece = draft.response_piece(&draft.assertion_text().unwrap_or_default());
    piece.with(&make(scene, &piece, &signing))
}

/// An unsigned response around an assertion.
pub(super) fn around(scene: &Scene<'_>, assertion: &str) -> String {
    scene.draft().response_piece(assertion).unsigned()
}

fn referring(signing: &Signing<'_>, references: &[Reference]) -> String {
    signature(signing, &signed_info(signing, references), "")
}

/// With one more transform. What the digest would be of does not matter: nothing that is transformed so may be accepted, and a
/// transform that copies everything leaves the digest as it is.
fn transformed(piece: &Piece, signing: &Signing<'_>, transform: &str) -> String {
    let reference = signing.reference(piece);
    let transforms = format!("{}{transform}", reference.transforms);
    referring(signing, &[Reference { transforms, ..reference }])
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
