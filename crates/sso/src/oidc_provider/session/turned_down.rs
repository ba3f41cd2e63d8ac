//! Requests that end with an error: of other people, other services, for more than was agreed to, and those that a person breaks off.

use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};

use super::{Seat, held, unclear};
use crate::oidc_provider::ask::Ask;
use crate::oidc_provider::browser::Browser;
use crate::oidc_provider::provider::everywhere;
use crate::oidc_provider::stage::{Login, other_error};
use crate::oidc_provider::told::breach;
use crate::oidc_provider::trip::By;

impl Seat<'_> {
    pub(super) async fn id_token_hint(
        &mut self,
        ctx: &Context,
        requirement: &str,
    ) -> Result<Vec<Observation>, CheckError> {
        let other = match self.stage.provider.person("other") {
            Ok(other) => other,
            Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
        };
        let foreign = self.stage.log_in(ctx, &mut Browser::default(), self.ask(), self.client, other).await?;
        let hint = |login: &Login| login.id_token.as_ref().map(|(token, _)| token.clone()).unwrap_or_default();
        let foreign = match foreign {
            Ok(login) => hint(&login),
            Err(stuck) => return Ok(everywhere(ctx, Gap::NoAccess, &stuck.reason)),
        };
        let own = self.ask().with("prompt", "none").with("id_token_hint", &hint(&self.login));
        let trip = self.go(ctx, &own).await?;
        if trip.code().is_none() {
            return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-silent-login").with("end", trip.word())));
        }
        let ask = self.ask().with("prompt", "none").with("id_token_hint", &foreign);
        let trip = self.go(ctx, &ask).await?;
        Ok(self.turned_down(requirement, "hint", &ask, &trip, &["login_required", "account_selection_required"]))
    }

    pub(super) async fn cancel(&mut self, ctx: &Context, requirement: &str) -> Result<Vec<Observation>, CheckError> {
        let rules = self.stage.provider.cancel.clone();
        if rules.is_empty() {
            return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("op-no-cancel")));
        }
        let ask = self.ask();
        let trip = Browser::default().travel(ctx, &self.stage.provider, &ask, self.person, &rules, By::Get).await?;
        let Some(returned) = trip.returned() else { return Ok(vec![unclear(requirement, "cancel", &trip)]) };
        let mut told = Vec::new();
        if returned.get("error") != Some("access_denied") {
            told.push(breach(requirement, "op-cancel-error", "error=access_denied", trip.word(), Some(&trip.last)));
        }
        if returned.get("state") != ask.get("state") {
            told.push(breach(
                requirement,
                "op-error-without-state",
                "the state that was sent",
                "none or another",
                Some(&trip.last),
            ));
        }
        if told.is_empty() {
            told.push(held(requirement, 1));
        }
        Ok(told)
    }

    pub(super) async fn response_type(
        &mut self,
        ctx: &Context,
        requirement: &str,
    ) -> Result<Vec<Observation>, CheckError> {
        let mut told = Vec::new();
        for (label, ask) in [
            ("no response_type", self.ask().without("response_type")),
            ("unknown response_type", self.ask().with("response_type", "samspel")),
        ] {
            let trip = self.go(ctx, &ask).await?;
            let good = ["invalid_request", "unsupported_response_type"];
            match (trip.code(), trip.error()) {
                (Some(_), _) => told.push(breach(
                    requirement,
                    "op-response-type-ignored",
                    &good.join(" | "),
                    format!("{label}: code"),
                    Some(&trip.last),
                )),
                (None, Some(error)) if good.contains(&error) => told.push(held(requirement, 1)),
                (None, Some(_)) => told.push(other_error(requirement, &good.join(" | "), trip.word(), &trip.last)),
                (None, None)
                    if trip.last.outcome.as_ref().is_ok_and(|response| (400..500).contains(&response.status)) =>
                {
                    told.push(held(requirement, 1))
                }
                (None, None) => told.push(unclear(requirement, label, &trip)),
            }
        }
        Ok(told)
    }

    pub(super) async fn other_client(
        &mut self,
        ctx: &Context,
        requirement: &str,
    ) -> Result<Vec<Observation>, CheckError> {
        let other = match self.stage.provider.client("other") {
            Ok(other) => other,
            Err(reason) => return Ok(everywhere(ctx, Gap::NoAccess, &reason)),
        };
        if let Err(reason) = self.silent(ctx).await? {
            return Ok(everywhere(ctx, Gap::NoAccess, &reason));
        }
        let ask = Ask::new(other, "openid").with("prompt", "none");
        let trip = self.go(ctx, &ask).await?;
        Ok(self.turned_down(requirement, "other-client", &ask, &trip, &["login_required"]))
    }

    pub(super) async fn other_claims(
        &mut self,
        ctx: &Context,
        requirement: &str,
    ) -> Result<Vec<Observation>, CheckError> {
        if let Err(reason) = self.silent(ctx).await? {
            return Ok(everywhere(ctx, Gap::NoAccess, &reason));
        }
        let ask = Ask::new(self.client, &self.stage.scope().replace("offline_access", "")).with("prompt", "none");
        let trip = self.go(ctx, &ask).await?;
        Ok(self.turned_down(requirement, "other-claims", &ask, &trip, &["interaction_required"]))
    }
}
