//! Which of the two signatures a service goes by. A signature that is wrong shows something only where the service asks for it: beside
//! one that is not asked for, or below a response that is refused anyway, it would be refused for another reason, or not read at all.

use std::sync::Arc;

use samspel_model::Message;
use samspel_suite::{CheckError, Context};

use crate::bench::{Bench, Seen};
use crate::forge::Draft;
use crate::scene::Scene;

/// What a service is content with, asked once a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Demand {
    /// A signed assertion lets in without a signature of the response.
    pub(crate) assertion_alone: bool,
    /// A signed response lets in without a signature of the assertion.
    pub(crate) response_alone: bool,
}

/// One of the two elements that can be signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Response,
    Assertion,
}

struct Learned(Result<Demand, Message>);

impl Demand {
    /// Where a wrong signature shows something: where it is the only one, or beside another that does not suffice by itself.
    pub(crate) fn places(self) -> Vec<Place> {
        match (self.response_alone, self.assertion_alone) {
            (true, false) => vec![Place::Response],
            (false, true) => vec![Place::Assertion],
            (true, true) | (false, false) => vec![Place::Response, Place::Assertion],
        }
    }

    /// Tries both.
    pub(crate) async fn learn(ctx: &Context, bench: &Arc<Bench>) -> Result<Result<Demand, Message>, CheckError> {
        let learned = ctx.shared.get_or_try_init(|| learn(ctx, bench)).await?;
        Ok(learned.0.clone())
    }
}

async fn learn(ctx: &Context, bench: &Arc<Bench>) -> Result<Learned, CheckError> {
    let changes: [fn(&mut Draft<'_>); 2] = [|d| d.sign_response = None, |d| d.sign_assertion = None];
    let mut content = [false; 2];
    for (change, content) in changes.into_iter().zip(&mut content) {
        let (browser, request) = match bench.begin(ctx).await? {
            Ok(both) => both,
            Err(reason) => return Ok(Learned(Err(reason))),
        };
        let scene = Scene::new(bench, &request, "demand");
        let message = scene.with(|draft| change(draft));
        let outcome = bench.deliver(browser, &request, &message, &scene.victim).await?;
        *content = match outcome.seen {
            Seen::Person => true,
            Seen::Nobody => false,
            Seen::Unclear(what) => {
                return Ok(Learned(Err(Message::new("sp-probe-unclear").with("answer", what.as_str()))));
            }
        };
    }
    let [assertion_alone, response_alone] = content;
    Ok(Learned(Ok(Demand { assertion_alone, response_alone })))
}
