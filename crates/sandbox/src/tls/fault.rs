//! What a fault of the server is.

use crate::{Level, Title};

/// A way in which the simulated server can go wrong.
#[derive(Debug, Clone, Copy, serde::Serialize)]
pub struct TlsFault {
    /// Kebab-case name.
    pub id: &'static str,
    /// Requirements that it breaks, as they are called in the requirement catalogue.
    pub requirements: &'static [&'static str],
    /// Level of the strongest of them.
    pub level: Level,
    /// What goes wrong.
    pub title: Title,
    #[serde(skip)]
    pub(crate) slip: Slip,
}

/// One thing that the server gets wrong. Each is asked for in one place of the code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Slip {
    // Versions.
    NoTls13,
    NoTls12,
    Tls11,
    Tls10,
    Ssl3,
    Ssl2,
    // Suites and key exchange.
    RefusesAll,
    OnlyCbc,
    RsaExchange,
    Null,
    Export,
    Rc4,
    Des,
    Anonymous,
    Cbc,
    ShortPrime,
    OtherGroups,
    // Certificates.
    SelfSigned,
    OtherAuthority,
    NoIntermediate,
    WrongOrder,
    OtherName,
    CommonNameOnly,
    Expired,
    NotYetValid,
    ShortKey,
    Sha1,
    NoRevocation,
    // The rest of the handshake.
    SilentWithoutName,
    NoSecureRenegotiation,
    Compresses,
    EarlyData,
    FallbackTaken,
    // HTTP.
    PlainServed,
    PlainElsewhere,
    NoStrict,
    ShortStrict,
    MixedScript,
    MixedForm,
    OpenCookie,
}

/// One entry of a list of faults.
pub(crate) const fn fault(
    id: &'static str,
    level: Level,
    requirements: &'static [&'static str],
    title: (&'static str, &'static str),
    slip: Slip,
) -> TlsFault {
    TlsFault { id, requirements, level, title: Title { sv: title.0, en: title.1 }, slip }
}
