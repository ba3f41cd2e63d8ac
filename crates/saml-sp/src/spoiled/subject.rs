//! The subject and what binds it to the request (saml-profiles-2.0-os, 4.1.4.2 and 4.1.4.3).

use super::{Wrong, wrong};
use crate::forge::time;
use crate::scene::{Scene, fresh_id};

const FAR: i64 = 600;

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "recipient-other" => vec![wrong("Recipient = https://other.example/acs", |s| {
            s.confirming(|c| c.recipient = Some("https://other.example/acs".to_owned()))
        })],
        "recipient-absent" => vec![
            wrong("Recipient: -", |s| s.confirming(|c| c.recipient = None)),
            wrong("Recipient = \"\"", |s| s.confirming(|c| c.recipient = Some(String::new()))),
        ],
        "destination-other" => vec![wrong("Destination = https://other.example/acs", |s| {
            s.with(|d| d.response.destination = Some("https://other.example/acs".to_owned()))
        })],
        "destination-absent" => vec![wrong("Destination: -", |s| s.with(|d| d.response.destination = None))],
        "response-to-unknown" => vec![wrong("Response/@InResponseTo = unknown", |s| {
            s.with(|d| d.response.in_response_to = Some(fresh_id()))
        })],
        "confirmed-to-unknown" => vec![wrong("SubjectConfirmationData/@InResponseTo = unknown", |s| {
            s.confirming(|c| c.in_response_to = Some(fresh_id()))
        })],
        "answers-two" => vec![
            wrong("Response/@InResponseTo: unknown ≠ SubjectConfirmationData/@InResponseTo", |s| {
                s.with(|d| d.response.in_response_to = Some(fresh_id()))
            }),
            wrong("SubjectConfirmationData/@InResponseTo: unknown ≠ Response/@InResponseTo", |s| {
                s.confirming(|c| c.in_response_to = Some(fresh_id()))
            }),
        ],
        "answers-nothing" => vec![wrong("InResponseTo: - (login begun by the SP)", unasked)],
        "confirmed-long-ago" => vec![wrong("SubjectConfirmationData/@NotOnOrAfter = now − 600 s", |s| {
            s.confirming(|c| c.not_on_or_after = Some(time(-FAR)))
        })],
        "confirmed-for-ever" => {
            vec![wrong("SubjectConfirmationData/@NotOnOrAfter: -", |s| s.confirming(|c| c.not_on_or_after = None))]
        }
        "confirmed-from" => {
            vec![wrong("SubjectConfirmationData/@NotBefore", |s| s.confirming(|c| c.not_before = Some(time(-2))))]
        }
        "method-other" => vec![
            wrong("SubjectConfirmation/@Method = holder-of-key", |s| method(s, "holder-of-key")),
            wrong("SubjectConfirmation/@Method = sender-vouches", |s| method(s, "sender-vouches")),
        ],
        "unconfirmed" => vec![wrong("SubjectConfirmation: -", |s| {
            s.asserting(|a| {
                if let Some(subject) = &mut a.subject {
                    subject.confirmations.clear();
                }
            })
        })],
        "subject-absent" => vec![wrong("Subject: -", |s| s.asserting(|a| a.subject = None))],
        _ => return None,
    })
}

fn method(scene: &Scene<'_>, name: &str) -> String {
    scene.confirming(|c| c.method = format!("urn:oasis:names:tc:SAML:2.0:cm:{name}"))
}

/// A message that says that nobody asked for it.
pub(crate) fn unasked(scene: &Scene<'_>) -> String {
    scene.with(|draft| {
        draft.response.in_response_to = None;
        let subject = draft.assertion.as_mut().and_then(|assertion| assertion.subject.as_mut());
        for confirmation in subject.into_iter().flat_map(|subject| &mut subject.confirmations) {
            confirmation.in_response_to = None;
        }
    })
}
