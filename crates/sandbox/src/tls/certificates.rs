//! An authority, an intermediate one and a server, made anew each time: no key of the sandbox lies in its source.

use std::collections::HashSet;

use jiff::{Timestamp, ToSpan, tz::TimeZone};
use rcgen::{
    BasicConstraints, CertificateParams, CrlDistributionPoint, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, PublicKeyData,
};
use rsa::pkcs1::EncodeRsaPublicKey;
use rsa::pkcs8::EncodePrivateKey;

use super::fault::Slip;

/// What a server needs, and what its clients have to trust.
pub(crate) struct Identity {
    /// Certificates as they are sent.
    pub(crate) chain: Vec<Vec<u8>>,
    /// PKCS #8.
    pub(crate) key: Vec<u8>,
    /// The authority, PEM.
    pub(crate) authority: String,
    /// The same for handshakes that are never finished, where the key need not be there.
    pub(crate) shown: Vec<Vec<u8>>,
}

/// OIDs of RSA with SHA-256 and with SHA-1 (RFC 8017), as they stand in a certificate.
const RSA_SHA256: [u8; 11] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
const RSA_SHA1: [u8; 11] = [0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x05];

/// Makes them.
///
/// # Errors
/// What the library says.
pub(crate) fn identity(slips: &HashSet<Slip>, name: &str) -> Result<Identity, String> {
    let has = |slip| slips.contains(&slip);
    let root_params = authority("Samspel sandbox root")?;
    let root_key = key()?;
    let root = root_params.self_signed(&root_key).map_err(said)?;
    let root = Root { pem: root.pem(), issuer: Issuer::new(root_params, root_key) };
    let other = Issuer::new(authority("Somebody else")?, key()?);
    let middle_params = authority("Samspel sandbox intermediate")?;
    let middle_key = if has(Slip::Sha1) { rsa_key(2048)? } else { key()? };
    let above = if has(Slip::OtherAuthority) { &other } else { &root.issuer };
    let middle = middle_params.signed_by(&middle_key, above).map_err(said)?.der().to_vec();
    let middle_issuer = Issuer::new(middle_params, middle_key);
    let own_key = key()?;
    let params = server(slips, name)?;
    let mut leaf = match has(Slip::SelfSigned) {
        true => params.self_signed(&own_key).map_err(said)?.der().to_vec(),
        false => params.signed_by(&own_key, &middle_issuer).map_err(said)?.der().to_vec(),
    };
    if has(Slip::Sha1) {
        replace(&mut leaf, &RSA_SHA256, &RSA_SHA1);
    }
    let shown = match has(Slip::ShortKey) {
        true => {
            let public = rsa(1024)?.to_public_key().to_pkcs1_der().map_err(said)?;
            let public = Short(public.as_bytes().to_vec());
            server(slips, name)?.signed_by(&public, &middle_issuer).map_err(said)?.der().to_vec()
        }
        false => leaf.clone(),
    };
    let shown = vec![shown, middle.clone()];
    let chain = match () {
        () if has(Slip::SelfSigned) || has(Slip::NoIntermediate) => vec![leaf],
        () if has(Slip::WrongOrder) => {
            let unrelated = authority("Samspel sandbox, of last year")?;
            let unrelated = unrelated.signed_by(&key()?, &root.issuer).map_err(said)?.der().to_vec();
            vec![leaf, unrelated, middle]
        }
        () => vec![leaf, middle],
    };
    Ok(Identity { chain, key: own_key.serialize_der(), authority: root.pem, shown })
}

struct Root {
    pem: String,
    issuer: Issuer<'static, KeyPair>,
}

fn key() -> Result<KeyPair, String> {
    KeyPair::generate().map_err(said)
}

fn rsa(bits: usize) -> Result<rsa::RsaPrivateKey, String> {
    rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, bits).map_err(said)
}

fn rsa_key(bits: usize) -> Result<KeyPair, String> {
    let pem = rsa(bits)?.to_pkcs8_pem(rsa::pkcs8::LineEnding::LF).map_err(said)?;
    KeyPair::from_pem(&pem).map_err(said)
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

fn authority(name: &str) -> Result<CertificateParams, String> {
    let mut params = CertificateParams::new(Vec::new()).map_err(said)?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    hold(&mut params, -400, 3000)?;
    Ok(params)
}

fn server(slips: &HashSet<Slip>, name: &str) -> Result<CertificateParams, String> {
    let has = |slip| slips.contains(&slip);
    let names = match () {
        () if has(Slip::CommonNameOnly) => Vec::new(),
        () if has(Slip::OtherName) => vec!["annan.example".to_owned()],
        () => vec![name.to_owned(), "127.0.0.1".to_owned()],
    };
    let mut params = CertificateParams::new(names).map_err(said)?;
    params.distinguished_name.push(DnType::CommonName, name);
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    if !has(Slip::NoRevocation) {
        params.crl_distribution_points =
            vec![CrlDistributionPoint { uris: vec!["http://crl.samspel.example/intermediate.crl".to_owned()] }];
    }
    let (from, until) = match () {
        () if has(Slip::Expired) => (-90, -2),
        () if has(Slip::NotYetValid) => (2, 90),
        () => (-2, 90),
    };
    hold(&mut params, from, until)?;
    Ok(params)
}

/// Has a certificate hold from one day to another, counted from today.
fn hold(params: &mut CertificateParams, from: i64, until: i64) -> Result<(), String> {
    let day = |days: i64| -> Result<_, String> {
        let today = Timestamp::now().to_zoned_datetime(TimeZone::UTC).date();
        let day = today.checked_add(days.days()).map_err(said)?;
        let part = |number: i8| u8::try_from(number).map_err(said);
        Ok(rcgen::date_time_ymd(day.year().into(), part(day.month())?, part(day.day())?))
    };
    params.not_before = day(from)?;
    params.not_after = day(until)?;
    Ok(())
}

fn replace(bytes: &mut [u8], from: &[u8], to: &[u8]) {
    for at in 0..bytes.len().saturating_sub(from.len()) {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
}

fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
