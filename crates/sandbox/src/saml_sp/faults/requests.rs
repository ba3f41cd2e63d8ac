//! Faults of requests and sessions.

use crate::Level::{Must, Should};
use crate::saml_sp::fault::Lapse as L;
use crate::saml_sp::fault::{SpFault, SpPolicy, fault};

pub(crate) const FAULTS: &[SpFault] = &[
    fault(
        "sp-request-garbled",
        &["SAML-SP-REQ-1"],
        Must,
        ("Begäran är inte packad", "The request is not packed"),
        &[L::RequestGarbled],
    ),
    fault(
        "sp-request-old-version",
        &["SAML-SP-REQ-2"],
        Must,
        ("Begäran har fel version", "The request has a wrong version"),
        &[L::RequestOldVersion],
    ),
    fault(
        "sp-request-ids-short",
        &["SAML-SP-REQ-3"],
        Must,
        ("Begärans ID går att gissa", "The ID of the request can be guessed"),
        &[L::RequestIdsShort],
    ),
    fault(
        "sp-request-other-issuer",
        &["SAML-SP-REQ-4"],
        Must,
        ("Begäran har en annan utfärdare", "The request has another issuer"),
        &[L::RequestOtherIssuer],
    ),
    fault(
        "sp-request-no-destination",
        &["SAML-SP-REQ-5"],
        Must,
        ("Begäran saknar Destination", "The request has no Destination"),
        &[L::RequestNoDestination],
    ),
    fault(
        "sp-request-other-acs",
        &["SAML-SP-REQ-6"],
        Must,
        ("Begäran har en annan svarsadress", "The request has another ACS"),
        &[L::RequestOtherAcs],
    ),
    fault(
        "sp-request-other-binding",
        &["SAML-SP-REQ-7"],
        Must,
        ("Begäran vill ha en annan bindning", "The request wants another binding"),
        &[L::RequestOtherBinding],
    ),
    fault(
        "sp-request-name-id-format",
        &["SAML-SP-REQ-8"],
        Must,
        ("Begäran vill ha ett slags NameID", "The request wants a kind of NameID"),
        &[L::RequestNameIdFormat],
    ),
    fault(
        "sp-request-odd-level",
        &["SAML-SP-REQ-10"],
        Must,
        ("Begäran vill ha en oregistrerad nivå", "The request wants a level that is not registered"),
        &[L::RequestOddLevel],
    )
    .under(SpPolicy::SwedenConnect),
    fault(
        "sp-request-force-unsaid",
        &["SAML-SP-REQ-12"],
        Should,
        ("Begäran säger inget om ForceAuthn", "The request says nothing about ForceAuthn"),
        &[L::ForceAuthnUnsaid],
    )
    .under(SpPolicy::SwedenConnect),
    fault(
        "sp-request-unsigned",
        &["SAML-SP-REQ-13"],
        Must,
        ("Begäran är inte signerad", "The request is not signed"),
        &[L::RequestUnsigned],
    ),
    fault(
        "sp-relay-state-tells",
        &["SAML-SP-REQ-14"],
        Should,
        ("RelayState är en adress", "RelayState is an address"),
        &[L::RelayStateTells],
    ),
    fault(
        "sp-relay-state-followed",
        &["SAML-SP-REQ-15"],
        Must,
        ("RelayState bestämmer vart man kommer", "RelayState decides where one ends"),
        &[L::RelayStateFollowed],
    ),
    fault(
        "sp-request-says-user",
        &["SAML-SP-REQ-20"],
        Should,
        ("Begäran namnger användaren", "The request names the user"),
        &[L::RequestSaysUser],
    ),
    fault(
        "sp-cookie-bare",
        &["SAML-SP-SESS-1"],
        Must,
        ("Kakan saknar skydd", "The cookie has no protection"),
        &[L::CookieBare],
    ),
    fault(
        "sp-cookie-kept",
        &["SAML-SP-SESS-1"],
        Must,
        ("Kakan är densamma efter inloggning", "The cookie is the same after login"),
        &[L::CookieKept],
    ),
    fault(
        "sp-cookie-guessed",
        &["SAML-SP-SESS-4"],
        Must,
        ("Vilken kaka som helst duger", "Any cookie is good enough"),
        &[L::CookieGuessed],
    ),
    fault(
        "sp-page-for-everybody",
        &["SAML-SP-SESS-4"],
        Must,
        ("Sidan visar den som loggade in sist, vem som än frågar", "The page shows whoever logged in last, to anybody"),
        &[L::PageForEverybody],
    ),
    fault(
        "sp-error-page-echoes",
        &["SAML-SP-SESS-5"],
        Should,
        ("Felsidan visar intyget", "The error page shows the assertion"),
        &[L::ErrorPageEchoes],
    ),
    fault(
        "sp-request-minimum",
        &["SAML-SP-REQ-9"],
        Must,
        ("Begäran vill ha minst en nivå", "The request wants at least a level"),
        &[L::RequestMinimum],
    )
    .under(SpPolicy::SwedenConnect),
];
