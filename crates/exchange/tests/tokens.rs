//! Principals and their tokens, with a token endpoint over real sockets.
#![allow(clippy::unwrap_used, reason = "tests")]

mod scripted;

use std::time::Duration;

use samspel_exchange::{
    Client, Credentials, Fault, Halt, OAuth2, PrincipalMethod, Request, Secret, SecretPlacement, SecretSource, Settings,
};
use scripted::{Answer, Received, Server, answer, bearer, json, serve, settings};

/// A system with a token endpoint: token n is `token-n`; the rest answers as told.
async fn system(expires_in: &'static str, api: impl Fn(&Received) -> Answer + Send + Sync + 'static) -> Server {
    let count = std::sync::atomic::AtomicUsize::new(0);
    serve(move |request| {
        if request.target != "/token" {
            return api(request);
        }
        let number = count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1;
        json(&format!(r#"{{"access_token":"token-{number}","token_type":"Bearer"{expires_in}}}"#))
    })
    .await
}

fn with_oauth2(server: &Server, auth: SecretPlacement) -> Settings {
    let mut settings = settings(&server.url);
    let method = PrincipalMethod::OAuth2(OAuth2 {
        token_url: format!("{}/token", server.url),
        client_id: "klient 1".to_owned(),
        client_secret: SecretSource::Literal("hemligt:ord".to_owned()),
        scope: Some("ss12000 persons".to_owned()),
        auth,
    });
    settings.principals.insert("full".to_owned(), method);
    settings
}

fn get() -> Request {
    Request::get("listPersons", "/persons")
}

fn token_requests(server: &Server) -> Vec<Received> {
    server.received().into_iter().filter(|request| request.target == "/token").collect()
}

fn authorizations(server: &Server) -> Vec<Option<String>> {
    let api = server.received().into_iter().filter(|request| request.target != "/token");
    api.map(|request| request.header("authorization").map(str::to_owned)).collect()
}

#[tokio::test]
async fn each_kind_of_credentials_goes_out_as_it_should() {
    let server = serve(|_| json("{}")).await;
    let mut settings = settings(&server.url);
    settings.principals.insert("limited".to_owned(), bearer("fast-token"));
    let session = Client::live(settings).unwrap().session("t");
    let tampered = Credentials::Token { label: "expired".to_owned(), token: Secret::new("gammal") };
    for credentials in [
        Credentials::Principal("full".to_owned()),
        Credentials::Principal("limited".to_owned()),
        Credentials::Anonymous,
        tampered,
    ] {
        session.send(get().credentials(credentials)).await.unwrap();
    }
    let expected = [None, Some("Bearer fast-token".to_owned()), None, Some("Bearer gammal".to_owned())];
    assert_eq!(authorizations(&server), expected);
}

#[tokio::test]
async fn client_credentials_are_sent_as_basic_authentication() {
    let server = system("", |_| json("{}")).await;
    let client = Client::live(with_oauth2(&server, SecretPlacement::ClientSecretBasic)).unwrap();
    client.session("t").send(get()).await.unwrap().outcome.unwrap();
    let request = &token_requests(&server)[0];
    assert_eq!(request.method, "POST");
    // base64 of "klient+1:hemligt%3Aord": both parts are form-encoded first.
    assert_eq!(request.header("authorization"), Some("Basic a2xpZW50KzE6aGVtbGlndCUzQW9yZA=="));
    assert_eq!(request.body, "grant_type=client_credentials&scope=ss12000+persons");
    assert_eq!(request.header("content-type"), Some("application/x-www-form-urlencoded"));
    assert_eq!(authorizations(&server), [Some("Bearer token-1".to_owned())]);
}

#[tokio::test]
async fn client_credentials_are_sent_in_the_form_when_the_target_says_so() {
    let server = system("", |_| json("{}")).await;
    let client = Client::live(with_oauth2(&server, SecretPlacement::ClientSecretPost)).unwrap();
    client.session("t").send(get()).await.unwrap().outcome.unwrap();
    let request = &token_requests(&server)[0];
    assert_eq!(request.header("authorization"), None);
    assert_eq!(
        request.body,
        "grant_type=client_credentials&scope=ss12000+persons&client_id=klient+1&client_secret=hemligt%3Aord"
    );
}

#[tokio::test]
async fn one_token_serves_all_requests_also_those_at_once() {
    let server = system(r#","expires_in":3600"#, |_| json("{}")).await;
    let client = Client::live(with_oauth2(&server, SecretPlacement::ClientSecretBasic)).unwrap();
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let session = client.session("t");
            tokio::spawn(async move { session.send(get()).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap().outcome.unwrap();
    }
    assert_eq!(token_requests(&server).len(), 1);
    assert_eq!(client.requests_sent(), 21);
    assert_eq!(client.token("full").await.unwrap().unwrap().unwrap().expose(), "token-1");
}

#[tokio::test]
async fn a_token_is_renewed_before_it_runs_out() {
    let server = system(r#","expires_in":1"#, |_| json("{}")).await;
    let session = Client::live(with_oauth2(&server, SecretPlacement::ClientSecretBasic)).unwrap().session("t");
    session.send(get()).await.unwrap();
    session.send(get()).await.unwrap();
    tokio::time::sleep(Duration::from_millis(850)).await;
    session.send(get()).await.unwrap();
    let sent: Vec<_> = authorizations(&server).into_iter().flatten().collect();
    assert_eq!(sent, ["Bearer token-1", "Bearer token-1", "Bearer token-2"]);
}

#[tokio::test]
async fn an_old_token_that_is_refused_is_renewed_once() {
    let server = system(r#","expires_in":3600"#, |request| match request.target.as_str() {
        "/persons" if request.header("authorization") == Some("Bearer token-1") => answer("401 Unauthorized", "", ""),
        "/never" => answer("401 Unauthorized", "", ""),
        _ => json("{}"),
    })
    .await;
    let session = Client::live(with_oauth2(&server, SecretPlacement::ClientSecretBasic)).unwrap().session("t");
    // Fetched just now: another token would be no better, so the 401 is the answer.
    assert_eq!(session.send(get()).await.unwrap().outcome.unwrap().status, 401);
    assert_eq!(token_requests(&server).len(), 1);
    tokio::time::sleep(Duration::from_millis(3100)).await;
    assert_eq!(session.send(get()).await.unwrap().outcome.unwrap().status, 200);
    assert_eq!(token_requests(&server).len(), 2);
    tokio::time::sleep(Duration::from_millis(3100)).await;
    let refused = session.send(Request::get("x", "/never")).await.unwrap();
    assert_eq!(refused.outcome.unwrap().status, 401);
    assert_eq!(token_requests(&server).len(), 3, "once, not for ever");
}

#[tokio::test]
async fn a_refusing_token_endpoint_is_named_and_not_asked_for_each_request() {
    let server = serve(|_| answer("401 Unauthorized", "", r#"{"error":"invalid_client"}"#)).await;
    let session = Client::live(with_oauth2(&server, SecretPlacement::ClientSecretBasic)).unwrap().session("t");
    for _ in 0..5 {
        let fault = session.send(get()).await.unwrap().outcome.unwrap_err();
        let expected = Fault::NoToken { principal: "full".to_owned(), what: "HTTP 401, invalid_client".to_owned() };
        assert_eq!(fault, expected);
    }
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn an_unreachable_token_endpoint_is_told_apart() {
    let server = serve(|_| json("{}")).await;
    let mut settings = with_oauth2(&server, SecretPlacement::ClientSecretBasic);
    if let Some(PrincipalMethod::OAuth2(oauth2)) = settings.principals.get_mut("full") {
        oauth2.token_url = "http://does-not-exist.invalid/token".to_owned();
    }
    let fault = Client::live(settings).unwrap().session("t").send(get()).await.unwrap().outcome.unwrap_err();
    assert!(matches!(&fault, Fault::NoToken { what, .. } if what.contains("not found")), "{fault:?}");
}

#[tokio::test]
async fn token_requests_count_in_the_budget() {
    let server = system("", |_| json("{}")).await;
    let mut settings = with_oauth2(&server, SecretPlacement::ClientSecretBasic);
    settings.limits.max_requests = 1;
    let session = Client::live(settings).unwrap().session("t");
    assert_eq!(session.send(get()).await.unwrap_err(), Halt::Budget { budget: 1 });
    assert_eq!(authorizations(&server).len(), 0);
}

#[tokio::test]
async fn a_secret_that_cannot_be_read_is_a_setup_error() {
    let mut settings = settings("http://127.0.0.1:1");
    let missing = PrincipalMethod::Bearer(SecretSource::Env { env: "SAMSPEL_NOT_SET_ANYWHERE".to_owned() });
    settings.principals.insert("full".to_owned(), missing);
    let error = Client::live(settings).err().unwrap().to_string();
    assert!(error.contains("full") && error.contains("SAMSPEL_NOT_SET_ANYWHERE"), "{error}");
}

#[tokio::test]
async fn no_secret_is_printed() {
    let server = system("", |_| json("{}")).await;
    let settings = with_oauth2(&server, SecretPlacement::ClientSecretBasic);
    let printed = format!("{settings:?}");
    assert!(!printed.contains("hemligt"), "{printed}");
    let session = Client::live(settings).unwrap().session("t");
    let tampered = Credentials::Token { label: "expired".to_owned(), token: Secret::new("hemlig-token") };
    let request =
        get().credentials(tampered).header("Authorization", "Basic hemlig-grund").header("Cookie", "hemlig-kaka");
    let exchange = session.send(request).await.unwrap();
    let printed = format!("{exchange:?}");
    assert!(!printed.contains("hemlig"), "{printed}");
}
