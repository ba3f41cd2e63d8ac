//! An id in the path that is no UUID gives 400 with an error object (ERR-005).

use samspel_exchange::Response;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::body::{FORM, flaw};
use super::mistakes::BAD_IDS;
use crate::http::positive::Positive;
use crate::requests;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/bad-path-id", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-ERR-005";

/// How a system takes a bad id.
#[derive(Debug, PartialEq, Eq)]
enum Reaction {
    Refused,
    RefusedWithoutErrorObject,
    Overloaded,
    Other,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let mut refused = 0;
    let mut told = Vec::new();
    for id in BAD_IDS {
        let exchange = ctx.session.send(requests::with_id(&operation, id)).await?;
        match exchange.outcome.as_ref().map(|response| reaction(response)) {
            Ok(Reaction::Refused) => refused += 1,
            // The form of errors is a finding of its own; here it only takes the witness away.
            Ok(Reaction::RefusedWithoutErrorObject) => {
                told.push(undecided(REQUIREMENT, Gap::NoAnswer, named("bad-path-id-without-error-object")));
            }
            Ok(Reaction::Other) => told.push(
                against(REQUIREMENT, Message::new("bad-path-id-not-400"))
                    .expected(format!("HTTP 400 {FORM}"))
                    .observed(answer(&exchange))
                    .sample(format!("{} ({id})", operation.path))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            Ok(Reaction::Overloaded) | Err(_) => {
                let reason = named("no-answer").with("answer", answer(&exchange));
                told.push(undecided(REQUIREMENT, Gap::NoAnswer, reason));
            }
        }
    }
    if refused > 0 {
        told.push(witness(REQUIREMENT, refused, named("bad-path-id-refused").with("count", refused)));
    }
    Ok(told)
}

fn reaction(response: &Response) -> Reaction {
    match response.status {
        400 if flaw(response).is_none() => Reaction::Refused,
        400 => Reaction::RefusedWithoutErrorObject,
        429 | 502..=504 => Reaction::Overloaded,
        _ => Reaction::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(status: u16, body: &str) -> Reaction {
        reaction(&Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() })
    }

    #[test]
    fn only_400_with_an_error_object_is_right() {
        assert_eq!(of(400, r#"{"code":"bad_id","message":"no UUID"}"#), Reaction::Refused);
        assert_eq!(of(400, r#"{"detail":"no UUID"}"#), Reaction::RefusedWithoutErrorObject);
        for status in [200, 404, 422, 500] {
            assert_eq!(of(status, r#"{"code":"bad_id","message":"no UUID"}"#), Reaction::Other, "{status}");
        }
    }

    #[test]
    fn an_overloaded_system_is_not_blamed() {
        assert_eq!(of(429, ""), Reaction::Overloaded);
        assert_eq!(of(503, ""), Reaction::Overloaded);
    }
}
