//! Answers with personal data are not offered to shared caches (HTTP-018).

use samspel_exchange::Response;
use samspel_model::{Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::positive::Positive;
use samspel_suite::observe::{against, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/caching", run: |ctx| Box::pin(run(ctx)) };

const REQUIREMENT: &str = "SS12K-HTTP-018";

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, positive) = match Positive::of_case(ctx).await? {
        Ok(good) => good,
        Err(said) => return Ok(said),
    };
    let shared = positive.exchange.outcome.as_ref().ok().and_then(|r| shared(r));
    Ok(vec![match shared {
        Some(directive) => against(REQUIREMENT, Message::new("caching-shared"))
            .expected("Cache-Control: no-store | private")
            .observed(format!("Cache-Control: {directive}"))
            .exchange(&positive.exchange)
            .contradiction(),
        None => witness(REQUIREMENT, 1, Message::new("caching-private").with("operation", operation.id.as_str())),
    }])
}

/// The directive that lets a shared cache keep the answer. Without one, an answer to an authorised request is not kept
/// (RFC 9111, 3.5); `no-store` and `private` overrule it.
fn shared(response: &Response) -> Option<&'static str> {
    let directives: Vec<String> = response
        .headers
        .iter()
        .filter(|(name, _)| name == "cache-control")
        .flat_map(|(_, value)| value.split(','))
        .map(|directive| directive.split('=').next().unwrap_or_default().trim().to_ascii_lowercase())
        .collect();
    let has = |name: &str| directives.iter().any(|d| d == name);
    if has("no-store") || has("private") {
        return None;
    }
    ["public", "s-maxage"].into_iter().find(|name| has(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::tests::response;

    fn of(value: &str) -> Option<&'static str> {
        shared(&response(200, ("cache-control", value), "{}"))
    }

    #[test]
    fn answers_are_private_unless_they_say_otherwise() {
        assert_eq!(shared(&response(200, ("date", "now"), "{}")), None);
        for value in ["no-store", "private, max-age=60", "max-age=60", "no-cache"] {
            assert_eq!(of(value), None, "{value}");
        }
    }

    #[test]
    fn public_and_s_maxage_let_shared_caches_keep_the_answer() {
        assert_eq!(of("Public, max-age=60"), Some("public"));
        assert_eq!(of("max-age=0, s-maxage=60"), Some("s-maxage"));
    }

    #[test]
    fn no_store_overrules() {
        assert_eq!(of("public, no-store"), None);
    }
}
