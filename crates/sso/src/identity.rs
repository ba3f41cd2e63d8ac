//! Suite `identity`: whether the login service and SS 12000 know the same person by the same names.
//!
//! ```text
//! target file, `register:` ─► Register (SS 12000) ─► the person ─┐
//! login of the same person ─► claims, addresses and cookies ─────┴─► compared
//! ```
//!
//! Who is the same person is never concluded from what is compared: the target file says it, or the civic number does.

mod civic_number;
mod linked;
mod principal_name;
mod register;
mod school_units;
mod two_people;

use samspel_suite::Check;

/// Id of the suite whose cases use these checks.
pub const IDENTITY: &str = "identity";

/// Checks of the suite.
pub(crate) const CHECKS: &[Check] =
    &[civic_number::CHECK, principal_name::CHECK, school_units::CHECK, two_people::CHECK];
