//! Faults of certificates.

use crate::Level::{May, Must};
use crate::tls::fault::{Slip, TlsFault, fault};

pub(crate) const FAULTS: &[TlsFault] = &[
    fault(
        "tls-self-signed",
        Must,
        &["TLS-CERT-1"],
        ("Certifikatet är självsignerat", "The certificate is self-signed"),
        Slip::SelfSigned,
    ),
    fault(
        "tls-unknown-authority",
        Must,
        &["TLS-CERT-1"],
        (
            "Certifikatet är utfärdat av någon som ingen litar på",
            "The certificate is issued by somebody whom nobody trusts",
        ),
        Slip::OtherAuthority,
    ),
    fault(
        "tls-no-intermediate",
        Must,
        &["TLS-CERT-1"],
        ("Mellancertifikatet skickas inte med", "The intermediate certificate is not sent"),
        Slip::NoIntermediate,
    ),
    fault(
        "tls-chain-order",
        Must,
        &["TLS-CERT-1"],
        ("Kedjan skickas i fel ordning", "The chain is sent in the wrong order"),
        Slip::WrongOrder,
    ),
    fault(
        "tls-other-name",
        Must,
        &["TLS-CERT-2"],
        ("Certifikatet är för ett annat namn", "The certificate is for another name"),
        Slip::OtherName,
    ),
    fault(
        "tls-common-name-only",
        Must,
        &["TLS-CERT-2"],
        ("Namnet står bara som common name", "The name stands as common name only"),
        Slip::CommonNameOnly,
    ),
    fault(
        "tls-expired",
        Must,
        &["TLS-CERT-3"],
        ("Certifikatet har gått ut", "The certificate has expired"),
        Slip::Expired,
    ),
    fault(
        "tls-not-yet-valid",
        Must,
        &["TLS-CERT-3"],
        ("Certifikatet gäller inte än", "The certificate is not valid yet"),
        Slip::NotYetValid,
    ),
    fault("tls-rsa-1024", Must, &["TLS-CERT-4"], ("Nyckeln är RSA 1024", "The key is RSA 1024"), Slip::ShortKey),
    fault(
        "tls-sha1",
        Must,
        &["TLS-CERT-4"],
        ("Certifikatet är signerat med SHA-1", "The certificate is signed with SHA-1"),
        Slip::Sha1,
    ),
    fault(
        "tls-no-revocation",
        May,
        &["TLS-CERT-6"],
        (
            "Det går inte att få veta om certifikatet är spärrat",
            "There is no way of learning whether the certificate is revoked",
        ),
        Slip::NoRevocation,
    ),
];
