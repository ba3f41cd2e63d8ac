//! What every check stands on: an operation that gives data, and what tokens can be made from.

use std::sync::Arc;
use std::time::Duration;

use samspel_contract::{Contract, Kind};
use samspel_exchange::{Credentials, Exchange, Request, Secret};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;

use super::sent::{Sent, holds_data, send};
use crate::Issuer;
use crate::jose::{Draft, Key};
use samspel_suite::observe::{answer, undecided};

/// Pause before the good token is shown once more: an API may need a moment for its first look at our keys.
const FIRST_LOOK: Duration = Duration::from_secs(1);
/// Times that the good token is shown before the API counts as not trusting us.
const TRIES: usize = 3;

/// The ground.
pub(crate) struct Ground {
    /// Request that gives data to whoever may read.
    request: Request,
    /// Our issuer, when the API trusts it; else why not.
    own: Result<Arc<Issuer>, Message>,
    /// The token of the principal `full`, if it has one.
    real: Option<Secret>,
    /// A key that the API has no reason to trust.
    foreign: Key,
}

/// The ground, or why nothing can be shown.
struct Found(Result<Arc<Ground>, (Gap, Message)>);

/// What tokens are made from: something that would be let in, and the means to change it.
pub(crate) struct Material<'g> {
    /// Header and claims of a good token.
    pub(crate) draft: Draft,
    /// Our issuer, when it is the one that is trusted; else why not.
    pub(crate) issuer: Result<&'g Issuer, Message>,
    /// A key that the API has no reason to trust.
    pub(crate) foreign: &'g Key,
    /// A whole good token.
    pub(crate) good: Secret,
}

impl Ground {
    /// The ground of the run. When there is none, the inner error says so once for each requirement of the case.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn of(ctx: &Context) -> Result<Result<Arc<Ground>, Vec<Observation>>, CheckError> {
        let found = ctx.shared.get_or_try_init(|| find(ctx)).await?;
        Ok(match &found.0 {
            Ok(ground) => Ok(Arc::clone(ground)),
            Err((gap, reason)) => Err(everywhere(ctx, *gap, reason)),
        })
    }

    /// The request that gives data.
    pub(crate) fn request(&self) -> &Request {
        &self.request
    }

    /// Our issuer, when the API trusts it; else why not.
    pub(crate) fn own(&self) -> Result<&Issuer, Message> {
        self.own.as_deref().map_err(Message::clone)
    }

    /// Asks with a good token: one of ours when the API trusts us, else the real one.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn good(&self, ctx: &Context) -> Result<Exchange, CheckError> {
        match &self.own {
            Ok(issuer) => send(ctx, &self.request, "good", &Sent::Bearer(issuer.token())).await,
            Err(_) => Ok(ctx.session.send(self.request.clone()).await?),
        }
    }

    /// What tokens are made from; else what is lacking.
    pub(crate) fn material(&self) -> Result<Material<'_>, Message> {
        let foreign = &self.foreign;
        if let Ok(issuer) = &self.own {
            let (draft, good) = (issuer.draft(), issuer.token());
            return Ok(Material { draft, issuer: Ok(issuer), foreign, good });
        }
        let Some(good) = self.real.clone() else { return Err(Message::new("auth-no-token-to-spoil")) };
        let Some(draft) = Draft::of(good.expose()) else {
            return Err(Message::new("auth-token-not-a-jwt"));
        };
        Ok(Material { draft, issuer: self.own(), foreign, good })
    }

    /// Some good token, whatever its form.
    pub(crate) fn token(&self) -> Result<Secret, Message> {
        match &self.own {
            Ok(issuer) => Ok(issuer.token()),
            Err(_) => self.real.clone().ok_or_else(|| Message::new("auth-no-token-to-spoil")),
        }
    }
}

/// The same for each requirement of the case.
pub(crate) fn everywhere(ctx: &Context, gap: Gap, reason: &Message) -> Vec<Observation> {
    ctx.requirements.iter().map(|requirement| undecided(requirement, gap, reason.clone())).collect()
}

async fn find(ctx: &Context) -> Result<Found, CheckError> {
    let contract = contract(ctx)?;
    // One session for all, so that exchanges have the same ids whichever test comes first.
    let session = ctx.client.session("api-auth/ground");
    let plain = |o: &&samspel_contract::Operation| {
        o.kind == Kind::List
            && o.entity.as_deref() != Some("Subscription")
            && !o.parameters.iter().any(|parameter| parameter.required)
    };
    let mut last = None;
    let mut request = None;
    for operation in contract.operations().iter().filter(plain) {
        let asked = Request::get(&operation.id, operation.path.clone()).query("limit", "1");
        let exchange = session.send(asked.clone()).await?;
        if holds_data(&exchange) {
            request = Some(asked);
            break;
        }
        last = Some(answer(&exchange));
    }
    let Some(request) = request else {
        let reason = Message::new("auth-no-data").with("answer", last.unwrap_or_default());
        return Ok(Found(Err((Gap::NoData, reason))));
    };
    let real = ctx.client.token("full").await?.ok().flatten();
    let own = own(ctx, &session, &request).await?;
    Ok(Found(Ok(Arc::new(Ground { request, own, real, foreign: Key::new_es256() }))))
}

/// Our issuer, if the API lets a good token of it in.
async fn own(
    ctx: &Context,
    session: &samspel_exchange::Session,
    request: &Request,
) -> Result<Result<Arc<Issuer>, Message>, CheckError> {
    let Some(issuer) = ctx.shared.get::<Issuer>() else { return Ok(Err(Message::new("auth-no-issuer"))) };
    let mut last = String::new();
    for attempt in 0..TRIES {
        if attempt > 0 {
            tokio::time::sleep(FIRST_LOOK).await;
        }
        let credentials = Credentials::Token { label: "own-good".to_owned(), token: issuer.token() };
        let exchange = session.send(request.clone().credentials(credentials)).await?;
        if holds_data(&exchange) {
            return Ok(Ok(issuer));
        }
        last = answer(&exchange);
    }
    let id = if issuer.key_fetches() > 0 { "auth-issuer-not-trusted" } else { "auth-issuer-not-asked" };
    Ok(Err(Message::new(id).with("issuer", issuer.name()).with("answer", last)))
}

/// The edition as data.
///
/// # Errors
/// When there is no such edition.
pub(crate) fn contract(ctx: &Context) -> Result<Arc<Contract>, CheckError> {
    match ctx.shared.get::<Contract>() {
        Some(contract) => Ok(contract),
        None => Contract::embedded(&ctx.edition).map(Arc::new).map_err(|e| CheckError::Other(e.to_string())),
    }
}

/// The entries of `requested_access` that name an SS 12000 API (Skolverket's authorisation server).
pub(crate) fn api_access(claims: &serde_json::Map<String, Value>) -> Option<&Value> {
    let entries = claims.get("requested_access")?.as_array()?;
    entries.iter().find(|entry| entry.get("type").and_then(Value::as_str) == Some("ss12000-api"))
}
