//! `identity/two-people`: the positive control. People are known in both systems, and told apart in both; else likeness shows nothing.

use std::collections::BTreeSet;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::linked::{Linked, People};
use crate::oidc_provider::provider::requirement;
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "identity/two-people", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let people = match People::of(ctx).await? {
        Ok(people) => people,
        Err(said) => return Ok(said),
    };
    let requirement = requirement(ctx);
    let (everybody, mut told) = people.each(requirement);
    let claim = people.stage.provider.claims.principal_name.as_str();
    let sides: [fn(&Linked, &str) -> Vec<String>; 3] = [
        |linked, _| linked.person.get("id").and_then(Value::as_str).map(str::to_owned).into_iter().collect(),
        |linked, _| linked.told("sub"),
        Linked::told,
    ];
    let apart = sides.iter().all(|of| {
        let names: Vec<String> = everybody.iter().flat_map(|linked| of(linked, claim)).collect();
        names.iter().collect::<BTreeSet<_>>().len() == names.len()
    });
    told.push(match everybody.len() {
        _ if !apart => undecided(requirement, Gap::OtherFault, Message::new("identity-not-told-apart")),
        0 => return Ok(told),
        count => witness(requirement, count as u64, Message::new("identity-told-apart").with("count", count)),
    });
    Ok(told)
}
