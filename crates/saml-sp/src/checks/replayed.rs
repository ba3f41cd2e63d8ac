//! `saml-sp/replayed`: a message that has let somebody in does not do so again (saml-profiles-2.0-os, 4.1.4.5), and one that was made for
//! another browser does not either.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, everywhere, given, told};
use crate::scene::{Scene, fresh_id};
use crate::spoiled::unasked;
use samspel_suite::observe::{against, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/replayed", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let bench = Bench::of(ctx)?;
    given!(ctx, bench.control(ctx).await?);
    let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
    let scene = Scene::new(&bench, &request, &kind);
    let draft = scene.draft();
    let message = draft.write();
    let relay_state = request.relay_state.as_deref();
    let (seen, probe) = match kind.as_str() {
        // Posted by a browser that never asked.
        "other-browser" => {
            let (other, _) = given!(ctx, bench.begin(ctx).await?);
            let outcome = bench.deliver(other, &request, &message, &scene.victim).await?;
            (outcome.seen, outcome.probe)
        }
        "unsolicited" => {
            let outcome = bench.deliver(bench.browser(ctx), &request, &unasked(&scene), &scene.victim).await?;
            (outcome.seen, outcome.probe)
        }
        // What is refused above because it answers somebody else's request is tried here without one, where services let that in.
        "unsolicited-again" => {
            let text = unasked(&scene);
            let first = bench.deliver(bench.browser(ctx), &request, &text, &scene.victim).await?;
            match first.seen {
                Seen::Person => {}
                Seen::Nobody => return Ok(vec![not_applicable(ctx, "sp-nothing-unsolicited")]),
                Seen::Unclear(what) => {
                    let reason = Message::new("sp-probe-unclear").with("answer", what);
                    return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
                }
            }
            let outcome = bench.deliver(bench.browser(ctx), &request, &text, &scene.victim).await?;
            (outcome.seen, outcome.probe)
        }
        "same-browser" | "clean-browser" | "new-response" => {
            bench.post(&mut browser, &request, &message, relay_state).await?;
            let (first, probe) = bench.probe(&mut browser, &scene.victim).await?;
            if first != Seen::Person {
                let reason = Message::new("sp-good-refused").with("answer", samspel_suite::observe::answer(&probe));
                return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
            }
            let mut again = bench.browser(ctx);
            let text = match kind.as_str() {
                "same-browser" => {
                    // The same browser after its session has ended, with what it keeps otherwise.
                    let Some(logout) = &bench.settings.logout_url else {
                        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("sp-no-logout")));
                    };
                    browser.open("logout", logout).await?;
                    let (still, _) = bench.probe(&mut browser, &scene.victim).await?;
                    if still == Seen::Person {
                        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("sp-no-local-logout")));
                    }
                    again = browser;
                    message
                }
                "clean-browser" => message,
                _ => {
                    let assertion = draft.assertion_text().unwrap_or_default();
                    let mut around = draft.clone();
                    around.response.id = Some(fresh_id());
                    let piece = around.response_piece(&assertion);
                    match &around.sign_response {
                        Some(signing) => signing.signed(&piece),
                        None => piece.unsigned(),
                    }
                }
            };
            let landing = bench.post(&mut again, &request, &text, relay_state).await?;
            let (seen, probe) = bench.probe(&mut again, &scene.victim).await?;
            (told(seen, &landing), probe)
        }
        _ => return Err(CheckError::With(format!("`kind`: there is no kind `{kind}`"))),
    };
    given!(ctx, bench.control(ctx).await?);
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    Ok(vec![match seen {
        Seen::Person => against(requirement, Message::new(format!("sp-replayed-{kind}").as_str()))
            .expected("session: -")
            .observed("session: replayed")
            .exchange_of_login(&probe)
            .contradiction(),
        Seen::Nobody => witness(requirement, 1, Message::new("sp-refused").with("count", 1u64)),
        Seen::Unclear(what) => samspel_suite::observe::undecided(
            requirement,
            Gap::NoAnswer,
            Message::new("sp-probe-unclear").with("answer", what.as_str()),
        ),
    }])
}

fn not_applicable(ctx: &Context, reason: &str) -> Observation {
    let requirement = ctx.requirements.first().cloned().unwrap_or_default();
    Observation { requirement, sight: samspel_model::Sight::NotApplicable { reason: Message::new(reason) } }
}
