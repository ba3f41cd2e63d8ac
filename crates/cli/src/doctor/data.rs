//! The first records: is there data, whose is it, and which edition is it?

use std::collections::BTreeMap;

use samspel_contract::Contract;
use samspel_exchange::{Client, Request};
use serde_json::Value;

use super::{Advice, Patient};

/// Collections that tell editions apart, with their entity.
const SAMPLED: [(&str, &str, &str); 4] = [
    ("listOrganisations", "/organisations", "Organisation"),
    ("listPersons", "/persons", "Person"),
    ("listDuties", "/duties", "Duty"),
    ("listGroups", "/groups", "Group"),
];

/// Records of each collection that are looked at.
const RECORDS: &str = "100";

/// Looks at the first records of a few collections.
pub(super) async fn look_at(client: &Client, patient: &Patient<'_>) -> Vec<Advice> {
    let mut samples: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let mut advice = Vec::new();
    for (operation, path, entity) in SAMPLED {
        let request = Request::get(operation, path).query("limit", RECORDS);
        let Ok(exchange) = client.session("doctor").send(request).await else { break };
        let Ok(response) = exchange.outcome else { continue };
        if response.status == 429 {
            advice.push(Advice::warning(
                "the rate limit is hit after a handful of requests (HTTP 429)",
                format!("lower `limits.requests_per_second` (now {})", patient.settings.limits.requests_per_second),
            ));
        }
        if let Ok(Value::Object(mut body)) = response.json::<Value>()
            && let Some(Value::Array(data)) = body.remove("data")
        {
            samples.insert(entity, data);
        }
    }
    advice.extend(emptiness(&samples));
    advice.extend(whose(&samples));
    advice.extend(edition(&samples, patient.edition));
    advice
}

fn emptiness(samples: &BTreeMap<&str, Vec<Value>>) -> Option<Advice> {
    let count = |entity: &str| samples.get(entity).map_or(0, Vec::len);
    if samples.values().all(Vec::is_empty) {
        return Some(Advice::wrong(
            "the token is accepted, but every list is empty",
            "does the client belong to the right customer, and does the environment hold data? Nothing can be shown on empty lists",
        ));
    }
    (count("Person") == 0).then(|| {
        Advice::warning(
            "there are organisations but no persons",
            "may the client read persons? Without them most requirements cannot be shown",
        )
    })
}

/// Names the authority that the data belongs to, so that a person sees at once when it is another one.
fn whose(samples: &BTreeMap<&str, Vec<Value>>) -> Option<Advice> {
    let organisations = samples.get("Organisation")?;
    let owner = organisations.iter().find(|o| o["organisationType"] == "Huvudman").or_else(|| organisations.first())?;
    let name = owner["displayName"].as_str()?;
    let number = owner["organisationNumber"].as_str().map(|n| format!(" ({n})")).unwrap_or_default();
    Some(Advice::good(format!(
        "the data belongs to {name}{number}; if that is another customer, the login is the wrong one"
    )))
}

/// Whether the records fit the declared edition or another one.
fn edition(samples: &BTreeMap<&str, Vec<Value>>, declared: &str) -> Option<Advice> {
    let records = samples.values().map(Vec::len).sum::<usize>();
    let misfits = |edition: &str| -> Option<usize> {
        let contract = Contract::embedded(edition).ok()?;
        let mut misfits = 0;
        for (entity, records) in samples {
            let validator = contract.validator(entity)?;
            misfits += records.iter().filter(|r| !validator.is_valid(r)).count();
        }
        Some(misfits)
    };
    let here = misfits(declared)?;
    let other = ["2.0", "2.1"].into_iter().filter(|e| *e != declared).find_map(|e| Some((e, misfits(e)?)))?;
    if here > 0 && other.1 * 4 < here {
        return Some(Advice::wrong(
            format!(
                "{here} of {records} records do not fit edition {declared}, {} do not fit edition {}",
                other.1, other.0
            ),
            format!(
                "the system seems to follow edition {0}: write edition: \"{0}\", if that is what the vendor claims",
                other.0
            ),
        ));
    }
    (here == 0 && records > 0).then(|| Advice::good(format!("{records} records fit edition {declared}")))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn organisations(kind: &str) -> BTreeMap<&'static str, Vec<Value>> {
        let record = json!({
            "id": "00000000-0000-4000-8000-000000000001",
            "meta": { "created": "2026-01-01T00:00:00Z", "modified": "2026-01-01T00:00:00Z" },
            "displayName": "Ekbacka kommun",
            "organisationType": kind,
        });
        BTreeMap::from([("Organisation", vec![record.clone(), record])])
    }

    #[test]
    fn records_of_the_other_edition_are_told_apart() {
        let advice = edition(&organisations("Stadsdel"), "2.1");
        assert!(advice.is_some_and(|a| a.what.contains("do not fit edition 2.1, 0 do not fit edition 2.0")));
        assert!(edition(&organisations("Stadsdel"), "2.0").is_some_and(|a| a.fix.is_none()));
    }

    #[test]
    fn records_that_fit_no_edition_are_left_to_the_run() {
        assert_eq!(edition(&organisations("Kommun"), "2.1"), None);
    }

    #[test]
    fn empty_lists_are_no_data_and_the_owner_is_named() {
        let empty = BTreeMap::from([("Organisation", Vec::new()), ("Person", Vec::new())]);
        assert!(emptiness(&empty).is_some_and(|a| a.what.contains("every list is empty")));
        assert!(whose(&organisations("Huvudman")).is_some_and(|a| a.what.contains("Ekbacka kommun")));
    }
}
