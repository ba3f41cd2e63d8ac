//! Names of keys: none, and names that are something else (RFC 8725, 3.10).

use samspel_model::Message;

use super::super::ground::Material;
use super::Shot;
use crate::jose::{hmac_sha256, sealed};

/// A foreign key without a name. Whoever tries every key that it knows must not try this one.
pub(super) fn none(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let draft = material.draft.clone().without_header("kid").header("alg", material.foreign.alg());
    Ok(vec![Shot::refused("foreign key without kid", draft.signed(material.foreign))])
}

/// Names that lead somewhere if they are taken for a file name or put into a query: to an empty file, and to a text of the
/// attacker's own. Signed with what would then be found.
pub(super) fn as_path(material: &Material<'_>) -> Result<Vec<Shot>, Message> {
    let names: [(&str, &str, &[u8]); 3] = [
        ("path to an empty file", "../../../../../../../../dev/null", b""),
        ("SQL", "x' UNION SELECT 'samspel", b"samspel"),
        ("shell", "x|printf samspel", b"samspel"),
    ];
    let mut shots: Vec<Shot> = names
        .into_iter()
        .map(|(label, kid, secret)| {
            let input = material.draft.clone().header("alg", "HS256").header("kid", kid).input();
            Shot::refused(label, sealed(&input, &hmac_sha256(secret, input.as_bytes())))
        })
        .collect();
    for (label, kid, _) in names {
        let draft = material.draft.clone().header("alg", material.foreign.alg()).header("kid", kid);
        shots.push(Shot::refused(&format!("{label}, foreign key"), draft.signed(material.foreign)));
    }
    Ok(shots)
}
