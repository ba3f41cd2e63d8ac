//! Messages that look unusual and are right.

use super::algorithm::{re_signed, signed_with};
use super::{Odd, odd};
use crate::forge::{Digest, Method, Signing, time};
use crate::scene::{AFFILIATION, SCHOOL_UNIT, Scene, TRANSIENT};

pub(super) fn of(kind: &str) -> Option<Vec<Odd>> {
    Some(match kind {
        "sound" => vec![odd("rsa-sha256", |s| s.draft().write())],
        "assertion-signed" => vec![odd("Response/Signature: -", |s| s.with(|d| d.sign_response = None))],
        "without-name-id" => vec![Odd {
            label: "NameID: -",
            make: |s| {
                s.asserting(|a| {
                    if let Some(subject) = &mut a.subject {
                        subject.name_id.clear();
                    }
                })
            },
            without_name_id: true,
        }],
        "name-id-formats" => vec![
            odd("NameID/@Format = transient", |s| named(s, TRANSIENT)),
            odd("NameID/@Format = persistent", |s| named(s, "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent")),
        ],
        "untyped" => vec![odd("AttributeValue/@xsi:type: -", |s| s.with(|d| d.typed = false))],
        "more-attributes" => vec![odd("Attribute: urn:samspel:unexpected", |s| {
            s.asserting(|a| {
                let values = vec!["ov\u{e4}ntat".to_owned()];
                let name = "urn:samspel:unexpected".to_owned();
                a.attributes.iter_mut().for_each(|all| {
                    all.push(crate::forge::Attribute { name: name.clone(), friendly: None, values: values.clone() });
                });
            })
        })],
        "friendly-names" => vec![odd("FriendlyName = random", |s| {
            s.asserting(|a| {
                for (number, attribute) in a.attributes.iter_mut().flatten().enumerate() {
                    attribute.friendly = Some(format!("x{number}"));
                }
            })
        })],
        "fractions" => vec![
            odd("IssueInstant with milliseconds", |s| issued(s, ".123Z")),
            odd("IssueInstant with microseconds", |s| issued(s, ".123456Z")),
            odd("IssueInstant without fraction", |s| issued(s, "Z")),
        ],
        "prefixes" => vec![
            odd("prefix saml2", |s| {
                s.with(|d| d.restyle = |text| text.replace("saml:", "saml2:").replace("xmlns:saml=", "xmlns:saml2="))
            }),
            odd("default namespace", |s| {
                s.with(|d| {
                    d.restyle =
                        |text| text.replace("<saml:", "<").replace("</saml:", "</").replace("xmlns:saml=", "xmlns=");
                })
            }),
            odd("line breaks between elements", |s| s.with(|d| d.restyle = |text| text.replace("><", ">\n  <"))),
        ],
        "clock-30" => vec![odd("clock + 30 s", |s| shifted(s, 30)), odd("clock − 30 s", |s| shifted(s, -30))],
        "clock-180" => vec![odd("clock + 180 s", |s| shifted(s, 180)), odd("clock − 180 s", |s| shifted(s, -180))],
        "several-values" => vec![odd("sisSchoolUnitCode × 2, eduPersonScopedAffiliation × 2", |s| {
            s.asserting(|a| {
                for attribute in a.attributes.iter_mut().flatten() {
                    match attribute.name.as_str() {
                        SCHOOL_UNIT => attribute.values = vec!["99999998".to_owned(), "99999999".to_owned()],
                        AFFILIATION => {
                            attribute.values =
                                ["student", "member"].map(|a| format!("{a}@{}", s.victim.scope)).to_vec();
                        }
                        _ => {}
                    }
                }
            })
        })],
        "ecdsa" => vec![odd("ecdsa-sha256, P-256", |s| {
            let bench = s.bench;
            s.with(|draft| {
                for signing in [&mut draft.sign_response, &mut draft.sign_assertion].into_iter().flatten() {
                    *signing = Signing::sound(&bench.idp.ec);
                }
            })
        })],
        "audiences" => vec![odd("Audience × 3", |s| {
            s.on_condition(|c| {
                if let Some(first) = c.restrictions.first_mut() {
                    first.insert(0, "https://other.example/saml".to_owned());
                    first.push("https://third.example/saml".to_owned());
                }
            })
        })],
        "next-key" => vec![odd("Signature by the second published key", |s| {
            let bench = s.bench;
            s.with(|draft| {
                for signing in [&mut draft.sign_response, &mut draft.sign_assertion].into_iter().flatten() {
                    signing.key = &bench.idp.next;
                }
            })
        })],
        "stronger" => vec![
            odd("rsa-sha384", |s| signed_with(s, Digest::Sha384, Digest::Sha384)),
            odd("rsa-sha512", |s| signed_with(s, Digest::Sha512, Digest::Sha512)),
            odd("sha256-rsa-MGF1", |s| re_signed(s, |signing| signing.method = Method::Pss)),
        ],
        "second-class" => vec![odd("AuthnContextClassRef = the last that was asked for", |s| {
            let last = s.request.context.as_ref().and_then(|(_, asked)| asked.last().cloned());
            s.asserting(|a| {
                if let Some(last) = last {
                    a.statements.iter_mut().for_each(|statement| statement.class = Some(last.clone()));
                }
            })
        })],
        _ => return None,
    })
}

fn named(scene: &Scene<'_>, format: &str) -> String {
    scene.asserting(|a| {
        if let Some(subject) = &mut a.subject {
            subject.name_id = scene.name_id(format, &scene.victim.name_id);
        }
    })
}

fn issued(scene: &Scene<'_>, ending: &str) -> String {
    let now = time(0).replace('Z', ending);
    scene.with(|draft| {
        draft.response.issued = Some(now.clone());
        if let Some(assertion) = &mut draft.assertion {
            assertion.issued = Some(now);
        }
    })
}

/// As from a clock that goes wrong by so many seconds.
fn shifted(scene: &Scene<'_>, seconds: i64) -> String {
    const LIFE: i64 = 300;
    scene.with(|draft| {
        draft.response.issued = Some(time(seconds));
        if let Some(assertion) = &mut draft.assertion {
            assertion.issued = Some(time(seconds));
            if let Some(conditions) = &mut assertion.conditions {
                conditions.not_before = Some(time(seconds));
                conditions.not_on_or_after = Some(time(seconds + LIFE));
            }
            for statement in &mut assertion.statements {
                statement.instant = time(seconds);
            }
            for confirmation in assertion.subject.iter_mut().flat_map(|subject| &mut subject.confirmations) {
                confirmation.not_on_or_after = Some(time(seconds + LIFE));
            }
        }
    })
}
