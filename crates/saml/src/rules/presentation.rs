//! What people get to see: names, descriptions, logos, the organisation, and where to turn when login fails.

use samspel_suite::{Check, Context};

use crate::findings::Findings;
use crate::namespaces::{MD, MDUI, XML};
use crate::tree::Element;
use crate::view::{Sights, View, entity_check, roles};

pub(crate) const CHECKS: &[Check] = &[
    entity_check!("saml/ui-info", ui_info),
    entity_check!("saml/organisation", organisation),
    entity_check!("saml/error-url", error_url),
    entity_check!("saml/unique-name", unique_name),
];

/// `mdui:UIInfo` holds the elements that the case names.
fn ui_info(view: &View<'_>, context: &Context) -> Sights {
    let wanted: Vec<String> = context.with("elements")?;
    let mut findings = Findings::default();
    for role in roles!(view, context) {
        let info = role.first(MD, "Extensions").and_then(|extensions| extensions.first(MDUI, "UIInfo"));
        for name in &wanted {
            let expected = format!("mdui:UIInfo/mdui:{name}");
            let found = info.map(|info| info.all(MDUI, name).collect::<Vec<_>>()).unwrap_or_default();
            if found.is_empty() {
                findings.breach(role, "md-ui-missing", &expected, "-");
            }
            for element in found {
                ui_element(&mut findings, element, &expected);
            }
        }
    }
    Ok(findings.come_to("md-ui-held", "md-nobody"))
}

fn ui_element(findings: &mut Findings, element: &Element, expected: &str) {
    if element.text.is_empty() {
        findings.breach(element, "md-ui-missing", expected, "-");
    } else if element.name == "Logo" {
        let size = |name| element.attribute(name).is_some_and(|v| v.trim().parse::<u32>().is_ok_and(|n| n > 0));
        let expected = "https://…, @width, @height";
        findings.hold(is_https(&element.text), element, "md-logo-not-https", expected, &element.text);
        findings.hold(size("width") && size("height"), element, "md-logo-without-size", expected, "-");
    } else if element.name.ends_with("URL") {
        let is_web = element.text.starts_with("https://") || element.text.starts_with("http://");
        findings.hold(is_web, element, "md-ui-no-url", "https://…", &element.text);
    } else {
        findings.keep();
    }
}

fn is_https(url: &str) -> bool {
    url.starts_with("https://")
}

/// Name, display name and URL in every language that the organisation is told in.
#[expect(clippy::unnecessary_wraps, reason = "the shape of rules")]
fn organisation(view: &View<'_>, _: &Context) -> Sights {
    let mut findings = Findings::default();
    let Some(organisation) = view.entity.first(MD, "Organization") else {
        findings.breach(view.entity, "md-no-organisation", "md:Organization", "-");
        return Ok(findings.come_to("md-organisation-held", "md-nobody"));
    };
    let names = ["OrganizationName", "OrganizationDisplayName", "OrganizationURL"];
    let told_in = |element: &Element| element.attribute_in(XML, "lang").unwrap_or_default().to_owned();
    let mut languages: Vec<String> =
        organisation.children.iter().filter(|e| e.namespace == MD && e.name != "Extensions").map(told_in).collect();
    languages.sort();
    languages.dedup();
    for name in names {
        for language in &languages {
            let told = organisation.all(MD, name).any(|e| told_in(e) == *language && !e.text.is_empty());
            let expected = format!("<{name} xml:lang=\"{language}\">");
            findings.hold(told, organisation, "md-organisation-lacks", &expected, "-");
        }
    }
    Ok(findings.come_to("md-organisation-held", "md-organisation-empty"))
}

/// `errorURL`, where a service sends people whose login it could not use.
fn error_url(view: &View<'_>, context: &Context) -> Sights {
    let mut findings = Findings::default();
    for role in roles!(view, context) {
        match role.attribute("errorURL") {
            None | Some("") => findings.breach(role, "md-error-url-missing", "@errorURL", "-"),
            Some(url) => findings.hold(is_https(url), role, "md-error-url-not-https", "https://…", url),
        }
    }
    Ok(findings.come_to("md-error-url-held", "md-nobody"))
}

/// No two identity providers of a federation show the same name in the same language.
fn unique_name(view: &View<'_>, context: &Context) -> Sights {
    let mut findings = Findings::default();
    let own_id = view.entity.attribute("entityID").unwrap_or_default();
    let others = view.content.aggregate.as_ref().map_or(&[][..], |aggregate| &aggregate.entities);
    let others: Vec<_> = others.iter().filter(|other| other.entity_id != own_id).collect();
    if others.is_empty() {
        return Ok(findings.apply_or("md-names-unique", "md-nobody-to-compare"));
    }
    for role in roles!(view, context) {
        let info = role.first(MD, "Extensions").and_then(|extensions| extensions.first(MDUI, "UIInfo"));
        for name in info.into_iter().flat_map(|info| info.all(MDUI, "DisplayName")) {
            let own = (name.attribute_in(XML, "lang").unwrap_or_default().to_owned(), name.text.clone());
            match others.iter().find(|other| other.idp_names.contains(&own)) {
                None => findings.keep(),
                Some(other) => findings.breach(name, "md-name-taken", "1", &other.entity_id),
            }
        }
    }
    Ok(findings.come_to("md-names-unique", "md-no-display-name"))
}
