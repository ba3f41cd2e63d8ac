//! Levels of assurance (Swedish OIDC profile 2.2; OpenID Connect Core 1.0, 5.5.1.1).

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::json;

use super::{Seat, acr_of, held, unclear};
use crate::oidc_provider::browser::Browser;
use crate::oidc_provider::provider::everywhere;
use crate::oidc_provider::stage::other_error;
use crate::oidc_provider::told::breach;
use samspel_suite::observe::undecided;

impl Seat<'_> {
    /// The second level, where the person can log in by two.
    fn higher(&self) -> Result<String, Message> {
        self.stage.provider.levels.get(1).cloned().ok_or_else(|| Message::new("op-no-levels"))
    }

    pub(super) async fn other_acr(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let higher = match self.higher() {
            Ok(higher) => higher,
            Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
        };
        if let Err(reason) = self.silent(ctx).await? {
            return Ok(everywhere(ctx, Gap::NoAccess, &reason));
        }
        let ask = self.ask().with("prompt", "none").with("acr_values", &higher);
        let trip = self.go(ctx, &ask).await?;
        Ok(self.turned_down(requirement, "other-acr", &ask, &trip, &["login_required"]))
    }

    pub(super) async fn acr(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let levels = self.stage.provider.levels.clone();
        if levels.is_empty() {
            return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-levels")));
        }
        let mut told = Vec::new();
        for level in &levels {
            let ask = self.ask().with("acr_values", level);
            match self.stage.log_in(ctx, &mut Browser::default(), ask, self.client, self.person).await? {
                Ok(login) => match acr_of(&login) {
                    Some(acr) if acr == *level => told.push(held(requirement, 1)),
                    acr => told.push(breach(
                        requirement,
                        "op-acr-differs",
                        level,
                        acr.unwrap_or_else(|| "nothing".to_owned()),
                        Some(&login.tokens.exchange),
                    )),
                },
                Err(stuck) => told.push(undecided(requirement, Gap::NoAccess, stuck.reason)),
            }
        }
        Ok(told)
    }

    pub(super) async fn acr_unmet(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let essential =
            |acr: &str| json!({ "id_token": { "acr": { "essential": true, "values": [acr] } } }).to_string();
        // What can be met goes through: that is what makes the refusal beside it a witness.
        let possible = match self.stage.provider.levels.first() {
            Some(level) => essential(level),
            None => json!({ "id_token": { "acr": null } }).to_string(),
        };
        let ask = self.ask().with("claims", &possible);
        if self.go(ctx, &ask).await?.code().is_none() {
            return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-essential-acr")));
        }
        let ask = self.ask().with("claims", &essential("urn:samspel:a-level-that-nobody-has"));
        let trip = self.go(ctx, &ask).await?;
        Ok(match (trip.code(), trip.error()) {
            (Some(_), _) => vec![breach(
                requirement,
                "op-essential-acr-ignored",
                "unmet_authentication_requirements",
                "code",
                Some(&trip.last),
            )],
            (None, Some("unmet_authentication_requirements")) => vec![held(requirement, 1)],
            (None, Some(_)) => vec![
                held(requirement, 1),
                other_error(requirement, "unmet_authentication_requirements", trip.word(), &trip.last),
            ],
            (None, None) if trip.last.outcome.as_ref().is_ok_and(|response| response.status < 500) => {
                vec![held(requirement, 1)]
            }
            (None, None) => vec![unclear(requirement, "acr", &trip)],
        })
    }

    pub(super) async fn step_up(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let higher = match self.higher() {
            Ok(higher) => higher,
            Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
        };
        if acr_of(&self.login) == Some(higher.clone()) {
            return Ok(everywhere(ctx, Gap::NoData, &Message::new("op-no-levels")));
        }
        let ask = self.ask().with("acr_values", &higher);
        Ok(match self.stage.log_in(ctx, &mut self.browser, ask, self.client, self.person).await? {
            Ok(again) if acr_of(&again) == Some(higher.clone()) && again.trip.typed => vec![held(requirement, 1)],
            Ok(again) => {
                let observed = acr_of(&again).unwrap_or_else(|| "nothing".to_owned());
                vec![breach(
                    requirement,
                    "op-no-step-up",
                    &format!("{higher}, after a new login"),
                    observed,
                    Some(&again.tokens.exchange),
                )]
            }
            Err(stuck) => vec![undecided(requirement, Gap::NoAnswer, stuck.reason)],
        })
    }
}
