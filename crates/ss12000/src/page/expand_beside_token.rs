//! `ss12000/page-expand-beside-token`: expand or expandReferenceNames beside a token is answered clearly, either way.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::{harvest, next_page, status, token, too_small};
use samspel_suite::observe::{against, answer, not_applicable, undecided, witness};

const RULE: &str = "SS12K-PAGE-007";

pub(super) const CHECK: Check = Check { id: "ss12000/page-expand-beside-token", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, harvest) = match harvest(ctx).await? {
        Ok(ready) => ready,
        Err(instead) => return Ok(instead),
    };
    let extra = operation.parameters.iter().find_map(|p| match p.name.as_str() {
        "expand" => p.values.as_ref()?.first().map(|value| (p.name.clone(), value.clone())),
        "expandReferenceNames" => Some((p.name.clone(), "true".to_owned())),
        _ => None,
    });
    let Some((name, value)) = extra else {
        let reason = Message::new("page-nothing-to-expand").with("operation", operation.id.as_str());
        return Ok(vec![not_applicable(RULE, reason)]);
    };
    if harvest.keys().len() < 2 {
        return Ok(vec![too_small(RULE, &harvest)]);
    }
    let Some(token) = token(ctx, &operation, &harvest).await? else {
        let reason = Message::new("page-no-usable-token").with("operation", operation.id.as_str());
        return Ok(vec![undecided(RULE, Gap::NoAnswer, reason)]);
    };
    let request = next_page(&operation, &harvest, harvest.walked.repeats_required, &token).query(&name, value);
    let exchange = ctx.session.send(request).await?;
    let observation = match status(&exchange) {
        Some(code @ (200 | 400)) => {
            let seen = Message::new("page-expand-beside-token-answered")
                .with("operation", operation.id.as_str())
                .with("status", code);
            witness(RULE, 1, seen)
        }
        Some(code) if code >= 500 && code != 503 => against(RULE, Message::new("page-expand-beside-token-fails"))
            .expected("HTTP 200 | HTTP 400")
            .observed(format!("HTTP {code}"))
            .sample(format!("{} pageToken + {name}", operation.id))
            .exchange(&exchange)
            .contradiction(),
        _ => {
            let reason = Message::new("no-usable-answer")
                .with("operation", operation.id.as_str())
                .with("answer", answer(&exchange));
            undecided(RULE, Gap::NoAnswer, reason)
        }
    };
    Ok(vec![observation])
}
