//! Answers as a badly kept server gives them, made by hand (RFC 5246, 7.4). A handshake that is begun here is never finished.

use std::collections::HashSet;

use super::fault::Slip;
use super::offered::Offered;

/// What goes back instead of a sound handshake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reply {
    /// These bytes, and then nothing until the client goes.
    Bytes(Vec<u8>),
    /// These bytes, and the end.
    Last(Vec<u8>),
}

/// TLS_FALLBACK_SCSV (RFC 7507).
const FALLBACK: u16 = 0x5600;
/// Suites that the sound server has; whoever offers one of them gets it.
const SOUND: [u16; 9] = [0x1301, 0x1302, 0x1303, 0xc02b, 0xc02c, 0xc02f, 0xc030, 0xcca8, 0xcca9];
/// An ECDHE suite with AES-CBC, and one with AES-GCM.
const CBC: u16 = 0xc013;
const GCM: u16 = 0xc02f;

/// Weak suites, each with the slip that brings it.
const WEAK: [(Slip, u16); 8] = [
    (Slip::RsaExchange, 0x002f),
    (Slip::Null, 0x003b),
    (Slip::Export, 0x0003),
    (Slip::Rc4, 0x0005),
    (Slip::Des, 0x000a),
    (Slip::Anonymous, 0x0034),
    (Slip::Cbc, CBC),
    (Slip::ShortPrime, 0x0033),
];

/// Versions of old, each with the slip that brings it.
const OLD: [(Slip, u16); 3] = [(Slip::Tls11, 0x0302), (Slip::Tls10, 0x0301), (Slip::Ssl3, 0x0300)];

/// The answer to a hello; None where the sound server answers. `chain`: the certificates to show.
pub(crate) fn reply(slips: &HashSet<Slip>, offered: &Offered, own_name: &str, chain: &[Vec<u8>]) -> Option<Reply> {
    let has = |slip| slips.contains(&slip);
    let offers = |suite| offered.suites.contains(&suite);
    let sound = SOUND.iter().any(|suite| offers(*suite));
    let flight = |version, suite, compression, renegotiation| {
        Some(Reply::Bytes(flight(version, suite, compression, renegotiation, chain)))
    };
    if has(Slip::RefusesAll) {
        return Some(alert(40));
    }
    if has(Slip::SilentWithoutName) && offered.name.as_deref() != Some(own_name) && offered.newest >= 0x0303 {
        return Some(Reply::Last(Vec::new()));
    }
    if offered.newest == 0x0002 && has(Slip::Ssl2) {
        return Some(Reply::Bytes(ssl2(chain.first().map(Vec::as_slice).unwrap_or_default())));
    }
    if let Some((_, version)) = OLD.iter().find(|(slip, version)| has(*slip) && offered.newest == *version) {
        return flight(*version, 0x002f, 0, true);
    }
    if has(Slip::OnlyCbc) && offered.newest >= 0x0303 {
        return if offers(CBC) { flight(0x0303, CBC, 0, true) } else { Some(alert(40)) };
    }
    if offered.newest != 0x0303 {
        return None;
    }
    if offers(FALLBACK) && !has(Slip::FallbackTaken) && !has(Slip::NoTls13) {
        return Some(alert(86));
    }
    if let Some((_, suite)) = WEAK.iter().find(|(slip, suite)| has(*slip) && offers(*suite) && !sound) {
        return flight(0x0303, *suite, 0, true);
    }
    if has(Slip::NoSecureRenegotiation) && sound {
        return flight(0x0303, GCM, 0, false);
    }
    if has(Slip::Compresses) && offered.compresses {
        return flight(0x0303, GCM, 1, true);
    }
    if has(Slip::ShortKey) && sound {
        return flight(0x0303, GCM, 0, true);
    }
    None
}

fn alert(code: u8) -> Reply {
    Reply::Last(vec![21, 3, 3, 0, 2, 2, code])
}

/// ServerHello, Certificate, ServerKeyExchange where the suite has one, ServerHelloDone.
fn flight(version: u16, suite: u16, compression: u8, renegotiation: bool, chain: &[Vec<u8>]) -> Vec<u8> {
    let mut hello = version.to_be_bytes().to_vec();
    hello.extend([0x5a; 32]);
    hello.push(0);
    hello.extend(suite.to_be_bytes());
    hello.push(compression);
    if renegotiation && version > 0x0300 {
        hello.extend([0, 5, 0xff, 1, 0, 1, 0]);
    }
    let chain = chain.iter().flat_map(|one| three(one)).collect::<Vec<u8>>();
    let mut messages = [message(2, &hello), message(11, &three(&chain))].concat();
    if suite == 0x0033 {
        messages.extend(message(12, &short_prime()));
    }
    messages.extend(message(14, &[]));
    let mut record = vec![22];
    record.extend(version.to_be_bytes());
    record.extend(u16::try_from(messages.len()).unwrap_or(u16::MAX).to_be_bytes());
    record.extend(messages);
    record
}

/// A prime of 1024 bits (as far as anybody can tell at a glance), a generator, a key and no signature worth the name.
fn short_prime() -> Vec<u8> {
    let mut prime = vec![0xff; 128];
    prime[127] = 0x43;
    let mut out = vec![0, 128];
    out.extend(&prime);
    out.extend([0, 1, 2, 0, 128]);
    out.extend([0x42; 128]);
    out.extend([4, 1, 0, 4, 1, 2, 3, 4]);
    out
}

/// SERVER-HELLO of SSL 2.0 with one kind of cipher.
fn ssl2(leaf: &[u8]) -> Vec<u8> {
    let mut body = vec![4, 0, 1, 0, 2];
    body.extend(u16::try_from(leaf.len()).unwrap_or_default().to_be_bytes());
    body.extend([0, 3, 0, 16]);
    body.extend(leaf);
    body.extend([1, 0, 0x80]);
    body.extend([0x5a; 16]);
    let mut out = (0x8000 | u16::try_from(body.len()).unwrap_or_default()).to_be_bytes().to_vec();
    out.extend(body);
    out
}

fn message(kind: u8, body: &[u8]) -> Vec<u8> {
    [&[kind][..], &three(body)].concat()
}

/// With three bytes of length in front.
fn three(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or_default().to_be_bytes();
    [&length[1..], bytes].concat()
}
