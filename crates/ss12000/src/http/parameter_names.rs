//! Bounds on times and dates are recognised under the names that the standard gives them (HTTP-009) and applied (HTTP-010).
//!
//! A bound in the far future or past excludes every entry that has the field; an entry that comes nevertheless shows that the
//! parameter was not recognised.

use samspel_contract::{Operation, Parameter};
use samspel_exchange::{Exchange, Request};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use super::positive::entities;
use crate::oracle::IGNORED;
use crate::{requests, run_state};
use samspel_suite::observe::{against, not_applicable, undecided, witness};

pub(crate) const CHECK: Check = Check { id: "ss12000/parameter-names", run: |ctx| Box::pin(run(ctx)) };

const NAMES: &str = "SS12K-HTTP-009";
const APPLIED: &str = "SS12K-HTTP-010";
/// Entries that are looked at.
const ENTRIES: &str = "50";
/// Years beyond all data.
const PAST: i16 = 1900;
const FUTURE: i16 = 2100;

/// A bound that excludes everything.
struct Bound<'a> {
    parameter: &'a Parameter,
    path: Vec<&'a str>,
    year: i16,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let operation = run_state::operation(ctx).await?;
    let discovery = run_state::discovery(ctx).await?;
    if let Some(said) = discovery.obstacle(ctx, &operation.id) {
        return Ok(said);
    }
    let required = discovery.get(&operation.id).map(|p| p.required.clone()).unwrap_or_default();
    let base = requests::with_query(requests::plain(&operation), &required).query("limit", ENTRIES);
    let whole = ctx.session.send(base.clone()).await?;
    let named = |id: &str| Message::new(id).with("operation", operation.id.as_str());
    let bounds: Vec<Bound<'_>> = operation.parameters.iter().filter_map(Bound::of).collect();
    if bounds.is_empty() {
        return Ok([NAMES, APPLIED].map(|r| not_applicable(r, named("parameter-no-bounds"))).into());
    }
    let mut told = Vec::new();
    let mut recognised = 0;
    for bound in bounds {
        // Without an entry that the bound excludes, recognising it changes nothing that could be seen.
        if bound.excluded(&whole) == 0 {
            continue;
        }
        let exchange = ctx.session.send(base.clone().query(&bound.parameter.name, bound.value())).await?;
        match exchange.outcome.as_ref().map(|r| (r.is_success(), bound.excluded(&exchange))) {
            Ok((true, 0)) if is_list(&exchange) => recognised += 1,
            Ok((true, excluded)) if excluded > 0 => {
                told.extend(unrecognised(ctx, &operation, &base, &bound, &exchange).await?)
            }
            _ => {
                let reason = Message::new("parameter-refused").with("operation", operation.id.as_str());
                let reason = reason.with("parameter", bound.parameter.name.as_str());
                told.extend([NAMES, APPLIED].map(|r| undecided(r, Gap::OtherFault, reason.clone())));
            }
        }
    }
    if recognised > 0 {
        told.extend(
            [NAMES, APPLIED].map(|r| witness(r, recognised, named("parameter-recognised").with("count", recognised))),
        );
    } else if told.is_empty() {
        told.extend([NAMES, APPLIED].map(|r| undecided(r, Gap::NoData, named("parameter-nothing-to-exclude"))));
    }
    Ok(told)
}

/// The bound was ignored. Is it known under another name?
async fn unrecognised(
    ctx: &Context,
    operation: &Operation,
    base: &Request,
    bound: &Bound<'_>,
    ignored: &Exchange,
) -> Result<Vec<Observation>, CheckError> {
    let name = bound.parameter.name.as_str();
    let sample = format!("{}?{name}={}", operation.path, bound.value());
    let excluded = bound.excluded(ignored);
    for other in other_spellings(name) {
        let exchange = ctx.session.send(base.clone().query(&other, bound.value())).await?;
        if exchange.outcome.as_ref().is_ok_and(|r| r.is_success())
            && is_list(&exchange)
            && bound.excluded(&exchange) == 0
        {
            let seen = against(NAMES, Message::new("parameter-misnamed")).expected(name).observed(other.as_str());
            return Ok(vec![seen.sample(sample).exchange(ignored).exchange(&exchange).contradiction()]);
        }
    }
    Ok(vec![
        // The same finding as where a comparison with the whole list shows it.
        against(APPLIED, Message::new(IGNORED).with("parameter", name))
            .cause(Message::new("oracle-ignored-cause"))
            .expected("0 entries")
            .observed(format!("{excluded} entries"))
            .sample(sample)
            .exchange(ignored)
            .contradiction(),
        undecided(
            NAMES,
            Gap::OtherFault,
            Message::new("parameter-ignored").with("operation", operation.id.as_str()).with("parameter", name),
        ),
    ])
}

impl<'a> Bound<'a> {
    fn of(parameter: &'a Parameter) -> Option<Self> {
        let year = match parameter.semantics.op.as_str() {
            "le" => PAST,
            "ge" | "gt" => FUTURE,
            _ => return None,
        };
        let field = parameter.semantics.field.as_deref()?;
        // Dates of relations are in other entities or in arrays; the tests on relations look at them.
        let own = !field.contains(['>', ' ', '[']) && !field.starts_with("relation.");
        let timed = matches!(parameter.format.as_deref(), Some("date" | "date-time"));
        (own && timed && !parameter.required).then(|| Bound { parameter, path: field.split('.').collect(), year })
    }

    fn value(&self) -> String {
        match self.parameter.format.as_deref() {
            Some("date") => format!("{}-01-01", self.year),
            _ => format!("{}-01-01T00:00:00Z", self.year),
        }
    }

    /// Entries that the bound excludes. Entries without the field are not counted: what becomes of them is another question.
    fn excluded(&self, exchange: &Exchange) -> usize {
        let body: Option<Value> = exchange.outcome.as_ref().ok().filter(|r| r.is_success()).and_then(|r| r.json().ok());
        let Some(body) = body else { return 0 };
        entities(&body)
            .into_iter()
            .filter_map(|entry| self.path.iter().try_fold(entry, |value, segment| value.get(segment)))
            .filter_map(|value| value.as_str()?.get(..4)?.parse::<i16>().ok())
            .filter(|year| if self.year == PAST { *year > PAST } else { *year < FUTURE })
            .count()
    }
}

fn is_list(exchange: &Exchange) -> bool {
    let body: Option<Value> = exchange.outcome.as_ref().ok().and_then(|r| r.json().ok());
    body.is_some_and(|b| b.get("data").is_some_and(Value::is_array))
}

/// Spellings met in the field or favoured by frameworks that do not like dots.
fn other_spellings(name: &str) -> Vec<String> {
    let parts: Vec<&str> = name.split('.').collect();
    let joined = |parts: &[&str]| -> String {
        let mut words = parts.iter();
        let first = words.next().map(|w| (*w).to_owned()).unwrap_or_default();
        words.fold(first, |all, word| {
            let mut letters = word.chars();
            all + &letters.next().map(|c| c.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
        })
    };
    let mut spellings = vec![joined(&parts), parts.join("_"), parts.join("-"), name.to_ascii_lowercase()];
    if let [first, rest @ ..] = &parts[..]
        && rest.len() > 1
    {
        spellings.extend([format!("{first}.{}", joined(rest)), joined(rest), rest.join("_"), rest.join(".")]);
    }
    spellings.retain(|spelling| spelling != name);
    spellings.dedup();
    spellings
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use samspel_contract::Contract;

    use super::*;
    use crate::http::tests::{exchange, response};

    #[test]
    fn spellings_met_in_the_field_are_known() {
        let spellings = other_spellings("meta.modified.after");
        for spelling in
            ["metaModifiedAfter", "meta.modifiedAfter", "modifiedAfter", "meta_modified_after", "modified.after"]
        {
            assert!(spellings.iter().any(|s| s == spelling), "{spelling}");
        }
        assert!(!spellings.iter().any(|s| s == "meta.modified.after"));
    }

    #[test]
    fn a_bound_excludes_entries_that_have_the_field_and_only_those() {
        let contract = Contract::embedded("2.1").unwrap();
        let duties = contract.operation("listDuties").unwrap();
        let parameter = duties.parameters.iter().find(|p| p.name == "endDate.onOrBefore").unwrap();
        let bound = Bound::of(parameter).unwrap();
        assert_eq!(bound.value(), "1900-01-01");
        let body = r#"{"data": [{"endDate": "2026-06-12"}, {"startDate": "2026-01-01"}, {"endDate": "1900-01-01"}]}"#;
        let seen =
            exchange(Request::get("listDuties", "/duties"), response(200, ("content-type", "application/json"), body));
        assert_eq!(bound.excluded(&seen), 1);
    }

    #[test]
    fn required_bounds_and_bounds_on_relations_are_left_to_others() {
        let contract = Contract::embedded("2.1").unwrap();
        let bounds = |id: &str| {
            let operation = contract.operation(id).unwrap();
            operation.parameters.iter().filter_map(Bound::of).map(|b| b.parameter.name.clone()).collect::<Vec<_>>()
        };
        assert!(bounds("listPersons").iter().all(|name| name.starts_with("meta.")));
        assert!(!bounds("listCalendarEvents").contains(&"startTime.onOrAfter".to_owned()));
    }
}
