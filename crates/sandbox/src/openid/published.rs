//! What the provider says about itself (OpenID Connect Discovery 1.0, 3).

use axum::body::Body;
use axum::http::Response;
use serde_json::json;

use super::fault::Slip;
use super::message::{answer, json_answer, with};
use super::provider::{LEVELS, Provider};

impl Provider {
    /// The discovery document.
    pub(crate) fn metadata(&self) -> Response<Body> {
        let issuer = &self.issuer;
        let at = |path: &str| format!("{issuer}{path}");
        let mut claims: Vec<&str> = vec![
            "sub",
            "iss",
            "auth_time",
            "acr",
            "name",
            "given_name",
            "family_name",
            "preferred_username",
            "email",
            "email_verified",
            "phone_number",
            "address",
            "https://id.oidc.se/claim/personalIdentityNumber",
            "https://id.oidc.se/claim/orgNumber",
            "https://id.oidc.se/claim/orgAffiliation",
        ];
        if self.slips(Slip::MisspeltClaim) {
            claims.push("https://id.oidc.se/claim/personIdentityNumber");
        }
        let mut document = json!({
            "issuer": issuer,
            "authorization_endpoint": at("/authorize"),
            "token_endpoint": at("/token"),
            "userinfo_endpoint": at("/userinfo"),
            "jwks_uri": at("/jwks"),
            "end_session_endpoint": at("/logout"),
            "scopes_supported": [
                "openid", "profile", "email", "phone", "address", "offline_access", "https://id.oidc.se/scope/naturalPersonNumber",
                "https://id.oidc.se/scope/naturalPersonInfo", "https://id.oidc.se/scope/naturalPersonOrgId",
            ],
            "response_types_supported": ["code"],
            "response_modes_supported": ["query"],
            "grant_types_supported": ["authorization_code", "refresh_token"],
            "subject_types_supported": ["public"],
            "id_token_signing_alg_values_supported": ["RS256", "ES256"],
            "userinfo_signing_alg_values_supported": ["RS256"],
            "request_object_signing_alg_values_supported": ["RS256", "ES256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt", "client_secret_basic", "client_secret_post"],
            "token_endpoint_auth_signing_alg_values_supported": ["RS256", "ES256"],
            "code_challenge_methods_supported": ["S256"],
            "acr_values_supported": LEVELS,
            "claims_supported": claims,
            "claims_parameter_supported": true,
            "request_parameter_supported": true,
            "request_uri_parameter_supported": false,
            "authorization_response_iss_parameter_supported": true,
            "ui_locales_supported": ["sv", "en"],
            "prompt_values_supported": ["none", "login"],
        });
        let changes = [
            (Slip::OtherIssuer, "issuer", json!(format!("{issuer}/"))),
            (Slip::IssuerWithQuery, "issuer", json!(format!("{issuer}?tenant=skola"))),
            (Slip::ListsImplicit, "response_types_supported", json!(["code", "id_token token"])),
            (Slip::ListsPlain, "code_challenge_methods_supported", json!(["S256", "plain"])),
            (Slip::ListsAlgNone, "id_token_signing_alg_values_supported", json!(["RS256", "ES256", "none"])),
            (Slip::LacksEs256, "token_endpoint_auth_signing_alg_values_supported", json!(["RS256"])),
            (Slip::DeniesIss, "authorization_response_iss_parameter_supported", json!(false)),
            (Slip::ListsEnglishOnly, "ui_locales_supported", json!(["en"])),
            (Slip::EndpointWithoutTls, "end_session_endpoint", json!("http://login.skola.example/logout")),
            (Slip::LacksClaimsParameter, "claims_parameter_supported", json!(false)),
        ];
        for (slip, name, value) in changes {
            if self.slips(slip) {
                document[name] = value;
            }
        }
        if self.slips(Slip::LacksSubjectTypes)
            && let Some(document) = document.as_object_mut()
        {
            document.remove("subject_types_supported");
        }
        if self.slips(Slip::MetadataAsText) {
            return answer(200, "text/plain", document.to_string());
        }
        json_answer(200, &document)
    }

    /// The keys.
    pub(crate) fn published_keys(&self) -> Response<Body> {
        let keys = json_answer(200, &self.keys());
        if self.slips(Slip::NoCacheControl) { keys } else { with(keys, "cache-control", "public, max-age=300") }
    }
}
