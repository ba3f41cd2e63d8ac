//! `oidc-provider/session`: when a person has to log in again, and how strongly (OpenID Connect Core 1.0, 3.1.2; Swedish OIDC profile
//! 2.2; OIDC profile of Sweden Connect 2.2.1).

mod assurance;
mod turned_down;

use std::time::Duration;

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ask::Ask;
use super::browser::Browser;
use super::client::Client;
use super::provider::{Typist, everywhere, requirement};
use super::stage::{Login, Stage, other_error};
use super::told::breach;
use super::trip::{By, End, Trip};
use samspel_suite::observe::{undecided, witness};

pub(crate) const CHECK: Check = Check { id: "oidc-provider/session", run: |ctx| Box::pin(run(ctx)) };

/// Longer than the age that a session may have in the test of `max_age`, and than the resolution of `auth_time`.
const A_WHILE: Duration = Duration::from_millis(2100);

/// A person who is logged in, in a browser.
struct Seat<'s> {
    stage: &'s Stage,
    client: &'s Client,
    person: &'s Typist,
    browser: Browser,
    login: Login,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let rule: String = ctx.with("rule")?;
    let stage = match Stage::set(ctx).await? {
        Ok(stage) => stage,
        Err(said) => return Ok(said),
    };
    let (client, person) = (stage.main()?, stage.person()?);
    let mut browser = Browser::default();
    let mut ask = Ask::new(client, "openid");
    if let Some(level) = stage.provider.levels.first() {
        ask = ask.with("acr_values", level);
    }
    let login = match stage.log_in(ctx, &mut browser, ask, client, person).await? {
        Ok(login) => login,
        Err(stuck) => return Ok(everywhere(ctx, Gap::NoAccess, &stuck.reason)),
    };
    let mut seat = Seat { stage: &stage, client, person, browser, login };
    let requirement = requirement(ctx);
    match rule.as_str() {
        "none-without-session" => seat.none_without_session(ctx, requirement).await,
        "none-with-session" => seat.none_with_session(ctx, requirement).await,
        "none-and-login" => seat.none_and_login(ctx, requirement).await,
        "login" => seat.again(ctx, requirement, "prompt", "login").await,
        "absent" => seat.absent(ctx, requirement).await,
        "max-age-short" => seat.max_age_short(ctx, requirement).await,
        "max-age-long" => seat.max_age_long(ctx, requirement).await,
        "other-client" => seat.other_client(ctx, requirement).await,
        "other-acr" => seat.other_acr(ctx, requirement).await,
        "other-claims" => seat.other_claims(ctx, requirement).await,
        "acr" => seat.acr(ctx, requirement).await,
        "acr-unmet" => seat.acr_unmet(ctx, requirement).await,
        "step-up" => seat.step_up(ctx, requirement).await,
        "id-token-hint" => seat.id_token_hint(ctx, requirement).await,
        "cancel" => seat.cancel(ctx, requirement).await,
        "response-type" => seat.response_type(ctx, requirement).await,
        _ => Err(CheckError::With(format!("`rule`: there is no rule {rule}"))),
    }
}

fn held(requirement: &str, count: u64) -> Observation {
    witness(requirement, count, Message::new("op-session-held").with("count", count))
}

fn unclear(requirement: &str, what: &str, trip: &Trip) -> Observation {
    undecided(requirement, Gap::NoAnswer, Message::new("op-unclear").with("what", what).with("end", trip.word()))
}

fn number(login: &Login, name: &str) -> Option<i64> {
    login.claims()?.get(name)?.as_i64()
}

fn acr_of(login: &Login) -> Option<String> {
    login.claims()?.get("acr")?.as_str().map(str::to_owned)
}

impl Seat<'_> {
    fn ask(&self) -> Ask {
        Ask::new(self.client, "openid")
    }

    async fn go(&mut self, ctx: &Context, ask: &Ask) -> Result<Trip, CheckError> {
        self.browser.authorise(ctx, &self.stage.provider, ask, self.person).await
    }

    /// Whether the session lets a silent request through: without that a refusal proves nothing.
    async fn silent(&mut self, ctx: &Context) -> Result<Result<(), Message>, CheckError> {
        let mut ask = self.ask().with("prompt", "none");
        if let Some(level) = self.stage.provider.levels.first() {
            ask = ask.with("acr_values", level);
        }
        let trip = self.go(ctx, &ask).await?;
        Ok(if trip.code().is_some() {
            Ok(())
        } else {
            Err(Message::new("op-no-silent-login").with("end", trip.word()))
        })
    }

    /// Judges a silent request that has to be turned down with an error.
    fn turned_down(&self, requirement: &str, what: &str, ask: &Ask, trip: &Trip, wanted: &[&str]) -> Vec<Observation> {
        match &trip.end {
            End::Returned(_) if trip.code().is_some() => {
                vec![breach(requirement, &format!("op-silent-{what}"), &wanted.join(" | "), "code", Some(&trip.last))]
            }
            End::Returned(returned) => {
                let mut told = Vec::new();
                if returned.get("state") != ask.get("state") {
                    told.push(breach(
                        requirement,
                        "op-error-without-state",
                        "the state that was sent",
                        "none or another",
                        Some(&trip.last),
                    ));
                } else {
                    told.push(held(requirement, 1));
                }
                if !trip.error().is_some_and(|error| wanted.contains(&error)) {
                    told.push(other_error(requirement, &wanted.join(" | "), trip.word(), &trip.last));
                }
                told
            }
            End::Page if trip.last.outcome.as_ref().is_ok_and(|response| response.is_success()) => {
                vec![breach(requirement, "op-page-in-silence", &wanted.join(" | "), trip.word(), Some(&trip.last))]
            }
            End::Page | End::Broken => vec![unclear(requirement, what, trip)],
        }
    }

    async fn none_without_session(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let ask = self.ask().with("prompt", "none");
        // Without rules: a page that is shown is not filled in.
        let trip = Browser::default().travel(ctx, &self.stage.provider, &ask, self.person, &[], By::Get).await?;
        Ok(self.turned_down(requirement, "without-session", &ask, &trip, &["login_required"]))
    }

    async fn none_with_session(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let ask = self.ask().with("prompt", "none");
        let sub = self.login.claims().and_then(|claims| claims.get("sub").cloned());
        let stage = self.stage;
        let mut browser = self.browser.clone();
        Ok(match stage.log_in(ctx, &mut browser, ask, self.client, self.person).await? {
            Ok(again) if again.claims().and_then(|claims| claims.get("sub").cloned()) == sub => {
                vec![held(requirement, 1)]
            }
            Ok(again) => {
                vec![breach(requirement, "op-sub-changes", "the same sub", "another sub", Some(&again.tokens.exchange))]
            }
            Err(stuck) => match stuck.refused {
                Some((word, exchange)) => {
                    vec![breach(requirement, "op-silent-login-refused", "code", word, Some(&exchange))]
                }
                None => vec![undecided(requirement, Gap::NoAnswer, stuck.reason)],
            },
        })
    }

    async fn none_and_login(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let ask = self.ask().with("prompt", "none login");
        let trip = self.go(ctx, &ask).await?;
        Ok(match (trip.code(), trip.error()) {
            (Some(_), _) => {
                vec![breach(requirement, "op-silent-none-and-login", "invalid_request", "code", Some(&trip.last))]
            }
            (None, Some("invalid_request")) => vec![held(requirement, 1)],
            (None, Some(_)) => {
                vec![held(requirement, 1), other_error(requirement, "invalid_request", trip.word(), &trip.last)]
            }
            (None, None) if trip.last.outcome.as_ref().is_ok_and(|response| (400..500).contains(&response.status)) => {
                vec![held(requirement, 1)]
            }
            (None, None) => vec![unclear(requirement, "prompt=none login", &trip)],
        })
    }

    /// A new login has to take place: the person types again, and the time of login is a new one.
    async fn again(
        &mut self,
        ctx: &Context,
        requirement: &str,
        name: &str,
        value: &str,
    ) -> Result<Vec<Observation>, CheckError> {
        if !self.login.trip.typed {
            return Ok(everywhere(ctx, Gap::NoData, &Message::new("op-nothing-typed")));
        }
        tokio::time::sleep(A_WHILE).await;
        let ask = self.ask().with("max_age", "10000").with(name, value);
        let again = match self.stage.log_in(ctx, &mut self.browser, ask, self.client, self.person).await? {
            Ok(again) => again,
            Err(stuck) => return Ok(everywhere(ctx, Gap::NoAnswer, &stuck.reason)),
        };
        let mut told = Vec::new();
        if again.trip.typed {
            told.push(held(requirement, 1));
        } else {
            told.push(breach(
                requirement,
                "op-no-new-login",
                "a login page",
                "code without a login",
                Some(&again.trip.last),
            ));
        }
        // The clock of the provider against itself: time from one login to the next, seen from one token to the next.
        match (number(&self.login, "iat"), number(&again, "auth_time"), number(&again, "iat")) {
            (Some(before), Some(time), Some(_)) if time > before => {}
            (Some(before), Some(time), Some(_)) => {
                told.push(breach(
                    requirement,
                    "op-old-auth-time",
                    "auth_time after the first login",
                    format!("{} s before it", before - time),
                    Some(&again.tokens.exchange),
                ));
            }
            _ => told.push(undecided(requirement, Gap::NoData, Message::new("op-no-auth-time"))),
        }
        Ok(told)
    }

    async fn absent(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let ask = self.ask();
        let trip = self.go(ctx, &ask).await?;
        Ok(match (trip.code(), trip.typed) {
            (Some(_), true) => vec![held(requirement, 1)],
            (Some(_), false) => {
                vec![breach(requirement, "op-no-new-login", "a login page", "code without a login", Some(&trip.last))]
            }
            (None, _) => vec![unclear(requirement, "no prompt", &trip)],
        })
    }

    async fn max_age_short(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        if let Err(reason) = self.silent(ctx).await? {
            return Ok(everywhere(ctx, Gap::NoAccess, &reason));
        }
        tokio::time::sleep(A_WHILE).await;
        let ask = self.ask().with("prompt", "none").with("max_age", "1");
        let trip = self.go(ctx, &ask).await?;
        let mut told = self.turned_down(requirement, "max-age", &ask, &trip, &["login_required"]);
        told.extend(self.again(ctx, requirement, "max_age", "1").await?);
        Ok(told)
    }

    async fn max_age_long(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        if let Err(reason) = self.silent(ctx).await? {
            return Ok(everywhere(ctx, Gap::NoAccess, &reason));
        }
        let ask = self.ask().with("prompt", "none").with("max_age", "10000");
        Ok(match self.stage.log_in(ctx, &mut self.browser, ask, self.client, self.person).await? {
            Ok(again) if number(&again, "auth_time").is_some() => vec![held(requirement, 1)],
            Ok(again) => {
                vec![breach(requirement, "op-id-token-lacks", "auth_time", "nothing", Some(&again.tokens.exchange))]
            }
            Err(stuck) => match stuck.refused {
                Some((word, exchange)) => {
                    vec![breach(requirement, "op-silent-login-refused", "code", word, Some(&exchange))]
                }
                None => vec![undecided(requirement, Gap::NoAnswer, stuck.reason)],
            },
        })
    }
}
