//! How somebody was authenticated (saml-core-2.0-os, 2.7.2).

use super::{Wrong, wrong};

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "statement-absent" => vec![wrong("AuthnStatement: -", |s| s.asserting(|a| a.statements.clear()))],
        "class-absent" => vec![wrong("AuthnContextClassRef: -", |s| {
            s.asserting(|a| a.statements.iter_mut().for_each(|statement| statement.class = None))
        })],
        "class-other" => vec![wrong("AuthnContextClassRef = unspecified", |s| {
            class(s, "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified")
        })],
        "class-unregistered" => vec![wrong("AuthnContextClassRef = …/loa/1.0/nf-sub", |s| {
            class(s, "http://id.elegnamnden.se/loa/1.0/nf-sub")
        })],
        "statements-two" => vec![wrong("AuthnStatement × 2", |s| {
            s.asserting(|a| {
                if let Some(mut more) = a.statements.first().cloned() {
                    more.class = Some("urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified".to_owned());
                    a.statements.push(more);
                }
            })
        })],
        _ => return None,
    })
}

fn class(scene: &crate::scene::Scene<'_>, uri: &str) -> String {
    scene.asserting(|a| a.statements.iter_mut().for_each(|statement| statement.class = Some(uri.to_owned())))
}
