//! Nobody gets data without a token (AUTH-001), and the refusal says how to do better (AUTH-002).

use samspel_exchange::{Credentials, Exchange, Response};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::http::positive::Positive;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/no-token", run: |ctx| Box::pin(run(ctx)) };

const PROTECTED: &str = "SS12K-AUTH-001";
const CHALLENGE: &str = "SS12K-AUTH-002";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, positive) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let exchange = ctx.session.send(positive.request.clone().credentials(Credentials::Anonymous)).await?;
    Ok(judge(&operation.id, &exchange))
}

fn judge(operation: &str, exchange: &Exchange) -> Vec<Observation> {
    let named = |id: &str| Message::new(id).with("operation", operation);
    let response = match &exchange.outcome {
        // Beside a correct request that succeeds, a 500 is how this system takes a missing token.
        Ok(response) if response.status == 500 => {
            let broken = against(CHALLENGE, Message::new("no-token-breaks"))
                .expected("HTTP 401, WWW-Authenticate: Bearer")
                .observed(answer(exchange))
                .exchange(exchange)
                .contradiction();
            return vec![witness(PROTECTED, 1, named("no-token-refused")), broken];
        }
        Ok(response) if !matches!(response.status, 429 | 501..=599) => response,
        _ => {
            let reason = named("no-answer").with("answer", answer(exchange));
            return [PROTECTED, CHALLENGE].map(|r| undecided(r, Gap::NoAnswer, reason.clone())).into();
        }
    };
    if response.is_success() {
        let open = against(PROTECTED, Message::new("no-token-let-in"))
            .expected("HTTP 401")
            .observed(answer(exchange))
            .exchange(exchange)
            .contradiction();
        return vec![open, undecided(CHALLENGE, Gap::NoAnswer, named("no-token-no-refusal"))];
    }
    vec![witness(PROTECTED, 1, named("no-token-refused")), challenge(operation, exchange, response)]
}

/// 401 with a challenge is right. 403 is documented and therefore tolerated, with a note.
fn challenge(operation: &str, exchange: &Exchange, response: &Response) -> Observation {
    let challenges: Vec<String> =
        response.headers.iter().filter(|(n, _)| n == "www-authenticate").map(|(_, v)| v.to_ascii_lowercase()).collect();
    let schemes = challenges.iter().flat_map(|c| c.split(',')).filter_map(|c| c.split_whitespace().next());
    let bearer = schemes.into_iter().any(|scheme| scheme == "bearer");
    let seen = |id: &str| {
        against(CHALLENGE, Message::new(id))
            .expected("HTTP 401, WWW-Authenticate: Bearer")
            .observed(match (bearer, challenges.is_empty()) {
                (true, _) => format!("HTTP {}, WWW-Authenticate: Bearer", response.status),
                (false, true) => format!("HTTP {}", response.status),
                (false, false) => format!("HTTP {}, WWW-Authenticate of another scheme", response.status),
            })
            .exchange(exchange)
    };
    match response.status {
        401 if bearer => witness(CHALLENGE, 1, Message::new("no-token-challenged").with("operation", operation)),
        401 => seen("no-token-without-challenge").contradiction(),
        403 => seen("no-token-forbidden").note(),
        _ => seen("no-token-other-status").contradiction(),
    }
}

#[cfg(test)]
mod tests {
    use samspel_exchange::Request;
    use samspel_model::Sight;

    use super::*;
    use crate::http::tests::{exchange, response};

    fn of(status: u16, header: (&str, &str)) -> Vec<&'static str> {
        let seen =
            judge("listPersons", &exchange(Request::get("listPersons", "/persons"), response(status, header, "{}")));
        let kind = |sight: &Sight| match sight {
            Sight::Witness { .. } => "witness",
            Sight::Contradiction(_) => "contradiction",
            Sight::Note(_) => "note",
            Sight::Undecided { .. } => "undecided",
            Sight::NotApplicable { .. } => "not applicable",
        };
        seen.iter().map(|o| kind(&o.sight)).collect()
    }

    #[test]
    fn a_challenge_with_401_is_right_in_any_letter_case_and_among_others() {
        assert_eq!(of(401, ("www-authenticate", "Bearer realm=\"ss12000\"")), ["witness", "witness"]);
        assert_eq!(of(401, ("www-authenticate", "Basic realm=\"x\", BEARER")), ["witness", "witness"]);
    }

    #[test]
    fn a_refusal_without_challenge_protects_but_does_not_help() {
        assert_eq!(of(401, ("date", "now")), ["witness", "contradiction"]);
        assert_eq!(of(401, ("www-authenticate", "Basic")), ["witness", "contradiction"]);
        assert_eq!(of(404, ("date", "now")), ["witness", "contradiction"]);
    }

    #[test]
    fn a_server_error_protects_but_is_no_refusal() {
        assert_eq!(of(500, ("date", "now")), ["witness", "contradiction"]);
        assert_eq!(of(503, ("date", "now")), ["undecided", "undecided"]);
    }

    #[test]
    fn the_documented_403_is_tolerated_with_a_note() {
        assert_eq!(of(403, ("date", "now")), ["witness", "note"]);
    }

    #[test]
    fn any_success_is_an_open_door_even_without_data() {
        assert_eq!(of(200, ("date", "now")), ["contradiction", "undecided"]);
    }
}
