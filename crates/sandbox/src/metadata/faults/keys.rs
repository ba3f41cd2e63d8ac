//! Faults of keys and certificates.

use crate::Level::{Must, Should};
use crate::metadata::MetadataError;
use crate::metadata::certificates::{Kind, Wanted, certificate};
use crate::metadata::fault::Hook::Entity;
use crate::metadata::fault::Published::{Idp, Sp};
use crate::metadata::fault::{MetadataFault, fault};
use crate::metadata::node::Node;

pub(crate) const FAULTS: &[MetadataFault] = &[
    fault(
        "md-no-signing-key",
        Idp,
        Must,
        &["SAML-MD-KEY-1"],
        ("Nyckeln för signering saknas", "The signing key is missing"),
        Entity(|entity| {
            entity.drop_where("md:KeyDescriptor", &|key| key.attribute("use") == Some("signing"));
            Ok(())
        }),
    ),
    fault(
        "md-signing-certificate-garbled",
        Idp,
        Must,
        &["SAML-MD-KEY-1"],
        ("Certifikatet för signering är förvanskat", "The signing certificate is garbled"),
        Entity(|entity| {
            entity.first("ds:X509Certificate", |c| c.text.truncate(100));
            Ok(())
        }),
    ),
    fault(
        "md-key-without-certificate",
        Idp,
        Must,
        &["SAML-MD-KEY-1"],
        ("En nyckel har bara ett namn", "A key has a name only"),
        Entity(|entity| {
            entity
                .first("ds:KeyInfo", |info| info.children = vec![crate::metadata::node::node("ds:KeyName").text("k1")]);
            Ok(())
        }),
    ),
    fault(
        "md-no-encryption-key",
        Sp,
        Must,
        &["SAML-MD-KEY-2"],
        ("Nyckeln för kryptering saknas", "The encryption key is missing"),
        Entity(|entity| {
            entity.drop_where("md:KeyDescriptor", &|key| key.attribute("use") == Some("encryption"));
            Ok(())
        }),
    ),
    fault(
        "md-rsa-1024",
        Sp,
        Must,
        &["SAML-MD-KEY-3"],
        ("En nyckel är RSA 1024", "A key is RSA 1024"),
        Entity(|entity| {
            put(entity, Wanted { from: -1, until: 9, kind: Kind::Rsa1024 })?;
            Ok(())
        }),
    ),
    fault(
        "md-rsa-2048-past-2030",
        Idp,
        Should,
        &["SAML-MD-KEY-4"],
        ("En nyckel på RSA 2048 ska användas efter 2030", "A key of RSA 2048 is to be used past 2030"),
        Entity(|entity| {
            put(entity, Wanted { from: -1, until: 9, kind: Kind::Rsa2048 })?;
            Ok(())
        }),
    ),
    fault(
        "md-certificate-expired",
        Idp,
        Must,
        &["SAML-MD-KEY-5"],
        ("Ett certifikat har gått ut", "A certificate has expired"),
        Entity(|entity| {
            put(entity, Wanted { from: -3, until: -1, kind: Kind::Sound })?;
            Ok(())
        }),
    ),
    fault(
        "md-certificate-early",
        Sp,
        Must,
        &["SAML-MD-KEY-5"],
        ("Ett certifikat gäller först nästa år", "A certificate is valid from next year only"),
        Entity(|entity| {
            put(entity, Wanted { from: 1, until: 9, kind: Kind::Sound })?;
            Ok(())
        }),
    ),
    fault(
        "md-certificate-issued",
        Idp,
        Should,
        &["SAML-MD-KEY-6"],
        ("Ett certifikat är utfärdat av någon annan", "A certificate is issued by somebody else"),
        Entity(|entity| {
            put(entity, Wanted { from: -1, until: 9, kind: Kind::Issued })?;
            Ok(())
        }),
    ),
    fault(
        "md-certificate-sha1",
        Sp,
        Should,
        &["SAML-MD-KEY-7"],
        ("Ett certifikat är signerat med SHA-1", "A certificate is signed with SHA-1"),
        Entity(|entity| {
            put(entity, Wanted { from: -1, until: 2, kind: Kind::Sha1 })?;
            Ok(())
        }),
    ),
];

/// Puts another certificate in the place of the first.
fn put(entity: &mut Node, wanted: Wanted) -> Result<(), MetadataError> {
    let other = certificate(wanted)?;
    entity.first("ds:X509Certificate", |own| own.text = other);
    Ok(())
}
