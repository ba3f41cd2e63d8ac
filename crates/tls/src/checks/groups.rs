//! `tls/dhe` and `tls/groups`: the key exchange (RFC 9325, 4.5; RFC 8422, 5.1.1).

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::refused::s_client;
use crate::answer::{self, Answer};
use crate::observe::{Seen, breach, remark, requirement, witness};
use crate::offers::{self, P256, X25519, X25519_MLKEM768};
use crate::probe::{Probe, no_answer, unsteady, without_https};

pub(crate) const DHE: Check = Check { id: "tls/dhe", run: |ctx| Box::pin(prime(ctx)) };
pub(crate) const NAMED: Check = Check { id: "tls/groups", run: |ctx| Box::pin(named(ctx)) };

async fn prime(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let least: usize = ctx.with("bits")?;
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut held) = (Vec::new(), 0);
    for server in &servers {
        let between = probe.between(server, &[offers::dhe(server.name())]).await;
        for answer in &between.answers {
            match (answer, &between.unsteady) {
                (Answer::Taken(flight), _) => match flight.prime_bits {
                    Some(bits) if bits >= least => held += 1,
                    Some(bits) => told.push(breach(
                        requirement,
                        Seen {
                            summary: "tls-short-prime",
                            expected: &format!("{least} bits | no DHE"),
                            observed: format!("{bits} bits"),
                            place: server.place(),
                            reproduce: Some(s_client(server, " -tls1_2 -cipher DHE:@SECLEVEL=0")),
                        },
                    )),
                    None => told.push(no_answer(requirement, server, &flight.told())),
                },
                // Without DHE there is no prime that could be short.
                (answer, None) if answer.is_refusal() => held += 1,
                (answer, Some(modern)) if answer.is_refusal() => told.push(unsteady(requirement, server, modern)),
                (other, _) => told.push(no_answer(requirement, server, &other.told())),
            }
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-prime-held").with("count", held)));
    }
    Ok(told)
}

async fn named(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut held) = (Vec::new(), 0);
    for server in &servers {
        let asked = [X25519, P256, X25519_MLKEM768];
        let mut hellos = asked.map(|group| offers::only_groups(server.name(), &[group])).to_vec();
        // Once more with a key, for servers that cannot ask for one.
        hellos.push(offers::only_groups(server.name(), &[X25519]).key_share(X25519));
        let between = probe.between(server, &hellos).await;
        let taken: Vec<u16> = asked
            .into_iter()
            .chain([X25519])
            .zip(&between.answers)
            .filter(|(group, answer)| matches!(answer, Answer::Taken(flight) if flight.group == Some(*group)))
            .map(|(group, _)| group)
            .collect();
        let seen =
            |summary, expected, observed| Seen { summary, expected, observed, place: server.place(), reproduce: None };
        if taken.contains(&X25519_MLKEM768) {
            let observed = answer::group(X25519_MLKEM768);
            told.push(remark(requirement, seen("tls-hybrid", "X25519MLKEM768", observed)));
        }
        if taken.contains(&X25519) || taken.contains(&P256) {
            held += 1;
        } else if let Some(modern) = &between.unsteady {
            told.push(unsteady(requirement, server, modern));
        } else if between.answers[..2].iter().any(|answer| matches!(answer, Answer::Silent | Answer::Unreached(_))) {
            told.push(no_answer(requirement, server, "no answer in time"));
        } else {
            let observed = between.answers[..2].iter().map(Answer::told).collect::<Vec<_>>().join("; ");
            told.push(breach(requirement, seen("tls-groups-refused", "X25519 | P-256", observed)));
        }
    }
    if held > 0 {
        told.push(witness(requirement, held, Message::new("tls-groups-held").with("count", held)));
    }
    Ok(told)
}
