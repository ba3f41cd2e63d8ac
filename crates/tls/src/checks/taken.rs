//! `tls/taken`: offers that have to be taken up: TLS 1.3, TLS 1.2, recommended suites (RFC 9325, 3.1.1, 4.2 and 4.3).

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::answer::Answer;
use crate::endpoints::Server;
use crate::hello::{Hello, TLS12, TLS13};
use crate::observe::{Seen, breach, requirement, witness};
use crate::offers;
use crate::probe::{Probe, no_answer, without_https};

pub(crate) const CHECK: Check = Check { id: "tls/taken", run: |ctx| Box::pin(run(ctx)) };

/// Makes an offer to a server of this name.
type Make = fn(Option<&str>) -> Hello;

/// Alerts about a fault of the server, which say nothing of the offer (RFC 8446, 6.2: internal_error).
const INTERNAL_ERROR: u8 = 80;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let offer: String = ctx.with("offer")?;
    let (make, least, expected): (Make, u16, &str) = match offer.as_str() {
        "tls1.3" => (offers::tls13, TLS13, "TLS 1.3"),
        "tls1.2" => (offers::tls12, TLS12, "TLS 1.2"),
        "recommended" => (offers::recommended, TLS12, "ECDHE | TLS 1.3, AES-GCM | CHACHA20_POLY1305"),
        _ => return Err(CheckError::With(format!("`offer`: there is no offer {offer}"))),
    };
    let summary = format!("tls-refuses-{}", offer.replace('.', ""));
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut taken) = (Vec::new(), 0);
    for server in &servers {
        let between = probe.between(server, &[make(server.name())]).await;
        let seen = |observed: String| Seen {
            summary: &summary,
            expected,
            observed,
            place: server.place(),
            reproduce: Some(again(server, &offer)),
        };
        for answer in &between.answers {
            match (answer, &between.unsteady) {
                (Answer::Taken(flight), _) if flight.version >= least => taken += 1,
                (Answer::Taken(flight), _) => told.push(breach(requirement, seen(flight.told()))),
                // An alert is an answer in TLS: the server is there and says no.
                (Answer::Alert(code), _) if *code != INTERNAL_ERROR => {
                    told.push(breach(requirement, seen(answer.told())));
                }
                (Answer::Closed | Answer::Reset, None) => told.push(breach(requirement, seen(answer.told()))),
                (other, _) => told.push(no_answer(requirement, server, &other.told())),
            }
        }
    }
    if taken > 0 {
        told.push(witness(requirement, taken, Message::new("tls-taken").with("count", taken).with("what", expected)));
    }
    Ok(told)
}

fn again(server: &Server, offer: &str) -> String {
    let option = match offer {
        "tls1.3" => " -tls1_3",
        "tls1.2" => " -tls1_2",
        _ => " -cipher ECDHE+AESGCM:ECDHE+CHACHA20",
    };
    super::refused::s_client(server, option)
}
