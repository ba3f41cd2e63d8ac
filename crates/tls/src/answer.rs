//! What a server says to a ClientHello. The one place that knows the library which parses TLS.

use tls_parser::{
    ECParametersContent, TlsCipherSuite, TlsExtension, TlsMessage, TlsMessageHandshake, TlsRecordType, nom,
    parse_dh_params, parse_ec_parameters, parse_tls_extension_unknown, parse_tls_message_handshake,
    parse_tls_raw_record,
};

use crate::hello::{SSL2, SSL3, TLS10, TLS11, TLS12, TLS13};

/// The answer to a ClientHello.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A handshake begins.
    Taken(Box<Flight>),
    /// An alert (RFC 8446, 6), by its number.
    Alert(u8),
    /// The connection ended in order, without a word.
    Closed,
    /// The connection was torn down.
    Reset,
    /// Nothing came in time.
    Silent,
    /// Something else than TLS.
    Other,
    /// No connection came about.
    Unreached(String),
}

/// What a server sends when it takes up an offer, as far as it is in clear text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Flight {
    pub(crate) version: u16,
    pub(crate) suite: u16,
    pub(crate) compression: u8,
    /// Kinds of its extensions.
    pub(crate) extensions: Vec<u16>,
    /// The group of the key exchange.
    pub(crate) group: Option<u16>,
    /// Bits of the prime of a Diffie-Hellman key exchange.
    pub(crate) prime_bits: Option<usize>,
    /// Certificates, where they are not encrypted (before TLS 1.3).
    pub(crate) certificates: Vec<Vec<u8>>,
    /// Whether an OCSP answer came along.
    pub(crate) stapled: bool,
    /// Whether nothing more is to come in clear text.
    is_whole: bool,
}

/// The alert that answers TLS_FALLBACK_SCSV (RFC 7507, 3).
pub(crate) const INAPPROPRIATE_FALLBACK: u8 = 86;

impl Answer {
    /// Whether it says no to the offer, provided that modern offers are taken up before and after.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Answer::Alert(_) | Answer::Closed | Answer::Reset | Answer::Other)
    }

    /// For people, language-neutral.
    pub(crate) fn told(&self) -> String {
        match self {
            Answer::Taken(flight) => flight.told(),
            Answer::Alert(code) => format!("alert {code} ({})", alert(*code)),
            Answer::Closed => "connection closed".to_owned(),
            Answer::Reset => "connection reset".to_owned(),
            Answer::Silent => "no answer in time".to_owned(),
            Answer::Other => "something else than TLS".to_owned(),
            Answer::Unreached(what) => format!("no connection: {what}"),
        }
    }
}

impl Flight {
    /// Version and suite.
    pub(crate) fn told(&self) -> String {
        match self.version {
            SSL2 => version(SSL2).to_owned(),
            other => format!("{}, {}", version(other), suite(self.suite)),
        }
    }
}

/// What has been read so far, once it says something.
pub(crate) fn read(bytes: &[u8]) -> Option<Answer> {
    match *bytes {
        [] => return None,
        // SERVER-HELLO of SSL 2.0 (RFC 6101, E): a length with its highest bit set, and message 4.
        [length, _, 4, ..] if length & 0x80 != 0 => {
            return Some(Answer::Taken(Box::new(Flight { version: SSL2, is_whole: true, ..Flight::default() })));
        }
        [20..=23, 3, _, ..] | [20..=23] | [20..=23, 3] => {}
        [length, ..] if length & 0x80 != 0 && bytes.len() < 3 => return None,
        _ => return Some(Answer::Other),
    }
    let (mut rest, mut handshake) = (bytes, Vec::new());
    while let Ok((next, record)) = parse_tls_raw_record(rest) {
        rest = next;
        match record.hdr.record_type {
            TlsRecordType::Handshake => handshake.extend_from_slice(record.data),
            TlsRecordType::Alert => {
                // A warning before the hello, such as one about the name, ends nothing.
                let is_warning = record.data.first() == Some(&1) && record.data.get(1) != Some(&0);
                if handshake.is_empty() && !is_warning {
                    return Some(Answer::Alert(record.data.get(1).copied().unwrap_or_default()));
                }
            }
            // All that follows is encrypted.
            _ => break,
        }
    }
    flight(&handshake).map(|flight| Answer::Taken(Box::new(flight)))
}

/// Whether it is worth reading on.
pub(crate) fn is_whole(answer: &Answer) -> bool {
    match answer {
        Answer::Taken(flight) => flight.is_whole,
        _ => true,
    }
}

fn flight(mut bytes: &[u8]) -> Option<Flight> {
    let mut flight: Option<Flight> = None;
    loop {
        match parse_tls_message_handshake(bytes) {
            Ok((rest, TlsMessage::Handshake(message))) => {
                bytes = rest;
                match (message, &mut flight) {
                    (TlsMessageHandshake::ServerHello(hello), None) => {
                        let mut begun = Flight {
                            version: hello.version.0,
                            suite: hello.cipher.0,
                            compression: hello.compression.0,
                            ..Flight::default()
                        };
                        begun.extend(hello.ext.unwrap_or_default());
                        // Of TLS 1.3 nothing more is readable.
                        begun.is_whole = begun.version == TLS13;
                        flight = Some(begun);
                    }
                    (TlsMessageHandshake::Certificate(chain), Some(flight)) => {
                        flight.certificates = chain.cert_chain.iter().map(|one| one.data.to_vec()).collect();
                    }
                    (TlsMessageHandshake::CertificateStatus(_), Some(flight)) => flight.stapled = true,
                    (TlsMessageHandshake::ServerKeyExchange(exchange), Some(flight)) => {
                        flight.exchange(exchange.parameters);
                    }
                    (TlsMessageHandshake::ServerDone(_), Some(flight)) => flight.is_whole = true,
                    _ => {}
                }
            }
            Err(nom::Err::Incomplete(_)) | Ok(_) => return flight,
            // A message that the library does not know: nothing after it can be told apart.
            Err(_) => {
                if let Some(flight) = &mut flight {
                    flight.is_whole = true;
                }
                return flight;
            }
        }
    }
}

impl Flight {
    fn extend(&mut self, mut bytes: &[u8]) {
        while let Ok((rest, TlsExtension::Unknown(kind, data))) = parse_tls_extension_unknown(bytes) {
            bytes = rest;
            self.extensions.push(kind.0);
            match (kind.0, data) {
                // The version that TLS 1.3 hides behind that of TLS 1.2 (RFC 8446, 4.2.1).
                (43, &[high, low]) => self.version = u16::from_be_bytes([high, low]),
                // The group of the key, or the one that is wanted instead (RFC 8446, 4.2.8).
                (51, &[high, low, ..]) => self.group = Some(u16::from_be_bytes([high, low])),
                _ => {}
            }
        }
    }

    fn exchange(&mut self, parameters: &[u8]) {
        let kind = TlsCipherSuite::from_id(self.suite).map(|suite| suite.name).unwrap_or_default();
        if kind.contains("_ECDHE_") || kind.contains("_ECDH_") {
            if let Ok((_, curve)) = parse_ec_parameters(parameters)
                && let ECParametersContent::NamedGroup(group) = curve.params_content
            {
                self.group = Some(group.0);
            }
        } else if kind.contains("_DHE_") || kind.contains("_DH_") {
            self.prime_bits = parse_dh_params(parameters).ok().and_then(|(_, dh)| bits(dh.dh_p));
        }
    }
}

/// How many bits a number has.
fn bits(number: &[u8]) -> Option<usize> {
    let leading = number.iter().position(|byte| *byte != 0)?;
    Some((number.len() - leading) * 8 - number[leading].leading_zeros() as usize)
}

/// A version by its name.
pub(crate) fn version(number: u16) -> &'static str {
    match number {
        SSL2 => "SSL 2.0",
        SSL3 => "SSL 3.0",
        TLS10 => "TLS 1.0",
        TLS11 => "TLS 1.1",
        TLS12 => "TLS 1.2",
        TLS13 => "TLS 1.3",
        _ => "an unknown version",
    }
}

/// A suite by its name.
pub(crate) fn suite(number: u16) -> String {
    TlsCipherSuite::from_id(number).map_or_else(|| format!("0x{number:04x}"), |suite| suite.name.to_owned())
}

/// A group by its name.
pub(crate) fn group(number: u16) -> String {
    match number {
        0x0017 => "P-256".to_owned(),
        0x0018 => "P-384".to_owned(),
        0x0019 => "P-521".to_owned(),
        0x001d => "X25519".to_owned(),
        0x11ec => "X25519MLKEM768".to_owned(),
        other => format!("group 0x{other:04x}"),
    }
}

/// Alerts that answer a hello (RFC 8446, 6.2).
fn alert(code: u8) -> &'static str {
    match code {
        0 => "close_notify",
        10 => "unexpected_message",
        40 => "handshake_failure",
        47 => "illegal_parameter",
        50 => "decode_error",
        70 => "protocol_version",
        71 => "insufficient_security",
        80 => "internal_error",
        86 => "inappropriate_fallback",
        109 => "missing_extension",
        112 => "unrecognized_name",
        116 => "certificate_required",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_yet_whole_says_nothing() {
        assert_eq!(read(&[]), None);
        assert_eq!(read(&[22, 3, 3, 0, 80, 2]), None);
        assert_eq!(read(&[21, 3, 3, 0, 2, 2]), None);
    }

    #[test]
    fn alerts_and_other_protocols_are_told_apart() {
        assert_eq!(read(&[21, 3, 1, 0, 2, 2, 70]), Some(Answer::Alert(70)));
        assert_eq!(read(b"HTTP/1.1 400 Bad Request\r\n"), Some(Answer::Other));
        assert!(read(b"220 mail").is_some_and(|answer| answer.is_refusal()));
    }

    #[test]
    fn leading_zeros_are_no_bits() {
        assert_eq!(bits(&[0, 0, 0x80, 0]), Some(16));
        assert_eq!(bits(&[0x7f]), Some(7));
        assert_eq!(bits(&[0]), None);
    }
}
