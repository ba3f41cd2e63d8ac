//! `oidc-provider/hostile-redirect`: addresses that are not the client's get no code (OpenID Connect Core 1.0, 3.1.2.1; RFC 9700, 4.1).

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use url::Url;

use super::ask::Ask;
use super::browser::Browser;
use super::provider::{everywhere, requirement};
use super::stage::Stage;
use super::told::{breach, remark};
use super::trip::{End, Trip};
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/hostile-redirect", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    let (client, person) = (stage.main()?, stage.person()?);
    let addresses = match addresses(&kind, &client.redirect_uris) {
        Some(addresses) => addresses,
        None if kind == "other-query" => {
            return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-redirect-uri-with-query")));
        }
        None => return Err(CheckError::With(format!("`kind`: there is no kind {kind}"))),
    };
    // One browser for all: its session shows that nothing but the address stands in the way.
    let mut browser = Browser::default();
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAccess, &reason));
    }
    let mut tried = Vec::new();
    for (label, address) in addresses {
        let ask = match &address {
            Some(address) => Ask::new(client, "openid").with("redirect_uri", address),
            None => Ask::new(client, "openid").without("redirect_uri"),
        };
        tried.push((label, browser.authorise(ctx, &stage.provider, &ask, person).await?));
    }
    if let Err(reason) = stage.control(ctx, &mut browser, client).await? {
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    Ok(judge(requirement(ctx), &tried, &client.redirect_uris))
}

fn judge(requirement: &str, tried: &[(&'static str, Trip)], registered: &[String]) -> Vec<Observation> {
    let mut told = Vec::new();
    let mut refused = 0;
    for (label, trip) in tried {
        let at: &Exchange = &trip.last;
        match &trip.end {
            End::Returned(_) if trip.code().is_some() => {
                told.push(breach(
                    requirement,
                    "op-code-to-foreign-address",
                    "an error page",
                    format!("{label}: a code"),
                    Some(at),
                ));
            }
            End::Returned(returned) if registered.iter().any(|own| is_below(&returned.address, own)) => {
                refused += 1;
                told.push(remark(
                    requirement,
                    "op-error-to-registered-address",
                    "an error page",
                    format!("{label}: {}", trip.word()),
                    Some(at),
                ));
            }
            End::Returned(_) => {
                told.push(breach(
                    requirement,
                    "op-open-redirect",
                    "an error page",
                    format!("{label}: {}", trip.word()),
                    Some(at),
                ));
            }
            End::Page if at.outcome.as_ref().is_ok_and(|response| response.status < 500) => refused += 1,
            End::Page | End::Broken => {
                let reason = Message::new("op-unclear").with("what", *label).with("end", trip.word());
                told.push(undecided(requirement, Gap::NoAnswer, reason));
            }
        }
    }
    if refused > 0 {
        told.push(witness(requirement, refused, Message::new("op-addresses-refused").with("count", refused)));
    }
    told
}

/// Whether an address is a registered one with response parameters behind it.
fn is_below(address: &str, registered: &str) -> bool {
    address.strip_prefix(registered).is_some_and(|rest| rest.starts_with(['?', '&', '#']))
}

/// Addresses that are wrong in one way, each with a label; None = the parameter is left out.
fn addresses(kind: &str, registered: &[String]) -> Option<Vec<(&'static str, Option<String>)>> {
    let own = registered.first()?;
    let parsed = Url::parse(own).ok()?;
    let host = parsed.host_str()?;
    let joint = if own.contains('?') { '&' } else { '?' };
    let bare = own.split('?').next().unwrap_or(own);
    let swapped = |from: &str, to: &str| own.replacen(from, to, 1);
    Some(match kind {
        "unregistered" => vec![("another host", Some("https://samspel-unregistered.example/callback".to_owned()))],
        "nearly" => {
            let mut all = vec![
                ("one more path segment", Some(format!("{bare}/extra"))),
                ("slash at the end", Some(format!("{bare}/"))),
                ("letter case of the path", Some(swapped(parsed.path(), &parsed.path().to_ascii_uppercase()))),
            ];
            if parsed.port().is_none() {
                let port = if parsed.scheme() == "https" { 443 } else { 80 };
                all.push(("default port", Some(swapped(host, &format!("{host}:{port}")))));
            }
            // A path without letters has no letter case.
            all.retain(|(_, address)| address.as_ref() != Some(own));
            all
        }
        "more-query" => vec![("more query", Some(format!("{own}{joint}samspel=1")))],
        "other-query" => {
            let with_query = registered.iter().find(|uri| uri.contains('?'))?;
            let bare = with_query.split('?').next().unwrap_or(with_query);
            vec![("another query", Some(format!("{bare}?samspel=other")))]
        }
        "missing" => vec![("no redirect_uri", None)],
        "misread" => vec![
            ("fragment", Some(format!("{own}#samspel"))),
            ("encoded way up", Some(format!("{bare}/..%2fsamspel"))),
            ("user in front of the host", Some(swapped(host, &format!("samspel@{host}")))),
            ("backslash", Some(swapped(host, &format!("{host}\\@samspel-unregistered.example")))),
            ("host with other letters", Some(swapped(host, &host.replacen(['a', 'e', 'o', 'i'], "\u{0430}", 1)))),
        ],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_address_differs_from_every_registered_one() {
        let registered = ["https://a.example/cb".to_owned(), "https://a.example/cb?x=1".to_owned()];
        for kind in ["unregistered", "nearly", "more-query", "other-query", "misread"] {
            let all = addresses(kind, &registered).unwrap_or_default();
            assert!(!all.is_empty(), "{kind}");
            assert!(
                all.iter().all(|(_, address)| !registered.contains(address.as_ref().unwrap_or(&registered[0]))),
                "{kind}"
            );
        }
        assert!(addresses("other-query", &registered[..1]).is_none());
    }
}
