//! What is wrong about people whom a register knows as well.

use crate::Level;
use crate::openid::fault::{OpenIdFault, Slip, fault};

/// In the order of the catalogue.
pub(super) const FAULTS: &[OpenIdFault] = &[
    fault(
        "id-principal-name-other-domain",
        Level::Must,
        &["XID-1"],
        ("EPPN vid inloggning har en annan domän", "The EPPN at login has another domain"),
        Slip::PrincipalNameOtherDomain,
    ),
    fault(
        "id-principal-name-upper-case",
        Level::Must,
        &["XID-1"],
        ("EPPN vid inloggning har stora bokstäver", "The EPPN at login is in capital letters"),
        Slip::PrincipalNameUpperCase,
    ),
    fault(
        "id-principal-name-of-another",
        Level::Must,
        &["XID-1"],
        ("Alla får samma EPPN vid inloggning", "Everybody gets the same EPPN at login"),
        Slip::PrincipalNameOfAnother,
    ),
    fault(
        "id-principal-name-lacks-domain",
        Level::Must,
        &["XID-1"],
        ("Personalens EPPN saknar domän vid inloggning", "The EPPN of staff lacks its domain at login"),
        Slip::PrincipalNameLacks,
    ),
    fault(
        "id-school-unit-other",
        Level::Should,
        &["XID-2"],
        ("Inloggningen lämnar en annan skolenhetskod", "The login gives another school unit code"),
        Slip::SchoolUnitOther,
    ),
    fault(
        "id-school-unit-too-many",
        Level::Should,
        &["XID-2"],
        ("Inloggningen lämnar en skolenhetskod för mycket", "The login gives a school unit code too many"),
        Slip::SchoolUnitTooMany,
    ),
    fault(
        "id-civic-number-in-address",
        Level::Must,
        &["XID-6"],
        ("Personnumret står i en adress", "The civic number is in an address"),
        Slip::CivicNumberInAddress,
    ),
    fault(
        "id-civic-number-in-cookie",
        Level::Must,
        &["XID-6"],
        ("Personnumret står i en kaka", "The civic number is in a cookie"),
        Slip::CivicNumberInCookie,
    ),
    fault(
        "id-civic-number-encoded",
        Level::Must,
        &["XID-6"],
        ("Personnumret står omkodat i en kaka", "The civic number is in a cookie, encoded"),
        Slip::CivicNumberEncoded,
    ),
];
