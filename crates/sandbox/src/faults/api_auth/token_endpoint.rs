//! The token endpoint.

use super::of;
use crate::access::Lapse;
use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[
    of(
        "token-with-refresh-token",
        &["API-OAUTH-SRV-1"],
        Level::Must,
        Title { sv: "En förnyelsetoken följer med", en: "A refresh token comes along" },
        &[Hook::Lapse(Lapse::RefreshToken)],
    ),
    of(
        "token-without-lifetime",
        &["API-OAUTH-SRV-1"],
        Level::Must,
        Title {
            sv: "Svaret säger inte hur länge token gäller",
            en: "The answer does not say how long the token lives",
        },
        &[Hook::Lapse(Lapse::NoLifetime)],
    ),
    of(
        "any-secret-gets-token",
        &["API-OAUTH-SRV-2"],
        Level::Must,
        Title { sv: "Vilken hemlighet som helst ger en token", en: "Any secret gets a token" },
        &[Hook::Lapse(Lapse::AnySecret)],
    ),
    of(
        "secret-in-query-gets-token",
        &["API-OAUTH-SRV-3"],
        Level::Must,
        Title { sv: "Hemligheten får stå i adressen", en: "The secret may stand in the address" },
        &[Hook::Lapse(Lapse::SecretInQuery)],
    ),
    of(
        "any-scope-granted",
        &["API-OAUTH-SRV-4"],
        Level::Must,
        Title { sv: "Varje scope som någon ber om beviljas", en: "Every scope that anybody asks for is granted" },
        &[Hook::Lapse(Lapse::AnyScope)],
    ),
    of(
        "no-server-metadata",
        &["API-OAUTH-SRV-8"],
        Level::Should,
        Title { sv: "Utfärdaren har inga metadata", en: "The authorisation server has no metadata" },
        &[Hook::Lapse(Lapse::NoMetadata)],
    ),
    of(
        "server-metadata-of-others",
        &["API-OAUTH-SRV-8"],
        Level::Should,
        Title { sv: "Metadata handlar om en annan utfärdare", en: "The metadata is about another issuer" },
        &[Hook::Lapse(Lapse::OtherMetadata)],
    ),
    of(
        "get-gets-token",
        &["API-OAUTH-SRV-9"],
        Level::Should,
        Title { sv: "GET ger en token", en: "GET gets a token" },
        &[Hook::Lapse(Lapse::Get)],
    ),
    of(
        "json-gets-token",
        &["API-OAUTH-SRV-9"],
        Level::Should,
        Title { sv: "En fråga i JSON ger en token", en: "A request in JSON gets a token" },
        &[Hook::Lapse(Lapse::JsonBody)],
    ),
    of(
        "any-grant-gets-token",
        &["API-OAUTH-SRV-10"],
        Level::Should,
        Title { sv: "Varje grant_type ger en token", en: "Every grant_type gets a token" },
        &[Hook::Lapse(Lapse::AnyGrant)],
    ),
];
