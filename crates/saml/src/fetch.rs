//! Metadata that is published somewhere.

use samspel_exchange::{Client, Credentials, Halt, Request};

use crate::{Metadata, Question};

/// What came of fetching.
#[derive(Debug)]
pub enum Fetched {
    /// A document, whatever it holds.
    Metadata(Box<Metadata>),
    /// None, and why.
    Nothing(String),
}

/// Fetches metadata, without logging in.
///
/// # Errors
/// When the request was not sent.
pub async fn fetch(client: &Client, url: &str, question: Question) -> Result<Fetched, Halt> {
    let request = Request::get("metadata", url)
        .header("accept", "application/samlmetadata+xml, application/xml;q=0.9, */*;q=0.1")
        .credentials(Credentials::Anonymous);
    Ok(match client.session("metadata").send(request).await?.outcome {
        Ok(answer) if answer.is_success() => Fetched::Metadata(Box::new(Metadata::read(answer.body.clone(), question))),
        Ok(answer) => Fetched::Nothing(format!("HTTP {}", answer.status)),
        Err(fault) => Fetched::Nothing(fault.to_string()),
    })
}
