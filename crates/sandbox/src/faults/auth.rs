//! Faults of authentication and authorisation.

use axum::http::{StatusCode, header};
use samspel_contract::{Envelope, Kind};
use serde_json::json;

use super::entities::each;
use crate::access::Refusal;
use crate::fault::{Fault, Hook, Level, Title};
use crate::provider::{Answer, Body};

/// A fault that lets one kind of bad token pass.
const fn accepts(id: &'static str, title: Title, hooks: &'static [Hook]) -> Fault {
    Fault { id, requirements: &["SS12K-AUTH-003"], level: Level::Must, title, hooks }
}

pub(super) const FAULTS: &[Fault] = &[
    Fault {
        id: "no-authentication",
        requirements: &["SS12K-AUTH-001"],
        level: Level::Must,
        title: Title { sv: "Alla anrop besvaras utan token", en: "Every call is answered without a token" },
        hooks: &[Hook::Forgive(|refusal| refusal == Refusal::NoToken)],
    },
    Fault {
        id: "lookups-unprotected",
        requirements: &["SS12K-AUTH-001"],
        level: Level::Must,
        title: Title {
            sv: "Uppslagen svarar utan token; resten av gränssnittet är skyddat",
            en: "Lookups are answered without a token; the rest of the interface is protected",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.refusal == Some(Refusal::NoToken)
                && asked.operation.is_some_and(|operation| operation.kind == Kind::Lookup)
            {
                *answer = Answer::ok(Body::Json(
                    json!([{ "id": "00000000-0000-4000-8000-000000000001", "displayName": "Åsa" }]),
                ));
            }
        })],
    },
    Fault {
        id: "no-bearer-challenge",
        requirements: &["SS12K-AUTH-002"],
        level: Level::Should,
        title: Title { sv: "401 saknar WWW-Authenticate", en: "401 lacks WWW-Authenticate" },
        hooks: &[Hook::Answer(|_, answer| {
            answer.headers.remove(header::WWW_AUTHENTICATE);
        })],
    },
    Fault {
        id: "refused-with-500",
        requirements: &["SS12K-AUTH-002"],
        level: Level::Should,
        title: Title {
            sv: "En token som saknas eller är ogiltig ger 500", en: "A missing or invalid token gives 500"
        },
        hooks: &[Hook::Answer(|_, answer| {
            if answer.status == StatusCode::UNAUTHORIZED {
                *answer = Answer::error(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", "something went wrong");
            }
        })],
    },
    accepts(
        "any-token-accepted",
        Title { sv: "Token kontrolleras inte alls", en: "Tokens are not checked at all" },
        &[Hook::Forgive(|refusal| !matches!(refusal, Refusal::NoToken | Refusal::TokenInQuery | Refusal::Forbidden))],
    ),
    accepts(
        "expired-token-accepted",
        Title { sv: "Token som har gått ut godtas", en: "Expired tokens are accepted" },
        &[Hook::Forgive(|refusal| refusal == Refusal::Expired)],
    ),
    accepts(
        "early-token-accepted",
        Title { sv: "Token som ännu inte gäller godtas", en: "Tokens that are not valid yet are accepted" },
        &[Hook::Forgive(|refusal| refusal == Refusal::NotYetValid)],
    ),
    accepts(
        "signature-not-checked",
        Title { sv: "Signaturen i token kontrolleras inte", en: "The token's signature is not checked" },
        &[Hook::Forgive(|refusal| refusal == Refusal::BadSignature)],
    ),
    accepts(
        "unsigned-token-accepted",
        Title { sv: "Osignerade token (alg none) godtas", en: "Unsigned tokens (alg none) are accepted" },
        &[Hook::Forgive(|refusal| refusal == Refusal::WrongAlgorithm)],
    ),
    accepts(
        "audience-not-checked",
        Title {
            sv: "Token som är utställda för en annan tjänst godtas",
            en: "Tokens issued for another service are accepted",
        },
        &[Hook::Forgive(|refusal| refusal == Refusal::OtherAudience)],
    ),
    accepts(
        "issuer-not-checked",
        Title { sv: "Token från en annan utfärdare godtas", en: "Tokens from another issuer are accepted" },
        &[Hook::Forgive(|refusal| refusal == Refusal::OtherIssuer)],
    ),
    accepts(
        "revoked-client-accepted",
        Title {
            sv: "En klient vars behörighet har återkallats släpps in",
            en: "A client whose permission was revoked is let in",
        },
        &[Hook::Forgive(|refusal| refusal == Refusal::RevokedClient)],
    ),
    Fault {
        id: "permission-not-checked",
        requirements: &["SS12K-AUTH-004"],
        level: Level::Must,
        title: Title {
            sv: "Varje giltig token kommer åt allt, oavsett behörighet",
            en: "Every valid token reaches everything, whatever its permission",
        },
        hooks: &[Hook::Forgive(|refusal| refusal == Refusal::Forbidden)],
    },
    Fault {
        id: "forbidden-as-empty-list",
        requirements: &["SS12K-AUTH-004", "SS12K-AUTH-008"],
        level: Level::Must,
        title: Title {
            sv: "Den som saknar behörighet får 200 med en tom lista i stället för 403",
            en: "A client without permission gets 200 with an empty list instead of 403",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.refusal == Some(Refusal::Forbidden)
                && let Some(operation) = asked.operation
            {
                let empty = match operation.success.envelope {
                    Envelope::Page => json!({ "data": [], "pageToken": null }),
                    Envelope::DeletedEntities => json!({ "data": {}, "pageToken": null }),
                    Envelope::Array => json!([]),
                    Envelope::Object | Envelope::None => json!({}),
                };
                *answer = Answer::ok(Body::Json(empty));
            }
        })],
    },
    Fault {
        id: "forbidden-without-body",
        requirements: &["SS12K-AUTH-004"],
        level: Level::Must,
        title: Title { sv: "403 saknar felobjekt", en: "403 lacks an error object" },
        hooks: &[Hook::Answer(|_, answer| {
            if answer.status == StatusCode::FORBIDDEN {
                *answer = Answer::new(StatusCode::FORBIDDEN, Body::Empty);
            }
        })],
    },
    Fault {
        id: "token-in-query-accepted",
        requirements: &["SS12K-AUTH-006"],
        level: Level::Should,
        title: Title { sv: "En token i frågesträngen godtas", en: "A token in the query string is accepted" },
        hooks: &[Hook::Forgive(|refusal| refusal == Refusal::TokenInQuery)],
    },
    Fault {
        id: "restricted-client-gets-fragments",
        requirements: &["SS12K-AUTH-008"],
        level: Level::Should,
        title: Title {
            sv: "En klient med begränsad behörighet får poster utan obligatoriska fält",
            en: "A client with restricted permission gets entities without required fields",
        },
        hooks: &[Hook::Answer(|asked, answer| {
            if asked.client == Some("limited") {
                each(asked, answer, |_, entity| {
                    if let Some(fields) = entity.as_object_mut() {
                        fields.remove("displayName");
                    }
                });
            }
        })],
    },
];
