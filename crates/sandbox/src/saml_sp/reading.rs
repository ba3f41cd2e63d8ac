//! Reads a response, rule by rule (saml-profiles-2.0-os, 4.1.4.3). The first rule that is broken refuses it.

use jiff::Timestamp;
use roxmltree::{Document, Node};

use super::decryption::{FAILED, opened};
use super::fault::{Lapse, SpPolicy};
use super::request::LEVELS;
use super::server::{Session, Sp};
use super::signature::{Covered, covered};
use super::trust::DS;

const SAMLP: &str = "urn:oasis:names:tc:SAML:2.0:protocol";
const SAML: &str = "urn:oasis:names:tc:SAML:2.0:assertion";
const ENTITY: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
const EPPN: &str = "urn:oid:1.3.6.1.4.1.5923.1.1.1.6";
const DISPLAY_NAME: &str = "urn:oid:2.16.840.1.113730.3.1.241";

/// Seconds that clocks may differ (saml2int SDP-G01).
const SKEW: i64 = 200;
/// Seconds that a message may have been under way.
const OLDEST: i64 = 3600;

/// Who was let in.
#[derive(Debug, Clone, Default)]
pub(super) struct Login {
    pub(super) name_id: String,
    pub(super) eppn: String,
    pub(super) display_name: String,
}

/// Judges a response.
pub(super) fn judge(sp: &Sp, session: &Session, message: &str) -> Result<Login, &'static str> {
    let stripped;
    let text = match sp.lapses(Lapse::DoctypeStripped) {
        true => {
            stripped = without_doctype(message);
            stripped.as_str()
        }
        false => message,
    };
    let cut;
    let text = match sp.lapses(Lapse::CutAtControl) {
        true => {
            cut = ["&#0;", "&#1;"]
                .iter()
                .fold(text.to_owned(), |text, control| text.replace(&format!("{control}.attacker"), ""));
            cut.as_str()
        }
        false => text,
    };
    let document = Document::parse(text).map_err(|_| "not XML, or with a DTD")?;
    let root = document.root_element();
    if !root.has_tag_name((SAMLP, "Response")) {
        return Err("not a response");
    }
    // The schema knows no other children; whoever looks for names only does not ask it.
    let known = |n: &Node<'_, '_>| matches!(n.tag_name().namespace(), Some(SAML | SAMLP | DS));
    if root.children().filter(Node::is_element).any(|n| !known(&n)) && !sp.lapses(Lapse::AnyNamespace) {
        return Err("an element that has no place in a response");
    }
    envelope(sp, session, root)?;
    let signed = covered(sp, &document, text)?;
    let response_signed = signed.contains(&root.range());
    let sealed: Vec<_> = root.children().filter(|n| n.has_tag_name((SAML, "EncryptedAssertion"))).collect();
    let clear: Vec<_> = root.children().filter(|n| n.has_tag_name((SAML, "Assertion"))).collect();
    let many = clear.len() + sealed.len() > 1;
    if many && !sp.wraps() && !sp.lapses(Lapse::ManyAssertions) {
        return Err("several assertions");
    }
    if let Some(sealed) = sealed.first().filter(|_| !sp.wraps() || sp.lapses(Lapse::SealedUnchecked)) {
        if sp.lapses(Lapse::RefusesSealed) {
            return Err("no encryption here");
        }
        let plain = opened(sp, *sealed)?;
        let inside = Document::parse(&plain).map_err(|_| match sp.lapses(Lapse::SealingTells) {
            true => "what was sealed is not XML",
            false => FAILED,
        })?;
        let inner = if sp.lapses(Lapse::SealedUnchecked) { Vec::new() } else { covered(sp, &inside, &plain)? };
        let assertion = inside.root_element();
        let own = inner.contains(&assertion.range());
        return assertion_of(sp, session, assertion, own, response_signed || sp.lapses(Lapse::SealedUnchecked));
    }
    let assertion = chosen(sp, root, &clear).ok_or("no assertion")?;
    let own = owned(sp, &signed, assertion);
    assertion_of(sp, session, assertion, own, response_signed)
}

/// The assertion that is read.
fn chosen<'a, 'i>(sp: &Sp, root: Node<'a, 'i>, clear: &[Node<'a, 'i>]) -> Option<Node<'a, 'i>> {
    if sp.lapses(Lapse::FirstAnywhere) {
        return root.descendants().find(|n| n.has_tag_name((SAML, "Assertion")));
    }
    if sp.lapses(Lapse::AnyNamespace) {
        return root.descendants().find(|n| n.tag_name().name() == "Assertion");
    }
    clear.first().copied()
}

/// Whether the assertion is signed, as the service sees it.
fn owned(sp: &Sp, signed: &Covered, assertion: Node<'_, '_>) -> bool {
    // A signature anywhere is enough for whoever does not ask what it covers.
    if sp.wraps() { !signed.is_empty() } else { signed.contains(&assertion.range()) }
}

fn envelope(sp: &Sp, session: &Session, root: Node<'_, '_>) -> Result<(), &'static str> {
    let has = |lapse| sp.lapses(lapse);
    if root.attribute("Version") != Some("2.0") && !has(Lapse::Versions) {
        return Err("another version");
    }
    if root.attribute("ID").is_none_or(str::is_empty) && !has(Lapse::IdsAbsent) {
        return Err("no ID");
    }
    issued(sp, root)?;
    match root.attribute("Destination") {
        None if !has(Lapse::DestinationAbsent) => return Err("no destination"),
        Some(place) if place != sp.acs() && !has(Lapse::DestinationAny) => return Err("another destination"),
        _ => {}
    }
    answers(sp, session, root.attribute("InResponseTo"), Lapse::ResponseToAny)?;
    let issuer = root.children().find(|n| n.has_tag_name((SAML, "Issuer")));
    match issuer {
        None if !has(Lapse::ResponseIssuerAbsent) => return Err("no issuer"),
        Some(issuer) => says_who(sp, issuer, Lapse::ResponseIssuerAny)?,
        None => {}
    }
    let status = root.children().find(|n| n.has_tag_name((SAMLP, "Status")));
    let code = status.and_then(|s| s.children().find(|n| n.has_tag_name((SAMLP, "StatusCode"))));
    match code.and_then(|code| code.attribute("Value")).filter(|value| !value.is_empty()) {
        None if has(Lapse::StatusAbsent) => Ok(()),
        Some(SUCCESS) => Ok(()),
        Some(_) if has(Lapse::StatusIgnored) => Ok(()),
        _ => Err("no success"),
    }
}

fn says_who(sp: &Sp, issuer: Node<'_, '_>, lapse: Lapse) -> Result<(), &'static str> {
    if text_of(sp, issuer) != sp.trust.entity_id && !sp.lapses(lapse) {
        return Err("another issuer");
    }
    if issuer.attribute("Format").is_some_and(|format| format != ENTITY) && !sp.lapses(Lapse::IssuerFormat) {
        return Err("the issuer is no entity");
    }
    Ok(())
}

fn issued(sp: &Sp, node: Node<'_, '_>) -> Result<(), &'static str> {
    let text = node.attribute("IssueInstant").unwrap_or_default();
    if sp.lapses(Lapse::RefusesFractions) && text.contains('.') {
        return Err("a fraction of a second");
    }
    let at = time(text).ok_or("no time of issue")?;
    let now = Timestamp::now().as_second();
    let skew = skew(sp);
    if at > now + skew && !sp.lapses(Lapse::FutureIssue) {
        return Err("issued later");
    }
    if at < now - OLDEST.min(if skew < SKEW { skew } else { OLDEST }) && !sp.lapses(Lapse::OldIssue) {
        return Err("issued long ago");
    }
    Ok(())
}

fn skew(sp: &Sp) -> i64 {
    match (sp.lapses(Lapse::RefusesSkew30), sp.lapses(Lapse::RefusesSkew180)) {
        (true, _) => 10,
        (_, true) => 60,
        _ => SKEW,
    }
}

fn time(text: &str) -> Option<i64> {
    text.parse::<Timestamp>().ok().map(Timestamp::as_second)
}

fn answers(sp: &Sp, session: &Session, to: Option<&str>, lapse: Lapse) -> Result<(), &'static str> {
    match to {
        None if sp.lapses(Lapse::AnswersNothing) => Ok(()),
        None => Err("it answers nothing"),
        Some(to) => {
            let own = session.request.as_deref() == Some(to);
            let somebodys = sp.lapses(Lapse::RequestsOfAnybody) && sp.memory().requests.contains(to);
            if own || somebodys || sp.lapses(lapse) { Ok(()) } else { Err("it answers another request") }
        }
    }
}

fn assertion_of(
    sp: &Sp,
    session: &Session,
    assertion: Node<'_, '_>,
    own: bool,
    response_signed: bool,
) -> Result<Login, &'static str> {
    let has = |lapse| sp.lapses(lapse);
    let careless = has(Lapse::Unsigned) && !own && !response_signed;
    let whole = sp.wraps()
        || has(Lapse::SealedUnchecked)
        || has(Lapse::DuplicateIds)
        || has(Lapse::ResponseUnsigned)
        || has(Lapse::IdsAbsent);
    if !careless {
        if sp.policy != SpPolicy::Skolfederation && !response_signed && !whole {
            return Err("the response is not signed");
        }
        if !own && !has(Lapse::AssertionUnsigned) && !has(Lapse::SealedUnchecked) {
            return Err("the assertion is not signed");
        }
    }
    if has(Lapse::RefusesAssertionSigned) && !response_signed {
        return Err("the response is not signed");
    }
    if assertion.attribute("Version") != Some("2.0") && !has(Lapse::Versions) {
        return Err("another version");
    }
    let id = assertion.attribute("ID").unwrap_or_default();
    if id.is_empty() && !has(Lapse::IdsAbsent) {
        return Err("no ID");
    }
    if has(Lapse::RefusesPrefixes)
        && assertion.tag_name().namespace().and_then(|n| assertion.lookup_prefix(n)) != Some("saml")
    {
        return Err("another prefix");
    }
    issued(sp, assertion)?;
    let child = |name: &str| assertion.children().find(|n| n.tag_name().name() == name);
    match child("Issuer") {
        None if !has(Lapse::IssuerAbsent) => return Err("no issuer"),
        Some(issuer) => says_who(sp, issuer, Lapse::IssuerAny)?,
        None => {}
    }
    let name_id = subject(sp, session, child("Subject"))?;
    conditions(sp, child("Conditions"))?;
    context(sp, assertion)?;
    let person = attributes(sp, assertion, name_id)?;
    let mut memory = sp.memory();
    let response = assertion.document().root_element().attribute("ID").unwrap_or_default();
    let seen = (!id.is_empty() && memory.used.contains(id) && !has(Lapse::ReplaysAssertions))
        || (memory.used.contains(response) && !has(Lapse::Replays));
    if seen && !(has(Lapse::Replays) && has(Lapse::ReplaysAssertions)) {
        return Err("it has been used");
    }
    memory.used.extend([id.to_owned(), response.to_owned()]);
    Ok(person)
}

fn subject(sp: &Sp, session: &Session, subject: Option<Node<'_, '_>>) -> Result<String, &'static str> {
    let has = |lapse| sp.lapses(lapse);
    let Some(subject) = subject else {
        return if has(Lapse::SubjectAbsent) { Ok(String::new()) } else { Err("no subject") };
    };
    let named = |name: &str| subject.children().filter(move |n| n.has_tag_name(name)).collect::<Vec<_>>();
    let name_id = named("NameID").first().copied();
    if name_id.is_none() && has(Lapse::RefusesWithoutNameId) {
        return Err("no NameID");
    }
    if has(Lapse::RefusesPersistent)
        && name_id.and_then(|n| n.attribute("Format")).is_some_and(|format| format.ends_with("persistent"))
    {
        return Err("a persistent NameID");
    }
    let confirmations = named("SubjectConfirmation");
    if confirmations.is_empty() && !has(Lapse::Unconfirmed) {
        return Err("nothing confirms the subject");
    }
    let mut last = Ok(());
    for confirmation in confirmations {
        last = confirmed(sp, session, confirmation);
        if last.is_ok() {
            break;
        }
    }
    last?;
    Ok(name_id.map(|n| text_of(sp, n)).unwrap_or_default())
}

fn confirmed(sp: &Sp, session: &Session, confirmation: Node<'_, '_>) -> Result<(), &'static str> {
    let has = |lapse| sp.lapses(lapse);
    if confirmation.attribute("Method") != Some(BEARER) && !has(Lapse::MethodAny) {
        return Err("not a bearer");
    }
    let data = confirmation
        .children()
        .find(|n| n.has_tag_name("SubjectConfirmationData"))
        .ok_or("no data of the confirmation")?;
    match data.attribute("Recipient").filter(|recipient| !recipient.is_empty()) {
        None if !has(Lapse::RecipientAbsent) => return Err("no recipient"),
        Some(recipient) if recipient != sp.acs() && !has(Lapse::RecipientAny) => return Err("another recipient"),
        _ => {}
    }
    answers(sp, session, data.attribute("InResponseTo"), Lapse::ConfirmedToAny)?;
    if data.has_attribute("NotBefore") && !has(Lapse::ConfirmedFrom) {
        return Err("NotBefore in a confirmation");
    }
    let now = Timestamp::now().as_second();
    match data.attribute("NotOnOrAfter") {
        None if !has(Lapse::ConfirmedForEver) => Err("confirmed for ever"),
        Some(end) if time(end).is_none_or(|end| now >= end + skew(sp)) && !has(Lapse::ConfirmedLongAgo) => {
            Err("confirmed long ago")
        }
        _ => Ok(()),
    }
}

fn conditions(sp: &Sp, conditions: Option<Node<'_, '_>>) -> Result<(), &'static str> {
    let has = |lapse| sp.lapses(lapse);
    let Some(conditions) = conditions else {
        return if has(Lapse::ConditionsAbsent) { Ok(()) } else { Err("no conditions") };
    };
    let now = Timestamp::now().as_second();
    let bound = |name: &str| match conditions.attribute(name) {
        None => Ok(None),
        Some(text) => match time(text) {
            None if has(Lapse::MalformedTimes) => Ok(None),
            None => Err("a time that is none"),
            at => Ok(at),
        },
    };
    let (from, until) = (bound("NotBefore")?, bound("NotOnOrAfter")?);
    if from.is_some_and(|from| now + skew(sp) < from) && !has(Lapse::NotBeforeIgnored) {
        return Err("not yet valid");
    }
    if until.is_some_and(|until| now >= until + skew(sp)) && !has(Lapse::NotOnOrAfterIgnored) {
        return Err("no longer valid");
    }
    if matches!((from, until), (Some(from), Some(until)) if from >= until) && !has(Lapse::CrossedTimes) {
        return Err("it ends before it begins");
    }
    if conditions.children().any(|n| n.has_tag_name("Condition")) && !has(Lapse::UnknownConditions) {
        return Err("an unknown condition");
    }
    let mut restrictions: Vec<_> = conditions.children().filter(|n| n.has_tag_name("AudienceRestriction")).collect();
    if restrictions.is_empty() && !has(Lapse::AudienceAbsent) {
        return Err("for nobody in particular");
    }
    if has(Lapse::AudienceFirstRestriction) {
        restrictions.truncate(1);
    }
    for restriction in restrictions {
        let audiences: Vec<String> = restriction
            .children()
            .filter(|n| n.is_element())
            .map(|n| n.text().unwrap_or_default().to_owned())
            .collect();
        let own = sp.entity_id();
        let empty = audiences.iter().all(String::is_empty) && has(Lapse::AudienceEmpty);
        let near = has(Lapse::AudiencePrefix)
            && audiences
                .iter()
                .any(|a| a.to_lowercase().starts_with(&own) || (!a.is_empty() && own.starts_with(a.as_str())));
        if has(Lapse::RefusesAudiences) && audiences.len() > 1 {
            return Err("several audiences");
        }
        if !audiences.contains(&own) && !empty && !near && !has(Lapse::AudienceAny) {
            return Err("for somebody else");
        }
    }
    Ok(())
}

fn context(sp: &Sp, assertion: Node<'_, '_>) -> Result<(), &'static str> {
    let has = |lapse| sp.lapses(lapse);
    let statements: Vec<_> = assertion.children().filter(|n| n.has_tag_name("AuthnStatement")).collect();
    if statements.is_empty() && !has(Lapse::StatementAbsent) {
        return Err("nobody was authenticated");
    }
    if statements.len() > 1 && !has(Lapse::StatementsMany) {
        return Err("authenticated twice");
    }
    if sp.policy != SpPolicy::SwedenConnect {
        return Ok(());
    }
    let class = statements
        .first()
        .and_then(|s| s.descendants().find(|n| n.has_tag_name("AuthnContextClassRef")))
        .and_then(|n| n.text());
    let accepted = if has(Lapse::RefusesSecondLevel) { &LEVELS[..1] } else { &LEVELS[..] };
    match class {
        None if has(Lapse::LevelAbsent) => Ok(()),
        Some(class) if accepted.contains(&class) || has(Lapse::LevelAny) => Ok(()),
        _ => Err("another level of assurance"),
    }
}

fn attributes(sp: &Sp, assertion: Node<'_, '_>, name_id: String) -> Result<Login, &'static str> {
    let has = |lapse| sp.lapses(lapse);
    if has(Lapse::AttributesAbsent) && !assertion.children().any(|n| n.has_tag_name("AttributeStatement")) {
        return Ok(Login { name_id, ..Login::default() });
    }
    let statements = assertion.children().filter(|n| n.has_tag_name("AttributeStatement"));
    let all: Vec<_> = statements.flat_map(|s| s.children().filter(|n| n.has_tag_name("Attribute"))).collect();
    let values = |name: &str| -> Vec<Node<'_, '_>> {
        let of = all.iter().filter(|n| n.attribute("Name") == Some(name));
        of.flat_map(|n| n.children().filter(|v| v.tag_name().name() == "AttributeValue")).collect()
    };
    if has(Lapse::RefusesUntyped) && values(EPPN).iter().any(|v| v.attributes().len() == 0) {
        return Err("a value without type");
    }
    if has(Lapse::RefusesUnexpected) && all.iter().any(|n| n.attribute("Name") == Some("urn:samspel:unexpected")) {
        return Err("an attribute that nobody asked for");
    }
    if has(Lapse::RefusesFriendlyNames)
        && !all.iter().any(|n| n.attribute("FriendlyName") == Some("eduPersonPrincipalName"))
    {
        return Err("no attribute of that name");
    }
    if has(Lapse::RefusesSeveralValues) && values("urn:oid:1.2.752.194.10.2.4").len() > 1 {
        return Err("several school units");
    }
    let names = values(EPPN);
    let [name] = names.as_slice() else {
        return match names.first() {
            Some(first) if has(Lapse::UserNamesMany) => Ok(login(sp, name_id, text_of(sp, *first))),
            _ => Err("not exactly one user name"),
        };
    };
    let eppn = text_of(sp, *name);
    let cut = if has(Lapse::ScopeFirstAt) { eppn.split_once('@') } else { eppn.rsplit_once('@') };
    let (local, scope) = cut.ok_or("a user name without scope")?;
    let scope = if has(Lapse::ScopeFirstAt) { scope.split('@').next().unwrap_or_default() } else { scope };
    let known =
        sp.trust.scopes.iter().any(|own| {
            own == scope || (has(Lapse::ScopeSuffix) && scope.ends_with(own.as_str())) || has(Lapse::ScopeAny)
        });
    if !known || (local.contains('@') && !has(Lapse::ScopeAny)) {
        return Err("a scope that is not the issuer's");
    }
    let shown = values(DISPLAY_NAME).first().map(|v| text_of(sp, *v)).unwrap_or_default();
    Ok(Login { display_name: shown, ..login(sp, name_id, eppn) })
}

fn login(_: &Sp, name_id: String, eppn: String) -> Login {
    Login { name_id, eppn, display_name: String::new() }
}

/// All text of an element; a lapse stops at the first comment or instruction in it.
fn text_of(sp: &Sp, node: Node<'_, '_>) -> String {
    let mut out = String::new();
    // The parser joins text and CDATA; who stops at the first of several text nodes reads what stands before.
    let raw = &node.document().input_text()[node.range()];
    if let Some((before, _)) = raw.split_once("<![CDATA[").filter(|_| sp.lapses(Lapse::CutAtInstruction)) {
        let scope = sp.trust.scopes.first().cloned().unwrap_or_default();
        return format!("{}@{scope}", before.rsplit('>').next().unwrap_or_default());
    }
    for part in node.children() {
        let comment = part.is_comment() && sp.lapses(Lapse::CutAtComment);
        let instruction = part.is_pi() && sp.lapses(Lapse::CutAtInstruction);
        if comment || instruction {
            // Cut where the attacker wanted it cut, with the scope that belongs to the name.
            let scope = sp.trust.scopes.first().cloned().unwrap_or_default();
            return if node.tag_name().name() == "AttributeValue" { format!("{out}@{scope}") } else { out };
        }
        out.push_str(part.text().filter(|_| part.is_text()).unwrap_or_default());
    }
    out
}

/// As a forgiving parser reads it: without declarations, and without the entities that they declared.
fn without_doctype(message: &str) -> String {
    let Some(at) = message.find("<!DOCTYPE") else { return message.to_owned() };
    let end = message.find("<samlp:Response").unwrap_or(at);
    let mut out = format!("{}{}", &message[..at], &message[end..]);
    for entity in ["&x;", "&a8;"] {
        out = out.replace(entity, "");
    }
    out
}

/// What the identity provider says of its refusal.
pub(super) fn status_message(message: &str) -> Option<String> {
    let document = Document::parse(message).ok()?;
    let node = document.descendants().find(|n| n.has_tag_name((SAMLP, "StatusMessage")))?;
    node.text().map(str::to_owned)
}
