//! Unknown query parameters are ignored or refused, but everywhere in the same way (HTTP-012).

use samspel_contract::Kind;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::positive::Positive;
use crate::run_state;
use samspel_suite::observe::{against, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/unknown-parameter", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-012";
const NAME: &str = "x-samspel-unknown";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let contract = run_state::contract(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    let (mut ignoring, mut refusing, mut breaking) = (Vec::new(), Vec::new(), Vec::new());
    let lists = contract.operations().iter().filter(|o| o.kind == Kind::List);
    for operation in lists.filter(|o| discovery.get(&o.id).is_some_and(|p| p.is_tested())) {
        let positive = Positive::ask(ctx, operation).await?;
        if !positive.holds_data() {
            continue;
        }
        let exchange = ctx.session.send(positive.request.clone().query(NAME, "1")).await?;
        match exchange.outcome.as_ref().map(|r| r.status) {
            Ok(200..=299) => ignoring.push(exchange),
            Ok(429 | 502..=504) | Err(_) => {}
            Ok(400..=499) => refusing.push(exchange),
            Ok(500) => breaking.push(exchange),
            Ok(_) => {}
        }
    }
    let paths = |exchanges: &[samspel_exchange::Exchange]| -> Vec<String> {
        exchanges.iter().map(|e| format!("{}?{NAME}=1", e.request.path)).collect()
    };
    if let Some(broken) = breaking.first() {
        let seen = against(REQUIREMENT, Message::new("unknown-parameter-breaks")).expected("HTTP 200 | HTTP 400");
        let seen = seen.observed("HTTP 500").count(breaking.len() as u64).samples(paths(&breaking));
        return Ok(vec![seen.exchange(broken).contradiction()]);
    }
    Ok(vec![match (ignoring.first(), refusing.first()) {
        (Some(ignored), Some(refused)) => against(REQUIREMENT, Message::new("unknown-parameter-mixed"))
            .expected("HTTP 200 | HTTP 400, the same everywhere")
            .observed(format!("HTTP 200 × {}, HTTP 4xx × {}", ignoring.len(), refusing.len()))
            .samples(paths(if ignoring.len() < refusing.len() { &ignoring } else { &refusing }))
            .exchange(refused)
            .exchange(ignored)
            .contradiction(),
        (Some(_), None) => witness(
            REQUIREMENT,
            ignoring.len() as u64,
            Message::new("unknown-parameter-ignored").with("count", ignoring.len()),
        ),
        (None, Some(_)) => witness(
            REQUIREMENT,
            refusing.len() as u64,
            Message::new("unknown-parameter-refused").with("count", refusing.len()),
        ),
        (None, None) => undecided(REQUIREMENT, Gap::NoData, Message::new("unknown-parameter-no-data")),
    }])
}
