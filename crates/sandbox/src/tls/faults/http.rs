//! Faults of the web server.

use crate::Level::{Must, Should};
use crate::tls::fault::{Slip, TlsFault, fault};

pub(crate) const FAULTS: &[TlsFault] = &[
    fault(
        "tls-plain-served",
        Must,
        &["TLS-HTTP-1"],
        ("Sidan finns också på http:", "The page is there over http:, too"),
        Slip::PlainServed,
    ),
    fault(
        "tls-plain-elsewhere",
        Must,
        &["TLS-HTTP-1"],
        ("http: skickar vidare till http:", "http: sends on to http:"),
        Slip::PlainElsewhere,
    ),
    fault(
        "tls-no-hsts",
        Should,
        &["TLS-HTTP-2"],
        ("Strict-Transport-Security saknas", "Strict-Transport-Security is missing"),
        Slip::NoStrict,
    ),
    fault(
        "tls-short-hsts",
        Should,
        &["TLS-HTTP-2"],
        ("Strict-Transport-Security gäller en timme", "Strict-Transport-Security holds for an hour"),
        Slip::ShortStrict,
    ),
    fault(
        "tls-mixed-script",
        Must,
        &["TLS-HTTP-3"],
        ("Inloggningssidan hämtar ett skript över http:", "The login page fetches a script over http:"),
        Slip::MixedScript,
    ),
    fault(
        "tls-mixed-form",
        Must,
        &["TLS-HTTP-3"],
        ("Inloggningssidan skickar lösenordet över http:", "The login page sends the password over http:"),
        Slip::MixedForm,
    ),
    fault(
        "tls-cookie-open",
        Must,
        &["TLS-HTTP-4"],
        ("Kakan saknar Secure", "The cookie lacks Secure"),
        Slip::OpenCookie,
    ),
];
