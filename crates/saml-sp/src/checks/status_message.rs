//! `saml-sp/status-message`: what a refusal of ours says is shown as text, never as markup (OWASP, Cross Site Scripting Prevention).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, everywhere, given, holds};
use crate::browser::Landing;
use crate::scene::{Scene, status};
use samspel_suite::observe::{against, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/status-message", run: |ctx| Box::pin(run(ctx)) };

const RESPONDER: &str = "urn:oasis:names:tc:SAML:2.0:status:Responder";
const AUTHN_FAILED: &str = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let bench = Bench::of(ctx)?;
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    given!(ctx, bench.control(ctx).await?);
    let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
    let scene = Scene::new(&bench, &request, "status-message");
    // An element that nobody else has, so that finding it in the page needs no reading of HTML.
    let element = format!("<samspel-{:08x}>", rand::random::<u32>());
    let message = scene.with(|draft| {
        draft.assertion = None;
        draft.response.status = status(RESPONDER, Some(AUTHN_FAILED), Some(&format!("{element}\"'>")));
    });
    let landing = bench.post(&mut browser, &request, &message, request.relay_state.as_deref()).await?;
    let (seen, probe) = bench.probe(&mut browser, &scene.victim).await?;
    given!(ctx, bench.control(ctx).await?);
    let (Landing::Page(exchange), Seen::Nobody) = (&landing, &seen) else {
        let reason = match seen {
            Seen::Unclear(_) => Message::new("sp-probe-unclear").with("answer", samspel_suite::observe::answer(&probe)),
            Seen::Person | Seen::Nobody => Message::new("sp-no-error-page"),
        };
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    };
    let Ok(page) = &exchange.outcome else {
        return Ok(everywhere(ctx, Gap::NoAnswer, &Message::new("sp-no-error-page")));
    };
    Ok(vec![match holds(&page.body, &element) {
        true => against(requirement, Message::new("sp-status-message-raw"))
            .expected("&lt;…&gt;")
            .observed("<…>")
            .exchange_of_login(exchange)
            .contradiction(),
        false => witness(requirement, 1, Message::new("sp-status-message-escaped")),
    }])
}
