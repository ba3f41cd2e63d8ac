//! `ss12000/look-query-options`: expand and expandReferenceNames are taken from the query of a lookup.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};
use serde_json::Value;

use crate::served::Base;
use crate::{requests, run_state};
use samspel_suite::observe::{against, answer, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-query-options", run: |ctx| Box::pin(run(ctx)) };

const RULE: &str = "SS12K-LOOK-009";
/// Entries of the list that are asked for with the same option, to see whether it does anything.
const LISTED: &str = "100";
/// Of those, entities that are looked up.
const LOOKED_UP: usize = 10;

/// An option and whether an entity shows it.
struct Wanted {
    name: &'static str,
    value: String,
    shows: fn(&Value, &str) -> bool,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let base = match Base::of_case(ctx).await? {
        Ok(base) => base,
        Err(said) => return Ok(said),
    };
    let mut told = Vec::new();
    for option in options(&base) {
        told.extend(ask(ctx, &base, &option).await?);
    }
    if told.is_empty() {
        told.push(undecided(RULE, Gap::NoData, base.message("look-options-no-data")));
    }
    Ok(told)
}

fn options(base: &Base) -> Vec<Wanted> {
    let parameter = |name: &str| base.operation.parameters.iter().find(|p| p.name == name);
    let values = parameter("expand").and_then(|p| p.values.clone()).unwrap_or_default();
    let mut options: Vec<Wanted> =
        values.into_iter().map(|value| Wanted { name: "expand", value, shows: embeds }).collect();
    if parameter("expandReferenceNames").is_some() {
        options.push(Wanted { name: "expandReferenceNames", value: "true".to_owned(), shows: names });
    }
    options
}

/// The list tells what the option does; then the lookup has to do it too.
async fn ask(ctx: &Context, base: &Base, option: &Wanted) -> Result<Option<Observation>, CheckError> {
    let list = run_state::named(ctx, &base.harvest.operation).await?;
    let request = requests::with_query(requests::plain(&list), &base.harvest.required).query("limit", LISTED);
    let listed = ctx.session.send(request.query(option.name, option.value.as_str())).await?;
    let shows = |entity: &Value| (option.shows)(entity, &option.value);
    let ids: Vec<String> = body(&listed)
        .and_then(|page| {
            let entries = page.get("data")?.as_array()?.iter().filter(|entity| shows(entity));
            Some(entries.filter_map(|e| e.get("id")?.as_str().map(str::to_owned)).take(LOOKED_UP).collect())
        })
        .unwrap_or_default();
    if ids.is_empty() {
        return Ok(None);
    }
    let request = requests::lookup(&base.operation, "ids", &ids).query(option.name, option.value.as_str());
    let exchange = ctx.session.send(request).await?;
    let entities = match body(&exchange) {
        Some(Value::Array(entities)) if !entities.is_empty() => entities,
        _ => {
            let reason = base.message("no-usable-answer").with("answer", answer(&exchange));
            return Ok(Some(undecided(RULE, Gap::NoAnswer, reason)));
        }
    };
    if entities.iter().any(shows) {
        let message =
            base.message("look-option-honoured").with("option", option.name).with("value", option.value.as_str());
        return Ok(Some(witness(RULE, 1, message)));
    }
    let seen = against(RULE, Message::new("look-option-ignored").with("option", option.name))
        .expected(format!("{}={} as in the list", option.name, option.value))
        .observed("no effect")
        .sample(format!("{}?{}={}", base.operation.id, option.name, option.value))
        .exchange(&exchange);
    Ok(Some(seen.contradiction()))
}

fn body(exchange: &Exchange) -> Option<Value> {
    exchange.outcome.as_ref().ok().filter(|r| r.is_success())?.json().ok()
}

fn embeds(entity: &Value, value: &str) -> bool {
    match entity.get("_embedded").and_then(|inside| inside.get(value)) {
        Some(Value::Array(items)) => !items.is_empty(),
        Some(Value::Object(object)) => !object.is_empty(),
        _ => false,
    }
}

/// Whether some property of the entity holds a reference with a name.
fn names(entity: &Value, _: &str) -> bool {
    fn named(value: &Value) -> bool {
        match value {
            Value::Object(map) => map.contains_key("id") && map.contains_key("displayName") || map.values().any(named),
            Value::Array(items) => items.iter().any(named),
            _ => false,
        }
    }
    entity.as_object().is_some_and(|map| map.values().any(named))
}
