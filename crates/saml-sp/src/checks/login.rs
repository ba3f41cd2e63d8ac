//! `saml-sp/login`: a sound message logs somebody in, and without one nobody is there. The control that every verdict rests on.

use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, given};
use samspel_suite::observe::witness;

pub(crate) const CHECK: Check = Check { id: "saml-sp/login", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let bench = Bench::of(ctx)?;
    let outcome = given!(ctx, bench.control(ctx).await?);
    // The same page in a browser that nobody logged in with: a page that shows the name to everyone tells nothing.
    let mut fresh = bench.browser(ctx);
    if bench.probe(&mut fresh, &outcome.person).await?.0 != Seen::Nobody {
        return Ok(crate::bench::everywhere(
            ctx,
            samspel_model::Gap::NoAnswer,
            &Message::new("sp-probe-unclear").with("answer", samspel_suite::observe::answer(&outcome.probe)),
        ));
    }
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    Ok(vec![witness(requirement, 1, Message::new("sp-logged-in"))])
}
