//! What is said of somebody (attribute profile of Skolfederation; saml2int SDP-SP16 and SDP-SP17).

use super::{Wrong, wrong};
use crate::scene::{EPPN, Scene, TRANSIENT};

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "scope-foreign" => vec![wrong("eduPersonPrincipalName = …@other.example", |s| {
            eppn(s, &[format!("{}@other.example", s.victim.local)])
        })],
        "scope-longer" => vec![wrong("eduPersonPrincipalName = …@evil + scope", |s| {
            eppn(s, &[format!("{}@evil{}", s.victim.local, s.victim.scope)])
        })],
        "scope-twice" => vec![wrong("eduPersonPrincipalName = …@scope@other.example", |s| {
            eppn(s, &[format!("{}@{}@other.example", s.victim.local, s.victim.scope)])
        })],
        "eppn-two" => vec![wrong("eduPersonPrincipalName × 2", |s| eppn(s, &[s.victim.eppn(), s.genuine.eppn()]))],
        "nothing-said" => vec![wrong("AttributeStatement: -", |s| s.asserting(|a| a.attributes = None))],
        _ => return None,
    })
}

/// Whether it shows only where the page tells people apart by their user name.
pub(super) fn is_of_user_name(kind: &str) -> bool {
    kind.starts_with("scope-") || kind == "eppn-two"
}

/// Somebody else in everything but the user name, so that only a service which uses that shows the victim.
fn eppn(scene: &Scene<'_>, values: &[String]) -> String {
    scene.asserting(|a| {
        let mut attributes = scene.attributes(&scene.genuine);
        for attribute in attributes.iter_mut().filter(|own| own.name == EPPN) {
            attribute.values = values.to_vec();
        }
        a.attributes = Some(attributes);
        if let Some(subject) = &mut a.subject {
            subject.name_id = scene.name_id(TRANSIENT, &scene.genuine.name_id);
        }
    })
}
