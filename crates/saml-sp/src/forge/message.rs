//! A response with its assertion (saml-core-2.0-os, 2 and 3), every part of it open to change.

use jiff::{SignedDuration, Timestamp};

use super::encryption::{Encryption, encrypted};
use super::signing::Signing;
use crate::xml::{SAML, SAMLP, element, escaped, start};

/// An instant as SAML writes it, so many seconds from now.
pub(crate) fn time(seconds: i64) -> String {
    let at = Timestamp::now() + SignedDuration::from_secs(seconds);
    format!("{}", at.strftime("%Y-%m-%dT%H:%M:%SZ"))
}

/// `saml:Issuer`.
#[derive(Debug, Clone)]
pub(crate) struct Issuer {
    pub(crate) value: String,
    pub(crate) format: Option<String>,
}

impl Issuer {
    pub(crate) fn of(value: &str) -> Option<Issuer> {
        Some(Issuer { value: value.to_owned(), format: None })
    }
}

/// What the response around the assertion says.
#[derive(Debug, Clone)]
pub(crate) struct ResponseParts {
    pub(crate) id: Option<String>,
    pub(crate) version: String,
    pub(crate) issued: Option<String>,
    pub(crate) destination: Option<String>,
    pub(crate) in_response_to: Option<String>,
    pub(crate) issuer: Option<Issuer>,
    /// `samlp:Extensions`, whole.
    pub(crate) extensions: String,
    /// `samlp:Status`, whole.
    pub(crate) status: String,
}

/// What the assertion says.
#[derive(Debug, Clone)]
pub(crate) struct AssertionParts {
    pub(crate) id: Option<String>,
    pub(crate) version: String,
    pub(crate) issued: Option<String>,
    pub(crate) issuer: Option<Issuer>,
    pub(crate) subject: Option<Subject>,
    pub(crate) conditions: Option<Conditions>,
    pub(crate) statements: Vec<Statement>,
    /// None = no attribute statement.
    pub(crate) attributes: Option<Vec<Attribute>>,
}

/// `saml:Subject`.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    /// `saml:NameID` or what stands in its place, whole.
    pub(crate) name_id: String,
    pub(crate) confirmations: Vec<Confirmation>,
}

/// `saml:SubjectConfirmation` with its data.
#[derive(Debug, Clone)]
pub(crate) struct Confirmation {
    pub(crate) method: String,
    pub(crate) recipient: Option<String>,
    pub(crate) in_response_to: Option<String>,
    pub(crate) not_before: Option<String>,
    pub(crate) not_on_or_after: Option<String>,
    pub(crate) address: Option<String>,
}

/// `saml:Conditions`.
#[derive(Debug, Clone)]
pub(crate) struct Conditions {
    pub(crate) not_before: Option<String>,
    pub(crate) not_on_or_after: Option<String>,
    /// One list of audiences for each restriction.
    pub(crate) restrictions: Vec<Vec<String>>,
    /// More conditions, whole.
    pub(crate) more: String,
}

/// `saml:AuthnStatement`.
#[derive(Debug, Clone)]
pub(crate) struct Statement {
    pub(crate) instant: String,
    pub(crate) session_index: String,
    pub(crate) session_end: Option<String>,
    pub(crate) class: Option<String>,
}

/// `saml:Attribute`.
#[derive(Debug, Clone)]
pub(crate) struct Attribute {
    pub(crate) name: String,
    pub(crate) friendly: Option<String>,
    /// Content of each `saml:AttributeValue`, as XML.
    pub(crate) values: Vec<String>,
}

/// A message before it is written.
#[derive(Clone)]
pub(crate) struct Draft<'k> {
    pub(crate) response: ResponseParts,
    pub(crate) assertion: Option<AssertionParts>,
    pub(crate) sign_response: Option<Signing<'k>>,
    pub(crate) sign_assertion: Option<Signing<'k>>,
    pub(crate) encryption: Option<Encryption>,
    /// Whether attribute values carry `xsi:type`.
    pub(crate) typed: bool,
    /// Changes the assertion's text before anything is computed over it.
    pub(crate) restyle: fn(&str) -> String,
}

/// An element in two halves, a signature fits between them.
#[derive(Debug, Clone)]
pub(crate) struct Piece {
    pub(crate) id: String,
    pub(crate) head: String,
    pub(crate) tail: String,
}

impl Piece {
    pub(crate) fn unsigned(&self) -> String {
        format!("{}{}", self.head, self.tail)
    }

    pub(crate) fn with(&self, signature: &str) -> String {
        format!("{}{signature}{}", self.head, self.tail)
    }

    fn restyled(&self, restyle: fn(&str) -> String) -> Piece {
        Piece { id: self.id.clone(), head: restyle(&self.head), tail: restyle(&self.tail) }
    }
}

impl Draft<'_> {
    /// The text that is posted.
    pub(crate) fn write(&self) -> String {
        let assertion = self.assertion_text();
        let response = self.response_piece(&assertion.unwrap_or_default());
        match &self.sign_response {
            Some(signing) => signing.signed(&response),
            None => response.unsigned(),
        }
    }

    /// The assertion, signed and encrypted as it is to be.
    pub(crate) fn assertion_text(&self) -> Option<String> {
        let piece = self.assertion_piece()?;
        let signed = match &self.sign_assertion {
            Some(signing) => signing.signed(&piece),
            None => piece.unsigned(),
        };
        Some(match &self.encryption {
            Some(encryption) => encrypted(encryption, &signed),
            None => signed,
        })
    }

    /// The response around some content.
    pub(crate) fn response_piece(&self, content: &str) -> Piece {
        let parts = &self.response;
        let mut head = start(
            "samlp:Response",
            &[
                ("xmlns:samlp", Some(SAMLP)),
                ("ID", parts.id.as_deref()),
                ("Version", Some(&parts.version)),
                ("IssueInstant", parts.issued.as_deref()),
                ("Destination", parts.destination.as_deref()),
                ("InResponseTo", parts.in_response_to.as_deref()),
            ],
        );
        head.push_str(&issuer(parts.issuer.as_ref(), true));
        let tail = format!("{}{}{content}</samlp:Response>", parts.extensions, parts.status);
        Piece { id: parts.id.clone().unwrap_or_default(), head, tail }
    }

    /// The assertion in two halves.
    pub(crate) fn assertion_piece(&self) -> Option<Piece> {
        let parts = self.assertion.as_ref()?;
        let mut head = start(
            "saml:Assertion",
            &[
                ("xmlns:saml", Some(SAML)),
                ("ID", parts.id.as_deref()),
                ("Version", Some(&parts.version)),
                ("IssueInstant", parts.issued.as_deref()),
            ],
        );
        head.push_str(&issuer(parts.issuer.as_ref(), false));
        let mut tail = parts.subject.as_ref().map(subject).unwrap_or_default();
        tail.push_str(&parts.conditions.as_ref().map(conditions).unwrap_or_default());
        for made in &parts.statements {
            tail.push_str(&statement(made));
        }
        if let Some(attributes) = &parts.attributes {
            let each: String = attributes.iter().map(|one| attribute(one, self.typed)).collect();
            tail.push_str(&element("saml:AttributeStatement", &[], &each));
        }
        tail.push_str("</saml:Assertion>");
        let piece = Piece { id: parts.id.clone().unwrap_or_default(), head, tail };
        Some(piece.restyled(self.restyle))
    }
}

fn issuer(issuer: Option<&Issuer>, declares: bool) -> String {
    issuer.map_or_else(String::new, |issuer| {
        let namespace = declares.then_some(SAML);
        element(
            "saml:Issuer",
            &[("xmlns:saml", namespace), ("Format", issuer.format.as_deref())],
            &escaped(&issuer.value),
        )
    })
}

fn subject(subject: &Subject) -> String {
    let confirmations: String = subject
        .confirmations
        .iter()
        .map(|confirmation| {
            let data = element(
                "saml:SubjectConfirmationData",
                &[
                    ("InResponseTo", confirmation.in_response_to.as_deref()),
                    ("NotBefore", confirmation.not_before.as_deref()),
                    ("NotOnOrAfter", confirmation.not_on_or_after.as_deref()),
                    ("Recipient", confirmation.recipient.as_deref()),
                    ("Address", confirmation.address.as_deref()),
                ],
                "",
            );
            element("saml:SubjectConfirmation", &[("Method", Some(&confirmation.method))], &data)
        })
        .collect();
    element("saml:Subject", &[], &format!("{}{confirmations}", subject.name_id))
}

fn conditions(conditions: &Conditions) -> String {
    let mut inner = String::new();
    for audiences in &conditions.restrictions {
        let each: String = audiences.iter().map(|audience| element("saml:Audience", &[], &escaped(audience))).collect();
        inner.push_str(&element("saml:AudienceRestriction", &[], &each));
    }
    inner.push_str(&conditions.more);
    let bounds =
        [("NotBefore", conditions.not_before.as_deref()), ("NotOnOrAfter", conditions.not_on_or_after.as_deref())];
    element("saml:Conditions", &bounds, &inner)
}

fn statement(statement: &Statement) -> String {
    let class = statement
        .class
        .as_ref()
        .map(|class| element("saml:AuthnContextClassRef", &[], &escaped(class)))
        .unwrap_or_default();
    element(
        "saml:AuthnStatement",
        &[
            ("AuthnInstant", Some(&statement.instant)),
            ("SessionIndex", Some(&statement.session_index)),
            ("SessionNotOnOrAfter", statement.session_end.as_deref()),
        ],
        &element("saml:AuthnContext", &[], &class),
    )
}

fn attribute(attribute: &Attribute, typed: bool) -> String {
    const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";
    const XS: &str = "http://www.w3.org/2001/XMLSchema";
    let values: String = attribute
        .values
        .iter()
        .map(|value| {
            let typed = |of| typed.then_some(of);
            let declared = [("xmlns:xs", typed(XS)), ("xmlns:xsi", typed(XSI)), ("xsi:type", typed("xs:string"))];
            element("saml:AttributeValue", &declared, value)
        })
        .collect();
    element(
        "saml:Attribute",
        &[
            ("FriendlyName", attribute.friendly.as_deref()),
            ("Name", Some(&attribute.name)),
            ("NameFormat", Some("urn:oasis:names:tc:SAML:2.0:attrname-format:uri")),
        ],
        &values,
    )
}
