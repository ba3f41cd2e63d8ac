//! `ss12000/targets-reachable`: whoever receives references to a kind of record can fetch such records.

use samspel_contract::Kind;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::data::Data;
use super::resolve::offered;
use crate::run_state::{self, Standing};
use samspel_suite::observe::{against, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/targets-reachable", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-OPT-005";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let target: String = ctx.with("target")?;
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let list = contract.operations().iter().find(|o| o.kind == Kind::List && o.entity.as_deref() == Some(&target));
    let list = list.ok_or_else(|| CheckError::With(format!("no list of {target}")))?;
    let (mut references, mut places) = (0_u64, Vec::new());
    for reference in contract.references().iter().filter(|r| r.target == target && !r.path.starts_with('_')) {
        let data = Data::load(ctx, &[&reference.entity]).await?;
        let column = data.table(&reference.entity).and_then(|table| table.column(&format!("{}.id", reference.path)));
        let count = column.map_or(0, |column| column.all().filter(|(_, cell)| cell.is_known()).count());
        if count > 0 {
            references += u64::try_from(count).unwrap_or(u64::MAX);
            places.push(format!("{}.{}", reference.entity, reference.path));
        }
    }
    let message = |id: &str| Message::new(id).with("target", target.as_str());
    if references == 0 {
        return Ok(vec![undecided(RULE, Gap::NoData, message("target-not-referred-to"))]);
    }
    let standing = discovery.get(&list.id).map(|probed| &probed.standing);
    let single = offered(ctx, &target, Kind::ById).await?.or(offered(ctx, &target, Kind::Lookup).await?);
    Ok(vec![match standing {
        Some(Standing::Offered) => witness(RULE, references, message("target-reachable").with("count", references)),
        _ if single.is_some() => witness(RULE, references, message("target-reachable").with("count", references)),
        Some(Standing::Refused { status }) => against(RULE, Message::new("target-unreachable"))
            .expected("a list, a lookup or by id")
            .observed(format!("HTTP {status}"))
            .operation(&list.id)
            .count(references)
            .samples(places)
            .contradiction(),
        _ => undecided(RULE, Gap::NoAnswer, message("target-silent")),
    }])
}
