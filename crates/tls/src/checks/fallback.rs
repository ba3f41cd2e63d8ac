//! `tls/fallback`: a client that says it has fallen back to an older version is told that it need not have (RFC 7507, 3).

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::answer::{Answer, INAPPROPRIATE_FALLBACK};
use crate::endpoints::Server;
use crate::hello::{TLS11, TLS12, TLS13};
use crate::observe::{Seen, breach, not_applicable, requirement, witness};
use crate::offers;
use crate::probe::{Probe, no_answer, unsteady, without_https};

pub(crate) const CHECK: Check = Check { id: "tls/fallback", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut held) = (Vec::new(), 0);
    for server in &servers {
        // One version below the newest that the server speaks, without and with the sign.
        let newest = newest(&probe, server).await;
        let version = if newest == Some(TLS13) { TLS12 } else { TLS11 };
        let plain = offers::tls12(server.name()).at(version);
        let between = probe.between(server, &[plain.clone(), plain.falling_back()]).await;
        let [plain, signed] = &between.answers[..] else { continue };
        match (plain, signed) {
            (Answer::Taken(_), _) if newest.is_none() => {
                told.push(no_answer(requirement, server, "only versions that have been abolished"));
            }
            (Answer::Taken(_), Answer::Alert(INAPPROPRIATE_FALLBACK)) => held += 1,
            (Answer::Taken(_), Answer::Taken(flight)) => told.push(breach(
                requirement,
                Seen {
                    summary: "tls-fallback-taken",
                    expected: "alert 86 (inappropriate_fallback)",
                    observed: flight.told(),
                    place: server.place(),
                    reproduce: Some(super::refused::s_client(server, " -tls1_2 -fallback_scsv")),
                },
            )),
            (Answer::Taken(_), other) => told.push(no_answer(requirement, server, &other.told())),
            // Nobody can fall back to a version that the server does not speak.
            (answer, _) if answer.is_refusal() => match &between.unsteady {
                None => {
                    let reason = Message::new("tls-nothing-older").with("place", server.place());
                    told.push(not_applicable(requirement, reason));
                }
                Some(modern) => told.push(unsteady(requirement, server, modern)),
            },
            (other, _) => told.push(no_answer(requirement, server, &other.told())),
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-fallback-held").with("count", held)));
    }
    Ok(told)
}

/// The newest version that a server speaks, unless it is one that has been abolished.
async fn newest(probe: &Probe, server: &Server) -> Option<u16> {
    for (hello, version) in [(offers::tls13(server.name()), TLS13), (offers::tls12(server.name()), TLS12)] {
        let answer = probe.line.offer(server, &hello).await;
        if matches!(answer, Answer::Taken(flight) if flight.version == version) {
            return Some(version);
        }
    }
    None
}
