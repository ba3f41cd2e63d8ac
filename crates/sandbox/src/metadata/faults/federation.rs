//! Faults of a federation's metadata.

use jiff::{Timestamp, ToSpan};

use crate::Level::{Must, Should};
use crate::metadata::fault::Hook::{Entity, Federation};
use crate::metadata::fault::Published::Federation as All;
use crate::metadata::fault::{MetadataFault, fault};
use crate::metadata::federation::Signing;

pub(crate) const FAULTS: &[MetadataFault] = &[
    fault(
        "md-name-taken",
        All,
        Must,
        &["SAML-MD-UI-3"],
        ("Grannkommunen har samma visningsnamn", "The neighbour has the same display name"),
        Entity(|entity| {
            entity.each("mdui:DisplayName", &mut |name| "Björkdals kommun".clone_into(&mut name.text));
            Ok(())
        }),
    ),
    fault(
        "md-unsigned",
        All,
        Must,
        &["SAML-MD-AGG-SIG-1", "SAML-MD-AGG-SIG-2"],
        ("Dokumentet är inte signerat", "The document is not signed"),
        Federation(|federation| {
            federation.signing = Signing::Not;
            Ok(())
        }),
    ),
    fault(
        "md-changed-after-signing",
        All,
        Must,
        &["SAML-MD-AGG-SIG-2"],
        ("En adress är ändrad efter signeringen", "An address was changed after signing"),
        Federation(|federation| {
            federation.signing = Signing::ThenChanged;
            Ok(())
        }),
    ),
    fault(
        "md-signed-by-another",
        All,
        Must,
        &["SAML-MD-AGG-SIG-2"],
        (
            "Någon annan har signerat, och skickar med sitt certifikat",
            "Somebody else has signed, and sends its certificate along",
        ),
        Federation(|federation| {
            federation.signing = Signing::ByAnother;
            Ok(())
        }),
    ),
    fault(
        "md-signed-with-sha1",
        All,
        Must,
        &["SAML-MD-AGG-SIG-2"],
        ("Signaturen anger SHA-1", "The signature names SHA-1"),
        Federation(|federation| {
            federation.signing = Signing::Sha1;
            Ok(())
        }),
    ),
    fault(
        "md-signature-wrapped",
        All,
        Must,
        &["SAML-MD-AGG-SIG-2"],
        ("Signaturen täcker en inre grupp", "The signature covers an inner group"),
        Federation(|federation| {
            federation.signing = Signing::Inner;
            Ok(())
        }),
    ),
    fault(
        "md-no-valid-until",
        All,
        Must,
        &["SAML-MD-AGG-VAL-1"],
        ("validUntil saknas", "validUntil is missing"),
        Federation(|federation| {
            federation.root.unset("validUntil");
            Ok(())
        }),
    ),
    fault(
        "md-valid-until-past",
        All,
        Must,
        &["SAML-MD-AGG-VAL-2"],
        ("Giltighetstiden har gått ut", "The validity has ended"),
        Federation(|federation| {
            federation.root.set("validUntil", &in_days(-1));
            Ok(())
        }),
    ),
    fault(
        "md-valid-until-far",
        All,
        Should,
        &["SAML-MD-AGG-VAL-3"],
        ("Giltighetstiden är tio år", "The validity is ten years"),
        Federation(|federation| {
            federation.root.set("validUntil", &in_days(3650));
            Ok(())
        }),
    ),
    fault(
        "md-no-cache-duration",
        All,
        Should,
        &["SAML-MD-AGG-CACHE-1"],
        ("cacheDuration saknas", "cacheDuration is missing"),
        Federation(|federation| {
            federation.root.unset("cacheDuration");
            Ok(())
        }),
    ),
    fault(
        "md-cache-for-a-year",
        All,
        Should,
        &["SAML-MD-AGG-CACHE-1"],
        ("Dokumentet får sparas i ett år", "The document may be kept for a year"),
        Federation(|federation| {
            federation.root.set("cacheDuration", "P1Y");
            Ok(())
        }),
    ),
];

fn in_days(days: i64) -> String {
    // The calendar does not end within ten years.
    Timestamp::now().checked_add((24 * days).hours()).unwrap_or(Timestamp::MAX).to_string()
}
