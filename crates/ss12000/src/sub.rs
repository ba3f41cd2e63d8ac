//! Family SUB: subscriptions, and the notifications that they bring.

mod accepted;
mod bad_body;
mod bad_target;
mod begin;
mod create;
mod ends;
mod immutable;
mod notice;
mod notified;
mod others;
mod receiver;
mod renew;
mod resent;
mod silenced;
mod subscribed;
mod types;
mod watch;

use samspel_suite::Check;

/// Checks of the family.
pub(crate) const CHECKS: &[Check] = &[
    accepted::CHECK,
    bad_body::CHECK,
    bad_target::CHECK,
    create::CHECK,
    ends::CHECK,
    immutable::CHECK,
    notice::CHECK,
    notified::CHECK,
    others::CHECK,
    renew::CHECK,
    resent::CHECK,
    silenced::CHECK,
    subscribed::CHECK,
    types::CHECK,
];
