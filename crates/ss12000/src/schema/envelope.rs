//! Faults of the envelope as observations.

use samspel_exchange::JsonFault;
use samspel_model::{Message, Observation};

use crate::harvest::{EnvelopeFault, Trace};
use samspel_suite::observe::against;

/// A fault of a list's envelope.
pub(super) fn finding(operation: &str, fault: &EnvelopeFault, trace: Option<Trace>) -> Observation {
    const PAGE: &str = "{ data: array, pageToken?: string | null }";
    let (summary, expected, observed) = match fault {
        EnvelopeFault::NotJson(json) => ("envelope-not-json", "JSON", not_json(json)),
        EnvelopeFault::NotObject { kind } => ("envelope-not-object", PAGE, (*kind).to_owned()),
        EnvelopeFault::NoData { instead: Some(name) } => ("envelope-other-key", PAGE, format!("{{ {name}: array }}")),
        EnvelopeFault::NoData { instead: None } => ("envelope-no-data", PAGE, "no data".to_owned()),
        EnvelopeFault::DataKind { kind } => ("envelope-data-type", PAGE, format!("data: {kind}")),
        EnvelopeFault::TokenKind { kind } => {
            ("envelope-token-type", "pageToken: string | null", format!("pageToken: {kind}"))
        }
    };
    let mut finding =
        against("SS12K-ENV-001", Message::new(summary)).expected(expected).observed(observed).operation(operation);
    if let Some(trace) = trace {
        finding = finding.sample(format!("{operation} {}", trace.id)).trace(&trace.id, &trace.curl);
    }
    finding.contradiction()
}

/// A property beside `data` and `pageToken`.
pub(super) fn beside(operation: &str, name: &str, trace: Option<Trace>) -> Observation {
    let mut finding = against("SS12K-ENV-009", Message::new("envelope-undeclared"))
        .expected("data, pageToken")
        .observed(name)
        .operation(operation)
        .pointer(format!("/{name}"))
        .sample(format!("{operation} /{name}"));
    if name.to_lowercase().contains("token") {
        finding = finding.cause(Message::new("cause-misspelt-property").with("meant", "pageToken"));
    }
    if let Some(trace) = trace {
        finding = finding.trace(&trace.id, &trace.curl);
    }
    finding.contradiction()
}

/// What a body is when it is not JSON, in a word and without its text.
pub(super) fn not_json(fault: &JsonFault) -> String {
    match fault {
        JsonFault::Empty => "empty body".to_owned(),
        JsonFault::ByteOrderMark => "byte order mark".to_owned(),
        JsonFault::NotUtf8 { at } => format!("not UTF-8 at byte {at}"),
        JsonFault::Syntax { what } => what.clone(),
    }
}
