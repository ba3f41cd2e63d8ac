//! Faults that refuse what is right.

use crate::Level::{Must, Should};
use crate::saml_sp::fault::Lapse as L;
use crate::saml_sp::fault::{SpFault, SpPolicy, fault};

pub(crate) const FAULTS: &[SpFault] = &[
    fault(
        "sp-refuses-sealed",
        &["SAML-SP-POS-1", "SAML-SP-POS-3"],
        Must,
        ("Krypterade intyg nekas", "Encrypted assertions are refused"),
        &[L::RefusesSealed],
    ),
    fault(
        "sp-refuses-gcm-128",
        &["SAML-SP-ENC-2"],
        Must,
        ("AES-128-GCM nekas", "AES-128-GCM is refused"),
        &[L::RefusesGcm128],
    ),
    fault(
        "sp-refuses-key-beside",
        &["SAML-SP-ENC-8"],
        Should,
        ("Nyckeln bredvid hittas inte", "The key beside is not found"),
        &[L::RefusesKeyBeside],
    ),
    fault(
        "sp-refuses-older-key",
        &["SAML-SP-KEY-3"],
        Must,
        ("Bara den ena krypteringsnyckeln fungerar", "Only one of the encryption keys works"),
        &[L::RefusesOlderKey],
    ),
    fault(
        "sp-refuses-without-name-id",
        &["SAML-SP-POS-4"],
        Must,
        ("NameID krävs", "A NameID is demanded"),
        &[L::RefusesWithoutNameId],
    ),
    fault(
        "sp-refuses-persistent",
        &["SAML-SP-POS-5"],
        Must,
        ("Persistent NameID nekas", "A persistent NameID is refused"),
        &[L::RefusesPersistent],
    ),
    fault(
        "sp-refuses-untyped",
        &["SAML-SP-POS-6"],
        Must,
        ("Värden utan xsi:type nekas", "Values without xsi:type are refused"),
        &[L::RefusesUntyped],
    ),
    fault(
        "sp-refuses-unexpected",
        &["SAML-SP-POS-7"],
        Must,
        ("Oväntade attribut nekas", "Unexpected attributes are refused"),
        &[L::RefusesUnexpected],
    ),
    fault(
        "sp-refuses-friendly-names",
        &["SAML-SP-POS-8"],
        Must,
        ("FriendlyName avgör", "FriendlyName decides"),
        &[L::RefusesFriendlyNames],
    ),
    fault(
        "sp-refuses-fractions",
        &["SAML-SP-POS-9"],
        Must,
        ("Delar av sekunder nekas", "Fractions of seconds are refused"),
        &[L::RefusesFractions],
    ),
    fault(
        "sp-refuses-prefixes",
        &["SAML-SP-POS-10"],
        Must,
        ("Andra prefix nekas", "Other prefixes are refused"),
        &[L::RefusesPrefixes],
    ),
    fault(
        "sp-refuses-skew-30",
        &["SAML-SP-POS-12"],
        Must,
        ("Klockor får inte skilja 30 sekunder", "Clocks may not be 30 seconds apart"),
        &[L::RefusesSkew30],
    ),
    fault(
        "sp-refuses-skew-180",
        &["SAML-SP-POS-13"],
        Must,
        ("Klockor får inte skilja tre minuter", "Clocks may not be three minutes apart"),
        &[L::RefusesSkew180],
    ),
    fault(
        "sp-refuses-several-values",
        &["SAML-SP-POS-14"],
        Must,
        ("Flera värden nekas", "Several values are refused"),
        &[L::RefusesSeveralValues],
    )
    .under(SpPolicy::Skolfederation),
    fault("sp-refuses-ecdsa", &["SAML-SP-POS-15"], Must, ("ECDSA nekas", "ECDSA is refused"), &[L::RefusesEcdsa])
        .under(SpPolicy::SwedenConnect),
    fault(
        "sp-refuses-audiences",
        &["SAML-SP-POS-16"],
        Must,
        ("Flera mottagare nekas", "Several audiences are refused"),
        &[L::RefusesAudiences],
    ),
    fault(
        "sp-refuses-next-key",
        &["SAML-SP-KEY-1"],
        Must,
        ("Den andra nyckeln nekas", "The second key is refused"),
        &[L::RefusesNextKey],
    ),
    fault(
        "sp-first-person-remains",
        &["SAML-SP-POS-17"],
        Must,
        ("Den första personen sitter kvar", "The first person remains"),
        &[L::FirstPersonRemains],
    ),
    fault(
        "sp-refuses-assertion-signed",
        &["SAML-SP-POS-2"],
        Must,
        ("Ett signerat intyg räcker inte", "A signed assertion is not enough"),
        &[L::RefusesAssertionSigned],
    )
    .under(SpPolicy::Skolfederation),
    fault("sp-refuses-cbc", &["SAML-SP-ENC-3"], Must, ("AES-CBC nekas", "AES-CBC is refused"), &[L::RefusesCbc])
        .under(SpPolicy::SwedenConnect),
    fault(
        "sp-refuses-second-level",
        &["SAML-SP-ACR-4"],
        Must,
        ("Bara den första nivån duger", "Only the first level is good enough"),
        &[L::RefusesSecondLevel],
    )
    .under(SpPolicy::SwedenConnect),
];
