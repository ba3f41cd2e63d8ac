//! `ss12000/offered`: which operations the system offers, against what the ICS claims; said here once for all tests.

use std::collections::BTreeMap;

use samspel_contract::{Contract, Kind};
use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::run_state::{self, Discovery, Probed, Standing};
use samspel_suite::observe::{Against, against, not_applicable, witness};

/// Operations that are not supported say so.
const REFUSES: &str = "SS12K-OPT-002";
/// What can be listed can be fetched by id and looked up.
const SYMMETRIC: &str = "SS12K-OPT-004";

pub(super) const CHECK: Check = Check { id: "ss12000/offered", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let mut observations = standings(&discovery);
    observations.extend(symmetry(&contract, &discovery));
    Ok(observations)
}

fn standings(discovery: &Discovery) -> Vec<Observation> {
    let mut observations = Vec::new();
    let mut refused = 0;
    for (operation, probed) in discovery.iter() {
        let found = |summary: &str, observed: String| {
            with_trace(against(REFUSES, Message::new(summary)), operation, probed).observed(observed)
        };
        match (&probed.standing, probed.claimed) {
            (Standing::Refused { status }, Some(true)) => observations.push(
                found("operation-claimed-in-vain", format!("HTTP {status}"))
                    .expected("offered, as the ICS says")
                    .contradiction(),
            ),
            (Standing::Refused { .. }, _) => refused += 1,
            (Standing::Misbehaving { answer }, _) => observations.push(
                found("operation-neither-served-nor-refused", answer.clone())
                    .expected("HTTP 404 | 405 | 501")
                    .contradiction(),
            ),
            (Standing::Offered, Some(false)) => {
                observations
                    .push(found("operation-beyond-claim", "offered".to_owned()).expected("not in the ICS").note());
            }
            _ => {}
        }
    }
    if refused > 0 {
        observations.push(witness(REFUSES, refused, Message::new("operations-refused-clearly").with("count", refused)));
    } else if observations.is_empty() {
        observations.push(not_applicable(REFUSES, Message::new("operations-all-offered")));
    }
    observations
}

fn symmetry(contract: &Contract, discovery: &Discovery) -> Vec<Observation> {
    let mut by_entity: BTreeMap<&str, Vec<(Kind, &str)>> = BTreeMap::new();
    for operation in contract.operations() {
        if let (Kind::List | Kind::ById | Kind::Lookup, Some(entity)) =
            (operation.kind, operation.success.entity.as_deref())
        {
            by_entity.entry(entity).or_default().push((operation.kind, &operation.id));
        }
    }
    let mut observations = Vec::new();
    let mut whole = 0;
    for operations in by_entity.values() {
        let listed =
            operations.iter().any(|(kind, id)| *kind == Kind::List && discovery.get(id).is_some_and(Probed::is_tested));
        if !listed || operations.len() < 2 {
            continue;
        }
        let mut lacking = false;
        for (_, id) in operations.iter().filter(|(kind, _)| *kind != Kind::List) {
            let Some(probed) = discovery.get(id) else { continue };
            if let Standing::Refused { status } = probed.standing {
                lacking = true;
                let finding = with_trace(against(SYMMETRIC, Message::new("operation-listed-only")), id, probed)
                    .expected("offered, as the list is")
                    .observed(format!("HTTP {status}"));
                // What the ICS leaves out was left out knowingly.
                observations.push(if probed.claimed == Some(false) { finding.note() } else { finding.contradiction() });
            }
        }
        whole += u64::from(!lacking);
    }
    if whole > 0 {
        observations.push(witness(SYMMETRIC, whole, Message::new("operations-symmetric").with("count", whole)));
    } else if observations.is_empty() {
        observations.push(not_applicable(SYMMETRIC, Message::new("operations-no-list")));
    }
    observations
}

fn with_trace(finding: Against, operation: &str, probed: &Probed) -> Against {
    let finding = finding.operation(operation).sample(operation);
    match &probed.trace {
        Some((id, curl)) => finding.trace(id, curl),
        None => finding,
    }
}
