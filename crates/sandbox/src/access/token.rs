//! Issuing and judging access tokens.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};

use super::{Refusal, Registered, now};

/// Seconds that a token lives unless the sandbox is told otherwise.
const LIFETIME: u64 = 3600;

/// What a token says.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Claims {
    pub(crate) iss: String,
    pub(crate) aud: String,
    pub(crate) sub: String,
    pub(crate) tenant: String,
    pub(crate) iat: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) nbf: Option<u64>,
    pub(crate) exp: u64,
}

/// Clients and keys of one running sandbox.
pub(crate) struct Access {
    pub(crate) issuer: String,
    pub(crate) audience: String,
    pub(crate) clients: Vec<Registered>,
    /// Seconds that a token lives.
    pub(crate) lifetime: u64,
    signing: EncodingKey,
    verifying: DecodingKey,
}

impl Access {
    pub(crate) fn new(issuer: String, audience: String, clients: Vec<Registered>, key: &[u8; 32]) -> Access {
        Access {
            issuer,
            audience,
            clients,
            lifetime: LIFETIME,
            signing: EncodingKey::from_secret(key),
            verifying: DecodingKey::from_secret(key),
        }
    }

    /// The client with this id.
    pub(crate) fn client(&self, id: &str) -> Option<&Registered> {
        self.clients.iter().find(|client| client.id == id)
    }

    /// Claims of a fresh token.
    pub(crate) fn claims(&self, client: &Registered) -> Claims {
        let iat = now();
        Claims {
            iss: self.issuer.clone(),
            aud: self.audience.clone(),
            sub: client.id.to_owned(),
            tenant: tenant(client.tenant),
            iat,
            nbf: None,
            exp: iat + self.lifetime,
        }
    }

    /// Signs claims with our key.
    pub(crate) fn sign(&self, claims: &Claims) -> Result<String, jsonwebtoken::errors::Error> {
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &self.signing)
    }

    /// What one of our own tokens says, whether it still holds or not.
    pub(crate) fn own_claims(&self, token: &str) -> Option<Claims> {
        if !self.is_signed(token) {
            return None;
        }
        unpack(token).map(|(_, claims)| claims)
    }

    /// Who asks. A refusal stands unless it is forgiven; without any token the forgiving server takes the caller for `full`.
    pub(crate) fn judge(
        &self,
        token: Option<&str>,
        forgives: &dyn Fn(Refusal) -> bool,
    ) -> Result<&Registered, Refusal> {
        let refuse = |refusal: Refusal| if forgives(refusal) { Ok(()) } else { Err(refusal) };
        let anybody = || self.client("full").ok_or(Refusal::UnknownClient);
        let Some(token) = token else {
            refuse(Refusal::NoToken)?;
            return anybody();
        };
        let Some((header, claims)) = unpack(token) else {
            refuse(Refusal::NotAJwt)?;
            return anybody();
        };
        if header.get("alg").and_then(serde_json::Value::as_str) != Some("HS256") {
            refuse(Refusal::WrongAlgorithm)?;
        } else if !self.is_signed(token) {
            refuse(Refusal::BadSignature)?;
        }
        let now = now();
        let checks = [
            (claims.exp <= now, Refusal::Expired),
            (claims.nbf.is_some_and(|nbf| nbf > now), Refusal::NotYetValid),
            (claims.iss != self.issuer, Refusal::OtherIssuer),
            (claims.aud != self.audience, Refusal::OtherAudience),
        ];
        for (failed, refusal) in checks {
            if failed {
                refuse(refusal)?;
            }
        }
        let Some(client) = self.client(&claims.sub) else {
            refuse(Refusal::UnknownClient)?;
            return anybody();
        };
        if client.revoked {
            refuse(Refusal::RevokedClient)?;
        }
        if claims.tenant != tenant(client.tenant) {
            refuse(Refusal::OtherTenant)?;
        }
        Ok(client)
    }

    /// Whether our key made the signature. Nothing else is judged here.
    fn is_signed(&self, token: &str) -> bool {
        let mut validation = Validation::new(Algorithm::HS256);
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.validate_aud = false;
        jsonwebtoken::decode::<serde_json::Value>(token, &self.verifying, &validation).is_ok()
    }
}

/// Name of a municipality in tokens.
fn tenant(number: usize) -> String {
    if number == 0 { "main".to_owned() } else { format!("other-{number}") }
}

/// Header and claims, unverified.
fn unpack(token: &str) -> Option<(serde_json::Value, Claims)> {
    let mut parts = token.split('.');
    let mut part = || URL_SAFE_NO_PAD.decode(parts.next()?).ok();
    let header = serde_json::from_slice(&part()?).ok()?;
    let claims = serde_json::from_slice(&part()?).ok()?;
    part()?;
    parts.next().is_none().then_some((header, claims))
}
