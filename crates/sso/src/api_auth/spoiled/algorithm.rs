//! Signatures that are missing, made by another, or called something else than they are (RFC 8725, 2.1 and 3.1).

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use samspel_model::Message;
use serde_json::{Value, json};

use super::super::ground::Material;
use super::Shot;
use crate::Issuer;
use crate::issuer::Trap;
use crate::jose::{Key, hmac_sha256, sealed};

/// `kid` of a key that is not published anywhere.
const FOREIGN_KID: &str = "samspel-foreign";

/// No signature, said openly, in any letter case.
pub(super) fn none(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let spelt = ["none", "None", "NONE", "nOnE"];
    Ok(spelt
        .map(|alg| Shot::refused(&format!("alg {alg}"), material.draft.clone().header("alg", alg).unsigned()))
        .into())
}

/// The public key, which everybody knows, taken for a shared secret.
pub(super) fn hmac_with_public_key(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let issuer = material.issuer.clone()?;
    let key = issuer.key();
    let pem = key.public_pem();
    let secrets = [
        ("PEM", pem.clone().into_bytes()),
        ("PEM without its last line end", pem.trim_end().as_bytes().to_vec()),
        ("DER", key.public_der()),
        ("JWK", key.jwk(issuer.kid()).to_string().into_bytes()),
    ];
    let draft = material.draft.clone().header("alg", "HS256");
    let input = draft.input();
    let shot = |(label, secret): (&str, Vec<u8>)| {
        Shot::refused(&format!("HS256 keyed with the {label}"), sealed(&input, &hmac_sha256(&secret, input.as_bytes())))
    };
    Ok(secrets.into_iter().map(shot).collect())
}

/// No signature, that of another token, and one with a bit turned.
pub(super) fn other_signature(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let other = material.draft.clone().claim("samspel", "changed");
    let good = material.good.expose();
    let (input, signature) = good.rsplit_once('.').unwrap_or((good, ""));
    Ok(vec![
        Shot::refused("signature left out", format!("{input}.")),
        Shot::refused("signature and its dot left out", input.to_owned()),
        Shot::refused("signature of another token", format!("{}.{signature}", other.input())),
        Shot::refused("signature of another key", other.signed(material.foreign)),
        turned(material),
    ])
}

/// One bit of the signature turned, in its bytes: the last letter of base64url holds bits that mean nothing.
pub(super) fn turned(material: &Material<'_>) -> Shot {
    let good = material.good.expose();
    let (input, signature) = good.rsplit_once('.').unwrap_or((good, ""));
    let mut bytes = BASE64_URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
    if let Some(last) = bytes.last_mut() {
        *last ^= 1;
    }
    Shot::refused("one bit of the signature turned", sealed(input, &bytes))
}

/// Signatures whose form alone is wrong: all zero (CVE-2022-21449), and in DER instead of two numbers (RFC 7518, 3.4).
pub(super) fn signature_form(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let issuer = material.issuer.clone()?;
    let input = material.draft.input();
    let length = issuer.key().sign(input.as_bytes()).len();
    let mut shots = vec![Shot::refused("all zero", sealed(&input, &vec![0; length]))];
    if let Some(der) = issuer.key().sign_der(input.as_bytes()) {
        shots.push(Shot::refused("DER", sealed(&input, &der)));
    }
    Ok(shots)
}

/// A right signature under the name of another algorithm, and where the key knows another algorithm, a right signature by that.
pub(super) fn other_algorithm(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let key = material.issuer.clone()?.key();
    let mislabelled = ["ES256", "ES384", "RS256", "RS512", "PS256", "EdDSA", "HS256"];
    let mut shots: Vec<Shot> = mislabelled
        .into_iter()
        .filter(|alg| *alg != key.alg())
        .map(|alg| {
            let label = format!("{} called {alg}", key.alg());
            Shot::refused(&label, material.draft.clone().header("alg", alg).signed(key))
        })
        .collect();
    if let Some((alg, _)) = key.sign_otherwise(b"") {
        let input = material.draft.clone().header("alg", alg).input();
        let signature = key.sign_otherwise(input.as_bytes()).map(|(_, signature)| signature).unwrap_or_default();
        shots.push(Shot::refused(alg, sealed(&input, &signature)));
    }
    Ok(shots)
}

/// An extension that has to be understood and cannot be (RFC 7515, 4.1.11).
pub(super) fn unknown_crit(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let issuer = material.issuer.clone()?;
    let name = "https://samspel.invalid/unknown";
    let draft = material.draft.clone().header("crit", json!([name])).header(name, true);
    Ok(vec![Shot::refused("crit", draft.signed(issuer.key()))])
}

/// The foreign key where the header of a token may point.
pub(super) fn trap<'g>(issuer: &'g Issuer, foreign: &Key) -> Trap<'g> {
    issuer.trap(&json!({ "keys": [foreign.jwk(FOREIGN_KID)] }))
}

/// The attacker's key in the header itself, or the place to fetch it (RFC 8725, 3.10).
pub(super) fn key_in_header(material: &Material<'_>, trap: Option<&str>) -> Vec<Shot> {
    let foreign = material.foreign;
    let draft = material.draft.clone().header("alg", foreign.alg());
    let with = |label: &str, name: &str, value: Value, kid: bool| {
        let draft = if kid { draft.clone().header("kid", FOREIGN_KID) } else { draft.clone().without_header("kid") };
        Shot::refused(label, draft.header(name, value).signed(foreign))
    };
    let mut shots = vec![
        with("jwk", "jwk", foreign.jwk(FOREIGN_KID), true),
        with("jwk without kid", "jwk", foreign.jwk(FOREIGN_KID), false),
    ];
    if let Some(certificate) = foreign.certificate() {
        // The ordinary alphabet (RFC 7515, 4.1.6).
        shots.push(with("x5c", "x5c", json!([BASE64_STANDARD.encode(certificate)]), true));
    }
    if let Some(url) = trap {
        shots.push(with("jku", "jku", url.into(), true));
        shots.push(with("x5u", "x5u", url.into(), true));
    }
    shots
}

#[cfg(test)]
mod tests {
    use samspel_exchange::Secret;

    use super::super::super::sent::Sent;
    use super::*;
    use crate::jose::Draft;

    fn token(shot: &Shot) -> Option<&Secret> {
        if let Sent::Bearer(token) = &shot.sent { Some(token) } else { None }
    }

    #[test]
    fn what_needs_the_trusted_key_says_so_without_it() {
        let foreign = Key::new_es256();
        let draft = Draft::default().header("alg", "RS256").claim("sub", "full");
        let good = Secret::new(sealed(&draft.input(), &[7; 256]));
        let material = Material { draft, issuer: Err(Message::new("auth-no-issuer")), foreign: &foreign, good };
        for make in [hmac_with_public_key, signature_form, other_algorithm, unknown_crit] {
            assert_eq!(make(&material).map(|_| ()).map_err(|m| m.id), Err("auth-no-issuer".to_owned()));
        }
        let spoilt = [none(&material).unwrap_or_default(), other_signature(&material).unwrap_or_default()].concat();
        assert_eq!(spoilt.len(), 9);
        assert!(spoilt.iter().all(|shot| token(shot) != Some(&material.good)), "each differs from the good one");
        assert!(key_in_header(&material, None).len() == 3 && key_in_header(&material, Some("http://x/")).len() == 5);
    }
}
