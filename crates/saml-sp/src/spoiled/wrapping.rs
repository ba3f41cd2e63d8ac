//! Signature wrapping (Somorovsky and others, "On Breaking SAML", 2012): a genuine signed part about one person stays in the message,
//! another part about somebody else stands where a careless service looks. The numbers are those of the field's tools.

use super::signature::around;
use super::{Wrong, wrong};
use crate::forge::{Cipher, Encryption, Piece, encrypted};
use crate::scene::Scene;
use crate::xml::{DS, element};

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "xsw-1" => vec![wrong("XSW 1", |s| {
            let (genuine, signature) = response(s);
            forged_response(s, &signature_with(&signature, &genuine.unsigned()))
        })],
        "xsw-2" => vec![wrong("XSW 2", |s| {
            let (genuine, signature) = response(s);
            forged_response(s, &format!("{signature}{}", genuine.unsigned()))
        })],
        "xsw-3" => vec![wrong("XSW 3", |s| around(s, &format!("{}{}", forged(s).unsigned(), signed(s))))],
        "xsw-4" => vec![wrong("XSW 4", |s| {
            let evil = forged(s);
            let inside = evil.tail.replacen("</saml:Assertion>", &format!("{}</saml:Assertion>", signed(s)), 1);
            around(s, &format!("{}{inside}", evil.head))
        })],
        "xsw-5" => vec![wrong("XSW 5", |s| {
            let (genuine, signature) = assertion(s);
            around(s, &format!("{}{}", forged(s).with(&signature), genuine.unsigned()))
        })],
        "xsw-6" => vec![wrong("XSW 6", |s| {
            let (genuine, signature) = assertion(s);
            around(s, &forged(s).with(&signature_with(&signature, &genuine.unsigned())))
        })],
        "xsw-7" => vec![wrong("XSW 7", |s| {
            let (genuine, signature) = assertion(s);
            let mut evil = s.draft();
            if let Some(parts) = &mut evil.assertion {
                parts.id = Some(genuine.id.clone());
            }
            let evil = evil.assertion_piece().map(|piece| piece.unsigned()).unwrap_or_default();
            let mut draft = s.draft();
            draft.response.extensions = element("samlp:Extensions", &[], &evil);
            draft.response_piece(&genuine.with(&signature)).unsigned()
        })],
        "xsw-8" => vec![wrong("XSW 8", |s| {
            let (genuine, signature) = assertion(s);
            let object = element("ds:Object", &[], &genuine.unsigned());
            let inside = signature.replacen("</ds:Signature>", &format!("{object}</ds:Signature>"), 1);
            around(s, &forged(s).with(&inside))
        })],
        "two-people" => vec![
            wrong("genuine assertion, then an unsigned one", |s| {
                around(s, &format!("{}{}", signed(s), forged(s).unsigned()))
            }),
            wrong("an unsigned assertion, then the genuine one", |s| {
                around(s, &format!("{}{}", forged(s).unsigned(), signed(s)))
            }),
        ],
        "foreign-namespace" => vec![wrong("Assertion of a foreign namespace first", |s| {
            let evil = forged(s).unsigned().replace(crate::xml::SAML, "urn:samspel:not-saml").replace("saml:", "evil:");
            let evil = evil.replace("xmlns:saml=", "xmlns:evil=");
            around(s, &format!("{evil}{}", signed(s)))
        })],
        "xsw-encrypted" => vec![
            wrong("XSW 3, the forged assertion encrypted", |s| {
                around(s, &format!("{}{}", sealed(s, &forged(s).unsigned()), signed(s)))
            }),
            wrong("XSW 5, the forged assertion encrypted", |s| {
                let (genuine, signature) = assertion(s);
                around(s, &format!("{}{}", sealed(s, &forged(s).with(&signature)), genuine.unsigned()))
            }),
            wrong("genuine assertion, then a forged one encrypted", |s| {
                around(s, &format!("{}{}", signed(s), sealed(s, &forged(s).unsigned())))
            }),
        ],
        _ => return None,
    })
}

/// Whether it takes an encryption key of the service.
pub(super) fn is_encrypted(kind: &str) -> bool {
    kind == "xsw-encrypted"
}

/// An assertion about the victim that nobody signed.
fn forged(scene: &Scene<'_>) -> Piece {
    scene.draft().assertion_piece().unwrap_or(Piece { id: String::new(), head: String::new(), tail: String::new() })
}

/// The genuine assertion with its signature apart.
fn assertion(scene: &Scene<'_>) -> (Piece, String) {
    let draft = scene.draft_of(&scene.genuine);
    let piece = draft.assertion_piece().unwrap_or_else(|| forged(scene));
    let signature = draft.sign_assertion.as_ref().map(|signing| signing.of(&piece)).unwrap_or_default();
    (piece, signature)
}

fn signed(scene: &Scene<'_>) -> String {
    let (piece, signature) = assertion(scene);
    piece.with(&signature)
}

/// The genuine response with its signature apart.
fn response(scene: &Scene<'_>) -> (Piece, String) {
    let mut draft = scene.draft_of(&scene.genuine);
    draft.sign_assertion = None;
    let piece = draft.response_piece(&draft.assertion_text().unwrap_or_default());
    let signature = draft.sign_response.as_ref().map(|signing| signing.of(&piece)).unwrap_or_default();
    (piece, signature)
}

/// A response about the victim, with something between its issuer and the rest.
fn forged_response(scene: &Scene<'_>, between: &str) -> String {
    let mut draft = scene.draft();
    draft.sign_assertion = None;
    draft.response_piece(&draft.assertion_text().unwrap_or_default()).with(between)
}

/// A signature with what it covers in an object of its own.
fn signature_with(signature: &str, covered: &str) -> String {
    debug_assert!(signature.contains(DS));
    let object = element("ds:Object", &[], covered);
    signature.replacen("</ds:Signature>", &format!("{object}</ds:Signature>"), 1)
}

fn sealed(scene: &Scene<'_>, assertion: &str) -> String {
    match scene.bench.service.encryption.first() {
        Some(key) => encrypted(&Encryption::to(key, Cipher::Aes256Gcm), assertion),
        None => String::new(),
    }
}
