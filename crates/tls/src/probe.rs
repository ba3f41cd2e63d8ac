//! What all tests of a run share: the addresses, the line, and what a modern offer comes to.

use std::sync::Arc;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};

use crate::answer::Answer;
use crate::endpoints::{Endpoints, Server};
use crate::hello::Hello;
use crate::line::Line;
use crate::observe::{not_applicable, undecided};
use crate::offers;
use crate::roots::Roots;

/// The state of a run.
pub(crate) struct Probe {
    pub(crate) endpoints: Arc<Endpoints>,
    pub(crate) line: Line,
    pub(crate) roots: Roots,
}

/// Answers to offers that stood between two modern ones.
pub(crate) struct Between {
    pub(crate) answers: Vec<Answer>,
    /// What a modern offer came to that was not taken up.
    pub(crate) unsteady: Option<String>,
}

impl Probe {
    /// The one of the run.
    pub(crate) async fn of(ctx: &Context) -> Result<Arc<Probe>, CheckError> {
        let endpoints = ctx.shared.get::<Endpoints>();
        ctx.shared
            .get_or_try_init(|| async {
                Ok(Probe {
                    endpoints: endpoints.unwrap_or_else(|| Arc::new(Endpoints::of(&ctx.target))),
                    line: Line::new(&ctx.target.limits),
                    roots: Roots::load(ctx.target.authorities().as_deref()),
                })
            })
            .await
    }

    /// Offers these, with a modern offer before and after: the positive controls of a refusal.
    pub(crate) async fn between(&self, server: &Server, offers: &[Hello]) -> Between {
        // The positive control.
        let modern = offers::modern(server.name());
        let mut unsteady = unless_taken(self.line.offer(server, &modern).await);
        let mut answers = Vec::with_capacity(offers.len());
        for hello in offers {
            answers.push(self.line.offer(server, hello).await);
        }
        if unsteady.is_none() {
            unsteady = unless_taken(self.line.offer(server, &modern).await);
        }
        Between { answers, unsteady }
    }
}

fn unless_taken(answer: Answer) -> Option<String> {
    match answer {
        Answer::Taken(_) => None,
        other => Some(other.told()),
    }
}

/// No address of the run speaks TLS.
pub(crate) fn without_https(requirement: &str) -> Vec<Observation> {
    vec![not_applicable(requirement, Message::new("tls-no-https"))]
}

/// A server did not answer in a way that decides.
pub(crate) fn no_answer(requirement: &str, server: &Server, what: &str) -> Observation {
    let reason = Message::new("tls-no-answer").with("place", server.place()).with("what", what);
    undecided(requirement, Gap::NoAnswer, reason)
}

/// A refusal means nothing, since modern offers are not taken up either.
pub(crate) fn unsteady(requirement: &str, server: &Server, what: &str) -> Observation {
    let reason = Message::new("tls-unsteady").with("place", server.place()).with("what", what);
    undecided(requirement, Gap::NoAnswer, reason)
}
