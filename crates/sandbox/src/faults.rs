//! Every fault that the sandbox knows, family by family.
//!
//! Adding a fault is adding one entry to its family's file. Where it can, a fault shows on every operation and entity, so that each
//! row of a test can be seen to fail.

mod api_auth;
mod auth;
mod change;
mod date;
mod del;
mod entities;
mod env;
mod err;
mod exp;
mod filt;
mod http;
mod id;
mod identity;
mod integrity;
mod log;
mod look;
mod meta;
mod name;
mod offer;
mod page;
mod robust;
mod schema;
mod sort;
mod sub;
#[cfg(test)]
mod tests;
mod write;

use std::sync::LazyLock;

use crate::fault::Fault;

/// The families, in the order of the requirement catalogue; a large one in parts.
const FAMILIES: &[&[&[Fault]]] = &[
    &[http::FAULTS],
    &[auth::FAULTS],
    &[err::FAULTS],
    &[robust::FAULTS],
    &[env::FAULTS],
    &[schema::FAULTS],
    &[id::FAULTS],
    &[meta::FAULTS],
    &[page::FAULTS],
    &[exp::FAULTS],
    &[name::FAULTS],
    &[look::FAULTS],
    &[date::FAULTS],
    filt::FAMILIES,
    &[sort::FAULTS],
    &[del::FAULTS],
    &[sub::FAULTS],
    &[log::FAULTS],
    &[write::FAULTS],
    &[change::FAULTS],
    &[offer::FAULTS],
    integrity::FAMILIES,
    api_auth::FAMILIES,
    &[identity::FAULTS],
];

/// Every fault.
pub fn faults() -> &'static [Fault] {
    static ALL: LazyLock<Vec<Fault>> = LazyLock::new(|| FAMILIES.iter().flat_map(|family| family.concat()).collect());
    &ALL
}

/// The fault with this id.
pub(crate) fn fault(id: &str) -> Option<&'static Fault> {
    faults().iter().find(|fault| fault.id == id)
}
