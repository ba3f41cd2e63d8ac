//! A ClientHello as bytes (RFC 8446, 4.1.2; RFC 5246, 7.4.1.2; RFC 6101, 5.6.1.2 and E for SSL). The one place that writes TLS by hand:
//! what it offers on purpose is what no library offers any more. No key is made, since no handshake is finished.

use rand::RngCore as _;

use crate::offers::SIGNATURES;

pub(crate) const SSL2: u16 = 0x0002;
pub(crate) const SSL3: u16 = 0x0300;
pub(crate) const TLS10: u16 = 0x0301;
pub(crate) const TLS11: u16 = 0x0302;
pub(crate) const TLS12: u16 = 0x0303;
pub(crate) const TLS13: u16 = 0x0304;

/// TLS_FALLBACK_SCSV (RFC 7507, 2).
const FALLBACK_SCSV: u16 = 0x5600;
/// TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746, 3.3).
const RENEGOTIATION_SCSV: u16 = 0x00ff;

/// What a client offers.
#[derive(Debug, Clone)]
pub(crate) struct Hello {
    version: u16,
    name: Option<String>,
    suites: Vec<u16>,
    compressions: Vec<u8>,
    versions: Vec<u16>,
    groups: Vec<u16>,
    key_share: Option<Option<u16>>,
    extensions: bool,
}

impl Hello {
    /// Offers up to a version with these suites. `name`: the server that is asked for.
    pub(crate) fn new(version: u16, name: Option<&str>, suites: Vec<u16>) -> Self {
        Hello {
            version,
            name: name.map(str::to_owned),
            suites,
            compressions: vec![0],
            versions: Vec::new(),
            groups: Vec::new(),
            key_share: None,
            extensions: true,
        }
    }

    /// Versions of TLS 1.3's own list (RFC 8446, 4.2.1).
    pub(crate) fn versions(self, versions: &[u16]) -> Self {
        Hello { versions: versions.to_vec(), ..self }
    }

    /// Groups for the key exchange (RFC 8446, 4.2.7).
    pub(crate) fn groups(self, groups: &[u16]) -> Self {
        Hello { groups: groups.to_vec(), ..self }
    }

    /// With a public key of X25519: any 32 bytes are one (RFC 7748, 6.1).
    pub(crate) fn key_share(self, group: u16) -> Self {
        Hello { key_share: Some(Some(group)), ..self }
    }

    /// With a list of keys that is empty, so that the server says which group it wants.
    pub(crate) fn no_key_share(self) -> Self {
        Hello { key_share: Some(None), ..self }
    }

    /// As SSL 3.0 has it.
    pub(crate) fn without_extensions(self) -> Self {
        Hello { extensions: false, ..self }
    }

    /// Also offers DEFLATE (RFC 3749), before no compression.
    pub(crate) fn compressing(self) -> Self {
        Hello { compressions: vec![1, 0], ..self }
    }

    /// Says that it is a second attempt after a failed one with a newer version.
    pub(crate) fn falling_back(mut self) -> Self {
        self.suites.push(FALLBACK_SCSV);
        self
    }

    /// With another version in front.
    pub(crate) fn at(self, version: u16) -> Self {
        Hello { version, ..self }
    }

    /// The record on the wire.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        if self.version == SSL2 {
            return ssl2();
        }
        let mut body = self.version.to_be_bytes().to_vec();
        body.extend(random::<32>());
        // A session id makes TLS 1.3 look like TLS 1.2 to what stands in between (RFC 8446, D.4).
        let session: Vec<u8> = if self.versions.is_empty() { Vec::new() } else { random::<32>().to_vec() };
        body.extend(short(&session));
        let mut suites: Vec<u8> = self.suites.iter().flat_map(|suite| suite.to_be_bytes()).collect();
        if !self.suites.is_empty() && self.version <= TLS12 {
            suites.extend(RENEGOTIATION_SCSV.to_be_bytes());
        }
        body.extend(long(&suites));
        body.extend(short(&self.compressions));
        if self.extensions {
            body.extend(long(&self.extension_bytes()));
        }
        let mut message = vec![1];
        message.extend(&(body.len() as u32).to_be_bytes()[1..]);
        message.extend(body);
        // The record says TLS 1.0 unless the offer is older: old servers drop what they do not know (RFC 8446, 5.1).
        let record = self.version.min(TLS10);
        [&[22][..], &record.to_be_bytes(), &long(&message)].concat()
    }

    fn extension_bytes(&self) -> Vec<u8> {
        let mut out = Vec::new();
        if let Some(name) = &self.name {
            let entry = [&[0][..], &long(name.as_bytes())].concat();
            out.extend(extension(0, &long(&entry)));
        }
        // OCSP with the handshake (RFC 6066, 8).
        out.extend(extension(5, &[1, 0, 0, 0, 0]));
        if !self.groups.is_empty() {
            out.extend(extension(10, &long(&words(&self.groups))));
            out.extend(extension(11, &[1, 0]));
        }
        if self.version >= TLS12 {
            out.extend(extension(13, &long(&words(&SIGNATURES))));
        }
        // Extended master secret (RFC 7627).
        out.extend(extension(23, &[]));
        if !self.versions.is_empty() {
            out.extend(extension(43, &short(&words(&self.versions))));
        }
        if self.versions.contains(&TLS13) {
            out.extend(extension(45, &[1, 1]));
            let share = match self.key_share.flatten() {
                Some(group) => [&group.to_be_bytes()[..], &long(&random::<32>())].concat(),
                None => Vec::new(),
            };
            out.extend(extension(51, &long(&share)));
        }
        out
    }
}

/// A hello of SSL 2.0, with the seven cipher kinds that it had (RFC 6101, E.1).
fn ssl2() -> Vec<u8> {
    const KINDS: [[u8; 3]; 7] =
        [[1, 0, 0x80], [2, 0, 0x80], [3, 0, 0x80], [4, 0, 0x80], [5, 0, 0x80], [6, 0, 0x40], [7, 0, 0xc0]];
    let mut body = vec![1, 0, 2, 0, 21, 0, 0, 0, 16];
    body.extend(KINDS.concat());
    body.extend(random::<16>());
    [&(0x8000 | body.len() as u16).to_be_bytes()[..], &body].concat()
}

fn extension(kind: u16, data: &[u8]) -> Vec<u8> {
    [&kind.to_be_bytes()[..], &long(data)].concat()
}

fn words(values: &[u16]) -> Vec<u8> {
    values.iter().flat_map(|value| value.to_be_bytes()).collect()
}

/// With one byte of length in front.
fn short(bytes: &[u8]) -> Vec<u8> {
    [&[bytes.len() as u8][..], bytes].concat()
}

/// With two bytes of length in front.
fn long(bytes: &[u8]) -> Vec<u8> {
    [&(bytes.len() as u16).to_be_bytes()[..], bytes].concat()
}

fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::rng().fill_bytes(&mut bytes);
    bytes
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::panic, reason = "tests")]
mod tests {
    use tls_parser::{TlsMessage, TlsMessageHandshake, parse_tls_client_hello_extensions, parse_tls_plaintext};

    use crate::offers;

    #[test]
    fn every_offer_is_a_hello_that_a_parser_reads_whole() {
        let name = Some("a.example");
        let mut hellos = vec![
            offers::modern(name).compressing(),
            offers::modern(None),
            offers::tls13(name),
            offers::tls12(name).falling_back(),
            offers::dhe(name),
        ];
        let names = ["tls1.1", "tls1.0", "ssl3", "rsa", "null", "export", "rc4", "des", "anonymous", "cbc"];
        hellos.extend(names.iter().filter_map(|offer| offers::unwanted(offer, name)));
        assert_eq!(hellos.len(), 15);
        for hello in hellos {
            let bytes = hello.bytes();
            let (rest, record) = parse_tls_plaintext(&bytes).unwrap();
            assert!(rest.is_empty());
            let [TlsMessage::Handshake(TlsMessageHandshake::ClientHello(read))] = &record.msg[..] else { panic!() };
            assert_eq!(read.version.0, hello.version);
            assert_eq!(read.ciphers.len(), hello.suites.len() + 1);
            let extensions = read.ext.map(|bytes| parse_tls_client_hello_extensions(bytes).unwrap());
            assert_eq!(extensions.is_some(), hello.extensions);
            assert!(extensions.is_none_or(|(rest, all)| rest.is_empty() && !all.is_empty()));
        }
    }

    #[test]
    fn the_hello_of_ssl_2_says_its_own_length() {
        let bytes = offers::unwanted("ssl2", None).unwrap().bytes();
        assert_eq!(usize::from(u16::from_be_bytes([bytes[0] & 0x7f, bytes[1]])), bytes.len() - 2);
        assert_eq!(&bytes[2..11], [1, 0, 2, 0, 21, 0, 0, 0, 16]);
    }
}
