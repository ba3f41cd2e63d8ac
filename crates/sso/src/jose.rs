//! Signed tokens made by hand (RFC 7515, RFC 7517, RFC 7518).
//!
//! Token libraries refuse to make bad tokens, and rightly so. Here only the signature itself comes from a library.

mod draft;
mod key;
mod verify;

pub(crate) use self::draft::{Draft, encoded, hmac_sha256, sealed};
pub(crate) use self::key::{Key, KeyError};
pub(crate) use self::verify::{Flaw, verified};
