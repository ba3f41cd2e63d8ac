//! Rules, a file for each family.

mod aggregate;
mod algorithms;
mod attributes;
mod contacts;
mod document;
mod endpoints;
mod entity_attributes;
mod identity;
mod keys;
mod languages;
mod presentation;
mod scopes;
mod structure;

use samspel_suite::Check;

pub(crate) const CHECKS: [&[Check]; 13] = [
    document::CHECKS,
    structure::CHECKS,
    identity::CHECKS,
    languages::CHECKS,
    presentation::CHECKS,
    contacts::CHECKS,
    scopes::CHECKS,
    keys::CHECKS,
    endpoints::CHECKS,
    attributes::CHECKS,
    entity_attributes::CHECKS,
    algorithms::CHECKS,
    aggregate::CHECKS,
];
