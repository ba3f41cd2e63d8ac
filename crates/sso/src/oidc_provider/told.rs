//! What is told of an exchange in a login: never more than method, address without secrets, and status.

use samspel_exchange::Exchange;
use samspel_model::{Message, Observation};

use samspel_suite::observe::{Against, against};

/// Evidence against a requirement, with the exchange that shows it. Of a request with a form no curl line is made: the form may hold
/// passwords, codes and tokens.
pub(crate) fn breach(
    requirement: &str,
    summary: &str,
    expected: &str,
    observed: impl Into<String>,
    exchange: Option<&Exchange>,
) -> Observation {
    seen(requirement, summary, expected, observed, exchange).contradiction()
}

/// Worth telling, never a failure.
pub(crate) fn remark(
    requirement: &str,
    summary: &str,
    expected: &str,
    observed: impl Into<String>,
    exchange: Option<&Exchange>,
) -> Observation {
    seen(requirement, summary, expected, observed, exchange).note()
}

fn seen(
    requirement: &str,
    summary: &str,
    expected: &str,
    observed: impl Into<String>,
    exchange: Option<&Exchange>,
) -> Against {
    let seen = against(requirement, Message::new(summary)).expected(expected).observed(observed);
    match exchange {
        Some(exchange) => seen.exchange_of_login(exchange),
        None => seen,
    }
}
