//! How a token is shown, and what the API makes of it.

use samspel_exchange::{Credentials, Exchange, Request, Secret};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

/// A way to show a token.
#[derive(Debug, Clone)]
pub(crate) enum Sent {
    /// As RFC 6750, 2.1 says.
    Bearer(Secret),
    /// As values of `Authorization`, written out; the secret is what must not be seen of them.
    Raw(Vec<String>, Secret),
    /// In the query (RFC 6750, 2.3).
    Query(Secret),
}

/// What the API made of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reply {
    /// 2xx: let in.
    LetIn,
    /// 401 or 403 with data in its body.
    RefusedWithData,
    /// 401 or 403.
    Refused,
    /// Another 4xx: not let in, but not told why either.
    RefusedOtherwise(u16),
    /// 5xx, or no whole answer at all, where a good request gets one.
    Broke,
    /// A redirect, or a request to come back later: neither one thing nor the other.
    Unclear,
}

/// Sends a request with a token; `label` stands for the token in the evidence.
///
/// # Errors
/// When it was not sent.
pub(crate) async fn send(ctx: &Context, request: &Request, label: &str, sent: &Sent) -> Result<Exchange, CheckError> {
    let request = request.clone().credentials(Credentials::Anonymous);
    let request = match sent {
        Sent::Bearer(token) => {
            request.credentials(Credentials::Token { label: label.to_owned(), token: token.clone() })
        }
        Sent::Raw(values, secret) => {
            ctx.client.keep_secret(secret);
            values.iter().fold(request, |request, value| request.header("authorization", value.as_str()))
        }
        Sent::Query(token) => {
            ctx.client.keep_secret(token);
            request.query("access_token", token.expose())
        }
    };
    Ok(ctx.session.send(request).await?)
}

/// What an answer means.
pub(crate) fn reply(exchange: &Exchange) -> Reply {
    match &exchange.outcome {
        Ok(response) => match response.status {
            200..=299 => Reply::LetIn,
            401 | 403 if has_entries(exchange) => Reply::RefusedWithData,
            401 | 403 => Reply::Refused,
            408 | 425 | 429 => Reply::Unclear,
            status @ 400..=499 => Reply::RefusedOtherwise(status),
            // Overload is nothing that a token brings about.
            502..=504 => Reply::Unclear,
            500..=599 => Reply::Broke,
            _ => Reply::Unclear,
        },
        Err(samspel_exchange::Fault::Broken { .. }) => Reply::Broke,
        Err(_) => Reply::Unclear,
    }
}

/// Whether a success handed out at least one entry.
pub(crate) fn holds_data(exchange: &Exchange) -> bool {
    exchange.outcome.as_ref().is_ok_and(|response| response.is_success()) && has_entries(exchange)
}

fn has_entries(exchange: &Exchange) -> bool {
    let Ok(response) = &exchange.outcome else { return false };
    let Ok(body) = response.json::<Value>() else { return false };
    let filled = |value: Option<&Value>| value.and_then(Value::as_array).is_some_and(|entries| !entries.is_empty());
    filled(Some(&body)) || filled(body.get("data"))
}
