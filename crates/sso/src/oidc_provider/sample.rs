//! Two good logins, made once and looked at by many tests. One asks for all that the client may have, the other for `openid` and
//! nothing else, in a browser of its own.

use std::sync::Arc;

use samspel_model::{Gap, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::ask::Ask;
use super::browser::Browser;
use super::provider::everywhere;
use super::stage::{Login, Stage, Stuck};

/// The logins that many tests look at.
pub(crate) struct Sample {
    pub(crate) stage: Stage,
    /// With all that the client may ask for.
    pub(crate) full: Result<Login, Stuck>,
    /// With `openid` alone, in another browser.
    pub(crate) bare: Result<Login, Stuck>,
}

impl Sample {
    /// The sample of the run, unless something is lacking.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn of(ctx: &Context) -> Result<Result<Arc<Sample>, Vec<Observation>>, CheckError> {
        let stage = match Stage::first(ctx).await? {
            Ok(stage) => stage,
            Err(said) => return Ok(Err(said)),
        };
        Ok(Ok(ctx.shared.get_or_try_init(|| take(ctx, stage)).await?))
    }

    /// Both logins; else why not, once for each requirement.
    pub(crate) fn both(&self, ctx: &Context) -> Result<[&Login; 2], Vec<Observation>> {
        match (&self.full, &self.bare) {
            (Ok(full), Ok(bare)) => Ok([full, bare]),
            (Err(stuck), _) | (_, Err(stuck)) => Err(everywhere(ctx, Gap::NoAccess, &stuck.reason)),
        }
    }
}

async fn take(ctx: &Context, stage: Stage) -> Result<Sample, CheckError> {
    // A session of its own, so that exchanges have the same ids whichever test comes first.
    let own = Context {
        session: ctx.client.session("oidc-provider/sample"),
        client: ctx.client.clone(),
        target: Arc::clone(&ctx.target),
        edition: ctx.edition.clone(),
        test: ctx.test.clone(),
        requirements: Vec::new(),
        with: Value::Null,
        seed: ctx.seed,
        shared: Arc::clone(&ctx.shared),
    };
    let (client, person) = (stage.main()?, stage.person()?);
    let mut ask = Ask::new(client, &stage.scope()).with("max_age", "3600");
    if let Some(level) = stage.provider.levels.first() {
        ask = ask.with("acr_values", level);
    }
    let full = stage.log_in(&own, &mut Browser::default(), ask, client, person).await?;
    let bare = match &full {
        // Once more would be the same, and could lock the account.
        Err(Stuck { rejected: true, reason, .. }) => {
            Err(Stuck { reason: reason.clone(), refused: None, rejected: true })
        }
        _ => stage.log_in(&own, &mut Browser::default(), Ask::new(client, "openid"), client, person).await?,
    };
    // Whoever answers the client is judged test by test; where nothing comes back, no test gets any further.
    if let (Err(Stuck { reason, refused: None, .. }), Err(Stuck { refused: None, .. })) = (&full, &bare) {
        let _ = stage.provider.nobody_gets_in.set(reason.clone());
    }
    Ok(Sample { stage, full, bare })
}
