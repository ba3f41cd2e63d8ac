//! Token requests: a right one, and others.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use samspel_exchange::{Credentials, Exchange, Request, RequestBody, Secret, SecretPlacement};
use samspel_suite::{CheckError, Context};
use serde_json::json;

use super::Login;

/// How a token is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it should be (RFC 6749, 4.4.2).
    Good,
    /// With a secret that is not the client's.
    WrongSecret,
    /// With the client's id alone.
    NoSecret,
    /// With id and secret in the URL (RFC 6749, 2.3.1 forbids it).
    SecretInQuery,
    /// For a scope that nobody has.
    UnknownScope,
    /// With GET (RFC 6749, 3.2 wants POST).
    Get,
    /// With a body in JSON.
    JsonBody,
    /// With a user's password (RFC 9700, 2.4).
    Password,
    /// With a response type where a grant belongs (RFC 9700, 2.1.2).
    Implicit,
}

impl Form {
    /// Its name in the evidence.
    pub(super) fn label(self) -> &'static str {
        match self {
            Form::Good => "good login",
            Form::WrongSecret => "wrong secret",
            Form::NoSecret => "no secret",
            Form::SecretInQuery => "secret in the query",
            Form::UnknownScope => "unknown scope",
            Form::Get => "GET",
            Form::JsonBody => "JSON body",
            Form::Password => "grant_type=password",
            Form::Implicit => "grant_type=implicit",
        }
    }
}

/// The scope that nobody has.
pub(super) const UNKNOWN_SCOPE: &str = "samspel-unknown-scope";

/// Asks for a token.
pub(super) async fn ask(ctx: &Context, login: &Login<'_>, form: Form) -> Result<Exchange, CheckError> {
    ctx.client.keep_secret(&login.secret);
    let exchange = ctx.session.send(request(ctx, login, form)).await?;
    // What comes back is as good as a secret, whether it should have come or not.
    if let Ok(response) = &exchange.outcome
        && let Ok(body) = response.json::<serde_json::Value>()
    {
        for name in ["access_token", "refresh_token", "id_token"] {
            if let Some(token) = body.get(name).and_then(serde_json::Value::as_str) {
                ctx.client.keep_secret(&Secret::new(token));
            }
        }
    }
    Ok(exchange)
}

fn request(ctx: &Context, login: &Login<'_>, form: Form) -> Request {
    let settings = login.settings;
    let base = Request::get("token", settings.token_url.clone()).credentials(Credentials::Anonymous);
    let secret = match form {
        Form::WrongSecret => "samspel-wrong-secret",
        _ => login.secret.expose(),
    };
    let grant = match form {
        Form::Password => "password",
        Form::Implicit => "implicit",
        _ => "client_credentials",
    };
    let scope = match form {
        Form::UnknownScope => Some(UNKNOWN_SCOPE),
        _ => settings.scope.as_deref(),
    };
    let mut fields: Vec<(&str, &str)> = vec![("grant_type", grant)];
    fields.extend(scope.map(|scope| ("scope", scope)));
    if form == Form::Password {
        fields.extend([("username", "samspel"), ("password", "samspel-wrong-password")]);
    }
    let id = settings.client_id.as_str();
    match form {
        Form::SecretInQuery => {
            let query = [("client_id", id), ("client_secret", secret)];
            let request = query.into_iter().fold(base, |request, (name, value)| request.query(name, value));
            posted(request, &fields)
        }
        Form::NoSecret => {
            fields.push(("client_id", id));
            posted(base, &fields)
        }
        Form::Get => {
            let request = fields.into_iter().fold(base, |request, (name, value)| request.query(name, value));
            request.header("authorization", basic(ctx, id, secret))
        }
        Form::JsonBody => {
            let body = json!({ "grant_type": grant });
            let request = base.method("POST").header("authorization", basic(ctx, id, secret));
            Request { body: Some(RequestBody::Json(body)), ..request }
        }
        Form::Good | Form::WrongSecret | Form::UnknownScope | Form::Password | Form::Implicit => match settings.auth {
            SecretPlacement::ClientSecretBasic => posted(base.header("authorization", basic(ctx, id, secret)), &fields),
            SecretPlacement::ClientSecretPost => {
                fields.extend([("client_id", id), ("client_secret", secret)]);
                posted(base, &fields)
            }
        },
    }
}

fn posted(request: Request, fields: &[(&str, &str)]) -> Request {
    let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let body = RequestBody::Raw {
        media_type: "application/x-www-form-urlencoded".to_owned(),
        bytes: pairs.join("&").into_bytes(),
    };
    Request { body: Some(body), ..request.method("POST") }
}

/// Both parts are form-encoded before they are joined (RFC 6749, 2.3.1).
fn basic(ctx: &Context, id: &str, secret: &str) -> String {
    let pair = BASE64_STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret)));
    ctx.client.keep_secret(&Secret::new(pair.clone()));
    format!("Basic {pair}")
}

/// As in a form; everything but the unreserved characters of RFC 3986 is encoded, which every reader takes back.
fn encoded(text: &str) -> String {
    let unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    let one = |byte: u8| if unreserved(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::encoded;

    #[test]
    fn values_of_forms_are_encoded() {
        assert_eq!(encoded("a b+c&å"), "a%20b%2Bc%26%C3%A5");
    }
}
