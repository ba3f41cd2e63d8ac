//! `tls/cookies`: cookies that were set over TLS come back over TLS only (RFC 6265, 4.1.2.5). Names are told, values never.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::visit::{unread, visit};
use crate::observe::{Seen, breach, not_applicable, requirement, witness};
use crate::probe::Probe;

pub(crate) const CHECK: Check = Check { id: "tls/cookies", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let (mut told, mut held) = (Vec::new(), 0);
    for endpoint in probe.endpoints.iter().filter(|endpoint| endpoint.is_https()) {
        for exchange in visit(ctx, endpoint).await? {
            let Ok(response) = &exchange.outcome else {
                told.extend(unread(requirement, endpoint, &exchange));
                continue;
            };
            for (_, cookie) in response.headers.iter().filter(|(name, _)| name == "set-cookie") {
                let (pair, attributes) = cookie.split_once(';').unwrap_or((cookie, ""));
                if attributes.split(';').any(|attribute| attribute.trim().eq_ignore_ascii_case("secure")) {
                    held += 1;
                    continue;
                }
                let name = pair.split('=').next().unwrap_or_default().trim();
                told.push(breach(
                    requirement,
                    Seen {
                        summary: "tls-cookie-open",
                        expected: "Secure",
                        observed: format!("{} without Secure", name.chars().take(40).collect::<String>()),
                        place: endpoint.url.to_string(),
                        reproduce: Some(exchange.curl()),
                    },
                ));
            }
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-cookies-held").with("count", held)));
    } else if told.is_empty() {
        told.push(not_applicable(requirement, Message::new("tls-no-cookies")));
    }
    Ok(told)
}
