//! `tls/refused`: offers that have to be turned down: old versions (RFC 8996, RFC 7568, RFC 6176) and weak suites (RFC 9325, 4.1).

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::answer::Answer;
use crate::endpoints::Server;
use crate::hello::{SSL3, TLS10, TLS11};
use crate::observe::{Seen, breach, requirement, witness};
use crate::offers;
use crate::probe::{Probe, no_answer, unsteady, without_https};

pub(crate) const CHECK: Check = Check { id: "tls/refused", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let offers: Vec<String> = ctx.with("offers")?;
    let probe = Probe::of(ctx).await?;
    let requirement = requirement(ctx);
    let servers = probe.endpoints.servers();
    if servers.is_empty() {
        return Ok(without_https(requirement));
    }
    let (mut told, mut refused) = (Vec::new(), 0);
    for server in &servers {
        let hellos = offers
            .iter()
            .map(|offer| offers::unwanted(offer, server.name()))
            .collect::<Option<Vec<_>>>()
            .ok_or_else(|| CheckError::With(format!("`offers`: one of {} does not exist", offers.join(", "))))?;
        let between = probe.between(server, &hellos).await;
        for (offer, answer) in offers.iter().zip(&between.answers) {
            match (answer, &between.unsteady) {
                // What is taken up is taken up, whatever else the server does.
                (Answer::Taken(flight), _) => told.push(breach(
                    requirement,
                    Seen {
                        summary: &format!("tls-takes-{}", taken(offer, flight.version)),
                        expected: "alert | connection closed",
                        observed: flight.told(),
                        place: server.place(),
                        reproduce: again(server, offer),
                    },
                )),
                (answer, None) if answer.is_refusal() => refused += 1,
                (answer, Some(modern)) if answer.is_refusal() => told.push(unsteady(requirement, server, modern)),
                (other, _) => told.push(no_answer(requirement, server, &other.told())),
            }
        }
    }
    if refused > 0 {
        told.push(witness(requirement, refused, Message::new("tls-refused").with("count", refused)));
    }
    Ok(told)
}

/// What was taken up: of an offered version the one that came, which may be older.
fn taken(offer: &str, version: u16) -> String {
    let came = match version {
        SSL3 => "ssl3",
        TLS10 => "tls10",
        TLS11 => "tls11",
        _ => offer,
    };
    let is_version = offer.starts_with("tls") || offer.starts_with("ssl");
    if is_version { came.replace('.', "") } else { offer.to_owned() }
}

/// The same with OpenSSL, where that still knows how.
fn again(server: &Server, offer: &str) -> Option<String> {
    let option = match offer {
        "tls1.1" => " -tls1_1 -cipher ALL:@SECLEVEL=0",
        "tls1.0" => " -tls1 -cipher ALL:@SECLEVEL=0",
        "rsa" => " -tls1_2 -cipher kRSA:@SECLEVEL=0",
        "null" => " -tls1_2 -cipher NULL:@SECLEVEL=0",
        "anonymous" => " -tls1_2 -cipher aNULL:@SECLEVEL=0",
        "cbc" => " -tls1_2 -cipher ECDHE+AES:!AESGCM:!AESCCM",
        _ => return None,
    };
    Some(s_client(server, option))
}

/// A command line of OpenSSL.
pub(crate) fn s_client(server: &Server, option: &str) -> String {
    let name = server.name().map(|name| format!(" -servername {name}")).unwrap_or_default();
    format!("openssl s_client -connect {}{name}{option} </dev/null", server.place())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hello::TLS12;

    #[test]
    fn what_is_told_is_what_came_and_not_what_was_offered() {
        assert_eq!(taken("tls1.1", TLS10), "tls10");
        assert_eq!(taken("tls1.1", TLS11), "tls11");
        assert_eq!(taken("ssl2", crate::hello::SSL2), "ssl2");
        assert_eq!(taken("rsa", TLS10), "rsa");
        assert_eq!(taken("null", TLS12), "null");
    }
}
