//! `ss12000/report-paths`: the report paths are reached with their last slash, without a redirect that would lose the body.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::entry;
use crate::writing::{is_unclear, obstacle, status, turned_away, unusable};
use samspel_suite::observe::{against, answer, witness};

const RULE: &str = "SS12K-HTTP-015";

pub(super) const CHECK: Check = Check { id: "ss12000/report-paths", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = entry::operation(ctx).await?;
    if let Some(instead) = obstacle(ctx, &operation.id).await? {
        return Ok(instead);
    }
    let Some((_, entry)) = entry::right(ctx, &operation.id).into_iter().next() else { return Ok(Vec::new()) };
    let bare_path = operation.path.trim_end_matches('/');
    let documented = entry::send(ctx, &operation.id, &operation.path, &entry).await?;
    let bare = entry::send(ctx, &operation.id, bare_path, &entry).await?;
    if is_unclear(&documented) {
        return Ok(vec![unusable(RULE, &documented)]);
    }
    let wrong = |summary: &str| {
        against(RULE, Message::new(summary))
            .expected(format!("POST {} HTTP 201", operation.path))
            .observed(answer(&documented))
            .sample(format!("{}, without the slash: {}", answer(&documented), answer(&bare)))
            .exchange(&documented)
            .exchange(&bare)
    };
    Ok(match (status(&documented), status(&bare)) {
        (Some(300..400), _) => vec![wrong("report-path-redirects").contradiction()],
        (Some(400..), Some(200..300)) => vec![wrong("report-path-without-slash-only").contradiction()],
        (Some(200..300), bare) => {
            let seen = Message::new("report-path-reached").with("operation", operation.id.as_str());
            let mut observations = vec![witness(RULE, 1, seen)];
            if !matches!(bare, Some(200..300)) {
                observations.push(wrong("report-path-with-slash-only").note());
            }
            observations
        }
        _ => match turned_away(ctx, &operation.id, &documented).await? {
            Some(instead) => instead,
            None => vec![unusable(RULE, &documented)],
        },
    })
}
