//! Family HTTP: how the interface uses HTTP, paths, query strings and media types.

mod base_url;
mod booleans;
mod caching;
mod doubled_parameter;
mod encoding;
mod filters_applied;
mod json_lookup;
mod media_type;
mod options;
mod parameter_names;
mod path_spelling;
mod percent_encoding;
pub(crate) mod positive;
mod repeated_expand;
mod repeated_parameter;
mod side_effects;
#[cfg(test)]
pub(crate) mod tests;
mod undocumented_method;
mod unknown_parameter;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[
    base_url::CHECK,
    booleans::CHECK,
    caching::CHECK,
    doubled_parameter::CHECK,
    encoding::CHECK,
    filters_applied::CHECK,
    json_lookup::CHECK,
    media_type::CHECK,
    options::CHECK,
    parameter_names::CHECK,
    path_spelling::CHECK,
    percent_encoding::CHECK,
    repeated_expand::CHECK,
    repeated_parameter::CHECK,
    side_effects::CHECK,
    undocumented_method::CHECK,
    unknown_parameter::CHECK,
];
