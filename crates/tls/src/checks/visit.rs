//! What a browser gets when it opens an address: the answers on the way, as long as they stay on the host.

use samspel_exchange::{Credentials, Exchange, Request, Response};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use url::Url;

use crate::endpoints::Endpoint;
use crate::observe::undecided;

/// How many times an address may send a browser on.
const HOPS: usize = 5;

/// Opens an address without logging in.
pub(crate) async fn visit(ctx: &Context, endpoint: &Endpoint) -> Result<Vec<Exchange>, CheckError> {
    let mut url = endpoint.url.clone();
    let mut way = Vec::new();
    for _ in 0..HOPS {
        let exchange = get(ctx, &url).await?;
        let next = exchange.outcome.as_ref().ok().and_then(|response| onward(response, &url));
        way.push(exchange);
        match next {
            Some(next) if next.origin() == url.origin() => url = next,
            _ => break,
        }
    }
    Ok(way)
}

/// A GET as a browser sends it, by nobody.
pub(crate) async fn get(ctx: &Context, url: &Url) -> Result<Exchange, CheckError> {
    let request =
        Request::get("tls", url.as_str()).header("accept", "text/html, */*;q=0.5").credentials(Credentials::Anonymous);
    Ok(ctx.session.send(request).await?)
}

/// Where an answer sends on to.
pub(crate) fn onward(response: &Response, from: &Url) -> Option<Url> {
    let is_redirect = matches!(response.status, 301 | 302 | 303 | 307 | 308);
    response.header("location").filter(|_| is_redirect).and_then(|location| from.join(location).ok())
}

/// The address could not be read: another fault of the system, often one of its certificate, hides the answer.
pub(crate) fn unread(requirement: &str, endpoint: &Endpoint, exchange: &Exchange) -> Option<Observation> {
    let fault = exchange.outcome.as_ref().err()?;
    let reason = Message::new("tls-not-read").with("place", endpoint.url.as_str()).with("what", fault.to_string());
    let gap = match fault {
        samspel_exchange::Fault::Tls { .. } => Gap::OtherFault,
        _ => Gap::NoAnswer,
    };
    Some(undecided(requirement, gap, reason))
}
