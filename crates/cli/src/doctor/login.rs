//! Tokens: whether each principal gets one, and what its refusal means.

use samspel_exchange::{Client, Fault, PrincipalMethod};

use super::{Advice, Patient, network};

/// Principals other than `full`, with what they unlock.
const OTHERS: [(&str, &str); 3] = [
    ("no_access", "that a client without rights is refused (SS12K-AUTH-004)"),
    ("limited", "that a client sees only what it may (SS12K-AUTH-004, SS12K-AUTH-008)"),
    ("other_tenant", "that one municipality does not see another's data"),
];

/// Whether the principal `full` gets a token.
pub(super) async fn full(client: &Client, patient: &Patient<'_>) -> Vec<Advice> {
    match client.token("full").await {
        Ok(Ok(Some(_))) => vec![Advice::good("principal full: has a token")],
        Ok(Ok(None)) => vec![Advice::warning(
            "principal full sends no credentials",
            "SS 12000 protects every operation with a bearer token; give the principal `oauth2` or `bearer`",
        )],
        Ok(Err(fault)) => vec![refused("full", &fault, patient)],
        Err(halt) => {
            vec![Advice::wrong(halt.to_string(), "the target file needs a principal `full` that may read everything")]
        }
    }
}

/// The other principals: those that are missing, and those that get no token.
pub(super) async fn others(client: &Client, patient: &Patient<'_>) -> Vec<Advice> {
    let mut advice = Vec::new();
    for (name, shows) in OTHERS {
        if !client.has_principal(name) {
            advice.push(Advice::warning(
                format!("no principal {name}"),
                format!("add it to the target file to show {shows}; without it the requirement stays INCONCLUSIVE"),
            ));
        } else if let Ok(Err(fault)) = client.token(name).await {
            advice.push(refused(name, &fault, patient));
        }
    }
    advice
}

fn refused(principal: &str, fault: &Fault, patient: &Patient<'_>) -> Advice {
    let Fault::NoToken { what, .. } = fault else {
        return network::explain(fault, &format!("token endpoint of {principal}"), patient);
    };
    let token_url = match patient.target.principals.get(principal) {
        Some(PrincipalMethod::OAuth2(settings)) => settings.token_url.as_str(),
        _ => "the token endpoint",
    };
    let fix = if what.contains("invalid_client") || what.contains("unauthorized_client") {
        "client_id or client_secret is wrong, or the client is not registered; some servers want the secret in the form: \
         try `auth: client_secret_post`"
            .to_owned()
    } else if what.contains("invalid_scope") {
        "the `scope` is unknown or not allowed for this client; ask the vendor which scope reads everything".to_owned()
    } else if what.contains("unsupported_grant_type") {
        format!("{token_url} does not give tokens for client credentials; is it the right endpoint?")
    } else if what.contains("not JSON") || what.contains("without access_token") {
        format!(
            "{token_url} answers something other than a token: probably a login page or an API; look up the token endpoint"
        )
    } else if what.contains("HTTP 404") || what.contains("HTTP 405") || what.contains("HTTP 3") {
        format!("{token_url} is no token endpoint; look up its address, often /connect/token, /oauth2/token or /token")
    } else if what.contains("HTTP 401") || what.contains("HTTP 403") || what.contains("HTTP 400") {
        "check client_id, client_secret, scope and `auth` (client_secret_basic or client_secret_post)".to_owned()
    } else if what.contains("HTTP 429") {
        "the token endpoint limits requests: wait, and run again".to_owned()
    } else if what.contains("HTTP 5") {
        "the login service fails: tell whoever runs it".to_owned()
    } else {
        format!(
            "is {token_url} right, and can it be reached from here? An own certificate authority goes into `ca_file`"
        )
    };
    Advice::unreachable(format!("principal {principal} gets no token from {token_url}: {what}"), fix)
}
