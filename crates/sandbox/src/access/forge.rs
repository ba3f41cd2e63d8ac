//! Ready-made tokens that must be refused.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::{Access, Claims};

/// Tokens by what is wrong with them. Each would be good but for that one thing.
pub(crate) fn refused_tokens(access: &Access) -> Result<BTreeMap<String, String>, jsonwebtoken::errors::Error> {
    let mut tokens = BTreeMap::new();
    let (Some(full), Some(revoked)) = (access.client("full"), access.client("revoked")) else { return Ok(tokens) };
    let good = access.claims(full);
    let mut add = |name: &str, claims: &Claims| -> Result<(), jsonwebtoken::errors::Error> {
        tokens.insert(name.to_owned(), access.sign(claims)?);
        Ok(())
    };
    add("expired", &Claims { iat: good.iat - 7200, exp: good.iat - 3600, ..good.clone() })?;
    add("not_yet_valid", &Claims { nbf: Some(good.iat + 86_400), exp: good.iat + 90_000, ..good.clone() })?;
    add("other_audience", &Claims { aud: "https://annan-tjanst.example/".to_owned(), ..good.clone() })?;
    add("other_issuer", &Claims { iss: "https://annan-utfardare.example/".to_owned(), ..good.clone() })?;
    add("revoked_client", &access.claims(revoked))?;

    let signed = access.sign(&good)?;
    let (claims_part, _) = signed.rsplit_once('.').unwrap_or((&signed, ""));
    tokens.insert("bad_signature".to_owned(), format!("{claims_part}.{}", URL_SAFE_NO_PAD.encode([0x5a_u8; 32])));
    let body = claims_part.split_once('.').map_or("", |(_, body)| body);
    tokens
        .insert("alg_none".to_owned(), format!("{}.{body}.", URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#)));
    Ok(tokens)
}
