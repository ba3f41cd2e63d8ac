//! Everything hangs under one base URL (HTTP-001), and no one is sent to another server (HTTP-017).

use samspel_contract::{Kind, Operation};
use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::positive::{Positive, holds_data};
use crate::run_state::{self, Standing};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/base-url", run: |ctx| Box::pin(run(ctx)) };

const ONE_BASE: &str = "SS12K-HTTP-001";
const NO_REDIRECT: &str = "SS12K-HTTP-017";

/// Where a redirect leads.
#[derive(Debug, PartialEq, Eq)]
enum Leads {
    /// To another scheme, host or port.
    Elsewhere,
    /// To the same server, outside the base URL.
    OutsideBase,
    /// To the same base URL, or nowhere.
    Inside,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    // An operation that answers with a redirect looks like one that misbehaves: exactly that is the question here.
    let misbehaves = discovery.get(&operation.id).is_some_and(|p| matches!(p.standing, Standing::Misbehaving { .. }));
    if let Some(said) = discovery.obstacle(ctx, &operation.id)
        && !misbehaves
    {
        return Ok(said);
    }
    let positive = Positive::ask(ctx, &operation).await?;
    let exchange = &positive.exchange;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let both = |gap, reason: Message| [ONE_BASE, NO_REDIRECT].map(|r| undecided(r, gap, reason.clone())).to_vec();
    match &exchange.outcome {
        Ok(response) if response.is_success() && positive.holds_data() => {
            let mut told = vec![
                witness(ONE_BASE, 1, named("base-url-served")),
                witness(NO_REDIRECT, 1, named("base-url-no-redirect")),
            ];
            told.extend(other_case(ctx, &operation, &positive.request).await?);
            Ok(told)
        }
        Ok(response) if response.is_success() => Ok(both(Gap::NoData, named("positive-without-data"))),
        Ok(response) if (300..400).contains(&response.status) => {
            let location = response.header("location").unwrap_or_default();
            let (requirement, summary) = match leads(ctx.client.base_url(), location) {
                Leads::Elsewhere => (NO_REDIRECT, "base-url-redirects-elsewhere"),
                Leads::OutsideBase => (ONE_BASE, "base-url-left"),
                Leads::Inside => return Ok(both(Gap::NoAnswer, named("base-url-redirects-inside"))),
            };
            let observed = format!("HTTP {} Location: {}", response.status, shown(location));
            let seen = against(requirement, Message::new(summary)).expected("HTTP 200").observed(observed);
            Ok(vec![seen.exchange(exchange).contradiction()])
        }
        _ => Ok(both(Gap::NoAnswer, named("positive-failed").with("answer", answer(exchange)))),
    }
}

/// The same path in capitals. Serving it too is unusual, but nothing forbids further addresses: a note.
async fn other_case(ctx: &Context, operation: &Operation, good: &Request) -> Result<Option<Observation>, CheckError> {
    if operation.kind != Kind::List {
        return Ok(None);
    }
    let request = Request { path: good.path.to_ascii_uppercase(), ..good.clone() };
    let exchange = ctx.session.send(request).await?;
    Ok(serves_data(&exchange).then(|| {
        against(ONE_BASE, Message::new("base-url-case-ignored"))
            .expected(format!("{}: HTTP 404", exchange.request.path))
            .observed(answer(&exchange))
            .exchange(&exchange)
            .note()
    }))
}

fn serves_data(exchange: &Exchange) -> bool {
    let response = exchange.outcome.as_ref().ok().filter(|r| r.is_success());
    response.and_then(|r| r.json().ok()).is_some_and(|body| holds_data(&body))
}

fn leads(base: &str, location: &str) -> Leads {
    let base_path = path(base).trim_end_matches('/').to_owned();
    let inside = |path: &str| path == base_path || path.starts_with(&format!("{base_path}/"));
    match origin(location) {
        Some(target) if origin(base).as_ref() != Some(&target) => Leads::Elsewhere,
        Some(_) if inside(&path(location)) => Leads::Inside,
        Some(_) => Leads::OutsideBase,
        None if location.starts_with('/') && !inside(location) => Leads::OutsideBase,
        None => Leads::Inside,
    }
}

/// Scheme, host and port of an absolute URL; None for a relative one.
fn origin(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let authority = rest.split(['/', '?', '#']).next()?;
    let host = authority.rsplit('@').next()?.to_ascii_lowercase();
    let default_port = match scheme.as_str() {
        "http" => ":80",
        "https" => ":443",
        _ => return Some(format!("{scheme}://{host}")),
    };
    Some(format!("{scheme}://{}", host.strip_suffix(default_port).unwrap_or(&host)))
}

fn path(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.find('/').map(|at| rest[at..].split(['?', '#']).next().unwrap_or_default().to_owned()).unwrap_or_default()
}

/// A location without its query, which may hold data.
fn shown(location: &str) -> &str {
    location.split(['?', '#']).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://api.example.se/ss12000/v2.0";

    #[test]
    fn an_origin_is_scheme_host_and_port() {
        assert_eq!(origin("https://API.example.se:443/v2.0/persons?x=1").as_deref(), Some("https://api.example.se"));
        assert_ne!(origin("http://api.example.se/v2.0"), origin("https://api.example.se/v2.0"));
        assert_eq!(origin("/v2.0/persons/"), None);
    }

    #[test]
    fn another_server_another_base_and_the_same_base_are_told_apart() {
        assert_eq!(leads(BASE, "https://login.example.se/start"), Leads::Elsewhere);
        assert_eq!(leads(BASE, "http://api.example.se/ss12000/v2.0/persons"), Leads::Elsewhere);
        assert_eq!(leads(BASE, "/ss12000/v2.1/persons"), Leads::OutsideBase);
        assert_eq!(leads(BASE, "https://api.example.se/ss12000/v2.01/persons"), Leads::OutsideBase);
        assert_eq!(leads(BASE, "/ss12000/v2.0/persons/"), Leads::Inside);
        assert_eq!(leads(BASE, "persons/"), Leads::Inside);
    }
}
