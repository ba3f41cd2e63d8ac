//! An OpenID provider over people who do not exist, with faults that can be turned on.
//!
//! ```text
//! request ─► door ─┬─ published (metadata, keys)
//!                  ├─ authorisation ─► login page ─► session ─► code
//!                  ├─ token ◄─ client authentication
//!                  ├─ userinfo
//!                  └─ logout
//! ```
//!
//! Without faults it keeps to OpenID Connect Core 1.0, RFC 9700, the Swedish OIDC profile and that of Sweden Connect. It listens on
//! plain HTTP, so that it must stay on this machine.

mod asked;
mod authorisation;
mod clients;
mod door;
mod entries;
mod fault;
mod faults;
mod jwt;
mod login;
mod logout;
mod message;
mod people;
mod proof;
mod provider;
mod published;
mod register;
mod request_object;
mod token;
mod userinfo;

pub use clients::{RegisteredClient, RegisteredKey};
pub use door::{OpenIdRunning, start_openid, start_openid_for};
pub use entries::entries;
pub use fault::OpenIdFault;
pub use faults::openid_faults;
pub use people::{Entry, SyntheticPerson};
