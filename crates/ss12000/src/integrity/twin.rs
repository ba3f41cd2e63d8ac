//! `ss12000/integrity-twin`: a rule on data that another family's check already judges, under the number that it has here.

use std::sync::Arc;

use samspel_model::Observation;
use samspel_suite::{Check, CheckError, CheckFuture, Context};

pub(super) const CHECK: Check = Check { id: "ss12000/integrity-twin", run };

// Not an `async fn`: the list of all checks that it looks into holds itself.
fn run(ctx: &Context) -> CheckFuture<'_> {
    Box::pin(async move { judge(ctx).await })
}

async fn judge(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (check, requirement): (String, String) = (ctx.with("check")?, ctx.with("as")?);
    let check = crate::checks().into_iter().find(|known| known.id == check && known.id != CHECK.id);
    let check = check.ok_or_else(|| CheckError::With("`check` names no other check".to_owned()))?;
    let twin = Context {
        session: ctx.session.clone(),
        client: ctx.client.clone(),
        target: Arc::clone(&ctx.target),
        edition: ctx.edition.clone(),
        test: ctx.test.clone(),
        requirements: vec![requirement.clone()],
        with: ctx.with.clone(),
        seed: ctx.seed,
        shared: Arc::clone(&ctx.shared),
    };
    let observations = (check.run)(&twin).await?;
    let own = observations.into_iter().filter(|o| o.requirement == requirement);
    Ok(own
        .flat_map(|o| ctx.requirements.iter().map(move |r| Observation { requirement: r.clone(), ..o.clone() }))
        .collect())
}
