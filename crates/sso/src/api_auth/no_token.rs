//! `api-auth/no-token`: without a token the answer is 401 and names the scheme (RFC 6750, 3).

use samspel_exchange::Credentials;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::ground::{Ground, everywhere};
use super::sent::{Reply, holds_data, reply};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "api-auth/no-token", run: |ctx| Box::pin(run(ctx)) };

/// What is expected, as a fact.
const EXPECTED: &str = "HTTP 401, WWW-Authenticate: Bearer";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let ground = match Ground::of(ctx).await? {
        Ok(ground) => ground,
        Err(said) => return Ok(said),
    };
    let good = ground.good(ctx).await?;
    if !holds_data(&good) {
        let reason = Message::new("auth-good-token-refused").with("answer", answer(&good));
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    let exchange = ctx.session.send(ground.request().clone().credentials(Credentials::Anonymous)).await?;
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    let found = |id: &str| {
        let seen = against(requirement, Message::new(id)).expected(EXPECTED).observed(answer(&exchange));
        seen.exchange(&exchange).contradiction()
    };
    let named = exchange.outcome.as_ref().is_ok_and(|response| names_bearer(&response.headers));
    let status = exchange.outcome.as_ref().map_or(0, |response| response.status);
    Ok(vec![match reply(&exchange) {
        Reply::LetIn => found("auth-no-token-let-in"),
        Reply::RefusedWithData => found("auth-refused-with-data"),
        Reply::Refused if status == 401 && named => witness(requirement, 1, Message::new("auth-challenged")),
        Reply::Refused if status == 401 => found("auth-without-challenge"),
        Reply::Refused | Reply::RefusedOtherwise(_) | Reply::Broke => found("auth-no-token-other-status"),
        Reply::Unclear => {
            let reason = Message::new("auth-unclear").with("what", "no token").with("answer", answer(&exchange));
            undecided(requirement, Gap::NoAnswer, reason)
        }
    }])
}

/// Whether a challenge names the scheme, alone or among others.
fn names_bearer(headers: &[(String, String)]) -> bool {
    let challenges = headers.iter().filter(|(name, _)| name == "www-authenticate");
    challenges.flat_map(|(_, value)| value.split(',')).any(|challenge| {
        challenge.split_whitespace().next().is_some_and(|scheme| scheme.eq_ignore_ascii_case("bearer"))
    })
}

#[cfg(test)]
mod tests {
    use super::names_bearer;

    #[test]
    fn the_scheme_is_found_among_others_and_in_any_letter_case() {
        let header = |value: &str| [("www-authenticate".to_owned(), value.to_owned())];
        assert!(names_bearer(&header("bearer realm=\"x\"")) && names_bearer(&header("Basic realm=\"x\", Bearer")));
        assert!(!names_bearer(&header("Basic")) && !names_bearer(&[]));
    }
}
