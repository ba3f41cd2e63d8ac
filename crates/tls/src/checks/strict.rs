//! `tls/strict`: browsers are told to come by https: only (RFC 6797, 6.1; RFC 9325, 3.2).

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::visit::{unread, visit};
use crate::observe::{Seen, breach, not_applicable, requirement, witness};
use crate::probe::Probe;

pub(crate) const CHECK: Check = Check { id: "tls/strict", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let least: u64 = ctx.with("seconds")?;
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let (mut told, mut held) = (Vec::new(), 0);
    for endpoint in probe.endpoints.web() {
        let way = visit(ctx, endpoint).await?;
        for exchange in &way {
            let Ok(response) = &exchange.outcome else {
                told.extend(unread(requirement, endpoint, exchange));
                continue;
            };
            let header = response.header("strict-transport-security");
            if header.and_then(max_age).is_some_and(|seconds| seconds >= least) {
                held += 1;
                continue;
            }
            let summary = if header.is_some() { "tls-strict-short" } else { "tls-strict-missing" };
            told.push(breach(
                requirement,
                Seen {
                    summary,
                    expected: &format!("Strict-Transport-Security: max-age={least}"),
                    observed: header.unwrap_or("nothing").chars().take(100).collect(),
                    place: endpoint.url.to_string(),
                    reproduce: Some(exchange.curl()),
                },
            ));
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-strict-held").with("count", held)));
    } else if told.is_empty() {
        told.push(not_applicable(requirement, Message::new("tls-no-web")));
    }
    Ok(told)
}

/// Seconds that a browser remembers (RFC 6797, 6.1.1); a directive that comes twice makes the header void.
fn max_age(header: &str) -> Option<u64> {
    let mut ages = header.split(';').filter_map(|directive| {
        let (name, value) = directive.split_once('=')?;
        name.trim().eq_ignore_ascii_case("max-age").then(|| value.trim().trim_matches('"').to_owned())
    });
    let age = ages.next()?.parse().ok();
    if ages.next().is_some() { None } else { age }
}

#[cfg(test)]
mod tests {
    use super::max_age;

    #[test]
    fn the_time_is_read_as_browsers_read_it() {
        assert_eq!(max_age("max-age=31536000; includeSubDomains"), Some(31_536_000));
        assert_eq!(max_age("includeSubDomains ; Max-Age=\"5\""), Some(5));
        for void in ["includeSubDomains", "max-age=", "max-age=a", "max-age=1; max-age=2", "max-age"] {
            assert_eq!(max_age(void), None, "{void}");
        }
    }
}
