//! What is wrong with client authentication and refreshing.

use crate::Level;
use crate::openid::fault::{OpenIdFault, Slip, fault};

/// In the order of the catalogue.
pub(super) const FAULTS: &[OpenIdFault] = &[
    fault(
        "op-assertion-audience-issuer-only",
        Level::Must,
        &["OIDC-OP-CA-1"],
        ("En försäkran riktad till tokenadressen avvisas", "An assertion addressed to the token endpoint is refused"),
        Slip::AssertionAudienceIssuerOnly,
    ),
    fault(
        "op-assertion-audience-endpoint-only",
        Level::Should,
        &["OIDC-OP-CA-2"],
        ("En försäkran riktad till utfärdaren avvisas", "An assertion addressed to the issuer is refused"),
        Slip::AssertionAudienceEndpointOnly,
    ),
    fault(
        "op-assertion-expired",
        Level::Must,
        &["OIDC-OP-CA-3"],
        ("En utgången försäkran godtas", "An expired assertion is accepted"),
        Slip::AssertionExpired,
    ),
    fault(
        "op-assertion-audience",
        Level::Must,
        &["OIDC-OP-CA-3"],
        ("En försäkran riktad till någon annan godtas", "An assertion addressed to someone else is accepted"),
        Slip::AssertionAudience,
    ),
    fault(
        "op-assertion-issuer",
        Level::Must,
        &["OIDC-OP-CA-3"],
        ("En försäkran från någon annan godtas", "An assertion of someone else is accepted"),
        Slip::AssertionIssuer,
    ),
    fault(
        "op-assertion-signature",
        Level::Must,
        &["OIDC-OP-CA-3"],
        ("Försäkrans signatur prövas inte", "The signature of assertions is not checked"),
        Slip::AssertionSignature,
    ),
    fault(
        "op-assertion-unsigned",
        Level::Must,
        &["OIDC-OP-CA-3"],
        ("En osignerad försäkran godtas", "An unsigned assertion is accepted"),
        Slip::AssertionUnsigned,
    ),
    fault(
        "op-assertion-twice",
        Level::Should,
        &["OIDC-OP-CA-4"],
        ("En försäkran kan användas två gånger", "An assertion can be used twice"),
        Slip::AssertionTwice,
    ),
    fault(
        "op-secret-instead-of-key",
        Level::Must,
        &["OIDC-OP-CA-5"],
        ("Vilken hemlighet som helst duger i stället för nyckeln", "Any secret will do instead of the key"),
        Slip::SecretInsteadOfKey,
    ),
    fault(
        "op-any-secret",
        Level::Must,
        &["OIDC-OP-CA-6"],
        ("Klientens hemlighet prövas inte", "The client secret is not checked"),
        Slip::AnySecret,
    ),
    fault(
        "op-refresh-other-subject",
        Level::Must,
        &["OIDC-OP-RT-1"],
        ("Efter förnyelse gäller ID-token någon annan", "After a refresh the ID token is about someone else"),
        Slip::RefreshOtherSubject,
    ),
    fault(
        "op-refresh-refused",
        Level::Must,
        &["OIDC-OP-RT-1"],
        ("Ingen förnyelse går igenom", "No refresh goes through"),
        Slip::RefreshRefused,
    ),
    fault(
        "op-refresh-by-other-client",
        Level::Must,
        &["OIDC-OP-RT-2"],
        ("En annan klient kan förnya", "Another client can refresh"),
        Slip::RefreshByOtherClient,
    ),
    fault(
        "op-refresh-twice",
        Level::Should,
        &["OIDC-OP-RT-3"],
        ("En utbytt förnyelsetoken gäller fortfarande", "A refresh token that was exchanged stays valid"),
        Slip::RefreshTwice,
    ),
    fault(
        "op-refresh-widens",
        Level::Must,
        &["OIDC-OP-RT-4"],
        ("Förnyelse ger mer än vad som medgavs", "A refresh gives more than was granted"),
        Slip::RefreshWidens,
    ),
];
