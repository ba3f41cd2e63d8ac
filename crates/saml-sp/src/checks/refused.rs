//! `saml-sp/refused`: messages that are wrong in one way let nobody in, between two sound ones that do.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, everywhere, given};
use crate::demand::Demand;
use crate::scene::Scene;
use crate::spoiled::{Make, wrongs};
use samspel_suite::observe::{against, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/refused", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let bench = Bench::of(ctx)?;
    let wrongs = match wrongs(&kind, &bench)? {
        Ok(wrongs) => wrongs,
        Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
    };
    let asks = ctx.with.get("asks").and_then(serde_json::Value::as_str);
    bench.set_trap(&kind);
    if wrongs.iter().all(|wrong| wrong.may_be_let_in) && !bench.is_reachable() {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("sp-cannot-reach-us")));
    }
    given!(ctx, bench.control(ctx).await?);
    let demand = match wrongs.iter().any(|wrong| !matches!(wrong.make, Make::Message(_))) {
        true => given!(ctx, Demand::learn(ctx, &bench).await?),
        false => Demand::default(),
    };
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let mut told = Vec::new();
    let mut refused = 0;
    let mut last = None;
    let places = demand.places();
    let each = wrongs.iter().flat_map(|wrong| wrong.places(&places).into_iter().map(move |place| (wrong, place)));
    for (wrong, place) in each {
        let label = wrong.label(place);
        let (browser, request) = given!(ctx, bench.begin(ctx).await?);
        if let Some(reason) = lacking(asks, &request, &bench) {
            return Ok(everywhere(ctx, Gap::NoAccess, &reason));
        }
        let scene = Scene::new(&bench, &request, &kind).under(demand);
        let message = wrong.message(&scene, place);
        let mut outcome = bench.deliver(browser, &request, &message, &scene.victim).await?;
        match &outcome.seen {
            Seen::Person if wrong.may_be_let_in => refused += 1,
            Seen::Person => told.push(
                against(requirement, Message::new("sp-let-in").with("parameter", label.as_str()))
                    .expected("session: -")
                    .observed("session: forged")
                    .sample(label.as_str())
                    .exchange_of_login(&outcome.probe)
                    .contradiction(),
            ),
            Seen::Nobody => {
                refused += 1;
                let (genuine, _) = bench.probe(&mut outcome.browser, &scene.genuine).await?;
                if genuine == Seen::Person && message.contains(scene.genuine.marker()) && !kind.contains("-in-") {
                    told.push(
                        against(requirement, Message::new("sp-genuine-let-in").with("parameter", label.as_str()))
                            .expected("session: -")
                            .observed("session: genuine")
                            .sample(label.as_str())
                            .exchange_of_login(&outcome.probe)
                            .note(),
                    );
                }
            }
            Seen::Unclear(answer) => told.push(undecided(
                requirement,
                Gap::NoAnswer,
                Message::new("sp-probe-unclear").with("answer", answer.as_str()),
            )),
        }
        last = Some(outcome.probe);
    }
    given!(ctx, bench.control(ctx).await?);
    let fetched = bench.trapped(&kind);
    if fetched > 0 {
        let found =
            against(requirement, Message::new("sp-fetched")).expected("GET × 0").observed(format!("GET × {fetched}"));
        told.push(match &last {
            Some(exchange) => found.exchange_of_login(exchange).contradiction(),
            None => found.contradiction(),
        });
    } else if refused > 0 {
        told.push(witness(requirement, refused, Message::new("sp-refused").with("count", refused)));
    }
    Ok(told)
}

/// What the request, or the metadata, would have to say for the message to be wrong at all.
fn lacking(asks: Option<&str>, request: &crate::authn_request::AuthnRequest, bench: &Bench) -> Option<Message> {
    match asks {
        Some("level") if request.context.as_ref().is_none_or(|(_, classes)| classes.is_empty()) => {
            Some(Message::new("sp-asks-no-level"))
        }
        Some("signed-assertions") if !bench.service.wants_assertions_signed => {
            Some(Message::new("sp-wants-no-signed-assertions"))
        }
        _ => None,
    }
}
