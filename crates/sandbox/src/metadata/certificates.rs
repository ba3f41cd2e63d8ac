//! Certificates made when they are needed: no key of the sandbox lies in its source.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rcgen::{CertificateParams, DistinguishedName, DnType, Issuer, KeyPair, PublicKeyData};
use rsa::pkcs1::EncodeRsaPublicKey;
use rsa::pkcs8::EncodePrivateKey;

use super::MetadataError;

/// What a certificate is to be like.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Wanted {
    /// Years from now to its beginning.
    pub(crate) from: i16,
    /// Years from now to its end.
    pub(crate) until: i16,
    pub(crate) kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// P-256, signed by itself.
    Sound,
    /// P-256, signed by somebody else.
    Issued,
    /// RSA of 2048 bits, signed by itself.
    Rsa2048,
    /// The same, and it says that SHA-1 was used. Nobody verifies that signature, since the key is what is trusted.
    Sha1,
    /// RSA of 1024 bits.
    Rsa1024,
}

/// The ordinary certificate.
pub(crate) const SOUND: Wanted = Wanted { from: -1, until: 9, kind: Kind::Sound };

/// OIDs of RSA with SHA-256 and with SHA-1 (RFC 8017), as they stand in a certificate.
const RSA_SHA256: [u8; 11] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
const RSA_SHA1: [u8; 11] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05];

/// A certificate as `ds:X509Certificate` has it.
pub(crate) fn certificate(wanted: Wanted) -> Result<String, MetadataError> {
    let params = params("samspel.example", wanted)?;
    let der = match wanted.kind {
        Kind::Sound => params.self_signed(&KeyPair::generate().map_err(wrong)?).map_err(wrong)?.der().to_vec(),
        Kind::Issued => {
            let own = KeyPair::generate().map_err(wrong)?;
            let ca = KeyPair::generate().map_err(wrong)?;
            let issuer = Issuer::new(self::params("utfardare.example", wanted)?, ca);
            params.signed_by(&own, &issuer).map_err(wrong)?.der().to_vec()
        }
        Kind::Rsa2048 | Kind::Sha1 => {
            let pem = rsa(2048)?.to_pkcs8_pem(rsa::pkcs8::LineEnding::LF).map_err(wrong)?;
            let key = KeyPair::from_pem(&pem).map_err(wrong)?;
            let der = params.self_signed(&key).map_err(wrong)?.der().to_vec();
            if wanted.kind == Kind::Sha1 { replaced(&der, &RSA_SHA256, &RSA_SHA1) } else { der }
        }
        Kind::Rsa1024 => {
            let public = rsa(1024)?.to_public_key().to_pkcs1_der().map_err(wrong)?;
            let public = Short(public.as_bytes().to_vec());
            // No library signs with such a key any more, so somebody of the same name does.
            let issuer = Issuer::new(self::params("samspel.example", wanted)?, KeyPair::generate().map_err(wrong)?);
            params.signed_by(&public, &issuer).map_err(wrong)?.der().to_vec()
        }
    };
    Ok(STANDARD.encode(der))
}

/// A key pair with its certificate in PEM, for a federation.
pub(crate) fn federation() -> Result<(KeyPair, String), MetadataError> {
    let key = KeyPair::generate().map_err(wrong)?;
    let pem = params("federation.example", SOUND)?.self_signed(&key).map_err(wrong)?.pem();
    Ok((key, pem))
}

/// A public key that is too short for the library to hold.
struct Short(Vec<u8>);

impl PublicKeyData for Short {
    fn der_bytes(&self) -> &[u8] {
        &self.0
    }

    fn algorithm(&self) -> &'static rcgen::SignatureAlgorithm {
        &rcgen::PKCS_RSA_SHA256
    }
}

fn rsa(bits: usize) -> Result<rsa::RsaPrivateKey, MetadataError> {
    rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, bits).map_err(wrong)
}

fn params(name: &str, wanted: Wanted) -> Result<CertificateParams, MetadataError> {
    let mut params = CertificateParams::new(Vec::new()).map_err(wrong)?;
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    let day = |years: i16| -> Result<_, MetadataError> {
        let day = Timestamp::now()
            .to_zoned_datetime(TimeZone::UTC)
            .date()
            .checked_add(i64::from(years).years())
            .map_err(wrong)?;
        let part = |number: i8| u8::try_from(number).map_err(wrong);
        Ok(rcgen::date_time_ymd(day.year().into(), part(day.month())?, part(day.day())?))
    };
    params.not_before = day(wanted.from)?;
    params.not_after = day(wanted.until)?;
    Ok(params)
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut out = bytes.to_vec();
    for at in 0..out.len().saturating_sub(from.len()) {
        if out[at..].starts_with(from) {
            out[at..at + to.len()].copy_from_slice(to);
        }
    }
    out
}

pub(crate) fn wrong(error: impl std::fmt::Display) -> MetadataError {
    MetadataError::Certificate(error.to_string())
}
