//! The only way to talk to a system under test: an HTTP client that records, redacts and replays every exchange.
//!
//! ```text
//! Request ─► Session ─► credentials ─► budget, rate, concurrency ─► live transport ─► Exchange ─► the check
//!                                                                │                       └─► redaction ─► Recorder (evidence/)
//!                                                                └─ or the recording (replay)
//! ```
//!
//! A check sees an [`Exchange`]; what is written to disk has passed redaction first. Replayed, the same requests get the same
//! answers, so that the same checks give the same observations without the system.

mod address;
mod change;
mod client;
mod created;
mod credentials;
mod curl;
mod dispatch;
mod documents;
mod evidence;
mod exchange;
mod failure;
mod fault;
mod id_stand_ins;
mod known_secrets;
mod limits;
mod listener;
mod live;
mod pace;
mod received;
mod recorder;
mod recording;
mod redaction;
mod replay;
mod request;
mod secret;
mod stand_in_body;
mod tls;
mod tokens;
mod transport;

pub use change::{Change, ChangeKind, Changed, Changer, Guide};
pub use client::{Client, Session, Settings};
pub use created::{Created, Left, Thing, Undo};
pub use credentials::{Credentials, OAuth2, PrincipalMethod, SecretPlacement};
pub use documents::Documents;
pub use exchange::{Exchange, JsonFault, Response};
pub use fault::{Fault, Halt, SetupError};
pub use id_stand_ins::replace_ids;
pub use limits::{EvidenceLevel, Limits};
pub use listener::{Delivery, Listener, Mailbox};
pub use recording::{Recording, RecordingError};
pub use request::{Request, RequestBody};
pub use secret::{Secret, SecretSource};
