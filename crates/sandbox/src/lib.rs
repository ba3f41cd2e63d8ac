//! Simulated counterparts: an SS 12000 provider over a municipality that does not exist, with faults that can be turned on.
//!
//! With no fault on the provider obeys the contract for every seed and size. With a fault on it goes wrong in one known way: that is
//! how tests show that they can fail.
//!
//! ```text
//! municipality ─► store ─► provider ◄─ access
//!                   ▲         ▲
//!                   └ faults ─┘
//! ```

mod access;
mod fault;
mod faults;
mod incident;
mod living;
mod made;
mod metadata;
mod municipality;
mod openid;
mod provider;
mod saml_sp;
mod server;
mod store;
mod tls;
mod watch;

pub use access::{Location, Trust};
pub use fault::{Fault, Level, Title};
pub use faults::faults;
pub use incident::Incident;
pub use metadata::{MetadataDocument, MetadataError, MetadataFault, Published, metadata, metadata_faults};
pub use openid::{
    Entry, OpenIdFault, OpenIdRunning, RegisteredClient, RegisteredKey, SyntheticPerson, entries, openid_faults,
    start_openid, start_openid_for,
};
pub use saml_sp::{RunningSp, SpError, SpFault, SpOptions, SpPolicy, sp_faults, start_sp};
pub use server::{Client, Clients, Options, Running, StartError, start, start_living, start_trusting, start_watched};
pub use tls::{TlsFault, TlsRunning, start_tls, tls_faults};
pub use watch::{Observer, SeenToken, Served, Shown, Watch};
