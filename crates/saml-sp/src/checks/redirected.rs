//! `saml-sp/redirected`: a response that comes with HTTP-Redirect lets nobody in (saml-profiles-2.0-os, 4.1.2: that binding is not for
//! responses, whose addresses would stand in logs and histories).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, everywhere, given, told};
use crate::scene::Scene;
use samspel_suite::observe::{against, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/redirected", run: |ctx| Box::pin(run(ctx)) };

type Pack = fn(&str) -> Vec<u8>;

/// How the message can be packed into an address: as the binding has it, and as a form would.
const PACKED: [(&str, Pack); 2] = [
    ("GET ?SAMLResponse = DEFLATE, base64", |text| miniz_oxide::deflate::compress_to_vec(text.as_bytes(), 6)),
    ("GET ?SAMLResponse = base64", |text| text.as_bytes().to_vec()),
];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let bench = Bench::of(ctx)?;
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    given!(ctx, bench.control(ctx).await?);
    let mut found = Vec::new();
    let mut refused = 0;
    for (label, pack) in PACKED {
        let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
        let scene = Scene::new(&bench, &request, "redirected");
        let packed = STANDARD.encode(pack(&scene.draft().write()));
        browser.keep_secret(&packed);
        let Ok(mut url) = url::Url::parse(bench.acs(&request)) else { continue };
        url.query_pairs_mut().append_pair("SAMLResponse", &packed);
        if let Some(state) = &request.relay_state {
            url.query_pairs_mut().append_pair("RelayState", state);
        }
        browser.keep_secret(url.query().unwrap_or_default());
        let landing = browser.open("acs", url.as_str()).await?;
        let (seen, probe) = bench.probe(&mut browser, &scene.victim).await?;
        match told(seen, &landing) {
            Seen::Person => found.push(
                against(requirement, Message::new("sp-let-in").with("parameter", label))
                    .expected("session: -")
                    .observed("session: redirected")
                    .sample(label)
                    .exchange_of_login(&probe)
                    .contradiction(),
            ),
            Seen::Nobody => refused += 1,
            Seen::Unclear(what) => {
                let reason = Message::new("sp-probe-unclear").with("answer", what);
                return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
            }
        }
    }
    given!(ctx, bench.control(ctx).await?);
    if refused > 0 {
        found.push(witness(requirement, refused, Message::new("sp-refused").with("count", refused)));
    }
    Ok(found)
}
