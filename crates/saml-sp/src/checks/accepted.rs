//! `saml-sp/accepted`: messages that look unusual and are right let somebody in; a message that nobody signed does not, or it would show
//! nothing.

use std::sync::Arc;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context, Shown};

use crate::bench::{Bench, Outcome, Seen, everywhere, given};
use crate::browser::Landing;
use crate::scene::Scene;
use crate::spoiled::odds;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/accepted", run: |ctx| Box::pin(run(ctx)) };

/// Whether the service tells signed messages from others, asked once a run.
struct Discerns(Result<bool, Message>);

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let bench = Bench::of(ctx)?;
    let odds = match odds(&kind, &bench)? {
        Ok(odds) => odds,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    let discerns = ctx.shared.get_or_try_init(|| discerns(ctx, &bench)).await?;
    match &discerns.0 {
        Ok(true) => {}
        Ok(false) => return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("sp-lets-anything-in"))),
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAnswer, reason)),
    }
    given!(ctx, bench.control(ctx).await?);
    let may_refuse: bool = ctx.with.get("may_refuse").and_then(serde_json::Value::as_bool).unwrap_or_default();
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let mut told = Vec::new();
    let mut accepted = 0;
    for odd in odds {
        if odd.without_name_id && bench.settings.probe.shows.iter().all(|shown| *shown == Shown::NameId) {
            told.push(undecided(requirement, Gap::NoAccess, Message::new("sp-shows-name-id")));
            continue;
        }
        let (browser, request) = given!(ctx, bench.begin(ctx).await?);
        let scene = Scene::new(&bench, &request, &kind);
        let outcome = bench.deliver(browser, &request, &(odd.make)(&scene), &scene.victim).await?;
        let found = |id: &str| {
            against(requirement, Message::new(id).with("parameter", odd.label))
                .expected("session")
                .observed(format!("session: -, {}", answer(&outcome.probe)))
                .sample(odd.label)
                .exchange_of_login(&outcome.probe)
        };
        match &outcome.seen {
            Seen::Person => accepted += 1,
            Seen::Nobody if may_refuse => told.push(found("sp-not-accepted").note()),
            Seen::Nobody => told.push(found("sp-not-accepted").contradiction()),
            Seen::Unclear(_) if may_refuse && is_silent(&outcome) => {
                told.push(found("sp-refused-in-silence").contradiction())
            }
            Seen::Unclear(what) => told.push(undecided(
                requirement,
                Gap::NoAnswer,
                Message::new("sp-probe-unclear").with("answer", what.as_str()),
            )),
        }
    }
    given!(ctx, bench.control(ctx).await?);
    if accepted > 0 {
        told.push(witness(requirement, accepted, Message::new("sp-accepted").with("count", accepted)));
    }
    Ok(told)
}

/// Whether the message got no answer. A status says nothing: some services refuse with 500.
fn is_silent(outcome: &Outcome) -> bool {
    match &outcome.landing {
        Landing::Page(exchange) => exchange.outcome.is_err(),
        Landing::Idp(_) | Landing::Circles => false,
    }
}

async fn discerns(ctx: &Context, bench: &Arc<Bench>) -> Result<Discerns, CheckError> {
    let (browser, request) = match bench.begin(ctx).await? {
        Ok(both) => both,
        Err(reason) => return Ok(Discerns(Err(reason))),
    };
    let scene = Scene::new(bench, &request, "unsigned");
    let message = scene.with(|draft| {
        draft.sign_response = None;
        draft.sign_assertion = None;
    });
    let outcome = bench.deliver(browser, &request, &message, &scene.victim).await?;
    Ok(Discerns(Ok(outcome.seen == Seen::Nobody)))
}
