//! Cases that spell out HTTP steps instead of naming a check.

mod expression;
mod rules;
mod run;
mod template;

pub(crate) use rules::problems;
pub use run::run_steps;
