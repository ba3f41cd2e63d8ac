//! The clients that are registered with the sandbox.

use rand::RngCore;

/// What a client may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rights {
    All,
    OrganisationsAndGroups,
    None,
}

/// A registered client.
#[derive(Debug, Clone)]
pub(crate) struct Registered {
    pub(crate) id: &'static str,
    pub(crate) secret: String,
    pub(crate) rights: Rights,
    pub(crate) revoked: bool,
    /// Which municipality it belongs to: 0 is the main one.
    pub(crate) tenant: usize,
}

/// Every client, with new secrets.
pub(crate) fn registered() -> Vec<Registered> {
    [
        ("full", Rights::All, false, 0),
        ("limited", Rights::OrganisationsAndGroups, false, 0),
        ("no_access", Rights::None, false, 0),
        ("revoked", Rights::All, true, 0),
        ("other_tenant", Rights::All, false, 1),
    ]
    .map(|(id, rights, revoked, tenant)| {
        let mut secret = [0_u8; 24];
        rand::rng().fill_bytes(&mut secret);
        Registered { id, secret: hex::encode(secret), rights, revoked, tenant }
    })
    .to_vec()
}
