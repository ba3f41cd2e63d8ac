//! Compares an OpenAPI 3.0 document with the data, so that anyone who owns the published file can check that the data is right,
//! and anyone with a file of their own can see where it departs from the standard.

mod document;
mod envelope;
mod form;
mod operations;
mod schema;
mod webhook;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::Contract;
use document::Document;

/// One difference between an OpenAPI document and the data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Difference {
    /// Place: `GET /persons ?limit.minimum`, `POST /persons/lookup body.ids[].format`, `GET /persons status 400`,
    /// `Person.birthDate.format`, `Person.sex = Man`.
    #[serde(rename = "where")]
    pub place: String,
    /// What the data has there.
    pub ours: String,
    /// What the document has there.
    pub theirs: String,
    /// Id of the correction that explains the difference, when it is a known defect of the published document.
    pub known: Option<String>,
}

/// Why a document could not be compared.
#[derive(Debug, thiserror::Error)]
pub enum DiffError {
    /// Neither YAML nor JSON.
    #[error("not readable as YAML or JSON: {0}")]
    Syntax(String),
    /// Readable, but not an OpenAPI 3.0 document.
    #[error("not an OpenAPI 3.0 document: {0}")]
    NotOpenApi(String),
    /// A reference that leads nowhere, outside the document or in a circle.
    #[error("{reference:?} {problem}")]
    Reference {
        /// The reference.
        reference: String,
        /// What is wrong with it.
        problem: &'static str,
    },
}

/// Lists every difference between an OpenAPI 3.0 document (YAML or JSON) and the data, ordered by place.
///
/// Compared: paths, methods, parameters, request bodies, statuses, answers, the webhook and, structurally, every schema reached
/// from them. Texts and examples are not.
///
/// # Errors
/// When the text is no OpenAPI 3.0 document or one of its references cannot be followed.
pub fn diff(contract: &Contract, openapi_yaml_or_json: &str) -> Result<Vec<Difference>, DiffError> {
    let document = Document::parse(openapi_yaml_or_json)?;
    let mut findings = Findings::default();
    operations::compare(contract, &document, &mut findings)?;
    let mut differences: Vec<Difference> = findings.0.into_iter().collect();
    for difference in &mut differences {
        difference.known = known(contract, difference);
    }
    Ok(differences)
}

fn known(contract: &Contract, difference: &Difference) -> Option<String> {
    let explains = |trace: &crate::Trace| {
        trace.place == difference.place && trace.theirs.as_ref().is_none_or(|theirs| *theirs == difference.theirs)
    };
    let correction = contract.corrections().iter().find(|correction| correction.shows_as.iter().any(explains))?;
    Some(correction.id.clone())
}

/// The differences found so far. A sub-object that is used in several places gives each difference once.
#[derive(Debug, Default)]
struct Findings(BTreeSet<Difference>);

impl Findings {
    fn add(&mut self, place: impl Into<String>, ours: impl Into<String>, theirs: impl Into<String>) {
        self.0.insert(Difference { place: place.into(), ours: ours.into(), theirs: theirs.into(), known: None });
    }

    /// Adds a difference unless both sides say the same.
    fn compare(&mut self, place: impl Into<String>, ours: impl Into<String>, theirs: impl Into<String>) {
        let (ours, theirs) = (ours.into(), theirs.into());
        if ours != theirs {
            self.add(place, ours, theirs);
        }
    }
}
