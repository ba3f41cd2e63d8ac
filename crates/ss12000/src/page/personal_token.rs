//! `ss12000/page-personal-token`: no token holds readable personal data of the people on the page that it ends.

use base64::Engine;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::ask::{first_page, harvest, next_page, token_in, too_small};
use samspel_suite::observe::{against, undecided, witness};

const RULE: &str = "SS12K-PAGE-016";
/// Tokens looked into for each list.
const TOKENS: usize = 5;
/// Properties whose values are about a person or their contact details.
const PERSONAL: [&str; 8] = [
    "givenName",
    "middleName",
    "familyName",
    "civicNo",
    "eduPersonPrincipalNames",
    "emails",
    "phoneNumbers",
    "displayName",
];

pub(super) const CHECK: Check = Check { id: "ss12000/page-personal-token", run: |ctx| Box::pin(run(ctx)) };

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let (operation, harvest) = match harvest(ctx).await? {
        Ok(ready) => ready,
        Err(instead) => return Ok(instead),
    };
    let mut tokens = 0_u64;
    let mut looked_into = 0_u64;
    let mut observations = Vec::new();
    let mut request = first_page(&operation, &harvest).query("limit", "1");
    for _ in 0..TOKENS {
        let exchange = ctx.session.send(request).await?;
        let Some(token) = token_in(&exchange) else { break };
        tokens += 1;
        let body: Value = exchange.outcome.as_ref().ok().and_then(|r| r.json().ok()).unwrap_or_default();
        let mut values = Vec::new();
        collect(&body["data"], false, &mut values);
        looked_into += u64::from(!values.is_empty());
        if let Some((property, _)) =
            values.iter().find(|(_, value)| readings(&token).iter().any(|r| r.contains(value.as_str())))
        {
            observations.push(
                against(RULE, Message::new("page-token-tells"))
                    .expected("an opaque pageToken")
                    .observed(format!("{property} in pageToken"))
                    .pointer("/pageToken")
                    .sample(format!("{} {property}", operation.id))
                    .exchange(&exchange)
                    .contradiction(),
            );
            break;
        }
        request = next_page(&operation, &harvest, harvest.walked.repeats_required, &token).query("limit", "1");
    }
    if observations.is_empty() {
        observations.push(match looked_into {
            0 if tokens == 0 => too_small(RULE, &harvest),
            0 => {
                let reason = Message::new("page-token-nothing-personal").with("operation", operation.id.as_str());
                undecided(RULE, Gap::NoData, reason)
            }
            count => witness(
                RULE,
                count,
                Message::new("page-tokens-opaque").with("operation", operation.id.as_str()).with("count", count),
            ),
        });
    }
    Ok(observations)
}

/// Personal strings of the entries, long enough not to occur by chance, with the property they come from.
fn collect(value: &Value, personal: bool, found: &mut Vec<(String, String)>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect(item, personal, found)),
        Value::Object(map) => {
            for (name, value) in map {
                let personal = personal || PERSONAL.contains(&name.as_str());
                match value {
                    // Codes such as a type or a country are no personal data by themselves.
                    Value::String(text)
                        if personal && name != "type" && name != "nationality" && text.chars().count() >= 5 =>
                    {
                        found.push((name.clone(), text.clone()));
                    }
                    Value::Array(items) if personal => {
                        for text in items.iter().filter_map(Value::as_str).filter(|t| t.chars().count() >= 5) {
                            found.push((name.clone(), text.to_owned()));
                        }
                        collect(value, personal, found);
                    }
                    other => collect(other, personal, found),
                }
            }
        }
        _ => {}
    }
}

/// The token as it is, and decoded in the usual ways, also twice.
fn readings(token: &str) -> Vec<String> {
    let mut readings = vec![token.to_owned()];
    for depth in 0..2 {
        let Some(last) = readings.get(depth).cloned() else { break };
        // Signed tokens join parts by dots.
        for part in std::iter::once(last.as_str()).chain(last.split('.')) {
            let part = part.trim_end_matches('=');
            for decoded in [STANDARD_NO_PAD.decode(part), URL_SAFE_NO_PAD.decode(part)].into_iter().flatten() {
                let text = String::from_utf8_lossy(&decoded).into_owned();
                if !readings.contains(&text) {
                    readings.push(text);
                }
            }
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn names_and_numbers_are_found_in_encoded_tokens() {
        let entries = json!([{"id": "1", "familyName": "Lindqvist", "civicNo": {"value": "201001012384"}, "eduPersonPrincipalNames": ["a@b.se"]}]);
        let mut values = Vec::new();
        collect(&entries, false, &mut values);
        assert_eq!(values.len(), 3);
        let token = STANDARD_NO_PAD.encode(r#"{"after":"Lindqvist","n":2}"#);
        assert!(readings(&token).iter().any(|r| r.contains("Lindqvist")));
        let twice = URL_SAFE_NO_PAD.encode(&token);
        assert!(readings(&twice).iter().any(|r| r.contains("Lindqvist")));
        assert!(!readings("9f2b5d1c-opaque").iter().any(|r| r.contains("Lindqvist")));
    }
}
