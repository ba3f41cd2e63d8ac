//! Scopes: which domains an identity provider may speak for.

use samspel_suite::{Check, Context};

use crate::findings::Findings;
use crate::namespaces::{MD, SHIBMD};
use crate::tree::Element;
use crate::view::{Sights, View, entity_check, roles};

pub(crate) const CHECKS: &[Check] =
    &[entity_check!("saml/scope-there", there), entity_check!("saml/scope-literal", literal)];

/// Scopes of a role; only those below the descriptor are seen by services (FID-SCOPE).
fn scopes(role: &Element) -> impl Iterator<Item = &Element> {
    role.first(MD, "Extensions").into_iter().flat_map(|extensions| extensions.all(SHIBMD, "Scope"))
}

/// At least one scope.
fn there(view: &View<'_>, context: &Context) -> Sights {
    let mut findings = Findings::default();
    for role in roles!(view, context) {
        let given = scopes(role).any(|scope| !scope.text.is_empty());
        findings.hold(given, role, "md-scope-missing", "md:Extensions/shibmd:Scope", "-");
    }
    Ok(findings.come_to("md-scope-held", "md-nobody"))
}

/// A scope is a domain and no pattern.
fn literal(view: &View<'_>, context: &Context) -> Sights {
    let mut findings = Findings::default();
    for scope in roles!(view, context).into_iter().flat_map(scopes) {
        let literal = matches!(scope.attribute("regexp").map(str::trim), None | Some("false" | "0"));
        let observed = scope.attribute("regexp").unwrap_or_default();
        findings.hold(literal, scope, "md-scope-regexp", "@regexp: false", &format!("regexp=\"{observed}\""));
    }
    Ok(findings.come_to("md-scope-held", "md-no-scope"))
}
