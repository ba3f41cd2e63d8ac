//! Keys and the certificates that they come in. The key is what is trusted; the certificate is how it is carried.

use jiff::{Timestamp, ToSpan, civil::Date, tz::TimeZone};
use samspel_suite::{Check, CheckError, Context};
use serde::Deserialize;

use crate::certificate::{Certificate, Key};
use crate::findings::Findings;
use crate::namespaces::{DS, MD};
use crate::tree::Element;
use crate::view::{Sights, View, entity_check, optional, roles};

pub(crate) const CHECKS: &[Check] = &[
    entity_check!("saml/key-there", there),
    entity_check!("saml/key-strength", strength),
    entity_check!("saml/certificate", certificate),
];

/// Days before the end of a certificate from which it is told.
const NOTICE_DAYS: i64 = 90;

/// Signature algorithms by MD2, MD5 and SHA-1: RSA, DSA and ECDSA (RFC 3279).
const WEAK: [(&str, &str); 6] = [
    ("1.2.840.113549.1.1.2", "RSA with MD2"),
    ("1.2.840.113549.1.1.4", "RSA with MD5"),
    ("1.2.840.113549.1.1.5", "RSA with SHA-1"),
    ("1.3.14.3.2.29", "RSA with SHA-1"),
    ("1.2.840.10040.4.3", "DSA with SHA-1"),
    ("1.2.840.10045.4.1", "ECDSA with SHA-1"),
];

/// What a certificate is asked for.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Asked {
    /// It is valid now.
    Valid,
    /// It is its own issuer.
    SelfIssued,
    /// It is not signed by a broken algorithm.
    Signature,
}

/// Certificates of a role, each with its element; None where it is no certificate.
fn certificates(key: &Element) -> impl Iterator<Item = (&Element, Option<Certificate>)> {
    let texts = key.walk().into_iter().filter(|element| element.is(DS, "X509Certificate"));
    texts.map(|text| (text, Certificate::of(&text.text))).collect::<Vec<_>>().into_iter()
}

/// Every readable certificate of the roles.
fn readable<'v>(roles: &[&'v Element]) -> Vec<(&'v Element, Certificate)> {
    let keys = roles.iter().flat_map(|role| role.all(MD, "KeyDescriptor"));
    keys.flat_map(certificates).filter_map(|(element, certificate)| Some((element, certificate?))).collect()
}

/// A key of the use that the case names, in a certificate that can be read. Without `use` a key is for both.
fn there(view: &View<'_>, context: &Context) -> Sights {
    let usage: String = context.with("use")?;
    let mut findings = Findings::default();
    for role in roles!(view, context) {
        let fits = |key: &&Element| key.attribute("use").is_none_or(|own| own == usage);
        let mut keys = role.all(MD, "KeyDescriptor").filter(fits).peekable();
        let expected = format!("KeyDescriptor use=\"{usage}\"");
        if keys.peek().is_none() {
            findings.breach(role, "md-key-missing", &expected, "-");
        }
        for key in keys {
            let mut found = certificates(key).peekable();
            if found.peek().is_none() {
                findings.breach(key, "md-key-without-certificate", "ds:X509Certificate", "-");
            }
            for (element, certificate) in found {
                findings.hold(certificate.is_some(), element, "md-certificate-unreadable", "X.509, base64", "-");
            }
        }
    }
    Ok(findings.come_to("md-key-held", "md-no-certificate"))
}

/// Keys of at least the sizes that the case names; `past` narrows it to certificates that end after a day.
fn strength(view: &View<'_>, context: &Context) -> Sights {
    let (rsa, ec): (usize, usize) = (context.with("rsa")?, context.with("ec")?);
    let past: Option<Timestamp> = match optional::<String>(context, "past")? {
        Some(day) => Some(end_of(&day)?),
        None => None,
    };
    let mut findings = Findings::default();
    for (element, certificate) in readable(&roles!(view, context)) {
        if past.is_some_and(|past| certificate.not_after <= past) {
            continue;
        }
        let observed = certificate.key.to_string();
        match certificate.key {
            Key::Rsa(bits) => findings.hold(bits >= rsa, element, "md-key-weak", &format!("RSA >= {rsa}"), &observed),
            Key::Ec(bits) => findings.hold(bits >= ec, element, "md-key-weak", &format!("EC >= {ec}"), &observed),
            Key::Other => findings.note(element, "md-key-other", "RSA | EC", &observed),
        }
    }
    Ok(match past {
        Some(_) => findings.apply_or("md-key-strong", "md-no-long-lived"),
        None => findings.come_to("md-key-strong", "md-no-certificate"),
    })
}

fn end_of(day: &str) -> Result<Timestamp, CheckError> {
    let wrong = |e: jiff::Error| CheckError::With(format!("`past`: {e}"));
    let next = day.parse::<Date>().map_err(wrong)?.tomorrow().map_err(wrong)?;
    Ok(next.to_zoned_datetime(TimeZone::UTC).map_err(wrong)?.timestamp())
}

/// Whether certificates are valid now, their own issuers, or signed by something that holds.
fn certificate(view: &View<'_>, context: &Context) -> Sights {
    let asked: Asked = context.with("rule")?;
    let now = view.metadata.question.now;
    let mut findings = Findings::default();
    for (element, certificate) in readable(&roles!(view, context)) {
        match asked {
            Asked::Valid => validity(&mut findings, element, &certificate, now),
            Asked::SelfIssued => {
                let is_own = certificate.is_self_issued;
                findings.hold(is_own, element, "md-certificate-issued", "issuer = subject", "issuer ≠ subject");
            }
            Asked::Signature => {
                let weak = WEAK.iter().find(|(oid, _)| *oid == certificate.signed_with);
                let observed = weak.map_or("", |(_, name)| name);
                findings.hold(weak.is_none(), element, "md-certificate-weak", "SHA-256", observed);
            }
        }
    }
    Ok(findings.come_to("md-certificate-held", "md-no-certificate"))
}

fn validity(findings: &mut Findings, element: &Element, certificate: &Certificate, now: Timestamp) {
    let day = |instant: Timestamp| instant.to_zoned_datetime(TimeZone::UTC).date().to_string();
    let notice = now.checked_add((24 * NOTICE_DAYS).hours()).unwrap_or(Timestamp::MAX);
    if certificate.not_after < now {
        findings.breach(element, "md-certificate-expired", "notAfter > now", &day(certificate.not_after));
    } else if certificate.not_before > now {
        findings.breach(element, "md-certificate-early", "notBefore <= now", &day(certificate.not_before));
    } else {
        findings.keep();
        if certificate.not_after < notice {
            findings.note(element, "md-certificate-ends-soon", "> 90 d", &day(certificate.not_after));
        }
    }
}
