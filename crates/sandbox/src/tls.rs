//! An HTTPS server with one page, and the plain HTTP beside it, with faults that can be turned on.
//!
//! ```text
//! connection ─► door ─► the ClientHello, read ─┬─► weak: an answer made by hand, as a badly kept server would give it
//!                                              └─► rustls ─► page
//! ```
//!
//! Without faults it keeps to RFC 9325. What no library speaks any more is only begun: the first flight of a handshake, which nobody
//! could finish. Its names are for this machine, and its authority is made anew each time.

mod certificates;
mod door;
mod fault;
mod faults;
mod offered;
mod page;
mod weak;

pub use door::{TlsRunning, start_tls};
pub use fault::TlsFault;
pub use faults::tls_faults;
