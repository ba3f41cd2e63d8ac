//! A SAML service provider that does not exist, with faults that can be turned on.
//!
//! ```text
//! browser ─► server ─► reading (the message, rule by rule) ─► signature, decryption ─► who is logged in
//!                            ▲
//!                         lapses
//! ```
//!
//! Without a fault it refuses whatever its profile lets it refuse. A fault is one or more rules that it forgets.

mod decryption;
mod fault;
mod faults;
mod keys;
mod reading;
mod request;
mod server;
mod signature;
mod trust;
mod wandering;

pub use fault::{SpFault, SpPolicy};
pub use faults::sp_faults;
pub use server::{RunningSp, SpError, SpOptions, start_sp};
