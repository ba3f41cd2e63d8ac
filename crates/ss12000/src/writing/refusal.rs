//! How the refusal of something wrong has to look: 4xx with an error object.

use samspel_exchange::Exchange;
use samspel_model::{Message, Observation};

use super::{is_unclear, unusable};
use crate::err::body::{FORM, flaw, shape};
use samspel_suite::observe::{against, answer};

/// What an answer to something wrong came to.
pub(crate) enum Judged {
    /// Refused as it should be.
    Refused,
    /// Taken as good, or answered in another wrong way.
    Wrong(Box<Observation>),
    /// Nothing can be said.
    Unclear(Box<Observation>),
}

/// Judges the answer to something wrong. `what` names the mistake in a language-neutral way; `family` begins the message ids
/// `…-accepted`, `…-breaks` and `…-other-status`.
pub(crate) fn judge(rule: &str, family: &str, what: &str, exchange: &Exchange) -> Judged {
    let against = |id: String| {
        against(rule, Message::new(&id))
            .expected(format!("HTTP 4xx {FORM}"))
            .observed(answer(exchange))
            .sample(format!("{} {what}", exchange.request.operation))
    };
    let response = match &exchange.outcome {
        Ok(response) if !is_unclear(exchange) => response,
        _ => return Judged::Unclear(Box::new(unusable(rule, exchange))),
    };
    let wrong = match response.status {
        200..300 => against(format!("{family}-accepted")),
        400..500 if flaw(response).is_none() => return Judged::Refused,
        400..500 => against("refusal-without-error".to_owned()).observed(format!(
            "HTTP {} {}",
            response.status,
            shape(response)
        )),
        500.. => against(format!("{family}-breaks")),
        _ => against(format!("{family}-other-status")),
    };
    Judged::Wrong(Box::new(wrong.exchange(exchange).contradiction()))
}
