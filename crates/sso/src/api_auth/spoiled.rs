//! Everything that can be wrong with a token, by kind.

mod access;
mod algorithm;
mod claims;
mod kid;
mod odd;
mod shape;

use samspel_exchange::Secret;
use samspel_model::Message;
use samspel_suite::CheckError;

use super::ground::{Ground, Material};
use super::sent::Sent;
use crate::issuer::Trap;

/// What has to come of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// It is refused.
    Refused,
    /// It is refused by a client error: a server error is a finding of its own.
    RefusedInGoodOrder,
    /// Anything but a server error.
    Whatever,
}

/// One token, ready to be shown.
#[derive(Debug, Clone)]
pub(crate) struct Shot {
    /// What is wrong with it; stands for it in the evidence.
    pub(crate) label: String,
    /// How it is shown.
    pub(crate) sent: Sent,
    /// What has to come of it.
    pub(crate) wanted: Wanted,
    /// Whether it is larger than HTTP headers may be.
    pub(crate) is_large: bool,
}

/// Tokens of one kind.
pub(crate) struct Shots<'g> {
    pub(crate) shots: Vec<Shot>,
    /// Where some of them point.
    pub(crate) trap: Option<Trap<'g>>,
}

impl Shot {
    /// A token that has to be refused.
    pub(crate) fn refused(label: &str, token: String) -> Self {
        Shot::shown(label, Sent::Bearer(Secret::new(token)))
    }

    /// The same, shown in another way.
    pub(crate) fn shown(label: &str, sent: Sent) -> Self {
        Shot { label: label.to_owned(), sent, wanted: Wanted::Refused, is_large: false }
    }

    /// With something else to come of it.
    pub(crate) fn wanted(mut self, wanted: Wanted) -> Self {
        self.wanted = wanted;
        self
    }
}

/// Tokens of this kind that must not be let in; the inner error says what is lacking.
///
/// # Errors
/// When there is no such kind.
pub(crate) fn shots<'g>(kind: &str, ground: &'g Ground) -> Result<Result<Shots<'g>, Message>, CheckError> {
    if let "other-scheme" | "in-query" = kind {
        return Ok(ground.token().map(|token| {
            let shots = if kind == "in-query" { shape::in_query(token) } else { shape::other_scheme(&token) };
            Shots { shots, trap: None }
        }));
    }
    type Make = for<'m> fn(&'m Material<'_>) -> Result<Vec<Shot>, Message>;
    let make: Make = match kind {
        "not-a-jwt" => shape::not_a_jwt,
        "not-json" => shape::not_json,
        "alg-none" => algorithm::none,
        "hmac-with-public-key" => algorithm::hmac_with_public_key,
        "other-signature" => algorithm::other_signature,
        "signature-form" => algorithm::signature_form,
        "other-algorithm" => algorithm::other_algorithm,
        "unknown-crit" => algorithm::unknown_crit,
        "key-in-header" => {
            let material = match ground.material() {
                Ok(material) => material,
                Err(reason) => return Ok(Err(reason)),
            };
            let trap = ground.own().ok().map(|issuer| algorithm::trap(issuer, material.foreign));
            let url = trap.as_ref().map(Trap::url);
            return Ok(Ok(Shots { shots: algorithm::key_in_header(&material, url.as_deref()), trap }));
        }
        "no-kid" => kid::none,
        "kid-as-path" => kid::as_path,
        "expired" => claims::expired,
        "no-expiry" => claims::no_expiry,
        "not-yet-valid" => claims::not_yet_valid,
        "odd-expiry" => claims::odd_expiry,
        "other-issuer" => claims::other_issuer,
        "no-issuer" => claims::no_issuer,
        "other-audience" => claims::other_audience,
        "other-use" => claims::other_use,
        "other-organisation" => access::other_organisation,
        "odd-organisation" => access::odd_organisation,
        "other-location" => access::other_location,
        "location-inside" => access::location_inside,
        "location-longer" => access::location_longer,
        "odd-access" => access::odd_access,
        "other-type" => access::other_type,
        _ => return Err(CheckError::With(format!("`kind`: there is no kind `{kind}`"))),
    };
    Ok(ground.material().and_then(|material| make(&material)).map(|shots| Shots { shots, trap: None }))
}

/// Tokens of this kind that must be let in, however unusual they look; the inner error says what is lacking.
///
/// # Errors
/// When there is no such kind.
pub(crate) fn unusual(kind: &str, ground: &Ground) -> Result<Result<Vec<Shot>, Message>, CheckError> {
    if kind == "scheme-case" {
        return Ok(ground.token().map(|token| odd::scheme_case(&token)));
    }
    let make = match kind {
        "extra-claims" => odd::extra_claims,
        "skewed" => odd::skewed,
        "audience-list" => odd::audience_list,
        "location-spelling" => odd::location_spelling,
        "second-access" => odd::second_access,
        "typ" => odd::typ,
        _ => return Err(CheckError::With(format!("`kind`: there is no kind `{kind}`"))),
    };
    Ok(ground.own().and_then(make))
}

/// A token with one bit of its signature turned.
pub(crate) fn bad_signature(ground: &Ground) -> Result<Shot, Message> {
    ground.material().map(|material| algorithm::turned(&material))
}
