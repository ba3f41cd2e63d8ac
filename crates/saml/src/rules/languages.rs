//! Texts in languages: each says which, both Swedish and English are there, once, and everywhere alike.

use std::collections::{BTreeMap, BTreeSet};

use samspel_suite::{Check, CheckError, Context};
use serde::Deserialize;

use crate::findings::Findings;
use crate::namespaces::{MD, MDUI, XML};
use crate::tree::Element;
use crate::view::{Sights, View, entity_check};

pub(crate) const CHECKS: &[Check] = &[entity_check!("saml/languages", languages)];

/// Elements whose text is in a language.
const TEXTS: [(&str, &str); 10] = [
    (MD, "OrganizationName"),
    (MD, "OrganizationDisplayName"),
    (MD, "OrganizationURL"),
    (MD, "ServiceName"),
    (MD, "ServiceDescription"),
    (MDUI, "DisplayName"),
    (MDUI, "Description"),
    (MDUI, "Keywords"),
    (MDUI, "InformationURL"),
    (MDUI, "PrivacyStatementURL"),
];

/// Codes of ISO 639-1.
const CODES: &str = "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el \
en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk \
kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or \
os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty \
ug uk ur uz ve vi vo wa wo xh yi yo za zh zu";

/// What a case asks.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Asked {
    /// Every text says which language it is in.
    Tagged,
    /// Every text is there in each of `languages`.
    Offered,
    /// No text is there twice in one language.
    Once,
    /// Organisation and service speak the same languages.
    Alike,
}

/// Texts of one name below one parent.
struct Group<'e> {
    first: &'e Element,
    languages: Vec<&'e str>,
}

fn languages(view: &View<'_>, context: &Context) -> Sights {
    let groups = groups(view);
    let mut findings = Findings::default();
    match context.with("rule")? {
        Asked::Tagged => tagged(&mut findings, view),
        Asked::Offered => offered(&mut findings, &groups, &context.with::<Vec<String>>("languages")?),
        Asked::Once => once(&mut findings, view),
        Asked::Alike => alike(&mut findings, &groups)?,
    }
    Ok(findings.come_to("md-texts-held", "md-no-texts"))
}

/// Every text of the roles to be judged, the organisation and the rest of the entity.
fn texts<'v>(view: &'v View<'_>) -> impl Iterator<Item = &'v Element> {
    let is_text = |element: &&Element| TEXTS.iter().any(|(namespace, name)| element.is(namespace, name));
    view.entity.walk().into_iter().filter(is_text)
}

fn tagged(findings: &mut Findings, view: &View<'_>) {
    for text in texts(view) {
        match text.attribute_in(XML, "lang") {
            None | Some("") => findings.breach(text, "md-no-language", "xml:lang=\"sv\"", "-"),
            Some(tag) => {
                // A region may follow the language (RFC 5646).
                let code = tag.split('-').next().unwrap_or_default();
                let known = CODES.split(' ').any(|known| known == code);
                findings.hold(known, text, "md-language-unknown", "ISO 639-1", &format!("xml:lang=\"{tag}\""));
            }
        }
    }
}

fn once(findings: &mut Findings, view: &View<'_>) {
    for parent in view.entity.walk() {
        let mut seen = BTreeSet::new();
        for text in &parent.children {
            if !TEXTS.iter().any(|(namespace, name)| text.is(namespace, name)) {
                continue;
            }
            let tag = text.attribute_in(XML, "lang").unwrap_or_default();
            let first = seen.insert((&text.name, tag));
            findings.hold(first, text, "md-language-twice", "1", &format!("<{}> xml:lang=\"{tag}\"", text.name));
        }
    }
}

fn groups<'v>(view: &'v View<'_>) -> Vec<Group<'v>> {
    let mut groups = Vec::new();
    for parent in view.entity.walk() {
        let mut of_parent: BTreeMap<&str, Group<'v>> = BTreeMap::new();
        for text in &parent.children {
            // Keywords are a list of their own for each language.
            let counts = TEXTS.iter().any(|(namespace, name)| text.is(namespace, name)) && text.name != "Keywords";
            if counts && let Some(tag) = text.attribute_in(XML, "lang") {
                let group = of_parent.entry(&text.name).or_insert(Group { first: text, languages: Vec::new() });
                group.languages.push(tag);
            }
        }
        groups.extend(of_parent.into_values());
    }
    groups
}

fn offered(findings: &mut Findings, groups: &[Group<'_>], wanted: &[String]) {
    for group in groups {
        for language in wanted {
            let there = group.languages.iter().any(|tag| tag == language);
            let observed = group.languages.join(", ");
            findings.hold(there, group.first, "md-language-missing", &format!("xml:lang=\"{language}\""), &observed);
        }
    }
}

fn alike(findings: &mut Findings, groups: &[Group<'_>]) -> Result<(), CheckError> {
    let set = |group: &Group<'_>| group.languages.iter().map(|tag| (*tag).to_owned()).collect::<BTreeSet<String>>();
    let all: BTreeSet<String> = groups.iter().flat_map(set).collect();
    let told = |set: &BTreeSet<String>| set.iter().cloned().collect::<Vec<_>>().join(", ");
    // One group alone has nothing to be unlike.
    if groups.len() > 1 {
        for group in groups {
            let own = set(group);
            findings.hold(own == all, group.first, "md-languages-differ", &told(&all), &told(&own));
        }
    }
    Ok(())
}
