//! Tokens and rights.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use base64::Engine;
use samspel_contract::{Contract, Kind};
use serde_json::Value;
use support::{Peer, required_query};

#[tokio::test]
async fn every_operation_wants_a_token_and_names_the_scheme() {
    let contract = Contract::embedded("2.1").unwrap();
    let peer = Peer::new(1, 2, "2.1", &[]).await;
    for operation in contract.operations() {
        let path = operation.path.replace("{id}", "00000000-0000-4000-8000-000000000000");
        let method = format!("{:?}", operation.method).to_uppercase();
        let reply = peer.send_as(None, &method, &path, None).await;
        assert_eq!(reply.status, 401, "{}", operation.id);
        assert!(reply.headers["www-authenticate"].to_str().unwrap().starts_with("Bearer"));
        assert!(reply.json()["code"].is_string());
    }
}

#[tokio::test]
async fn every_ready_made_token_is_refused_and_the_one_in_the_query_as_well() {
    let peer = Peer::new(1, 2, "2.1", &[]).await;
    let names: Vec<&str> = peer.running.refused_tokens.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        ["alg_none", "bad_signature", "expired", "not_yet_valid", "other_audience", "other_issuer", "revoked_client"]
    );
    for (name, token) in &peer.running.refused_tokens {
        assert_eq!(peer.send_as(Some(token), "GET", "/persons", None).await.status, 401, "{name}");
    }
    let in_query = format!("/persons?access_token={}", peer.token);
    assert_eq!(peer.send_as(None, "GET", &in_query, None).await.status, 401);
    assert_eq!(peer.send_as(Some("nonsense"), "GET", "/persons", None).await.status, 401);
}

#[tokio::test]
async fn rights_decide_what_a_client_reaches() {
    let contract = Contract::embedded("2.1").unwrap();
    let peer = Peer::new(1, 5, "2.1", &[]).await;
    let limited = peer.token_of(&peer.running.clients.limited.clone()).await;
    let nothing = peer.token_of(&peer.running.clients.no_access.clone()).await;
    for operation in contract.operations().iter().filter(|operation| operation.kind == Kind::List) {
        let path = format!("{}?{}", operation.path, required_query(operation));
        let open = matches!(operation.id.as_str(), "listOrganisations" | "listGroups");
        assert_eq!(
            peer.send_as(Some(&limited), "GET", &path, None).await.status,
            if open { 200 } else { 403 },
            "{path}"
        );
        let refused = peer.send_as(Some(&nothing), "GET", &path, None).await;
        assert_eq!(refused.status, 403, "{path}");
        assert!(refused.json()["message"].is_string());
    }
}

#[tokio::test]
async fn another_tenant_sees_another_municipality() {
    let peer = Peer::new(1, 20, "2.1", &[]).await;
    let other = peer.token_of(&peer.running.clients.other_tenant.clone()).await;
    let ids = |reply: Value| -> Vec<Value> {
        reply["data"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect()
    };
    let own = ids(peer.get("/persons").await.json());
    let others = ids(peer.send_as(Some(&other), "GET", "/persons", None).await.json());
    assert!(!others.is_empty() && others.iter().all(|id| !own.contains(id)));
    let path = format!("/persons/{}", own[0].as_str().unwrap());
    assert_eq!(peer.send_as(Some(&other), "GET", &path, None).await.status, 404);
}

async fn ask_token(peer: &Peer, basic: Option<(&str, &str)>, form: &str) -> (u16, Value) {
    let mut request = peer
        .http
        .post(&peer.running.token_url)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(form.to_owned());
    if let Some((id, secret)) = basic {
        let pair = base64::engine::general_purpose::STANDARD.encode(format!("{id}:{secret}"));
        request = request.header("authorization", format!("Basic {pair}"));
    }
    let response = request.send().await.unwrap();
    (response.status().as_u16(), serde_json::from_str(&response.text().await.unwrap()).unwrap())
}

#[tokio::test]
async fn the_token_endpoint_follows_rfc_6749() {
    let peer = Peer::new(1, 0, "2.1", &[]).await;
    let full = peer.running.clients.full.clone();
    let revoked = peer.running.clients.revoked.clone();
    let (status, answer) = ask_token(&peer, Some((&full.id, &full.secret)), "grant_type=client_credentials").await;
    assert_eq!(
        (status, &answer["token_type"], &answer["expires_in"]),
        (200, &Value::from("Bearer"), &Value::from(3600))
    );
    let token = answer["access_token"].as_str().unwrap();
    assert_eq!(peer.send_as(Some(token), "GET", "/organisations", None).await.status, 200);

    let posted = format!("grant_type=client_credentials&client_id={}&client_secret={}", full.id, full.secret);
    for (basic, form, status, error) in [
        (Some((full.id.as_str(), "wrong")), "grant_type=client_credentials", 401, "invalid_client"),
        (Some((revoked.id.as_str(), revoked.secret.as_str())), "grant_type=client_credentials", 401, "invalid_client"),
        (None, "grant_type=client_credentials", 401, "invalid_client"),
        (Some((full.id.as_str(), full.secret.as_str())), posted.as_str(), 400, "invalid_request"),
        (Some((full.id.as_str(), full.secret.as_str())), "", 400, "invalid_request"),
        (Some((full.id.as_str(), full.secret.as_str())), "grant_type=password", 400, "unsupported_grant_type"),
    ] {
        let (got, answer) = ask_token(&peer, basic, form).await;
        assert_eq!((got, answer["error"].as_str()), (status, Some(error)), "{form}");
    }
}
