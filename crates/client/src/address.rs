//! Where calls go and what they ask with: paths, methods, names of parameters.

mod known_paths;
mod parameter_names;
mod required_parameters;

use samspel_suite::Check;

pub(crate) const CHECKS: &[Check] = &[known_paths::CHECK, parameter_names::CHECK, required_parameters::CHECK];
