//! `saml-sp/relay-state`: where a login ends is the service's own choice, not that of whoever returns the RelayState.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, everywhere, given, holds};
use crate::browser::Landing;
use crate::scene::Scene;
use samspel_suite::observe::{against, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/relay-state", run: |ctx| Box::pin(run(ctx)) };

/// Nobody has this host (RFC 2606), so that a browser that is sent there goes nowhere.
const ELSEWHERE: &str = "samspel-elsewhere.invalid";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let bench = Bench::of(ctx)?;
    given!(ctx, bench.control(ctx).await?);
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let mut told = Vec::new();
    let mut stayed = 0;
    for changed in [format!("https://{ELSEWHERE}/"), format!("//{ELSEWHERE}/"), format!("/\\{ELSEWHERE}/")] {
        let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
        let scene = Scene::new(&bench, &request, "relay-state");
        let landing = bench.post(&mut browser, &request, &scene.draft().write(), Some(&changed)).await?;
        let (seen, probe) = bench.probe(&mut browser, &scene.victim).await?;
        if browser.visited.iter().any(|host| host == ELSEWHERE) {
            told.push(
                against(requirement, Message::new("sp-sent-elsewhere").with("parameter", "RelayState"))
                    .expected("Location: own host")
                    .observed(format!("Location: {changed}"))
                    .exchange_of_login(&probe)
                    .contradiction(),
            );
        } else if names_elsewhere(&landing) {
            // It may send the browser on by a script, or only tell what was wrong: a browser without scripts cannot know.
            return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("sp-page-names-address")));
        } else if let Seen::Unclear(what) = seen {
            let reason = Message::new("sp-probe-unclear").with("answer", what);
            return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
        } else {
            stayed += 1;
        }
    }
    given!(ctx, bench.control(ctx).await?);
    if stayed > 0 {
        told.push(witness(requirement, stayed, Message::new("sp-stayed").with("count", stayed)));
    }
    Ok(told)
}

/// Whether the page where the login ended names the foreign host.
fn names_elsewhere(landing: &Landing) -> bool {
    let Landing::Page(exchange) = landing else { return false };
    exchange.outcome.as_ref().is_ok_and(|page| holds(&page.body, ELSEWHERE))
}
