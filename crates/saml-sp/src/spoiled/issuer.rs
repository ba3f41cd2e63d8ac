//! Who says it (saml-profiles-2.0-os, 4.1.4.2).

use super::{Wrong, wrong};
use crate::forge::{AssertionParts, Issuer};

const UNKNOWN: &str = "https://unknown.example/saml";

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "issuer-unknown" => {
            vec![wrong("Assertion/Issuer = unknown", |s| s.asserting(|a| a.issuer = Issuer::of(UNKNOWN)))]
        }
        "issuers-two" => {
            vec![wrong("Response/Issuer ≠ Assertion/Issuer", |s| s.with(|d| d.response.issuer = Issuer::of(UNKNOWN)))]
        }
        "issuer-absent" => vec![wrong("Assertion/Issuer: -", |s| s.asserting(|a| a.issuer = None))],
        "response-issuer-absent" => vec![wrong("Response/Issuer: -", |s| s.with(|d| d.response.issuer = None))],
        "issuer-format" => vec![
            wrong("Assertion/Issuer/@Format = emailAddress", |s| s.asserting(format_of)),
            wrong("Response/Issuer/@Format = emailAddress", |s| {
                s.with(|d| {
                    if let Some(issuer) = &mut d.response.issuer {
                        issuer.format = Some(EMAIL.to_owned());
                    }
                })
            }),
        ],
        _ => return None,
    })
}

const EMAIL: &str = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";

fn format_of(assertion: &mut AssertionParts) {
    if let Some(issuer) = &mut assertion.issuer {
        issuer.format = Some(EMAIL.to_owned());
    }
}
