//! A client's mistake is never answered with a server error nor as if it were none (ERR-007).

use samspel_exchange::Response;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::mistakes::{Mistake, mistakes};
use crate::http::positive::{self, Positive};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/client-mistakes", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-ERR-007";

/// How a system takes a mistake.
#[derive(Debug, PartialEq, Eq)]
enum Reaction {
    /// It refuses.
    Refused,
    /// It breaks.
    ServerError,
    /// It answers as if nothing were wrong.
    TakenAsGood,
    /// It is overloaded, does not do such things at all, or sends the client elsewhere.
    Evaded,
    /// It is lenient where the standard does not bind it.
    Lenient,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let required = positive::required(ctx, &operation).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let mut refused = 0;
    let mut told = Vec::new();
    for mistake in mistakes(&operation, &required) {
        let exchange = ctx.session.send(mistake.request.clone()).await?;
        let summary = match exchange.outcome.as_ref().map(|response| reaction(&mistake, response)) {
            Ok(Reaction::Refused) => {
                refused += 1;
                continue;
            }
            Ok(Reaction::Lenient) => continue,
            Ok(Reaction::ServerError) => "client-mistake-server-error",
            Ok(Reaction::TakenAsGood) => "client-mistake-taken-as-good",
            Ok(Reaction::Evaded) | Err(_) => {
                let reason = named("no-answer").with("answer", answer(&exchange));
                told.push(undecided(REQUIREMENT, Gap::NoAnswer, reason));
                continue;
            }
        };
        told.push(
            against(REQUIREMENT, Message::new(summary))
                .expected("HTTP 4xx")
                .observed(answer(&exchange))
                .sample(format!("{} {}", operation.path, mistake.place))
                .exchange(&exchange)
                .contradiction(),
        );
    }
    if refused > 0 {
        told.push(witness(REQUIREMENT, refused, named("client-mistakes-refused").with("count", refused)));
    } else if told.is_empty() {
        told.push(undecided(REQUIREMENT, Gap::NoData, named("client-mistakes-none-refused")));
    }
    Ok(told)
}

fn reaction(mistake: &Mistake, response: &Response) -> Reaction {
    match response.status {
        429 | 501..=504 => Reaction::Evaded,
        400..=499 => Reaction::Refused,
        500..=599 => Reaction::ServerError,
        200..=299 if mistake.binding => Reaction::TakenAsGood,
        200..=299 => Reaction::Lenient,
        _ => Reaction::Evaded,
    }
}

#[cfg(test)]
mod tests {
    use samspel_exchange::Request;

    use super::*;

    fn of(binding: bool, status: u16) -> Reaction {
        let request = Request::get("listPersons", "/persons");
        let mistake = Mistake { kind: "uuid", place: String::new(), binding, request };
        reaction(&mistake, &Response { status, headers: Vec::new(), body: Vec::new() })
    }

    #[test]
    fn any_4xx_is_a_refusal() {
        assert!([400, 404, 415, 422].map(|s| of(true, s)).iter().all(|r| *r == Reaction::Refused));
    }

    #[test]
    fn a_server_error_is_wrong_even_where_leniency_is_allowed() {
        assert_eq!(of(false, 500), Reaction::ServerError);
    }

    #[test]
    fn success_is_wrong_only_where_the_standard_binds() {
        assert_eq!(of(true, 200), Reaction::TakenAsGood);
        assert_eq!(of(false, 200), Reaction::Lenient);
    }

    #[test]
    fn overload_and_redirects_decide_nothing() {
        assert!([429, 503, 302].map(|s| of(true, s)).iter().all(|r| *r == Reaction::Evaded));
    }
}
