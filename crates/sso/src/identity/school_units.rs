//! `identity/school-units`: school unit codes at login are those of the organisations where SS 12000 has the person enrolled or working
//! (XID-2).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::linked::People;
use crate::oidc_provider::provider::requirement;
use samspel_suite::observe::{against, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "identity/school-units", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let people = match People::of(ctx).await? {
        Ok(people) => people,
        Err(said) => return Ok(said),
    };
    let requirement = requirement(ctx);
    let claim = people.stage.provider.claims.school_units.as_str();
    let (everybody, mut told) = people.each(requirement);
    let mut alike = 0;
    for linked in everybody {
        let codes = codes(&linked.told(claim));
        if codes.is_empty() {
            told.push(undecided(
                requirement,
                Gap::NoData,
                Message::new("identity-no-school-unit").with("claim", claim),
            ));
            continue;
        }
        let known = match people.register.school_units(ctx, &linked.person).await? {
            Ok(known) if known.is_empty() => {
                told.push(undecided(requirement, Gap::NoData, Message::new("identity-register-without-school-unit")));
                continue;
            }
            Ok(known) => known,
            Err((gap, reason)) => {
                told.push(undecided(requirement, gap, reason));
                continue;
            }
        };
        let others = codes.iter().filter(|code| !known.contains(*code)).count();
        alike += (codes.len() - others) as u64;
        let seen = |summary: &str| {
            against(requirement, Message::new(summary))
                .expected("the codes of SS 12000")
                .exchange_without_curl(&linked.login.info.exchange)
        };
        if others > 0 {
            told.push(
                seen("identity-school-unit-other")
                    .observed(format!("{others} of {} others", codes.len()))
                    .contradiction(),
            );
        }
        let missing = known.iter().filter(|code| !codes.contains(code)).count();
        if missing > 0 && others == 0 {
            told.push(
                seen("identity-school-unit-missing").observed(format!("{missing} of {} missing", known.len())).note(),
            );
        }
    }
    if alike > 0 {
        told.push(witness(requirement, alike, Message::new("identity-school-unit-held").with("count", alike)));
    }
    Ok(told)
}

/// Codes, one by one: some services give several in one text.
fn codes(told: &[String]) -> Vec<String> {
    let parts = told.iter().flat_map(|text| text.split([' ', ',', ';', '|']));
    parts.map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}
