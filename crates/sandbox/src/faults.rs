//! Every fault that the sandbox knows, family by family.

use std::sync::LazyLock;

use crate::fault::Fault;

/// The families, in the order of the requirement catalogue.
const FAMILIES: &[&[Fault]] = &[];

/// Every fault.
pub fn faults() -> &'static [Fault] {
    static ALL: LazyLock<Vec<Fault>> = LazyLock::new(|| FAMILIES.concat());
    &ALL
}

/// The fault with this id.
pub(crate) fn fault(id: &str) -> Option<&'static Fault> {
    faults().iter().find(|fault| fault.id == id)
}
