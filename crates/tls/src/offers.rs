//! What a ClientHello offers, by the names that cases use.

use crate::hello::{Hello, SSL2, SSL3, TLS10, TLS11, TLS12, TLS13};

/// X25519, P-256, P-384 and P-521 (RFC 8422, 5.1.1).
pub(crate) const GROUPS: [u16; 4] = [X25519, P256, 0x0018, 0x0019];
pub(crate) const X25519: u16 = 0x001d;
pub(crate) const P256: u16 = 0x0017;
/// ML-KEM beside X25519 (IANA registry of supported groups).
pub(crate) const X25519_MLKEM768: u16 = 0x11ec;

/// Suites of TLS 1.3 (RFC 8446, B.4).
const TLS13_SUITES: [u16; 3] = [0x1301, 0x1302, 0x1303];
/// ECDHE with AES-GCM (RFC 5289) and ChaCha20-Poly1305 (RFC 7905).
const AEAD: [u16; 6] = [0xc02b, 0xc02c, 0xc02f, 0xc030, 0xcca8, 0xcca9];
/// ECDHE with AES-CBC (RFC 8422, 6; RFC 5289).
const CBC: [u16; 8] = [0xc009, 0xc00a, 0xc013, 0xc014, 0xc023, 0xc024, 0xc027, 0xc028];
/// Key exchange by RSA: no forward secrecy (RFC 5246, A.5; RFC 5288).
const RSA: [u16; 8] = [0x002f, 0x0035, 0x003c, 0x003d, 0x009c, 0x009d, 0x0041, 0x0084];
/// Ephemeral Diffie-Hellman over a prime field (RFC 5246, A.5; RFC 5288; RFC 7905).
const DHE: [u16; 11] = [0x0033, 0x0039, 0x0067, 0x006b, 0x009e, 0x009f, 0xccaa, 0x0032, 0x0038, 0x0016, 0x0045];
/// No encryption (RFC 5246, A.5; RFC 8422, 6).
const NULL: [u16; 6] = [0x0001, 0x0002, 0x003b, 0xc006, 0xc010, 0x002d];
/// Keys of 40 and 56 bits, made for export (RFC 4346, A.5).
const EXPORT: [u16; 9] = [0x0003, 0x0006, 0x0008, 0x000b, 0x000e, 0x0011, 0x0014, 0x0062, 0x0064];
/// RC4 (RFC 7465).
const RC4: [u16; 4] = [0x0004, 0x0005, 0xc007, 0xc011];
/// DES and triple DES.
const DES: [u16; 8] = [0x0009, 0x000a, 0x0012, 0x0013, 0x0015, 0x0016, 0xc008, 0xc012];
/// Nobody proves who they are.
const ANONYMOUS: [u16; 11] = [0x0018, 0x001b, 0x0034, 0x003a, 0x006c, 0x006d, 0x00a6, 0x00a7, 0xc016, 0xc018, 0xc019];

/// Signatures of today, and those of yesterday that a weak server may need (RFC 8446, 4.2.3).
pub(crate) const SIGNATURES: [u16; 14] =
    [0x0403, 0x0503, 0x0603, 0x0804, 0x0805, 0x0806, 0x0807, 0x0401, 0x0501, 0x0601, 0x0203, 0x0201, 0x0402, 0x0202];

/// What any client of these years offers: every server that speaks TLS 1.2 or 1.3 takes it up.
pub(crate) fn modern(name: Option<&str>) -> Hello {
    let suites = [&TLS13_SUITES[..], &AEAD, &CBC, &RSA].concat();
    Hello::new(TLS12, name, suites).versions(&[TLS13, TLS12]).groups(&GROUPS).key_share(X25519)
}

/// Only the suites that RFC 9325 (4.2, 4.3) recommends.
pub(crate) fn recommended(name: Option<&str>) -> Hello {
    let suites = [&TLS13_SUITES[..], &AEAD].concat();
    Hello::new(TLS12, name, suites).versions(&[TLS13, TLS12]).groups(&GROUPS).key_share(X25519)
}

/// TLS 1.3 and nothing older.
pub(crate) fn tls13(name: Option<&str>) -> Hello {
    Hello::new(TLS12, name, TLS13_SUITES.to_vec()).versions(&[TLS13]).groups(&GROUPS).key_share(X25519)
}

/// TLS 1.2 and nothing newer, with whatever suite a server may have.
pub(crate) fn tls12(name: Option<&str>) -> Hello {
    Hello::new(TLS12, name, [&AEAD[..], &CBC, &RSA, &DHE].concat()).groups(&GROUPS)
}

/// Only these groups; no key is sent along, so that a server has to name the group that it would take (RFC 8446, 4.2.8).
pub(crate) fn only_groups(name: Option<&str>, groups: &[u16]) -> Hello {
    let suites = [&TLS13_SUITES[..], &AEAD, &CBC].concat();
    Hello::new(TLS12, name, suites).versions(&[TLS13, TLS12]).groups(groups).no_key_share()
}

/// Only Diffie-Hellman over a prime field, with no named groups to choose from.
pub(crate) fn dhe(name: Option<&str>) -> Hello {
    Hello::new(TLS12, name, DHE.to_vec())
}

/// An offer that has to be refused, by its name in a case.
pub(crate) fn unwanted(offer: &str, name: Option<&str>) -> Option<Hello> {
    let every = || [&AEAD[..], &CBC, &RSA, &DHE, &DES, &RC4].concat();
    Some(match offer {
        "tls1.1" => Hello::new(TLS11, name, every()).groups(&GROUPS),
        "tls1.0" => Hello::new(TLS10, name, every()).groups(&GROUPS),
        "ssl3" => Hello::new(SSL3, None, every()).without_extensions(),
        "ssl2" => Hello::new(SSL2, None, Vec::new()).without_extensions(),
        "rsa" => Hello::new(TLS12, name, RSA.to_vec()),
        "null" => Hello::new(TLS12, name, NULL.to_vec()).groups(&GROUPS),
        "export" => Hello::new(TLS12, name, EXPORT.to_vec()),
        "rc4" => Hello::new(TLS12, name, RC4.to_vec()).groups(&GROUPS),
        "des" => Hello::new(TLS12, name, DES.to_vec()).groups(&GROUPS),
        "anonymous" => Hello::new(TLS12, name, ANONYMOUS.to_vec()).groups(&GROUPS),
        "cbc" => Hello::new(TLS12, name, CBC.to_vec()).groups(&GROUPS),
        _ => return None,
    })
}
