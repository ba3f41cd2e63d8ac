//! One login under way: the request that came, and the people that answers to it may be about.

use samspel_suite::Shown;

use crate::authn_request::AuthnRequest;
use crate::bench::Bench;
use crate::demand::Demand;
use crate::forge::{
    AssertionParts, Attribute, Conditions, Confirmation, Draft, Issuer, ResponseParts, Signing, Statement, Subject,
    time,
};
use crate::person::Person;
use crate::xml::{element, escaped};

pub(crate) const BEARER: &str = "urn:oasis:names:tc:SAML:2.0:cm:bearer";
pub(crate) const SUCCESS: &str = "urn:oasis:names:tc:SAML:2.0:status:Success";
pub(crate) const TRANSIENT: &str = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient";
pub(crate) const EPPN: &str = "urn:oid:1.3.6.1.4.1.5923.1.1.1.6";
pub(crate) const MAIL: &str = "urn:oid:0.9.2342.19200300.100.1.3";
pub(crate) const DISPLAY_NAME: &str = "urn:oid:2.16.840.1.113730.3.1.241";
pub(crate) const AFFILIATION: &str = "urn:oid:1.3.6.1.4.1.5923.1.1.1.9";
pub(crate) const SCHOOL_UNIT: &str = "urn:oid:1.2.752.194.10.2.4";
/// Level of assurance that logins have when nobody asks for another (Skolfederation).
pub(crate) const BASIC: &str = "http://id.skolfederation.se/loa/bas";

/// Seconds that a message is valid, and for how long it has been.
const LIFE: i64 = 300;
const AGE: i64 = 2;

/// A login under way.
pub(crate) struct Scene<'b> {
    pub(crate) bench: &'b Bench,
    pub(crate) request: &'b AuthnRequest,
    /// Whom a wrong message is about: nobody may come in under this name.
    pub(crate) victim: Person,
    /// Whom the genuine part of a wrapped message is about.
    pub(crate) genuine: Person,
    /// Which signatures the service goes by, where that is known.
    pub(crate) demand: Demand,
    /// Name of the kind of message.
    what: &'b str,
}

impl<'b> Scene<'b> {
    pub(crate) fn new(bench: &'b Bench, request: &'b AuthnRequest, what: &'b str) -> Scene<'b> {
        let (victim, genuine) = (bench.person(what), bench.person("genuine"));
        Scene { bench, request, victim, genuine, demand: Demand::default(), what }
    }

    /// The same, where it is known which signatures the service goes by.
    pub(crate) fn under(mut self, demand: Demand) -> Scene<'b> {
        self.demand = demand;
        self
    }

    /// An address of ours that a message names and nobody may fetch.
    pub(crate) fn trap_url(&self) -> String {
        self.bench.trap_url(self.what)
    }

    /// A sound message about the victim: response and assertion signed.
    pub(crate) fn draft(&self) -> Draft<'b> {
        self.draft_of(&self.victim)
    }

    /// The same about somebody else.
    pub(crate) fn draft_of(&self, person: &Person) -> Draft<'b> {
        let idp = &self.bench.idp;
        let acs = self.bench.acs(self.request).to_owned();
        let asked = self.request.context.as_ref().and_then(|(_, classes)| classes.first());
        let level = asked.or(self.bench.settings.levels.first()).map_or(BASIC, String::as_str);
        let in_response_to = Some(self.request.id.clone());
        let signing = Signing::sound(&idp.signing);
        let confirmation = Confirmation {
            method: BEARER.to_owned(),
            recipient: Some(acs.clone()),
            in_response_to: in_response_to.clone(),
            not_before: None,
            not_on_or_after: Some(time(LIFE)),
            address: None,
        };
        Draft {
            response: ResponseParts {
                id: Some(fresh_id()),
                version: "2.0".to_owned(),
                issued: Some(time(0)),
                destination: Some(acs),
                in_response_to,
                issuer: Issuer::of(&idp.settings.entity_id),
                extensions: String::new(),
                status: status(SUCCESS, None, None),
            },
            assertion: Some(AssertionParts {
                id: Some(fresh_id()),
                version: "2.0".to_owned(),
                issued: Some(time(0)),
                issuer: Issuer::of(&idp.settings.entity_id),
                subject: Some(Subject {
                    name_id: self.name_id(TRANSIENT, &escaped(&person.name_id)),
                    confirmations: vec![confirmation],
                }),
                conditions: Some(Conditions {
                    not_before: Some(time(-AGE)),
                    not_on_or_after: Some(time(LIFE)),
                    restrictions: vec![vec![self.bench.service.entity_id.clone()]],
                    more: String::new(),
                }),
                statements: vec![Statement {
                    instant: time(-AGE),
                    session_index: format!("_s{}", fresh_id()),
                    session_end: None,
                    class: Some(level.to_owned()),
                }],
                attributes: Some(self.attributes(person)),
            }),
            sign_response: Some(signing.clone()),
            sign_assertion: Some(signing),
            encryption: None,
            typed: true,
            restyle: str::to_owned,
        }
    }

    /// A sound message about the victim with one thing changed.
    pub(crate) fn with(&self, change: impl FnOnce(&mut Draft<'b>)) -> String {
        let mut draft = self.draft();
        change(&mut draft);
        draft.write()
    }

    /// The same, changed in its assertion.
    pub(crate) fn asserting(&self, change: impl FnOnce(&mut AssertionParts)) -> String {
        self.with(|draft| {
            if let Some(assertion) = &mut draft.assertion {
                change(assertion);
            }
        })
    }

    /// The same, changed in its conditions.
    pub(crate) fn on_condition(&self, change: impl FnOnce(&mut Conditions)) -> String {
        self.asserting(|assertion| {
            if let Some(conditions) = &mut assertion.conditions {
                change(conditions);
            }
        })
    }

    /// The same, changed in what confirms its subject.
    pub(crate) fn confirming(&self, change: impl FnOnce(&mut Confirmation)) -> String {
        self.asserting(|assertion| {
            if let Some(confirmation) = assertion.subject.as_mut().and_then(|s| s.confirmations.first_mut()) {
                change(confirmation);
            }
        })
    }

    pub(crate) fn name_id(&self, format: &str, content: &str) -> String {
        let audience = self.bench.service.entity_id.as_str();
        element(
            "saml:NameID",
            &[
                ("Format", Some(format)),
                ("NameQualifier", Some(&self.bench.idp.settings.entity_id)),
                ("SPNameQualifier", Some(audience)),
            ],
            content,
        )
    }

    /// What is said of somebody.
    pub(crate) fn attributes(&self, person: &Person) -> Vec<Attribute> {
        let one = |friendly: &str, name: &str, value: String| Attribute {
            name: name.to_owned(),
            friendly: Some(friendly.to_owned()),
            values: vec![escaped(&value)],
        };
        let mut all = vec![
            one("eduPersonPrincipalName", EPPN, person.eppn()),
            one("mail", MAIL, person.eppn()),
            one("displayName", DISPLAY_NAME, person.display_name.clone()),
            one("givenName", "urn:oid:2.5.4.42", "Prov".to_owned()),
            one("sn", "urn:oid:2.5.4.4", person.local.clone()),
            one("eduPersonScopedAffiliation", AFFILIATION, format!("student@{}", person.scope)),
            one("sisSchoolUnitCode", SCHOOL_UNIT, "99999999".to_owned()),
        ];
        for (name, values) in &self.bench.settings.attributes {
            all.retain(|own| own.name != *name);
            let values = values.iter().map(|value| escaped(value)).collect();
            all.push(Attribute { name: name.clone(), friendly: None, values });
        }
        all
    }

    /// The attribute that the probe page tells people apart by; None where that is only the NameID.
    pub(crate) fn shown(&self) -> Option<&'static str> {
        self.bench.settings.probe.shows.iter().find_map(|shown| match shown {
            Shown::Eppn => Some(EPPN),
            Shown::Mail => Some(MAIL),
            Shown::DisplayName => Some(DISPLAY_NAME),
            Shown::NameId => None,
        })
    }
}

/// `samlp:Status`.
pub(crate) fn status(code: &str, inner: Option<&str>, message: Option<&str>) -> String {
    let inner = inner.map(|code| element("samlp:StatusCode", &[("Value", Some(code))], "")).unwrap_or_default();
    let message = message.map(|text| element("samlp:StatusMessage", &[], &escaped(text))).unwrap_or_default();
    let code = element("samlp:StatusCode", &[("Value", Some(code))], &inner);
    element("samlp:Status", &[], &format!("{code}{message}"))
}

/// An id of 128 random bits (saml-core-2.0-os, 1.3.4).
pub(crate) fn fresh_id() -> String {
    format!("_{:032x}", rand::random::<u128>())
}
