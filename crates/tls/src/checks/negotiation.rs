//! `tls/negotiation`: secure renegotiation (RFC 5746) and no compression (RFC 9325, 3.3 and 3.5). TLS 1.3 has neither.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::refused::s_client;
use crate::answer::Answer;
use crate::hello::TLS13;
use crate::observe::{Seen, breach, not_applicable, requirement, witness};
use crate::offers;
use crate::probe::{Probe, no_answer, without_https};

pub(crate) const CHECK: Check = Check { id: "tls/negotiation", run: |ctx| Box::pin(run(ctx)) };

/// The extension renegotiation_info (RFC 5746, 3.2).
const RENEGOTIATION: u16 = 0xff01;

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut held) = (Vec::new(), 0);
    for server in &servers {
        let hello = offers::tls12(server.name());
        let seen = |summary, expected, observed: &str| Seen {
            summary,
            expected,
            observed: observed.to_owned(),
            place: server.place(),
            reproduce: Some(s_client(server, " -tls1_2")),
        };
        let between = probe.between(server, &[hello.clone(), hello.compressing()]).await;
        let [plain, compressing] = &between.answers[..] else { continue };
        match plain {
            Answer::Taken(flight) if flight.version == TLS13 => {}
            Answer::Taken(flight) if flight.extensions.contains(&RENEGOTIATION) => held += 1,
            Answer::Taken(_) => {
                told.push(breach(requirement, seen("tls-no-renegotiation-info", "renegotiation_info", "nothing")));
            }
            answer if answer.is_refusal() && between.unsteady.is_none() => {
                let reason = Message::new("tls-only-13").with("place", server.place());
                told.push(not_applicable(requirement, reason));
                continue;
            }
            other => {
                told.push(no_answer(requirement, server, &other.told()));
                continue;
            }
        }
        match compressing {
            Answer::Taken(flight) if flight.compression == 0 => held += 1,
            Answer::Taken(_) => told.push(breach(requirement, seen("tls-compresses", "no compression", "DEFLATE"))),
            // Some servers turn down whoever offers compression at all: it is off.
            answer if answer.is_refusal() && between.unsteady.is_none() => held += 1,
            other => told.push(no_answer(requirement, server, &other.told())),
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-negotiation-held").with("count", held)));
    }
    Ok(told)
}
