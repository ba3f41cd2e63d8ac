//! The interface is reached over HTTPS (AUTH-005). The client trusts no broken chain and speaks TLS 1.2 and 1.3 only, so an answer
//! over HTTPS shows both.

use samspel_contract::Kind;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::http::positive::Positive;
use crate::observe::{against, answer, not_applicable, undecided, witness};
use crate::run_state;

pub(crate) const CHECK: Check = Check { id: "ss12000/transport", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-AUTH-005";

/// How the interface is reached.
#[derive(Debug, PartialEq, Eq)]
enum Transport {
    Encrypted,
    Loopback,
    Plain,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let mut lists = contract.operations().iter().filter(|o| o.kind == Kind::List);
    let Some(operation) = lists.find(|o| discovery.get(&o.id).is_some_and(|p| p.is_tested())) else {
        return Ok(vec![undecided(REQUIREMENT, Gap::NoAnswer, Message::new("transport-nothing-offered"))]);
    };
    let positive = Positive::ask(ctx, operation).await?;
    let reached = positive.exchange.outcome.as_ref().is_ok_and(|r| r.is_success());
    Ok(vec![match transport(ctx.client.base_url()) {
        Transport::Loopback => not_applicable(REQUIREMENT, Message::new("transport-loopback")),
        _ if !reached => {
            let reason = Message::new("positive-failed").with("operation", operation.id.as_str());
            undecided(REQUIREMENT, Gap::NoAnswer, reason.with("answer", answer(&positive.exchange)))
        }
        Transport::Encrypted => witness(REQUIREMENT, 1, Message::new("transport-encrypted")),
        Transport::Plain => against(REQUIREMENT, Message::new("transport-plain"))
            .expected("https")
            .observed("http")
            .exchange(&positive.exchange)
            .contradiction(),
    }])
}

fn transport(base_url: &str) -> Transport {
    let Some((scheme, rest)) = base_url.split_once("://") else { return Transport::Plain };
    if scheme.eq_ignore_ascii_case("https") {
        return Transport::Encrypted;
    }
    let authority = rest.split('/').next().unwrap_or_default();
    let host = match authority.strip_prefix('[') {
        Some(v6) => v6.split(']').next().unwrap_or_default(),
        None => authority.split(':').next().unwrap_or_default(),
    };
    let address: Option<std::net::IpAddr> = host.parse().ok();
    let loopback = address.map_or_else(|| host.eq_ignore_ascii_case("localhost"), |ip| ip.is_loopback());
    if loopback { Transport::Loopback } else { Transport::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn traffic_that_never_leaves_the_machine_needs_no_encryption() {
        for url in ["http://127.0.0.1:8080/v2.0", "http://localhost/v2.0", "http://[::1]:8080/v2.0"] {
            assert_eq!(transport(url), Transport::Loopback, "{url}");
        }
    }

    #[test]
    fn all_other_traffic_does() {
        for url in ["http://api.example.se/v2.0", "http://10.0.0.7:8080/v2.0", "http://localhost.example.se/"] {
            assert_eq!(transport(url), Transport::Plain, "{url}");
        }
        assert_eq!(transport("https://api.example.se/v2.0"), Transport::Encrypted);
    }
}
