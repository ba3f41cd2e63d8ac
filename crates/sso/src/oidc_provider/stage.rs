//! The stage of a test: who asks whom as whom, and a login from the request to UserInfo.

use std::sync::Arc;

use samspel_exchange::{Credentials, Exchange, Request, Secret};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::{Map, Value};

use super::ask::Ask;
use super::browser::Browser;
use super::client::Client;
use super::provider::{Provider, Typist, everywhere, nothing_discovered};
use super::token_endpoint::{TokenAnswer, redemption, request};
use super::told::remark;
use super::trip::{End, Stop, Trip};
use crate::jose::{Draft, Flaw, verified};
use samspel_suite::observe::answer;

/// A login that went all the way.
pub(crate) struct Login {
    pub(crate) ask: Ask,
    pub(crate) trip: Trip,
    pub(crate) tokens: TokenAnswer,
    /// The ID token, looked into whether its signature is right or not.
    pub(crate) id_token: Option<(String, Result<Draft, Flaw>)>,
    pub(crate) info: Info,
}

/// What UserInfo told.
pub(crate) struct Info {
    pub(crate) exchange: Exchange,
    pub(crate) claims: Option<Map<String, Value>>,
    /// For a signed answer, whether the signature is right.
    pub(crate) signed: Option<Result<Draft, Flaw>>,
}

/// Why a login did not come about.
pub(crate) struct Stuck {
    pub(crate) reason: Message,
    /// The provider returned something else than a code, or refused the code: its own word.
    pub(crate) refused: Option<(String, Exchange)>,
    /// What was typed was not taken.
    pub(crate) rejected: bool,
}

/// Who asks whom as whom.
pub(crate) struct Stage {
    pub(crate) provider: Arc<Provider>,
}

impl Stage {
    /// The stage, unless something is lacking, or nobody gets in: what failed for the logins that all begin with would fail in each
    /// test, and a wrong password that is typed by each of them locks the account.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn set(ctx: &Context) -> Result<Result<Stage, Vec<Observation>>, CheckError> {
        let stage = Stage::first(ctx).await?;
        Ok(stage.and_then(|stage| match stage.provider.nobody_gets_in.get() {
            Some(reason) => Err(everywhere(ctx, Gap::NoAccess, reason)),
            None => Ok(stage),
        }))
    }

    /// The stage for the logins that all begin with.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn first(ctx: &Context) -> Result<Result<Stage, Vec<Observation>>, CheckError> {
        let provider = Provider::of(ctx).await?;
        let lacking = if provider.metadata.is_none() {
            Some((Gap::NoAnswer, nothing_discovered(&provider)))
        } else {
            provider.client("main").err().or(provider.person("main").err()).map(|reason| (Gap::NoAccess, reason))
        };
        Ok(match lacking {
            Some((gap, reason)) => Err(everywhere(ctx, gap, &reason)),
            None => Ok(Stage { provider }),
        })
    }

    /// The client that tests begin with.
    pub(crate) fn main(&self) -> Result<&Client, CheckError> {
        self.provider.client("main").map_err(|_| CheckError::Other("the target file has no client main".to_owned()))
    }

    /// The person that tests begin with.
    pub(crate) fn person(&self) -> Result<&Typist, CheckError> {
        self.provider.person("main").map_err(|_| CheckError::Other("the target file has no person main".to_owned()))
    }

    /// Scope of the main client.
    pub(crate) fn scope(&self) -> String {
        self.provider.client("main").map(|client| client.scope.clone()).unwrap_or_default()
    }

    /// Logs in and redeems the code.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn log_in(
        &self,
        ctx: &Context,
        browser: &mut Browser,
        ask: Ask,
        client: &Client,
        person: &Typist,
    ) -> Result<Result<Login, Stuck>, CheckError> {
        let provider = &self.provider;
        let trip = browser.authorise(ctx, provider, &ask, person).await?;
        let Some(code) = trip.code().map(str::to_owned) else { return Ok(Err(stuck(&trip))) };
        let tokens = request(ctx, provider, client, &redemption(&ask, &code)).await?;
        let Some(access) = tokens.text("access_token").map(str::to_owned) else {
            let refused = Some((tokens.word(), tokens.exchange.clone()));
            let reason = Message::new("op-no-tokens").with("answer", tokens.word());
            return Ok(Err(Stuck { reason, refused, rejected: false }));
        };
        let info = self.info(ctx, &access).await?;
        let id_token = match tokens.text("id_token") {
            Some(token) => Some((token.to_owned(), self.verified(ctx, token).await?)),
            None => None,
        };
        Ok(Ok(Login { ask, trip, tokens, id_token, info }))
    }

    /// Asks UserInfo with a token.
    ///
    /// # Errors
    /// When the request was not sent.
    pub(crate) async fn info(&self, ctx: &Context, token: &str) -> Result<Info, CheckError> {
        let url = self.provider.text("userinfo_endpoint").unwrap_or(&self.provider.issuer).to_owned();
        let credentials = Credentials::Token { label: "access".to_owned(), token: Secret::new(token) };
        let exchange = ctx
            .session
            .send(
                Request::get("userinfo", url)
                    .header("accept", "application/json, application/jwt")
                    .credentials(credentials),
            )
            .await?;
        self.read(ctx, exchange).await
    }

    /// Takes a token apart. Where no key fits, the keys are fetched anew: there may be more by now (OpenID Connect Core 1.0, 10.1.1), some
    /// providers make a key when they first need it.
    async fn verified(&self, ctx: &Context, token: &str) -> Result<Result<Draft, Flaw>, CheckError> {
        match verified(token, self.provider.keys.as_deref().unwrap_or_default()) {
            Err(Flaw::NoKey) => Ok(verified(token, &self.provider.keys_now(ctx).await?)),
            seen => Ok(seen),
        }
    }

    /// Reads an answer of UserInfo, plain or signed (OpenID Connect Core 1.0, 5.3.2).
    ///
    /// # Errors
    /// When keys had to be fetched and the request was not sent.
    pub(crate) async fn read(&self, ctx: &Context, exchange: Exchange) -> Result<Info, CheckError> {
        let (mut claims, mut signed) = (None, None);
        if let Ok(response) = &exchange.outcome
            && response.is_success()
        {
            if response.media_type().as_deref() == Some("application/jwt") {
                let token = String::from_utf8_lossy(&response.body).trim().to_owned();
                let seen = self.verified(ctx, &token).await?;
                claims = seen
                    .as_ref()
                    .ok()
                    .map(|draft| draft.claims.clone())
                    .or_else(|| Draft::of(&token).map(|draft| draft.claims));
                signed = Some(seen);
            } else {
                claims = response.json().ok();
            }
        }
        Ok(Info { exchange, claims, signed })
    }

    /// Whether a request with everything right gets a code, as control beside one that must not.
    ///
    /// # Errors
    /// When a request was not sent.
    pub(crate) async fn control(
        &self,
        ctx: &Context,
        browser: &mut Browser,
        client: &Client,
    ) -> Result<Result<(), Message>, CheckError> {
        let ask = Ask::new(client, "openid");
        let trip = browser.authorise(ctx, &self.provider, &ask, self.person()?).await?;
        let Some(code) = trip.code().map(str::to_owned) else { return Ok(Err(stuck(&trip).reason)) };
        let tokens = request(ctx, &self.provider, client, &redemption(&ask, &code)).await?;
        Ok(if tokens.hands_out() { Ok(()) } else { Err(Message::new("op-no-tokens").with("answer", tokens.word())) })
    }
}

/// Why a trip brought no code.
pub(crate) fn stuck(trip: &Trip) -> Stuck {
    let refused = match &trip.end {
        End::Returned(_) => Some((trip.word(), trip.last.clone())),
        End::Page | End::Broken => None,
    };
    Stuck { reason: reason(trip), refused, rejected: matches!(trip.stop, Some(Stop::Rejected)) }
}

/// What the person who wrote the target file may look at.
fn reason(trip: &Trip) -> Message {
    let failed = trip.last.outcome.as_ref().is_ok_and(|response| response.status >= 400);
    match &trip.stop {
        Some(Stop::Rejected) => Message::new("op-login-rejected"),
        Some(Stop::NoRule(_)) if failed && !trip.typed => {
            Message::new("op-login-refused").with("answer", answer(&trip.last))
        }
        Some(Stop::NoRule(_)) if failed => Message::new("op-login-stuck").with("end", trip.word()),
        Some(Stop::NoRule(names)) if names.is_empty() => Message::new("op-login-no-forms"),
        Some(Stop::NoRule(names)) => Message::new("op-login-no-rule").with("fields", names.join(", ")),
        None => Message::new("op-login-stuck").with("end", trip.word()),
    }
}

impl Login {
    /// Claims of the ID token, whatever its signature.
    pub(crate) fn claims(&self) -> Option<Map<String, Value>> {
        let (token, seen) = self.id_token.as_ref()?;
        match seen {
            Ok(draft) => Some(draft.claims.clone()),
            Err(_) => claims_of(token),
        }
    }

    /// Whether ID token or UserInfo name the person who logged in.
    pub(crate) fn is_about(&self, person: &Typist) -> bool {
        let own = self.claims();
        [own.as_ref(), self.info.claims.as_ref()]
            .into_iter()
            .flatten()
            .any(|claims| claims.get(&person.marker.claim).and_then(Value::as_str) == Some(&person.marker.value))
    }
}

/// Claims of a token, signed or not.
pub(crate) fn claims_of(token: &str) -> Option<Map<String, Value>> {
    use base64::Engine as _;
    let part = token.split('.').nth(1)?;
    serde_json::from_slice(&base64::prelude::BASE64_URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

/// The answer of UserInfo in a word.
pub(crate) fn info_word(info: &Info) -> String {
    answer(&info.exchange)
}

/// Worth telling that an error has another name than the specification's.
pub(crate) fn other_error(requirement: &str, expected: &str, observed: String, exchange: &Exchange) -> Observation {
    remark(requirement, "op-other-error", expected, observed, Some(exchange))
}
