//! Who may ask: clients, tokens, and what a token is refused for.

mod clients;
mod endpoint;
mod forge;
mod lapse;
mod token;
mod trust;

use std::time::{SystemTime, UNIX_EPOCH};

use samspel_contract::{Kind, Operation};

pub(crate) use self::clients::{Registered, Rights, registered};
pub(crate) use self::endpoint::{TokenRequest, metadata, token_endpoint};
pub(crate) use self::forge::refused_tokens;
pub(crate) use self::lapse::Lapse;
pub(crate) use self::token::{Access, Claims};
pub(crate) use self::trust::{Flaw, Judged, Trusted};
pub use self::trust::{Location, Trust};

/// Why a request is turned away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No Authorization header with a bearer token.
    NoToken,
    /// The token stands in the query.
    TokenInQuery,
    /// Not a JWT.
    NotAJwt,
    /// Algorithm `none`, or another than ours.
    WrongAlgorithm,
    BadSignature,
    Expired,
    NotYetValid,
    OtherIssuer,
    OtherAudience,
    UnknownClient,
    RevokedClient,
    OtherTenant,
    /// A token that the trusted issuer's keys do not vouch for.
    Untrusted,
    /// A good token without the right to this operation.
    Forbidden,
    /// A good token without the right to what is to be embedded: that is left out.
    ForbiddenExpansion,
}

impl Refusal {
    /// In words.
    pub(crate) fn message(self) -> &'static str {
        match self {
            Refusal::NoToken => "a bearer token is required",
            Refusal::TokenInQuery => "the token must stand in the Authorization header",
            Refusal::NotAJwt => "the token is not a JWT",
            Refusal::WrongAlgorithm => "the token's algorithm is not accepted",
            Refusal::BadSignature => "the token's signature is wrong",
            Refusal::Expired => "the token has expired",
            Refusal::NotYetValid => "the token is not valid yet",
            Refusal::OtherIssuer => "the token was issued by somebody else",
            Refusal::OtherAudience => "the token is meant for another service",
            Refusal::UnknownClient | Refusal::RevokedClient => "the client is not registered",
            Refusal::OtherTenant => "the token belongs to another customer",
            Refusal::ForbiddenExpansion => "the client lacks the right to what is to be embedded",
            Refusal::Untrusted => "the token is not accepted",
            Refusal::Forbidden => "the client lacks the right to this operation",
        }
    }
}

/// Whether rights cover an operation.
pub(crate) fn permits(rights: Rights, operation: &Operation) -> bool {
    match rights {
        Rights::All => true,
        Rights::OrganisationsAndGroups => {
            matches!(operation.entity.as_deref(), Some("Organisation" | "Group"))
                && matches!(operation.kind, Kind::List | Kind::Lookup | Kind::ById)
        }
        Rights::None => false,
    }
}

/// Seconds since 1970.
pub(crate) fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs())
}
