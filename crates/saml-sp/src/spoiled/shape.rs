//! The shape of the message (saml-core-2.0-os, 2.3.3 and 3.2.2).

use super::{Wrong, wrong};
use crate::scene::status;

const RESPONDER: &str = "urn:oasis:names:tc:SAML:2.0:status:Responder";
const AUTHN_FAILED: &str = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed";

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "version" => vec![
            wrong("Response/@Version = 1.1", |s| s.with(|d| "1.1".clone_into(&mut d.response.version))),
            wrong("Response/@Version = 3.0", |s| s.with(|d| "3.0".clone_into(&mut d.response.version))),
            wrong("Assertion/@Version = 1.1", |s| s.asserting(|a| "1.1".clone_into(&mut a.version))),
            wrong("Assertion/@Version = 3.0", |s| s.asserting(|a| "3.0".clone_into(&mut a.version))),
        ],
        "id-absent" => vec![
            // Where one of the two has no ID, only the other can be signed.
            wrong("Response/@ID: -", |s| {
                s.with(|d| {
                    d.response.id = None;
                    d.sign_response = None;
                })
            }),
            wrong("Response/@ID = \"\"", |s| {
                s.with(|d| {
                    d.response.id = Some(String::new());
                    d.sign_response = None;
                })
            }),
            wrong("Assertion/@ID: -", |s| {
                s.with(|d| {
                    d.sign_assertion = None;
                    if let Some(a) = &mut d.assertion {
                        a.id = None;
                    }
                })
            }),
        ],
        "status-absent" => vec![
            wrong("Status: -", |s| s.with(|d| d.response.status.clear())),
            wrong("StatusCode/@Value = \"\"", |s| s.with(|d| d.response.status = status("", None, None))),
        ],
        "status-failed" => vec![wrong("Status = Responder, with an assertion", |s| {
            s.with(|d| d.response.status = status(RESPONDER, Some(AUTHN_FAILED), None))
        })],
        "two-assertions" => vec![wrong("Assertion × 2, both signed", |s| {
            let (first, second) = (s.draft(), s.draft());
            let both = [first.assertion_text(), second.assertion_text()].into_iter().flatten().collect::<String>();
            let piece = first.response_piece(&both);
            first.sign_response.as_ref().map_or_else(|| piece.unsigned(), |signing| signing.signed(&piece))
        })],
        _ => return None,
    })
}
