//! Conditions and times (saml-core-2.0-os, 2.5.1; saml-profiles-2.0-os, 4.1.4).

use super::{Wrong, wrong};
use crate::forge::time;
use crate::scene::Scene;

/// Seconds beyond any clock skew that a profile allows.
const FAR: i64 = 600;
const DAY: i64 = 86_400;

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "audience-other" => {
            vec![wrong("Audience = https://other.example", |s| audience(s, "https://other.example/saml"))]
        }
        "audience-absent" => vec![wrong("AudienceRestriction: -", |s| s.on_condition(|c| c.restrictions.clear()))],
        "audience-empty" => vec![
            wrong("Audience = \"\"", |s| audience(s, "")),
            wrong("AudienceRestriction = {}", |s| s.on_condition(|c| c.restrictions = vec![Vec::new()])),
        ],
        "audience-almost" => vec![
            wrong("Audience = entityID + /", |s| audience(s, &format!("{}/", own(s)))),
            wrong("Audience = entityID + x", |s| audience(s, &format!("{}x", own(s)))),
            wrong("Audience = prefix of entityID", |s| {
                let mut short = own(s);
                short.pop();
                audience(s, &short)
            }),
            wrong("Audience = ENTITYID", |s| audience(s, &own(s).to_uppercase())),
        ],
        "audience-two" => vec![wrong("AudienceRestriction × 2", |s| {
            s.on_condition(|c| c.restrictions.push(vec!["https://other.example/saml".to_owned()]))
        })],
        "not-yet" => vec![wrong("Conditions/@NotBefore = now + 600 s", |s| {
            s.on_condition(|c| {
                c.not_before = Some(time(FAR));
                c.not_on_or_after = Some(time(2 * FAR));
            })
        })],
        "no-longer" => vec![wrong("Conditions/@NotOnOrAfter = now − 600 s", |s| {
            s.on_condition(|c| {
                c.not_before = Some(time(-2 * FAR));
                c.not_on_or_after = Some(time(-FAR));
            })
        })],
        "conditions-absent" => vec![wrong("Conditions: -", |s| s.asserting(|a| a.conditions = None))],
        "times-malformed" => vec![
            wrong("Conditions/@NotOnOrAfter = \"\"", |s| s.on_condition(|c| c.not_on_or_after = Some(String::new()))),
            wrong("Conditions/@NotOnOrAfter = \"i morgon\"", |s| {
                s.on_condition(|c| c.not_on_or_after = Some("i morgon".to_owned()))
            }),
            wrong("Conditions/@NotBefore = \"2026-13-45\"", |s| {
                s.on_condition(|c| c.not_before = Some("2026-13-45".to_owned()))
            }),
        ],
        "condition-unknown" => vec![wrong("Condition xsi:type = unknown", |s| {
            s.on_condition(|c| {
                c.more = "<saml:Condition xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" \
                          xmlns:x=\"urn:samspel:unknown\" xsi:type=\"x:OnlyOnSundays\"></saml:Condition>"
                    .to_owned();
            })
        })],
        "times-crossed" => vec![wrong("NotBefore ≥ NotOnOrAfter", |s| {
            s.on_condition(|c| {
                c.not_before = Some(time(20));
                c.not_on_or_after = Some(time(20));
            })
        })],
        "issued-long-ago" => vec![
            wrong("Response/@IssueInstant = now − 1 d", |s| s.with(|d| d.response.issued = Some(time(-DAY)))),
            wrong("Assertion/@IssueInstant = now − 1 d", |s| s.asserting(|a| a.issued = Some(time(-DAY)))),
        ],
        "issued-later" => vec![
            wrong("Response/@IssueInstant = now + 600 s", |s| s.with(|d| d.response.issued = Some(time(FAR)))),
            wrong("Assertion/@IssueInstant = now + 600 s", |s| s.asserting(|a| a.issued = Some(time(FAR)))),
        ],
        _ => return None,
    })
}

fn own(scene: &Scene<'_>) -> String {
    scene.bench.service.entity_id.clone()
}

fn audience(scene: &Scene<'_>, audience: &str) -> String {
    scene.on_condition(|c| c.restrictions = vec![vec![audience.to_owned()]])
}
