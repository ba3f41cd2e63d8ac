//! The authorisation endpoint (OpenID Connect Core 1.0, 3.1.2; RFC 9700; Swedish OIDC profile 2; OIDC profile of Sweden Connect 2.2).

use axum::body::Body;
use axum::http::Response;

use super::asked::Asked;
use super::clients::RegisteredClient;
use super::fault::Slip;
use super::jwt::object;
use super::message::{Message, Pairs, answer, error_page, redirect, value};
use super::provider::{Grant, LEVELS, Provider, Session, now, random};

/// Parameters that mean something here.
const KNOWN: [&str; 18] = [
    "client_id",
    "redirect_uri",
    "response_type",
    "scope",
    "state",
    "nonce",
    "code_challenge",
    "code_challenge_method",
    "prompt",
    "max_age",
    "acr_values",
    "claims",
    "ui_locales",
    "login_hint",
    "display",
    "id_token_hint",
    "request",
    "request_uri",
];

impl Provider {
    /// Answers an authorisation request.
    pub(crate) async fn authorise(&self, message: &Message) -> Response<Body> {
        let outside = if message.method == "POST" { &message.form } else { &message.query };
        if message.method == "POST" && self.slips(Slip::NoPost) {
            return answer(405, "text/plain", String::new());
        }
        let Some(client) = value(outside, "client_id").and_then(|id| self.client(id)) else {
            return error_page("unknown client");
        };
        if let Some(uri) = value(outside, "request_uri") {
            if self.slips(Slip::RequestUriFetched) {
                visit(uri).await;
            }
            return self.fail(&Asked::read(outside), client, "request_uri_not_supported");
        }
        let parameters = match self.with_request_object(client, outside) {
            Ok(parameters) => parameters,
            Err(error) => return self.fail(&Asked::read(outside), client, error),
        };
        let mut asked = Asked::read(&parameters);
        if asked.redirect_uri.is_empty() && self.slips(Slip::RedirectUriMayLack) {
            asked.redirect_uri = client.redirect_uris.first().cloned().unwrap_or_default();
        }
        if !self.may_return(client, &asked.redirect_uri) {
            return error_page("redirect_uri is not registered");
        }
        if let Err(error) = self.judge(client, &parameters, &mut asked) {
            return self.fail(&asked, client, error);
        }
        self.proceed(client, asked, message.session.as_deref())
    }

    /// What is wrong with a request of a known client with a known address.
    fn judge(&self, client: &RegisteredClient, parameters: &Pairs, asked: &mut Asked) -> Result<(), &'static str> {
        match value(parameters, "response_type") {
            None if !self.slips(Slip::ResponseTypeMayLack) => return Err("invalid_request"),
            Some("code") | None => {}
            Some(_) if self.slips(Slip::AnyResponseType) => {}
            Some(_) => return Err("unsupported_response_type"),
        }
        if self.slips(Slip::RefusesUnknownParameter)
            && parameters.iter().any(|(name, _)| !KNOWN.contains(&name.as_str()))
        {
            return Err("invalid_request");
        }
        if self.slips(Slip::RefusesNoNonce) && asked.nonce.is_none() {
            return Err("invalid_request");
        }
        if self.slips(Slip::RefusesLoginHint) && value(parameters, "login_hint").is_some() {
            return Err("invalid_request");
        }
        let method = value(parameters, "code_challenge_method");
        match (&asked.challenge, method) {
            (Some(_), Some("S256")) => {}
            (Some(_), Some("plain")) if self.slips(Slip::PlainAccepted) => asked.plain = true,
            (Some(_), None) if self.slips(Slip::MethodMayLack) => asked.plain = true,
            (Some(_), _) => return Err("invalid_request"),
            (None, _) if client.is_public() && !self.slips(Slip::PublicWithoutPkce) => return Err("invalid_request"),
            (None, _) => {}
        }
        if asked.prompts("none") && asked.prompt.len() > 1 && !self.slips(Slip::PromptNoneWithLogin) {
            return Err("invalid_request");
        }
        let unmet =
            asked.essential_acr.as_ref().is_some_and(|wanted| !wanted.iter().any(|acr| LEVELS.contains(&acr.as_str())));
        if unmet && !self.slips(Slip::EssentialAcrIgnored) {
            return Err("unmet_authentication_requirements");
        }
        Ok(())
    }

    /// Silent, by a page, or not at all.
    fn proceed(&self, client: &RegisteredClient, asked: Asked, cookie: Option<&str>) -> Response<Body> {
        let session = cookie.and_then(|cookie| self.state().sessions.get(cookie).cloned());
        let silent = asked.prompts("none") && !asked.prompts("login");
        let passive = asked.prompt.is_empty() && self.slips(Slip::SessionWithoutPrompt)
            || asked.prompts("login") && self.slips(Slip::PromptLoginIgnored);
        if !silent && !passive {
            return self.login_page(asked, false);
        }
        match session.ok_or("login_required").and_then(|session| self.covers(session, client, &asked)) {
            Ok(session) if !(silent && self.slips(Slip::PromptNoneAlwaysFails)) => self.grant(asked, &session),
            Ok(_) => self.fail(&asked, client, "login_required"),
            Err(_) if !silent || self.slips(Slip::PromptNoneShowsPage) => self.login_page(asked, false),
            Err(error) => self.fail(&asked, client, error),
        }
    }

    /// Whether a session is enough for what is asked.
    fn covers(&self, session: Session, client: &RegisteredClient, asked: &Asked) -> Result<Session, &'static str> {
        if session.client != client.id && !self.slips(Slip::SessionOfOtherClient) {
            return Err("login_required");
        }
        let age = now() - session.auth_time;
        let too_old = asked.max_age.is_some_and(|most| age > most || self.slips(Slip::MaxAgeAlwaysLogsIn));
        if too_old && !self.slips(Slip::MaxAgeIgnored) {
            return Err("login_required");
        }
        let levels = asked.levels();
        if !levels.is_empty() && !levels.contains(&session.acr) && !self.slips(Slip::PromptNoneIgnoresAcr) {
            return Err("login_required");
        }
        let subject = self.subject(session.person);
        if asked.wanted_subject().is_some_and(|wanted| wanted != subject) && !self.slips(Slip::SubClaimIgnored) {
            return Err("login_required");
        }
        let hinted = asked.id_token_hint.as_deref().and_then(|hint| object(hint.split('.').nth(1)?));
        if hinted.is_some_and(|claims| claims.get("sub") != Some(&subject.into()))
            && !self.slips(Slip::IdTokenHintIgnored)
        {
            return Err("login_required");
        }
        let more = asked.all_claims().iter().any(|claim| !session.agreed.contains(claim));
        if more && !self.slips(Slip::PromptNoneIgnoresClaims) {
            return Err("interaction_required");
        }
        Ok(session)
    }

    /// Back to the client with a code.
    pub(crate) fn grant(&self, asked: Asked, session: &Session) -> Response<Body> {
        let code = random();
        let mut answer = vec![("code".to_owned(), code.clone())];
        if !self.slips(Slip::NoIss) {
            answer.push(("iss".to_owned(), self.issuer.clone()));
        }
        answer.extend(self.telling_parameter(session.person));
        let to = self.back(&asked, answer);
        let mut state = self.state();
        state.given.push(code.clone());
        state.challenges.extend(asked.challenge.clone());
        state.codes.insert(
            code,
            Grant {
                id: random(),
                asked,
                person: session.person,
                auth_time: session.auth_time,
                acr: session.acr.clone(),
                made: now(),
                used: false,
            },
        );
        redirect(&to)
    }

    /// Back to the client with an error, if its address can be trusted.
    pub(crate) fn fail(&self, asked: &Asked, client: &RegisteredClient, error: &str) -> Response<Body> {
        if !self.may_return(client, &asked.redirect_uri) {
            return error_page(error);
        }
        let mut answer = vec![("error".to_owned(), error.to_owned())];
        if !self.slips(Slip::NoIss) && !self.slips(Slip::NoIssOnError) {
            answer.push(("iss".to_owned(), self.issuer.clone()));
        }
        let mut asked = asked.clone();
        if error == "login_required" && self.slips(Slip::PromptNoneLosesState)
            || error == "access_denied" && self.slips(Slip::CancelLosesState)
        {
            asked.state = None;
        }
        redirect(&self.back(&asked, answer))
    }

    /// The client's address with an answer behind it.
    fn back(&self, asked: &Asked, mut answer: Pairs) -> String {
        if let Some(state) = &asked.state {
            let state = if self.slips(Slip::OtherState) { "other".to_owned() } else { state.clone() };
            answer.push(("state".to_owned(), state));
        }
        let mut uri = asked.redirect_uri.clone();
        if self.slips(Slip::RedirectUriQueryDropped)
            && let Some((before, _)) = uri.split_once('?')
        {
            uri = before.to_owned();
        }
        let query = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(answer).finish();
        format!("{uri}{}{query}", if uri.contains('?') { '&' } else { '?' })
    }

    /// Whether an address is one of the client's (RFC 9700, 4.1.3: character by character).
    fn may_return(&self, client: &RegisteredClient, uri: &str) -> bool {
        if self.slips(Slip::AnyRedirectUri) && uri.starts_with("http") {
            return true;
        }
        let without_query = |uri: &str| uri.split('?').next().unwrap_or_default().to_owned();
        client.redirect_uris.iter().any(|own| {
            own == uri
                || self.slips(Slip::RedirectUriByPrefix) && uri.starts_with(own.as_str())
                || self.slips(Slip::RedirectUriLetterCase) && own.eq_ignore_ascii_case(uri)
                || self.slips(Slip::RedirectUriQueryIgnored) && !own.contains('?') && *own == without_query(uri)
                || self.slips(Slip::RedirectUriQueryReplaced)
                    && own.contains('?')
                    && uri.contains('?')
                    && without_query(own) == without_query(uri)
                || self.slips(Slip::RedirectUriNormalised)
                    && url::Url::parse(uri).is_ok_and(|mut parsed| {
                        parsed.set_fragment(None);
                        let _ = parsed.set_username("");
                        parsed.as_str() == own
                    })
        })
    }
}

impl RegisteredClient {
    /// Whether it has nothing to prove itself with.
    pub(crate) fn is_public(&self) -> bool {
        self.secret.is_none() && self.key.is_none()
    }
}

/// Fetches an address that a client names, which nobody should.
async fn visit(uri: &str) {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let Ok(uri) = url::Url::parse(uri) else { return };
    let (Some(host), Some(port)) = (uri.host_str(), uri.port_or_known_default()) else { return };
    let Ok(mut socket) = tokio::net::TcpStream::connect((host, port)).await else { return };
    let request = format!("GET {} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n\r\n", uri.path());
    if socket.write_all(request.as_bytes()).await.is_ok() {
        let mut answer = Vec::new();
        // Only the visit matters.
        let _ = socket.read_to_end(&mut answer).await;
    }
}
