//! Faults of what people get to see, and of whom they can turn to.

use crate::Level::{Must, Should};
use crate::metadata::entity::contact;
use crate::metadata::fault::Hook::Entity;
use crate::metadata::fault::Published::{Idp, Sp};
use crate::metadata::fault::{MetadataFault, fault};
use crate::metadata::node::{Node, told};

pub(crate) const FAULTS: &[MetadataFault] = &[
    fault(
        "md-language-left-out",
        Idp,
        Must,
        &["SAML-MD-LANG-1"],
        ("Ett namn saknar språk", "A name lacks its language"),
        Entity(|entity| {
            entity.first("mdui:DisplayName", |name| name.unset("xml:lang"));
            Ok(())
        }),
    ),
    fault(
        "md-language-three-letters",
        Sp,
        Must,
        &["SAML-MD-LANG-1"],
        ("Ett språk är skrivet som swe", "A language is written as swe"),
        Entity(|entity| {
            entity.each("md:OrganizationName", &mut |name| swap(name, "sv", "swe"));
            Ok(())
        }),
    ),
    fault(
        "md-english-left-out",
        Idp,
        Should,
        &["SAML-MD-LANG-2"],
        ("Inget finns på engelska", "Nothing is in English"),
        Entity(|entity| {
            entity.drop_where_any(&|node| node.attribute("xml:lang") == Some("en"));
            Ok(())
        }),
    ),
    fault(
        "md-swedish-twice",
        Sp,
        Must,
        &["SAML-MD-LANG-3"],
        ("Två beskrivningar på svenska", "Two descriptions in Swedish"),
        Entity(|entity| {
            entity.first("mdui:UIInfo", |info| info.children.push(told("mdui:Description", "sv", "En till")));
            Ok(())
        }),
    ),
    fault(
        "md-languages-unlike",
        Idp,
        Should,
        &["SAML-MD-LANG-4"],
        ("Bara organisationens namn finns på finska", "Only the name of the organisation is in Finnish"),
        Entity(|entity| {
            entity.first("md:Organization", |o| o.children.insert(0, told("md:OrganizationName", "fi", "Tallbacka")));
            Ok(())
        }),
    ),
    fault(
        "md-idp-privacy-left-out",
        Idp,
        Must,
        &["SAML-MD-UI-1"],
        ("Utfärdaren saknar integritetspolicy", "The provider lacks a privacy statement"),
        Entity(|entity| {
            entity.drop_where("mdui:PrivacyStatementURL", &|_| true);
            Ok(())
        }),
    ),
    fault(
        "md-idp-logo-http",
        Idp,
        Must,
        &["SAML-MD-UI-1"],
        ("Logotypen hämtas utan TLS", "The logo is fetched without TLS"),
        Entity(|entity| {
            entity.first("mdui:Logo", |logo| "http://idp.tallbacka.example/logo.png".clone_into(&mut logo.text));
            Ok(())
        }),
    ),
    fault(
        "md-idp-logo-without-size",
        Idp,
        Must,
        &["SAML-MD-UI-1"],
        ("Logotypen saknar mått", "The logo lacks its size"),
        Entity(|entity| {
            entity.first("mdui:Logo", |logo| logo.unset("height"));
            Ok(())
        }),
    ),
    fault(
        "md-sp-description-left-out",
        Sp,
        Must,
        &["SAML-MD-UI-2"],
        ("Tjänsten saknar beskrivning", "The service lacks a description"),
        Entity(|entity| {
            entity.drop_where("mdui:Description", &|_| true);
            Ok(())
        }),
    ),
    fault(
        "md-sp-logo-left-out",
        Sp,
        Must,
        &["SAML-MD-UI-2-LOGO"],
        ("Tjänsten saknar logotyp", "The service lacks a logo"),
        Entity(|entity| {
            entity.drop_where("mdui:Logo", &|_| true);
            Ok(())
        }),
    ),
    fault(
        "md-organisation-left-out",
        Sp,
        Must,
        &["SAML-MD-ORG-1"],
        ("Organisationen saknas", "The organisation is missing"),
        Entity(|entity| {
            entity.drop_where("md:Organization", &|_| true);
            Ok(())
        }),
    ),
    fault(
        "md-organisation-url-in-one-language",
        Idp,
        Must,
        &["SAML-MD-ORG-1"],
        ("Organisationens adress finns bara på svenska", "The address of the organisation is in Swedish only"),
        Entity(|entity| {
            entity.drop_where("md:OrganizationURL", &|url| url.attribute("xml:lang") == Some("en"));
            Ok(())
        }),
    ),
    fault(
        "md-technical-contact-left-out",
        Idp,
        Must,
        &["SAML-MD-CT-1"],
        ("Den tekniska kontakten saknas", "The technical contact is missing"),
        Entity(|entity| {
            entity.drop_where("md:ContactPerson", &is("technical"));
            Ok(())
        }),
    ),
    fault(
        "md-technical-contact-without-address",
        Sp,
        Must,
        &["SAML-MD-CT-1"],
        ("Den tekniska kontakten saknar adress", "The technical contact lacks an address"),
        Entity(|entity| {
            entity.each("md:ContactPerson", &mut |c| {
                if is("technical")(c) {
                    c.drop_where("md:EmailAddress", &|_| true)
                }
            });
            Ok(())
        }),
    ),
    fault(
        "md-administrative-contact-left-out",
        Sp,
        Must,
        &["SAML-MD-CT-1-ADM"],
        ("Den administrativa kontakten saknas", "The administrative contact is missing"),
        Entity(|entity| {
            entity.drop_where("md:ContactPerson", &is("administrative"));
            Ok(())
        }),
    ),
    fault(
        "md-idp-support-left-out",
        Idp,
        Must,
        &["SAML-MD-CT-2"],
        ("Utfärdarens support saknas", "The provider's support is missing"),
        Entity(|entity| {
            entity.drop_where("md:ContactPerson", &is("support"));
            Ok(())
        }),
    ),
    fault(
        "md-sp-support-left-out",
        Sp,
        Should,
        &["SAML-MD-CT-2-SP"],
        ("Tjänstens support saknas", "The service's support is missing"),
        Entity(|entity| {
            entity.drop_where("md:ContactPerson", &is("support"));
            Ok(())
        }),
    ),
    fault(
        "md-security-contact-left-out",
        Idp,
        Should,
        &["SAML-MD-CT-3"],
        ("Säkerhetskontakten saknas", "The security contact is missing"),
        Entity(|entity| {
            entity.drop_where("md:ContactPerson", &is("other"));
            Ok(())
        }),
    ),
    fault(
        "md-security-contact-without-name",
        Sp,
        Should,
        &["SAML-MD-CT-3"],
        ("Säkerhetskontakten saknar namn", "The security contact lacks a name"),
        Entity(|entity| {
            entity.each("md:ContactPerson", &mut |c| {
                if is("other")(c) {
                    c.drop_where("md:GivenName", &|_| true)
                }
            });
            Ok(())
        }),
    ),
    fault(
        "md-address-without-mailto",
        Idp,
        Must,
        &["SAML-MD-CT-4-URI"],
        ("En adress saknar mailto:", "An address lacks mailto:"),
        Entity(|entity| {
            entity.first("md:EmailAddress", |a| a.text = a.text.trim_start_matches("mailto:").to_owned());
            Ok(())
        }),
    ),
    fault(
        "md-two-technical-contacts",
        Sp,
        Must,
        &["SAML-MD-CT-5"],
        ("Två tekniska kontakter", "Two technical contacts"),
        Entity(|entity| {
            entity.children.push(contact("technical", "jour", "larospel.example"));
            Ok(())
        }),
    ),
    fault(
        "md-error-url-left-out",
        Idp,
        Must,
        &["SAML-MD-ERR-1"],
        ("errorURL saknas", "errorURL is missing"),
        Entity(|entity| {
            entity.first("md:IDPSSODescriptor", |role| role.unset("errorURL"));
            Ok(())
        }),
    ),
    fault(
        "md-error-url-http",
        Idp,
        Must,
        &["SAML-MD-ERR-1"],
        ("errorURL är utan TLS", "errorURL is without TLS"),
        Entity(|entity| {
            entity.first("md:IDPSSODescriptor", |role| role.set("errorURL", "http://idp.tallbacka.example/fel"));
            Ok(())
        }),
    ),
];

/// Whether a contact is of this type.
fn is(kind: &'static str) -> impl Fn(&Node) -> bool {
    move |contact| contact.attribute("contactType") == Some(kind)
}

fn swap(text: &mut Node, from: &str, to: &str) {
    if text.attribute("xml:lang") == Some(from) {
        text.set("xml:lang", to);
    }
}
