//! Algorithms that do not hold any more (saml2int SDP-ALG01; Sweden Connect, deployment profile, 8).

use super::{Wrong, wrong};
use crate::forge::{Digest, Method, Signing};
use crate::scene::Scene;

pub(super) fn of(kind: &str) -> Option<Vec<Wrong>> {
    Some(match kind {
        "sha1" => vec![wrong("rsa-sha1 + sha1", |s| signed_with(s, Digest::Sha1, Digest::Sha1))],
        "sha1-digest" => vec![wrong("rsa-sha256 + sha1", |s| signed_with(s, Digest::Sha256, Digest::Sha1))],
        "md5" => vec![
            wrong("rsa-md5 + sha256", |s| signed_with(s, Digest::Md5, Digest::Sha256)),
            wrong("rsa-sha256 + md5", |s| signed_with(s, Digest::Sha256, Digest::Md5)),
        ],
        _ => return None,
    })
}

/// A sound message by other algorithms.
pub(super) fn signed_with(scene: &Scene<'_>, method: Digest, digest: Digest) -> String {
    re_signed(scene, |signing| {
        signing.method = Method::Rsa(method);
        signing.digest = digest;
    })
}

/// A sound message whose signatures are made in another way.
pub(super) fn re_signed(scene: &Scene<'_>, change: impl Fn(&mut Signing<'_>)) -> String {
    scene.with(|draft| {
        for signing in [&mut draft.sign_response, &mut draft.sign_assertion].into_iter().flatten() {
            change(signing);
        }
    })
}
