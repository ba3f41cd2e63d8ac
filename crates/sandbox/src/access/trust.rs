//! A second issuer that the provider trusts: whoever starts the sandbox names it, and its tokens are judged strictly.
//!
//! ```text
//! token ─► form ─► header ─► key (by kid, fetched) ─► signature ─► times, issuer, audience ─► organisation, access ─► let in
//! ```
//!
//! Each step has a [`Flaw`]; a fault overlooks some of them.

mod fetch;
mod form;
mod keys;
mod location;
mod rules;

use serde_json::{Map, Value};

use self::form::{Presented, unpacked};
use self::keys::Keys;
pub(crate) use self::rules::Flaw;
use crate::fault::Hooks;

/// An issuer to trust.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trust {
    /// `iss`, and where its keys are announced.
    pub issuer: String,
    /// `aud` that tokens have to name; None = the base URL.
    pub audience: Option<String>,
    /// `organization_id` that tokens have to name; None = no rule.
    pub organisation: Option<String>,
    /// Location that `requested_access` has to name with type `ss12000-api`; None = no rule.
    pub location: Option<Location>,
}

/// Where access has to be for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// The base URL.
    Own,
    /// Another URL, under which a proxy makes the sandbox known.
    At(String),
}

/// The same at work.
pub(crate) struct Trusted {
    pub(crate) trust: Trust,
    pub(crate) audience: String,
    pub(crate) location: Option<String>,
    keys: Keys,
}

/// Header and claims of a token whose signature has been judged.
pub(crate) struct Judged {
    pub(crate) header: Map<String, Value>,
    pub(crate) claims: Map<String, Value>,
}

impl Trusted {
    pub(crate) fn new(trust: Trust, base_url: &str) -> Self {
        let audience = trust.audience.clone().unwrap_or_else(|| base_url.to_owned());
        let location = trust.location.clone().map(|location| match location {
            Location::Own => base_url.to_owned(),
            Location::At(url) => url,
        });
        let keys = Keys::of(&trust.issuer);
        Trusted { trust, audience, location, keys }
    }

    /// Whether a token may come in; the first flaw that no fault overlooks.
    pub(crate) async fn judge(&self, token: &str, hooks: &Hooks) -> Result<Judged, Flaw> {
        let overlooks = |flaw: Flaw| hooks.trusts(flaw);
        let presented = unpacked(token, &overlooks)?;
        self.signature(&presented, hooks).await?;
        let judged = Judged { header: presented.header, claims: presented.claims };
        rules::claims(&judged, self, &overlooks)?;
        if hooks.demands(&judged) {
            return Err(Flaw::Demanded);
        }
        Ok(judged)
    }

    async fn signature(&self, presented: &Presented, hooks: &Hooks) -> Result<(), Flaw> {
        let overlooks = |flaw: Flaw| hooks.trusts(flaw);
        let refuse = |flaw: Flaw| if overlooks(flaw) { Ok(()) } else { Err(flaw) };
        let header = &presented.header;
        let text = |name: &str| header.get(name).and_then(Value::as_str);
        let alg = text("alg").unwrap_or_default();
        if header.contains_key("crit") {
            refuse(Flaw::Critical)?;
        }
        if alg.eq_ignore_ascii_case("none") {
            return refuse(Flaw::Unsigned);
        }
        if presented.signature.is_empty() && overlooks(Flaw::NoSignature) {
            return Ok(());
        }
        // Keys that the token itself brings along: no business of anybody's, unless a fault thinks otherwise.
        if let Some(key) = self.keys.brought_along(header, &overlooks).await {
            return if key.verifies(presented) { Ok(()) } else { Err(Flaw::Signature) };
        }
        if alg == "HS256" {
            return self.keys.hmac(presented, &overlooks).await;
        }
        let kid = text("kid");
        let restless = overlooks(Flaw::FetchesForEach);
        let Some(key) = self.keys.find(kid, restless, hooks.keeps_keys()).await else {
            // A key that nobody knows: with the check forgotten, any of those that are known will do.
            if overlooks(Flaw::UnknownKey)
                && let Some(key) = self.keys.first().await
            {
                return if key.verifies(presented) { Ok(()) } else { Err(Flaw::UnknownKey) };
            }
            if kid.is_none() && overlooks(Flaw::AnyKey) {
                return Ok(());
            }
            return Err(Flaw::UnknownKey);
        };
        if alg != key.alg() {
            refuse(Flaw::Algorithm)?;
        }
        if presented.signature.iter().all(|byte| *byte == 0) && !presented.signature.is_empty() {
            return refuse(Flaw::AllZero);
        }
        if key.verifies(presented) {
            return Ok(());
        }
        if key.verifies_der(presented) {
            return refuse(Flaw::Der);
        }
        refuse(Flaw::Signature)
    }
}
