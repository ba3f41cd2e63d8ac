//! `saml-sp/garbage`: what is no message gets an answer in time, and the service goes on letting in whom it should.

use samspel_exchange::{Exchange, Fault};
use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use crate::bench::{Bench, Seen, given};
use crate::browser::Landing;
use crate::scene::Scene;
use samspel_suite::observe::{against, answer, witness};

pub(crate) const CHECK: Check = Check { id: "saml-sp/garbage", run: |ctx| Box::pin(run(ctx)) };

/// Bytes of a body that no service has to read to its end: it may break off.
const LARGE: usize = 10 << 20;
/// Elements in each other, more than a parser that calls itself has room for.
const DEEP: usize = 20_000;

struct Garbage {
    label: &'static str,
    make: fn(&Scene<'_>) -> String,
    /// Whether it is a message after all, though nobody would write it so: a service that copes with it may let somebody in.
    is_message: bool,
}

const fn garbage(label: &'static str, make: fn(&Scene<'_>) -> String) -> Garbage {
    Garbage { label, make, is_message: false }
}

const GARBAGE: [Garbage; 5] = [
    garbage("base64 ✗", |_| "%%% no base64 %%%".to_owned()),
    garbage("SAMLResponse = \"\"", |_| String::new()),
    garbage("XML ✗", |_| "<samlp:Response".to_owned()),
    Garbage {
        label: "elements × 20 000 in each other",
        make: |s| {
            let deep = format!("{}{}", "<x>".repeat(DEEP), "</x>".repeat(DEEP));
            s.with(|d| {
                d.sign_response = None;
                d.response.extensions = format!("<samlp:Extensions>{deep}</samlp:Extensions>");
            })
        },
        is_message: true,
    },
    garbage("10 MiB", |_| format!("<{}", "x".repeat(LARGE))),
];

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let bench = Bench::of(ctx)?;
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    given!(ctx, bench.control(ctx).await?);
    let mut found = Vec::new();
    let mut answered = 0;
    for Garbage { label, make, is_message } in GARBAGE {
        let (mut browser, request) = given!(ctx, bench.begin(ctx).await?);
        let scene = Scene::new(&bench, &request, "garbage");
        let message = make(&scene);
        let is_large = message.len() >= LARGE;
        let landing = bench.post(&mut browser, &request, &message, request.relay_state.as_deref()).await?;
        let (seen, probe) = bench.probe(&mut browser, &scene.victim).await?;
        let wrong = match (&landing, &seen) {
            (_, Seen::Person) if !is_message => Some(("sp-let-in", "session: garbage".to_owned(), &probe)),
            (Landing::Page(exchange), _) if !is_answered(exchange, is_large) => {
                Some(("sp-no-answer", answer(exchange), exchange))
            }
            _ => None,
        };
        match wrong {
            Some((id, observed, exchange)) => found.push(
                against(requirement, Message::new(id).with("parameter", label))
                    .expected("session: -; HTTP …")
                    .observed(observed)
                    .sample(label)
                    .exchange_of_login(exchange)
                    .contradiction(),
            ),
            None => answered += 1,
        }
    }
    // A service that stood before and does not now shows nothing: it may have other reasons.
    given!(ctx, bench.control(ctx).await?);
    if answered > 0 {
        found.push(witness(requirement, answered, Message::new("sp-answered").with("count", answered)));
    }
    Ok(found)
}

/// Whether an answer came in time. A body that is too large may be cut off, and who cannot be reached was not asked.
fn is_answered(exchange: &Exchange, is_large: bool) -> bool {
    match &exchange.outcome {
        Ok(_) => true,
        Err(Fault::Timeout { .. }) => false,
        Err(Fault::Broken { .. }) => is_large,
        Err(_) => true,
    }
}
