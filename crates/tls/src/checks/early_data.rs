//! `tls/early-data`: tickets that allow data before the handshake is over, which somebody else can send again (RFC 8446, 8 and E.5).

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::answer::Answer;
use crate::handshake;
use crate::observe::{Seen, breach, not_applicable, requirement, witness};
use crate::offers;
use crate::probe::{Probe, no_answer, without_https};

pub(crate) const CHECK: Check = Check { id: "tls/early-data", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut held) = (Vec::new(), 0);
    for server in &servers {
        let between = probe.between(server, &[offers::tls13(server.name())]).await;
        match (&between.answers[..], &between.unsteady) {
            ([Answer::Taken(_)], _) => {}
            ([answer], None) if answer.is_refusal() => {
                let reason = Message::new("tls-no-13").with("place", server.place());
                told.push(not_applicable(requirement, reason));
                continue;
            }
            (answers, _) => {
                let what = answers.first().map(Answer::told).unwrap_or_default();
                told.push(no_answer(requirement, server, &what));
                continue;
            }
        }
        match handshake::tls13(&probe.line, server, true).await {
            Ok(shaken) if !shaken.finished => {
                told.push(no_answer(requirement, server, "the handshake did not come to its end"));
            }
            Ok(shaken) => match shaken.tickets.iter().max() {
                Some(most @ 1..) => told.push(breach(
                    requirement,
                    Seen {
                        summary: "tls-early-data",
                        expected: "max_early_data_size: 0",
                        observed: format!("max_early_data_size: {most}"),
                        place: server.place(),
                        reproduce: Some(super::refused::s_client(server, " -tls1_3")),
                    },
                )),
                // Without a ticket nothing can be sent early either.
                _ => held += 1,
            },
            Err(what) => told.push(no_answer(requirement, server, &what)),
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-no-early-data").with("count", held)));
    }
    Ok(told)
}
