//! What stands behind the names: how arrays are written, values of enumerations, ids, dates, times, percent-encoding.

mod arrays;
mod encoding;
mod forms;
mod times;

use samspel_contract::{Operation, Parameter};
use samspel_suite::Check;

pub(crate) const CHECKS: &[Check] = &[arrays::CHECK, forms::CHECK, times::CHECK, encoding::CHECK];

/// The query parameter of an operation with this name.
fn parameter<'c>(operation: &'c Operation, name: &str) -> Option<&'c Parameter> {
    operation.parameters.iter().find(|parameter| parameter.place == "query" && parameter.name == name)
}
