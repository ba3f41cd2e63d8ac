//! `tls/server-name`: a client that names no server, or one that is not there, gets an answer (RFC 6066, 3).

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::answer::Answer;
use crate::observe::{Seen, breach, requirement, witness};
use crate::offers;
use crate::probe::{Probe, no_answer, unsteady, without_https};

pub(crate) const CHECK: Check = Check { id: "tls/server-name", run: |ctx| Box::pin(run(ctx)) };

/// A name that nobody has (RFC 2606, 2).
const NOBODY: &str = "samspel.invalid";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut held) = (Vec::new(), 0);
    for server in &servers {
        let between = probe.between(server, &[offers::modern(None), offers::modern(Some(NOBODY))]).await;
        for (name, answer) in ["no name", NOBODY].into_iter().zip(&between.answers) {
            match (answer, &between.unsteady) {
                (Answer::Taken(_) | Answer::Alert(_), None) => held += 1,
                (Answer::Closed | Answer::Reset | Answer::Other, None) => told.push(breach(
                    requirement,
                    Seen {
                        summary: "tls-name-unanswered",
                        expected: "a certificate | alert",
                        observed: format!("{name}: {}", answer.told()),
                        place: server.place(),
                        reproduce: None,
                    },
                )),
                (_, Some(modern)) => told.push(unsteady(requirement, server, modern)),
                (other, None) => told.push(no_answer(requirement, server, &other.told())),
            }
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-name-answered").with("count", held)));
    }
    Ok(told)
}
