//! `tls/plain-http`: what http: on the same host gives: nothing, or the way to https: (RFC 6797, 7.2; RFC 9325, 3.2).

use std::collections::BTreeMap;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use url::Url;

use super::visit::{get, onward};
use crate::endpoints::{Endpoint, Kind, Server};
use crate::observe::{Seen, breach, remark, requirement, undecided, witness};
use crate::probe::{Probe, no_answer, unsteady};

pub(crate) const CHECK: Check = Check { id: "tls/plain-http", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let (mut told, mut held) = (Vec::new(), 0);
    // One address for each host and port is enough: the door is the same for all of them.
    let mut doors: BTreeMap<(String, u16), &Endpoint> = BTreeMap::new();
    for endpoint in probe.endpoints.iter().filter(|endpoint| endpoint.is_https()) {
        let host = endpoint.url.host_str().unwrap_or_default().to_owned();
        doors.entry((host, endpoint.http_port)).or_insert(endpoint);
    }
    for endpoint in doors.into_values() {
        let Some(server) = endpoint.server() else { continue };
        let door = Server { port: endpoint.http_port, ..server.clone() };
        // The controls: HTTPS answers on the host before and after.
        if probe.line.connect(&door).await.is_err() {
            match probe.between(&server, &[]).await.unsteady {
                None => held += 1,
                Some(what) => told.push(unsteady(requirement, &server, &what)),
            }
            continue;
        }
        let Some(url) = plain(endpoint) else { continue };
        match ask(ctx, &url, endpoint, requirement).await? {
            Some(seen) => told.extend(seen),
            None => told.push(no_answer(requirement, &door, "no answer in HTTP")),
        }
    }
    // An address that the system itself hands out without TLS.
    for endpoint in probe.endpoints.iter().filter(|endpoint| !endpoint.is_https()) {
        match ask(ctx, &endpoint.url, endpoint, requirement).await? {
            Some(seen) => told.extend(seen),
            None => {
                let Some(host) = endpoint.url.host() else { continue };
                let door = Server { host: host.to_owned(), port: endpoint.url.port_or_known_default().unwrap_or(80) };
                told.push(no_answer(requirement, &door, "no answer in HTTP"));
            }
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-plain-closed").with("count", held)));
    }
    Ok(told)
}

/// The same address without TLS.
fn plain(endpoint: &Endpoint) -> Option<Url> {
    let mut url = endpoint.url.clone();
    url.set_port(None).ok()?;
    url.set_scheme("http").ok()?;
    url.set_port(Some(endpoint.http_port)).ok()?;
    Some(url)
}

async fn ask(
    ctx: &Context,
    url: &Url,
    endpoint: &Endpoint,
    requirement: &str,
) -> Result<Option<Vec<Observation>>, CheckError> {
    let exchange = get(ctx, url).await?;
    let Ok(response) = &exchange.outcome else { return Ok(None) };
    let seen = |summary, expected, observed: String| Seen {
        summary,
        expected,
        observed,
        place: url.to_string(),
        reproduce: Some(exchange.curl()),
    };
    let onward = onward(response, url);
    let is_secure = onward.as_ref().is_some_and(|next| next.scheme() == "https");
    let expected = "no connection | HTTP 301, 308 to https: | HTTP 4xx";
    // What is named with http: is used with it, tokens and all: that it sends on or refuses comes too late.
    let is_named = !endpoint.is_https();
    Ok(Some(match response.status {
        300..400 if is_secure && is_named => {
            let reason = Message::new("tls-plain-named").with("place", url.as_str());
            vec![undecided(requirement, Gap::NoAccess, reason)]
        }
        301 | 308 if is_secure => {
            let mut told =
                vec![witness(requirement, 1, Message::new("tls-plain-redirects").with("place", url.as_str()))];
            if endpoint.kind == Kind::Api {
                let observed = format!("HTTP {}", response.status);
                told.push(remark(requirement, seen("tls-plain-api-redirects", "no connection | HTTP 4xx", observed)));
            }
            told
        }
        // Not for good, and so asked again without protection the next time; the way is right all the same.
        302 | 303 | 307 if is_secure => {
            let observed = format!("HTTP {}", response.status);
            vec![
                witness(requirement, 1, Message::new("tls-plain-redirects").with("place", url.as_str())),
                remark(requirement, seen("tls-plain-for-now", "HTTP 301 | 308", observed)),
            ]
        }
        300..400 => {
            let to = onward.map_or_else(|| "nowhere".to_owned(), |next| next.origin().ascii_serialization());
            vec![breach(
                requirement,
                seen("tls-plain-elsewhere", expected, format!("HTTP {} to {to}", response.status)),
            )]
        }
        // 401 asks for a token, and so is the answer of an API that can be used in clear text.
        400 | 402..500 if !is_named => {
            vec![witness(requirement, 1, Message::new("tls-plain-refused").with("place", url.as_str()))]
        }
        500.. => return Ok(None),
        _ => vec![breach(requirement, seen("tls-plain-served", expected, format!("HTTP {}", response.status)))],
    }))
}
