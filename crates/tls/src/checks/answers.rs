//! `tls/answers`: the positive control. Something speaks TLS, and takes up what any client of these years offers.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::answer::Answer;
use crate::observe::{Seen, remark, requirement, undecided, witness};
use crate::offers;
use crate::probe::{Probe, without_https};

pub(crate) const CHECK: Check = Check { id: "tls/answers", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let mut told: Vec<Observation> = Vec::new();
    for (url, why) in &probe.endpoints.unread {
        let seen = Seen {
            summary: "tls-unread",
            expected: "HTTP 200",
            observed: why.clone(),
            place: url.clone(),
            reproduce: None,
        };
        told.push(remark(requirement, seen));
    }
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        told.extend(without_https(requirement));
        return Ok(told);
    }
    let mut taken = 0;
    for server in &servers {
        match probe.line.offer(server, &offers::modern(server.name())).await {
            Answer::Taken(_) => taken += 1,
            // Every other test says the same of this server; here it is enough that another one answers.
            other => {
                let reason = Message::new("tls-no-answer").with("place", server.place()).with("what", other.told());
                told.push(undecided(requirement, Gap::NoData, reason));
            }
        }
    }
    if taken > 0 {
        told.push(witness(requirement, taken, Message::new("tls-answers").with("count", taken)));
    }
    Ok(told)
}
