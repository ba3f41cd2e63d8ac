//! `api-auth/token-endpoint`: the token endpoint of the principal `full`, if it logs in with client credentials (RFC 6749).

mod metadata;
mod requests;
mod verdicts;

use samspel_exchange::{OAuth2, PrincipalMethod, Secret};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use self::requests::{Form, ask};
use super::ground::everywhere;
use samspel_suite::observe::{answer, undecided};

pub(crate) const CHECK: Check = Check { id: "api-auth/token-endpoint", run: |ctx| Box::pin(run(ctx)) };

/// Whose token endpoint it is.
const PRINCIPAL: &str = "full";

/// A client and where it logs in.
pub(crate) struct Login<'c> {
    settings: &'c OAuth2,
    secret: Secret,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let kind: String = ctx.with("kind")?;
    let Some(PrincipalMethod::OAuth2(settings)) = ctx.target.principals.get(PRINCIPAL) else {
        return Ok(everywhere(ctx, Gap::NoAccess, &Message::new("oauth-no-client")));
    };
    let secret = settings
        .client_secret
        .read(&ctx.target.base_dir)
        .map_err(|e| CheckError::Other(format!("principals.{PRINCIPAL}: {e}")))?;
    let login = Login { settings, secret };
    let requirement = ctx.requirements.first().map_or("", String::as_str);
    if kind == "metadata" {
        return metadata::check(ctx, &login, requirement).await;
    }
    // Beside a login that works; an endpoint that refuses everybody refuses these as well.
    let good = ask(ctx, &login, Form::Good).await?;
    if kind == "good" {
        return Ok(verdicts::good(requirement, &good));
    }
    if !verdicts::is_token(&good) {
        let reason = Message::new("oauth-good-login-refused").with("answer", answer(&good));
        return Ok(everywhere(ctx, Gap::NoAnswer, &reason));
    }
    let forms: &[Form] = match kind.as_str() {
        "wrong-secret" => &[Form::WrongSecret, Form::NoSecret],
        "secret-in-query" => &[Form::SecretInQuery],
        "unknown-scope" => &[Form::UnknownScope],
        "other-form" => &[Form::Get, Form::JsonBody],
        "other-grant" => &[Form::Password, Form::Implicit],
        _ => return Err(CheckError::With(format!("`kind`: there is no kind `{kind}`"))),
    };
    let mut seen = Vec::new();
    for form in forms {
        seen.push((*form, ask(ctx, &login, *form).await?));
    }
    let after = ask(ctx, &login, Form::Good).await?;
    if !verdicts::is_token(&after) {
        let reason = Message::new("oauth-good-login-refused").with("answer", answer(&after));
        return Ok(vec![undecided(requirement, Gap::NoAnswer, reason)]);
    }
    Ok(seen.iter().flat_map(|(form, exchange)| verdicts::refused(requirement, &kind, *form, exchange)).collect())
}
