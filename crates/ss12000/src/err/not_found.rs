//! 404 for an unknown id has no body, or an error object (ERR-004).

use samspel_exchange::Response;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::body::{FORM, flaw, shape};
use crate::http::positive::Positive;
use crate::requests;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/not-found-body", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-ERR-004";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, _) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let exchange = ctx.session.send(requests::with_id(&operation, &requests::unknown_uuid(ctx, &ctx.test))).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    Ok(vec![match &exchange.outcome {
        Ok(response) if response.status == 404 && is_fit(response) => {
            witness(REQUIREMENT, 1, named("not-found-body-fits"))
        }
        Ok(response) if response.status == 404 => against(REQUIREMENT, Message::new("not-found-body"))
            .expected(format!("HTTP 404, no body | {FORM}"))
            .observed(format!("HTTP 404 {}", shape(response)))
            .exchange(&exchange)
            .contradiction(),
        // Another status than 404 is the finding of the tests on by-id.
        _ => undecided(REQUIREMENT, Gap::OtherFault, named("not-found-other-answer").with("answer", answer(&exchange))),
    }])
}

fn is_fit(response: &Response) -> bool {
    response.body.is_empty() || flaw(response).is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_body_and_an_error_object_fit_and_nothing_else() {
        let fit = |body: &str| is_fit(&Response { status: 404, headers: Vec::new(), body: body.as_bytes().to_vec() });
        assert!(fit("") && fit(r#"{"code":"not_found","message":"no such person"}"#));
        assert!(!fit("<html></html>") && !fit(r#"{"detail":"Not Found"}"#) && !fit("null"));
    }
}
