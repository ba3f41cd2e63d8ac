//! Messages of an identity provider, right ones and wrong ones.
//!
//! ```text
//! Draft (what the message says) ─► pieces of XML ─► signing ─► encryption ─► the text that is posted
//! ```
//!
//! A wrong message is a right one with one thing changed, so that its refusal has one reason.

mod encryption;
mod message;
mod signing;

pub(crate) use encryption::{Cipher, Encryption, Transport, encrypted};
pub(crate) use message::{
    AssertionParts, Attribute, Conditions, Confirmation, Draft, Issuer, Piece, ResponseParts, Statement, Subject, time,
};
pub(crate) use signing::{Digest, KeyInfo, Method, Reference, Signing, digest_of, signature, signed_info};
