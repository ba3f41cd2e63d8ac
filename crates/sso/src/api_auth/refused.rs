//! `api-auth/refused`: tokens that are wrong in one way are refused, between two good ones that are let in.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ground::{Ground, everywhere};
use super::sent::{Reply, holds_data, reply, send};
use super::spoiled::{Shot, Wanted, shots};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/refused", run: |ctx| Box::pin(run(ctx)) };

/// What is expected, as a fact.
const EXPECTED: &str = "HTTP 401 | HTTP 403";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let ground = match Ground::of(ctx).await? {
        Ok(ground) => ground,
        Err(said) => return Ok(said),
    };
    let spoilt = match shots(&kind, &ground)? {
        Ok(spoilt) => spoilt,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    let before = ground.good(ctx).await?;
    if !holds_data(&before) {
        return Ok(everywhere(ctx, Gap::NoAnswer, &unsteady(&before)));
    }
    let mut seen = Vec::new();
    for shot in spoilt.shots {
        let exchange = send(ctx, ground.request(), &shot.label, &shot.sent).await?;
        seen.push((shot, exchange));
    }
    let after = ground.good(ctx).await?;
    if !holds_data(&after) {
        return Ok(everywhere(ctx, Gap::NoAnswer, &unsteady(&after)));
    }
    let fetched = spoilt.trap.map(|trap| trap.visits());
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    Ok(judge(requirement, &kind, &seen, fetched))
}

/// A good token was not let in: beside it no refusal proves anything.
fn unsteady(exchange: &Exchange) -> Message {
    Message::new("auth-good-token-refused").with("answer", answer(exchange))
}

fn judge(requirement: &str, kind: &str, seen: &[(Shot, Exchange)], fetched: Option<u64>) -> Vec<Observation> {
    let mut told = Vec::new();
    let mut refused = 0;
    let found = |summary: String, expected: &str, shot: &Shot, exchange: &Exchange| {
        let found = against(requirement, Message::new(summary.as_str()));
        found.expected(expected).observed(answer(exchange)).sample(&shot.label).exchange(exchange)
    };
    for (shot, exchange) in seen {
        match (reply(exchange), shot.wanted) {
            // Lawful, and no witness of a refusal.
            (Reply::LetIn, Wanted::Whatever) => {}
            (Reply::LetIn, Wanted::Refused | Wanted::RefusedInGoodOrder) => {
                told.push(found(format!("auth-let-in-{kind}"), EXPECTED, shot, exchange).contradiction());
            }
            (Reply::RefusedWithData, _) => {
                told.push(found("auth-refused-with-data".to_owned(), EXPECTED, shot, exchange).contradiction());
            }
            (Reply::Refused, _) => refused += 1,
            (Reply::RefusedOtherwise(_), Wanted::RefusedInGoodOrder | Wanted::Whatever) => refused += 1,
            (Reply::RefusedOtherwise(_), Wanted::Refused) => {
                refused += 1;
                told.push(found("auth-refused-otherwise".to_owned(), EXPECTED, shot, exchange).note());
            }
            (Reply::Broke, Wanted::RefusedInGoodOrder | Wanted::Whatever) if !is_too_large(shot, exchange) => {
                told.push(found(format!("auth-breaks-{kind}"), "HTTP 4xx", shot, exchange).contradiction());
            }
            (Reply::Broke, Wanted::RefusedInGoodOrder | Wanted::Whatever) => refused += 1,
            (Reply::Broke, Wanted::Refused) | (Reply::Unclear, _) => {
                let reason = Message::new("auth-unclear").with("what", shot.label.as_str());
                told.push(undecided(requirement, Gap::NoAnswer, reason.with("answer", answer(exchange))));
            }
        }
    }
    if let (Some(visits @ 1..), Some((shot, exchange))) = (fetched, seen.first()) {
        let fetched = found("auth-key-fetched-from-header".to_owned(), "0 GET", shot, exchange);
        told.push(fetched.observed(format!("{visits} GET")).contradiction());
    }
    if refused > 0 {
        told.push(witness(requirement, refused, Message::new("auth-refused").with("count", refused)));
    }
    told
}

/// A connection that is closed on a header of a megabyte is a refusal, if a rude one.
fn is_too_large(shot: &Shot, exchange: &Exchange) -> bool {
    shot.is_large && exchange.outcome.is_err()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use samspel_exchange::{Request, Response, Secret};
    use samspel_model::Sight;

    use super::super::sent::Sent;
    use super::*;

    fn of(status: u16, body: &str, wanted: Wanted, fetched: Option<u64>) -> Vec<String> {
        let shot = Shot { label: "x".to_owned(), sent: Sent::Bearer(Secret::new("x")), wanted, is_large: false };
        let response = Response { status, headers: Vec::new(), body: body.as_bytes().to_vec() };
        let exchange = Exchange {
            id: "x#1".to_owned(),
            request: Arc::new(Request::get("listPersons", "/persons")),
            url: String::new(),
            outcome: Ok(Arc::new(response)),
            elapsed: Duration::ZERO,
        };
        let id = |observation: Observation| match observation.sight {
            Sight::Witness { message, .. } => message.id,
            Sight::Contradiction(seen) => seen.summary.id,
            Sight::Note(seen) => format!("note {}", seen.summary.id),
            Sight::Undecided { reason, .. } | Sight::NotApplicable { reason } => reason.id,
        };
        judge("R", "expired", &[(shot, exchange)], fetched).into_iter().map(id).collect()
    }

    #[test]
    fn being_let_in_is_a_finding_and_being_refused_a_witness() {
        assert_eq!(of(200, "{}", Wanted::Refused, None), ["auth-let-in-expired"]);
        assert_eq!(of(401, "{}", Wanted::Refused, None), ["auth-refused"]);
        assert_eq!(of(403, "", Wanted::Refused, None), ["auth-refused"]);
    }

    #[test]
    fn data_beside_a_refusal_is_no_refusal() {
        assert_eq!(of(401, r#"{"data":[{}]}"#, Wanted::Refused, None), ["auth-refused-with-data"]);
    }

    #[test]
    fn another_client_error_refuses_but_does_not_help() {
        assert_eq!(of(404, "", Wanted::Refused, None), ["note auth-refused-otherwise", "auth-refused"]);
        assert_eq!(of(400, "", Wanted::RefusedInGoodOrder, None), ["auth-refused"]);
    }

    #[test]
    fn a_server_error_counts_where_the_row_says_so_and_decides_nothing_elsewhere() {
        assert_eq!(of(500, "", Wanted::RefusedInGoodOrder, None), ["auth-breaks-expired"]);
        assert_eq!(of(500, "", Wanted::Refused, None), ["auth-unclear"]);
        assert_eq!(of(503, "", Wanted::RefusedInGoodOrder, None), ["auth-unclear"]);
        assert_eq!(of(302, "", Wanted::Refused, None), ["auth-unclear"]);
    }

    #[test]
    fn whatever_is_made_of_a_lawful_oddity_is_fine_unless_it_breaks() {
        assert!(of(200, "", Wanted::Whatever, None).is_empty());
        assert_eq!(of(500, "", Wanted::Whatever, None), ["auth-breaks-expired"]);
    }

    #[test]
    fn a_fetch_is_a_finding_even_beside_a_refusal() {
        assert_eq!(of(401, "", Wanted::Refused, Some(1)), ["auth-key-fetched-from-header", "auth-refused"]);
        assert_eq!(of(401, "", Wanted::Refused, Some(0)), ["auth-refused"]);
    }
}
