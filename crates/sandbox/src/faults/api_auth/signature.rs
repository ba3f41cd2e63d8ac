//! Keys and signatures.

use super::of;
use crate::access::Flaw;
use crate::fault::{Fault, Hook, Level, Title};

pub(super) const FAULTS: &[Fault] = &[
    of(
        "trusts-unsigned-tokens",
        &["API-AUTH-ALG-1"],
        Level::Must,
        Title {
            sv: "Osignerade token (alg none) från den betrodda utfärdaren godtas",
            en: "Unsigned tokens (alg none) of the trusted issuer are accepted",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::Unsigned))],
    ),
    of(
        "trusts-public-key-as-secret",
        &["API-AUTH-ALG-2"],
        Level::Must,
        Title {
            sv: "Den publika nyckeln duger som delad hemlighet för HS256",
            en: "The public key will do as a shared secret for HS256",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::PublicKeyAsSecret))],
    ),
    of(
        "trusts-without-signature",
        &["API-AUTH-ALG-3"],
        Level::Must,
        Title {
            sv: "En token utan signatur godtas fast alg är en annan än none",
            en: "A token without a signature is accepted although alg is not none",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::NoSignature))],
    ),
    of(
        "trusts-any-signature",
        &["API-AUTH-ALG-3"],
        Level::Must,
        Title { sv: "Signaturen jämförs inte med nyckeln", en: "The signature is not compared with the key" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::Signature))],
    ),
    of(
        "trusts-all-zero-signature",
        &["API-AUTH-ALG-4"],
        Level::Must,
        Title { sv: "En signatur av bara nollor godtas", en: "A signature of nothing but zeros is accepted" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::AllZero))],
    ),
    of(
        "trusts-der-signature",
        &["API-AUTH-ALG-4"],
        Level::Must,
        Title { sv: "En signatur i DER godtas", en: "A signature in DER is accepted" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::Der))],
    ),
    of(
        "trusts-mislabelled-algorithm",
        &["API-AUTH-ALG-5"],
        Level::Must,
        Title {
            sv: "Algoritmens namn i huvudet spelar ingen roll",
            en: "The name of the algorithm in the header does not matter",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::Algorithm))],
    ),
    of(
        "trusts-key-in-header",
        &["API-AUTH-ALG-6"],
        Level::Must,
        Title {
            sv: "En nyckel som följer med i token (jwk) används",
            en: "A key that the token brings along (jwk) is used",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OwnJwk))],
    ),
    of(
        "trusts-certificate-in-header",
        &["API-AUTH-ALG-6"],
        Level::Must,
        Title {
            sv: "Ett certifikat som följer med i token (x5c) används",
            en: "A certificate that the token brings along (x5c) is used",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::OwnCertificate))],
    ),
    of(
        "trusts-pointer-in-header",
        &["API-AUTH-ALG-6"],
        Level::Must,
        Title {
            sv: "Nyckeln hämtas där token pekar (jku, x5u)",
            en: "The key is fetched where the token points (jku, x5u)",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::PointsToKey))],
    ),
    of(
        "fetches-pointer-in-header",
        &["API-AUTH-ALG-6"],
        Level::Must,
        Title {
            sv: "Adressen i jku hämtas, fast nyckeln där inte används",
            en: "The address in jku is fetched, although the key there is not used",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::FetchesPointer))],
    ),
    of(
        "trusts-unknown-crit",
        &["API-AUTH-ALG-7"],
        Level::Must,
        Title { sv: "En okänd kritisk utökning förbigås", en: "An unknown critical extension is passed over" },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::Critical))],
    ),
    of(
        "trusts-unknown-kid",
        &["API-AUTH-KID-1"],
        Level::Must,
        Title {
            sv: "En okänd kid leder till den nyckel som råkar finnas",
            en: "An unknown kid leads to whichever key there is",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::UnknownKey))],
    ),
    of(
        "fetches-keys-for-each-kid",
        &["API-AUTH-KID-1"],
        Level::Must,
        Title {
            sv: "Nycklarna hämtas om för varje okänd kid", en: "The keys are fetched again for each unknown kid"
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::FetchesForEach))],
    ),
    of(
        "trusts-missing-kid",
        &["API-AUTH-KID-2"],
        Level::Should,
        Title {
            sv: "En token utan kid godtas utan att någon nyckel prövas",
            en: "A token without kid is accepted without trying any key",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::AnyKey))],
    ),
    of(
        "trusts-kid-as-path",
        &["API-AUTH-KID-3"],
        Level::Must,
        Title {
            sv: "kid används som filnamn och i en fråga till databasen",
            en: "kid is used as a file name and in a database query",
        },
        &[Hook::Trust(|flaw| matches!(flaw, Flaw::KidAsPath))],
    ),
    of(
        "keeps-keys-for-ever",
        &["API-AUTH-POS-4"],
        Level::Must,
        Title {
            sv: "Utfärdarens nycklar hämtas en gång och aldrig mer",
            en: "The keys of the issuer are fetched once and never again",
        },
        &[Hook::KeepKeys],
    ),
];
