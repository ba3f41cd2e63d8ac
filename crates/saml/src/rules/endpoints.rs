//! Where messages go: over TLS, by bindings that services can count on, under numbers that mean one thing.

use std::collections::BTreeMap;

use samspel_suite::{Check, Context};

use crate::findings::Findings;
use crate::namespaces::MD;
use crate::view::{Sights, View, entity_check, optional, roles};

pub(crate) const CHECKS: &[Check] = &[
    entity_check!("saml/endpoints-https", https),
    entity_check!("saml/bindings", bindings),
    entity_check!("saml/indexes", indexes),
];

/// Every `Location` and `ResponseLocation` is https.
fn https(view: &View<'_>, context: &Context) -> Sights {
    let mut findings = Findings::default();
    for role in roles!(view, context) {
        for element in role.walk().into_iter().filter(|element| element.namespace == MD) {
            for name in ["Location", "ResponseLocation"] {
                if let Some(url) = element.attribute(name) {
                    let is_https = url::Url::parse(url).is_ok_and(|url| url.scheme() == "https" && url.has_host());
                    findings.hold(is_https, element, "md-endpoint-not-https", &format!("@{name}: https://…"), url);
                }
            }
        }
    }
    Ok(findings.come_to("md-endpoints-held", "md-no-endpoint"))
}

/// The bindings that the case names are there, and those that it refuses are not.
fn bindings(view: &View<'_>, context: &Context) -> Sights {
    let service: String = context.with("service")?;
    let needed: Vec<String> = context.with("needed")?;
    let refused: Vec<String> = optional(context, "refused")?.unwrap_or_default();
    let mut findings = Findings::default();
    for role in roles!(view, context) {
        for binding in &needed {
            let there = role.all(MD, &service).any(|endpoint| endpoint.attribute("Binding") == Some(binding));
            findings.hold(there, role, "md-binding-missing", &format!("{service} {binding}"), "-");
        }
        for endpoint in role.all(MD, &service) {
            let binding = endpoint.attribute("Binding").unwrap_or_default();
            if refused.iter().any(|other| other == binding) {
                findings.breach(endpoint, "md-binding-refused", &needed.join(" | "), binding);
            }
        }
    }
    Ok(findings.come_to("md-bindings-held", "md-no-endpoint"))
}

/// Numbers of endpoints are their own, and at most one is the default (saml-metadata-2.0-os, 2.2.3).
fn indexes(view: &View<'_>, context: &Context) -> Sights {
    let service: String = context.with("service")?;
    let mut findings = Findings::default();
    for role in roles!(view, context) {
        let mut seen: BTreeMap<u16, u32> = BTreeMap::new();
        let mut defaults = 0;
        for endpoint in role.all(MD, &service) {
            let written = endpoint.attribute("index").unwrap_or_default().trim();
            match written.parse::<u16>() {
                Err(_) => findings.breach(endpoint, "md-not-a-number", "@index: 0 … 65535", written),
                Ok(number) => {
                    let first = seen.insert(number, endpoint.line).is_none();
                    findings.hold(first, endpoint, "md-index-twice", "1", &format!("index=\"{written}\""));
                }
            }
            defaults += usize::from(matches!(endpoint.attribute("isDefault").map(str::trim), Some("true" | "1")));
        }
        if defaults > 1 {
            findings.breach(role, "md-defaults", "isDefault: <= 1", &defaults.to_string());
        }
    }
    Ok(findings.come_to("md-indexes-held", "md-no-endpoint"))
}
