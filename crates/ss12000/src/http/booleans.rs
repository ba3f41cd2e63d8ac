//! Boolean parameters take `true` and `false` and nothing else (HTTP-014).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::positive::Positive;
use samspel_suite::observe::{against, answer, not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/booleans", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-014";
const GOOD: [&str; 2] = ["true", "false"];
const BAD: [&str; 2] = ["yes", "maybe"];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, positive) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let Some(parameter) = operation.parameters.iter().find(|p| p.data_type == "boolean") else {
        return Ok(vec![not_applicable(REQUIREMENT, named("booleans-none"))]);
    };
    for value in GOOD {
        let exchange = ctx.session.send(positive.request.clone().query(&parameter.name, value)).await?;
        // A system that does not take the parameter at all shows nothing about its values.
        if !exchange.outcome.as_ref().is_ok_and(|r| r.is_success()) {
            let reason = named("booleans-not-taken").with("answer", answer(&exchange));
            return Ok(vec![undecided(REQUIREMENT, Gap::NoData, reason)]);
        }
    }
    let mut told = Vec::new();
    let mut refused = 0;
    for value in BAD {
        let exchange = ctx.session.send(positive.request.clone().query(&parameter.name, value)).await?;
        match &exchange.outcome {
            Ok(response) if response.is_success() => told.push(
                against(REQUIREMENT, Message::new("booleans-other-taken"))
                    .expected("HTTP 400")
                    .observed(answer(&exchange))
                    .sample(format!("{}?{}={value}", operation.path, parameter.name))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            Ok(response) if (400..500).contains(&response.status) && response.status != 429 => refused += 1,
            _ => told.push(undecided(REQUIREMENT, Gap::NoAnswer, named("no-answer").with("answer", answer(&exchange)))),
        }
    }
    if refused > 0 {
        told.push(witness(REQUIREMENT, refused, named("booleans-refused").with("count", refused)));
    }
    Ok(told)
}
