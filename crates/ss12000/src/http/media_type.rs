//! Successful answers with a body are application/json (HTTP-002).

use samspel_exchange::{Exchange, Response};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::positive::Positive;
use crate::run_state;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/media-type", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-002";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    if let Some(said) = run_state::discovery(ctx).await?.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let positive = Positive::ask(ctx, &operation).await?;
    let exchange = &positive.exchange;
    Ok(vec![match &exchange.outcome {
        Ok(response) if response.is_success() && !response.body.is_empty() => judge(&operation.id, exchange, response),
        _ => {
            let reason = Message::new("positive-failed").with("operation", operation.id.as_str());
            undecided(REQUIREMENT, Gap::NoAnswer, reason.with("answer", answer(exchange)))
        }
    }])
}

fn judge(operation: &str, exchange: &Exchange, response: &Response) -> Observation {
    let media_type = response.media_type();
    if media_type.as_deref() == Some("application/json") {
        return witness(REQUIREMENT, 1, Message::new("media-type-json").with("operation", operation));
    }
    against(REQUIREMENT, Message::new("media-type-other"))
        .expected("application/json")
        .observed(media_type.unwrap_or_else(|| "no Content-Type".to_owned()))
        .exchange(exchange)
        .contradiction()
}

#[cfg(test)]
mod tests {
    use samspel_exchange::Request;
    use samspel_model::Sight;

    use super::*;
    use crate::http::tests::{exchange, response};

    fn of(media_type: &str) -> Sight {
        let response = response(200, ("content-type", media_type), "{}");
        let exchange = exchange(Request::get("listPersons", "/persons"), response.clone());
        judge("listPersons", &exchange, &response).sight
    }

    #[test]
    fn parameters_and_letter_case_of_the_media_type_do_not_matter() {
        assert!(matches!(of("application/json"), Sight::Witness { .. }));
        assert!(matches!(of("Application/JSON; charset=utf-8"), Sight::Witness { .. }));
    }

    #[test]
    fn related_media_types_are_other_media_types() {
        for media_type in ["text/html", "text/json", "application/vnd.api+json", ""] {
            assert!(matches!(of(media_type), Sight::Contradiction(_)), "{media_type}");
        }
    }
}
