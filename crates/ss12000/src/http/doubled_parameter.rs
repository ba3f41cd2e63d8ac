//! A single-valued parameter that comes twice does not break the system (HTTP-013).

use samspel_contract::Parameter;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::positive::Positive;
use samspel_suite::observe::{against, answer, not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/doubled-parameter", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-013";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, positive) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let mut survived = 0;
    let mut told = Vec::new();
    for parameter in operation.parameters.iter().filter(|p| p.place == "query" && !p.required) {
        let Some((one, other)) = values(parameter) else { continue };
        let request = positive.request.clone().query(&parameter.name, one).query(&parameter.name, other);
        let exchange = ctx.session.send(request).await?;
        match &exchange.outcome {
            Ok(response) if matches!(response.status, 500) => told.push(
                against(REQUIREMENT, Message::new("doubled-server-error"))
                    .expected("HTTP 2xx | 4xx")
                    .observed(answer(&exchange))
                    .sample(format!("{}?{name}={one}&{name}={other}", operation.path, name = parameter.name))
                    .exchange(&exchange)
                    .contradiction(),
            ),
            Ok(response) if response.status < 500 && response.status != 429 => survived += 1,
            _ => {
                told.push(undecided(REQUIREMENT, Gap::OtherFault, named("no-answer").with("answer", answer(&exchange))))
            }
        }
    }
    if survived > 0 {
        told.push(witness(REQUIREMENT, survived, named("doubled-survived").with("count", survived)));
    } else if told.is_empty() {
        told.push(not_applicable(REQUIREMENT, named("doubled-none")));
    }
    Ok(told)
}

/// Two good values of a single-valued parameter; None for arrays and for parameters that bind pages together.
fn values(parameter: &Parameter) -> Option<(&str, &str)> {
    match (parameter.data_type.as_str(), parameter.format.as_deref(), parameter.values.as_deref()) {
        ("array", ..) => None,
        ("boolean", ..) => Some(("true", "false")),
        (_, Some("uuid"), _) => Some(("0a0b0c0d-0000-4000-8000-000000000001", "0a0b0c0d-0000-4000-8000-000000000002")),
        (_, Some("date"), _) => Some(("2025-01-01", "2026-01-01")),
        (_, Some("date-time"), _) => Some(("2025-01-01T00:00:00Z", "2026-01-01T00:00:00Z")),
        (_, _, Some([one, other, ..])) => Some((one, other)),
        _ => None,
    }
}
