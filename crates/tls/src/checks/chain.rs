//! `tls/chain`: the certificates: whom they lead to, whom they are for, until when they hold, how strong they are, and whether one can
//! learn that they were revoked (RFC 5280; RFC 9525; RFC 9325, 4.5).

use jiff::{SignedDuration, Timestamp};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::refused::s_client;
use crate::certificate::{Certificate, Key};
use crate::chain::{Chain, Trust};
use crate::endpoints::Server;
use crate::hello::TLS13;
use crate::observe::{Seen, breach, remark, requirement, undecided, witness};
use crate::probe::{Probe, no_answer, without_https};

pub(crate) const CHECK: Check = Check { id: "tls/chain", run: |ctx| Box::pin(run(ctx)) };

/// Bits of an RSA key, and of an elliptic curve, at least.
const LEAST: (usize, usize) = (2048, 256);
/// A certificate that ends within this time is worth telling.
const SOON: SignedDuration = SignedDuration::from_hours(30 * 24);

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let rule: String = ctx.with("rule")?;
    let look: fn(&mut Look<'_>) = match rule.as_str() {
        "trusted" => trusted,
        "name" => name,
        "valid" => valid,
        "strong" => strong,
        "revocation" => revocation,
        _ => return Err(CheckError::With(format!("`rule`: there is no rule {rule}"))),
    };
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut held) = (Vec::new(), 0);
    for server in &servers {
        let chain = match Chain::fetch(&probe.line, server).await {
            Ok(chain) => chain,
            Err(what) => {
                told.push(no_answer(requirement, server, &what));
                continue;
            }
        };
        let mut at = Look { probe: &probe, requirement, server, chain: &chain, told: Vec::new(), held: 0 };
        look(&mut at);
        held += at.held;
        told.extend(at.told);
    }
    if held > 0 {
        let message = Message::new("tls-chain-held").with("count", held);
        told.push(witness(requirement, held, message));
    }
    Ok(told)
}

/// One chain, and what is seen of it.
struct Look<'a> {
    probe: &'a Probe,
    requirement: &'a str,
    server: &'a Server,
    chain: &'a Chain,
    told: Vec<Observation>,
    held: u64,
}

impl Look<'_> {
    fn seen<'s>(&self, summary: &'s str, expected: &'s str, observed: String) -> Seen<'s> {
        let reproduce = Some(s_client(self.server, " -showcerts"));
        Seen { summary, expected, observed, place: self.server.place(), reproduce }
    }

    fn breach(&mut self, summary: &str, expected: &str, observed: String) {
        self.told.push(breach(self.requirement, self.seen(summary, expected, observed)));
    }

    fn remark(&mut self, summary: &str, expected: &str, observed: String) {
        self.told.push(remark(self.requirement, self.seen(summary, expected, observed)));
    }

    fn hold(&mut self, holds: bool, summary: &str, expected: &str, observed: String) {
        if holds {
            self.held += 1;
        } else {
            self.breach(summary, expected, observed);
        }
    }
}

fn trusted(at: &mut Look<'_>) {
    let expected = "a chain to a trusted authority";
    match at.chain.trust(&at.probe.roots, Timestamp::now()) {
        _ if at.probe.roots.anchors.is_empty() => {
            at.told.push(undecided(at.requirement, Gap::NoAccess, Message::new("tls-no-roots")));
        }
        Trust::Trusted => at.held += 1,
        Trust::Untrusted(what) => at.breach("tls-chain-untrusted", expected, what),
        Trust::Hidden(what) => {
            let reason = Message::new("tls-chain-hidden").with("place", at.server.place()).with("what", what);
            at.told.push(undecided(at.requirement, Gap::OtherFault, reason));
        }
    }
    if let Some(wrong) = at.chain.out_of_order() {
        let (expected, observed) = ("each certified by the next", format!("after {}: another issuer", wrong.subject));
        // TLS 1.2 demands the order; TLS 1.3 recommends it, and readers cope (RFC 8446, 4.4.2).
        if at.chain.version < TLS13 {
            at.breach("tls-chain-order", expected, observed);
        } else {
            at.remark("tls-chain-order", expected, observed);
        }
    }
}

fn name(at: &mut Look<'_>) {
    let names = at.chain.leaf().map(|leaf| leaf.names.clone()).unwrap_or_default();
    let observed = if names.is_empty() { "no subject alternative name".to_owned() } else { names.join(", ") };
    let expected = format!("subject alternative name: {}", at.server.host);
    at.hold(at.chain.is_for(at.server), "tls-other-name", &expected, observed);
}

fn valid(at: &mut Look<'_>) {
    let now = Timestamp::now();
    for (number, certificate) in sent(at.chain).enumerate() {
        let (from, until) = (certificate.not_before, certificate.not_after);
        let observed = format!("{} to {}", day(from), day(until));
        if now < from {
            at.breach("tls-not-yet-valid", "valid now", observed);
        } else if now > until {
            at.breach("tls-expired", "valid now", observed);
        } else {
            at.held += 1;
            if number == 0 && until.duration_since(now) < SOON {
                at.remark("tls-ends-soon", "30 days left", observed);
            }
        }
    }
}

fn strong(at: &mut Look<'_>) {
    let (rsa, ec) = LEAST;
    let expected = format!("RSA {rsa} | EC {ec}");
    for certificate in sent(at.chain) {
        let (strong, observed) = match certificate.key {
            Key::Rsa(bits) => (bits >= rsa, format!("RSA {bits}")),
            Key::Ec(bits) => (bits >= ec, format!("EC {bits}")),
            Key::Other => (true, String::new()),
        };
        at.hold(strong, "tls-short-key", &expected, observed);
        let weak = certificate.weak_signature();
        at.hold(weak.is_none(), "tls-weak-signature", "SHA-256 or better", weak.unwrap_or_default().to_owned());
    }
}

fn revocation(at: &mut Look<'_>) {
    let tells = at.chain.leaf().is_some_and(|leaf| leaf.tells_revocation);
    if at.chain.stapled {
        at.remark("tls-stapled", "OCSP", "an OCSP answer comes with the handshake".to_owned());
    }
    at.hold(tells || at.chain.stapled, "tls-no-revocation", "OCSP | CRL", "neither".to_owned());
}

/// What the server sends for others to judge: a root that comes along is trusted for itself or not at all.
fn sent(chain: &Chain) -> impl Iterator<Item = &Certificate> {
    chain.certificates.iter().enumerate().filter(|(at, one)| *at == 0 || !one.is_self_issued()).map(|(_, one)| one)
}

fn day(time: Timestamp) -> String {
    time.strftime("%Y-%m-%d").to_string()
}
