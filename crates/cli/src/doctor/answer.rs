//! The first answer with a token: is this an SS 12000 interface at all?

use samspel_exchange::{Exchange, Request, Response};
use serde_json::Value;

use super::{Advice, Patient, address, network};

/// What the answer to the first list request says about the configuration.
pub(super) async fn look_at(first: &Exchange, patient: &Patient<'_>) -> Vec<Advice> {
    let response = match &first.outcome {
        Ok(response) => response,
        Err(fault) => return vec![network::explain(fault, "the system", patient)],
    };
    match response.status {
        200 => vec![page(response, patient)],
        300..=399 => vec![Advice::wrong(
            format!(
                "the system redirects (HTTP {}) to {}",
                response.status,
                response.header("location").unwrap_or("nowhere")
            ),
            "Samspel follows no redirect, since the token would travel along; write the address it points to, if it is the right one",
        )],
        401 => vec![Advice::unreachable(
            "the token is refused (HTTP 401)",
            "is it meant for this system (audience, customer) and environment? Is this machine's clock right? A `bearer` token may \
             have expired",
        )],
        403 => vec![Advice::unreachable(
            "the token is accepted but may not read organisations (HTTP 403)",
            "ask for rights to all operations, or set the `scope` that gives them",
        )],
        404 => vec![not_found(patient).await],
        429 => vec![Advice::wrong(
            format!("the rate limit is hit already (HTTP 429{})", retry_after(response)),
            format!(
                "lower `limits.requests_per_second` (now {}) and run again later",
                patient.settings.limits.requests_per_second
            ),
        )],
        500..=599 => vec![Advice::unreachable(
            format!("the system fails (HTTP {}{})", response.status, retry_after(response)),
            "the system or what lies behind it is down; tell whoever runs it",
        )],
        other => vec![Advice::wrong(
            format!("the system answers HTTP {other} to GET /organisations?limit=1"),
            "check base_url; `curl` it by hand and read the answer",
        )],
    }
}

fn page(response: &Response, patient: &Patient<'_>) -> Advice {
    let is_html =
        response.media_type().is_some_and(|m| m.contains("html")) || response.body.trim_ascii_start().starts_with(b"<");
    if is_html {
        return Advice::wrong(
            "the system answers with a web page instead of JSON",
            "base_url leads to a login page, a portal or a proxy's notice; look up the address of the API",
        );
    }
    match response.json::<Value>() {
        Ok(body) if body.get("data").is_some_and(Value::is_array) => {
            Advice::good(format!("{}: answers with a page of organisations", patient.base_url))
        }
        Ok(_) => Advice::warning(
            "the answer to GET /organisations is JSON, but no page with `data`",
            "is this an SS 12000 interface? If so, the run will report the envelope as a fault of the system",
        ),
        Err(fault) => Advice::warning(
            format!("the answer to GET /organisations is no JSON: {fault}"),
            "is this an SS 12000 interface? If so, the run will report it as a fault of the system",
        ),
    }
}

/// 404 on a documented collection: the base URL, or an operation that is not offered.
async fn not_found(patient: &Patient<'_>) -> Advice {
    for candidate in address::candidates(patient.base_url) {
        let Ok(client) = patient.client(&candidate) else { continue };
        let request = Request::get("listOrganisations", "/organisations").query("limit", "1");
        let Ok(exchange) = client.session("doctor").send(request).await else { continue };
        if exchange.outcome.is_ok_and(|r| r.status == 200 && r.json::<Value>().is_ok_and(|b| b.get("data").is_some())) {
            return Advice::wrong(
                format!("base_url is wrong: {} answers 404, {candidate} answers with data", patient.base_url),
                format!("write base_url: {candidate}"),
            );
        }
    }
    let Ok(client) = patient.client(patient.base_url) else { return unknown_path(patient) };
    let persons = Request::get("listPersons", "/persons").query("limit", "1");
    match client.session("doctor").send(persons).await.map(|e| e.outcome) {
        Ok(Ok(response)) if response.status == 200 => Advice::warning(
            "GET /organisations is not offered (HTTP 404), GET /persons is",
            "this is shown in the report; name what the system offers under `supports`",
        ),
        _ => unknown_path(patient),
    }
}

fn unknown_path(patient: &Patient<'_>) -> Advice {
    Advice::wrong(
        format!("{}/organisations and {}/persons do not exist (HTTP 404)", patient.base_url, patient.base_url),
        "check base_url: the version segment (/v2.0) may be missing or doubled, the customer's part of the path misspelt",
    )
}

fn retry_after(response: &Response) -> String {
    response.header("retry-after").map(|v| format!(", Retry-After {v}")).unwrap_or_default()
}
