//! Faults of the document as such.

use crate::Level::Must;
use crate::metadata::fault::Hook::{Entity, Text};
use crate::metadata::fault::Published::{Idp, Sp};
use crate::metadata::fault::{MetadataFault, fault};

pub(crate) const FAULTS: &[MetadataFault] = &[
    fault(
        "md-dtd",
        Idp,
        Must,
        &["SAML-MD-XML-1"],
        ("En dokumenttypsdeklaration står före roten", "A document type declaration stands before the root"),
        Text(|text| replaced(&text, "?>\n", "?>\n<!DOCTYPE md:EntityDescriptor>\n")),
    ),
    fault(
        "md-latin-1",
        Sp,
        Must,
        &["SAML-MD-XML-1"],
        ("Filen är skriven i ISO 8859-1", "The file is written in ISO 8859-1"),
        Text(|text| {
            let text = String::from_utf8_lossy(&text).replacen("UTF-8", "ISO-8859-1", 1);
            text.chars().map(|c| u8::try_from(u32::from(c)).unwrap_or(b'?')).collect()
        }),
    ),
    fault(
        "md-wrong-encoding-declared",
        Idp,
        Must,
        &["SAML-MD-XML-1"],
        ("Filen är UTF-8 och säger något annat", "The file is UTF-8 and says otherwise"),
        Text(|text| replaced(&text, "UTF-8", "windows-1252")),
    ),
    fault(
        "md-cut-off",
        Sp,
        Must,
        &["SAML-MD-XML-1"],
        ("Filen är avklippt", "The file is cut off"),
        Text(|text| text[..text.len() / 2].to_vec()),
    ),
    fault(
        "md-login-page",
        Idp,
        Must,
        &["SAML-MD-XML-1"],
        ("En inloggningssida i stället för metadata", "A login page in place of metadata"),
        Text(|_| b"<!DOCTYPE html>\n<html><body><form>Logga in</form></body></html>\n".to_vec()),
    ),
    fault(
        "md-other-root",
        Sp,
        Must,
        &["SAML-MD-XML-2"],
        ("Ett intyg i stället för metadata", "An assertion in place of metadata"),
        Text(|_| b"<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"></saml:Assertion>".to_vec()),
    ),
    fault(
        "md-location-left-out",
        Idp,
        Must,
        &["SAML-MD-XML-2"],
        ("En adress för utloggning saknar Location", "An address for logout lacks Location"),
        Entity(|entity| {
            entity.first("md:SingleLogoutService", |service| service.unset("Location"));
            Ok(())
        }),
    ),
    fault(
        "md-misspelt-element",
        Idp,
        Must,
        &["SAML-MD-XML-2"],
        ("Ett element är felstavat", "An element is misspelt"),
        Entity(|entity| {
            entity.first("md:NameIDFormat", |format| "md:NameIdFormat".clone_into(&mut format.name));
            Ok(())
        }),
    ),
    fault(
        "md-boolean-yes",
        Sp,
        Must,
        &["SAML-MD-XML-2"],
        ("Ett sanningsvärde är skrivet som yes", "A boolean is written as yes"),
        Entity(|entity| {
            entity.first("md:SPSSODescriptor", |role| role.set("WantAssertionsSigned", "yes"));
            Ok(())
        }),
    ),
    fault(
        "md-saml-1",
        Sp,
        Must,
        &["SAML-MD-XML-2"],
        ("Rollen säger att den använder SAML 1.1", "The role says that it uses SAML 1.1"),
        Entity(|entity| {
            let saml1 = "urn:oasis:names:tc:SAML:1.1:protocol";
            entity.first("md:SPSSODescriptor", |role| role.set("protocolSupportEnumeration", saml1));
            Ok(())
        }),
    ),
    fault(
        "md-entity-id-no-uri",
        Idp,
        Must,
        &["SAML-MD-ID-1"],
        ("entityID är ett namn", "entityID is a name"),
        Entity(|entity| {
            entity.set("entityID", "tallbacka-idp");
            Ok(())
        }),
    ),
    fault(
        "md-entity-id-long",
        Sp,
        Must,
        &["SAML-MD-ID-1"],
        ("entityID är 300 tecken långt", "entityID is 300 characters long"),
        Entity(|entity| {
            entity.set("entityID", &format!("https://larospel.example/{}", "x".repeat(275)));
            Ok(())
        }),
    ),
];

fn replaced(text: &[u8], from: &str, to: &str) -> Vec<u8> {
    String::from_utf8_lossy(text).replacen(from, to, 1).into_bytes()
}
