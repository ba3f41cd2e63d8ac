//! `ss12000/look-by-key`: a lookup by one key gives exactly the entities that it matches; values that nobody has are left out.

use samspel_exchange::Exchange;
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{Check, CheckError, Context};

use super::asking::{Found, Lookup, refused};
use crate::oracle::{Expected, Fit};
use crate::requests;
use samspel_suite::observe::{against, answer, undecided, witness};

pub(super) const CHECK: Check = Check { id: "ss12000/look-by-key", run: |ctx| Box::pin(run(ctx)) };

const KEYS: &str = "SS12K-LOOK-001";
const EXACT: &str = "SS12K-LOOK-002";
const SPELLING: &str = "SS12K-LOOK-013";
const ACTIVITIES: &str = "SS12K-LOOK-014";

/// Keys that are misspelt or in the singular, with what a system might have made of them.
const CORRECTED: [(&str, &str); 6] = [
    ("calendareEvents", "calendarEvents"),
    ("student", "students"),
    ("teacher", "teachers"),
    ("person", "persons"),
    ("group", "groups"),
    ("placement", "placements"),
];

/// A question and what came of it.
struct Asked {
    values: Vec<String>,
    expected: Expected,
    exchange: Exchange,
    /// Whether one of the values is nobody's.
    with_unknown: bool,
}

async fn run(ctx: &Context) -> Result<Vec<Observation>, CheckError> {
    let lookup = match Lookup::of_case(ctx).await? {
        Ok(lookup) => lookup,
        Err(said) => return Ok(said),
    };
    let key: String = ctx.with("key")?;
    let values = lookup.telling(ctx, &key, 3);
    let Some(first) = values.first() else {
        return Ok(ctx.requirements.iter().map(|r| lookup.no_data(r, &key)).collect());
    };
    let mut questions = vec![(values.clone(), false)];
    if lookup.takes_ids(&key) {
        questions.push((vec![first.clone(), requests::unknown_uuid(ctx, &key)], true));
    } else if values.len() > 1 {
        questions.push((vec![first.clone()], false));
    }
    let mut told = Vec::new();
    let mut right = 0;
    for (values, with_unknown) in questions {
        let Some(expected) = lookup.expected(&key, &values) else { continue };
        let exchange = lookup.ask(ctx, &key, &values).await?;
        let asked = Asked { values, expected, exchange, with_unknown };
        match judge(ctx, &lookup, &key, &asked).await? {
            None => right += 1,
            Some(observation) => told.push(observation),
        }
    }
    if right > 0 {
        let message = lookup.base.message("look-exactly").with("key", key.as_str()).with("count", right);
        told.extend(ctx.requirements.iter().map(|r| witness(r, right, message.clone())));
    }
    for rule in &ctx.requirements {
        if !told.iter().any(|o| o.requirement == *rule) {
            let reason = lookup.base.message("look-key-not-judged").with("key", key.as_str());
            told.push(undecided(rule, Gap::NoAnswer, reason));
        }
    }
    Ok(told)
}

/// None when the answer is right.
async fn judge(ctx: &Context, lookup: &Lookup, key: &str, asked: &Asked) -> Result<Option<Observation>, CheckError> {
    let wanted = asked.expected.count(Fit::In);
    let place = format!("{} {{ {key}: [ … ] }}", lookup.base.operation.id);
    let Some(found) = lookup.found(&asked.exchange) else {
        let Some(_) = refused(&asked.exchange) else { return Ok(Some(lookup.no_answer(EXACT, &asked.exchange))) };
        let (rule, summary) = if asked.with_unknown {
            // Refused with a value that nobody has: without it, it may go well.
            let alone = lookup.ask(ctx, key, &asked.values[..1]).await?;
            if lookup.found(&alone).is_some() { (EXACT, "look-unknown-refused") } else { (KEYS, "look-key-refused") }
        } else {
            misread(ctx, lookup, key, asked).await?.unwrap_or((KEYS, "look-key-refused"))
        };
        let seen = against(rule, Message::new(summary))
            .expected(format!("HTTP 200, {wanted} entities"))
            .observed(answer(&asked.exchange));
        return Ok(Some(seen.sample(place).exchange(&asked.exchange).contradiction()));
    };
    let flaw = |rule: &str, summary: &str, observed: String, samples: Vec<String>| {
        let count = samples.len().max(1) as u64;
        let seen = against(rule, Message::new(summary)).expected(format!("{wanted} entities")).observed(observed);
        Some(seen.sample(place.clone()).samples(samples).count(count).exchange(&asked.exchange).contradiction())
    };
    let total = format!("{} entities", found.total);
    if found.nameless > 0 {
        let observed = format!("{} of {} entries without id", found.nameless, found.total);
        return Ok(flaw(EXACT, "look-null-entries", observed, Vec::new()));
    }
    let differences = lookup.differences(&asked.expected, &found);
    if differences.0.is_empty() && differences.1.is_empty() {
        return Ok(None);
    }
    let Some((missing, foreign)) = lookup.still(ctx, key, differences).await? else {
        return Ok(Some(undecided(EXACT, Gap::Drift, lookup.base.message("look-moved").with("key", key))));
    };
    // What is odd has to be odd twice.
    let again = lookup.ask(ctx, key, &asked.values).await?;
    let same = lookup.found(&again).is_some_and(|again| same(&again, &found));
    if missing.is_empty() && foreign.is_empty() || !same {
        return Ok(Some(undecided(EXACT, Gap::Drift, lookup.base.message("look-moved").with("key", key))));
    }
    if found.total == 0 {
        if asked.with_unknown {
            // Nothing beside a value that nobody has: without it, the key may work.
            let alone = lookup.ask(ctx, key, &asked.values[..1]).await?;
            if lookup.found(&alone).is_some_and(|alone| alone.total > 0) {
                return Ok(flaw(EXACT, "look-hits-missing", total, missing));
            }
        }
        let (rule, summary) = misread(ctx, lookup, key, asked).await?.unwrap_or((KEYS, "look-key-finds-nothing"));
        return Ok(flaw(rule, summary, total, missing));
    }
    if missing.is_empty() && found.rows.len() == lookup.base.harvest.table.len() {
        return Ok(flaw(EXACT, "look-gives-everything", total, Vec::new()));
    }
    Ok(match foreign.is_empty() {
        true => flaw(EXACT, "look-hits-missing", total, missing),
        false => flaw(EXACT, "look-hits-foreign", total, foreign),
    })
}

fn same(a: &Found, b: &Found) -> bool {
    a.rows == b.rows && a.total == b.total
}

/// Whether the key works as some systems misread it: spelt as it should have been, or with other ids.
async fn misread(
    ctx: &Context,
    lookup: &Lookup,
    key: &str,
    asked: &Asked,
) -> Result<Option<(&'static str, &'static str)>, CheckError> {
    let claims = |rule: &str| ctx.requirements.iter().any(|r| r == rule);
    if claims(SPELLING)
        && let Some((_, corrected)) = CORRECTED.iter().find(|(documented, _)| *documented == key)
    {
        let exchange = lookup.ask(ctx, corrected, &asked.values).await?;
        if lookup.found(&exchange).is_some_and(|found| lookup.differences(&asked.expected, &found).0.is_empty()) {
            return Ok(Some((SPELLING, "look-corrected-spelling-only")));
        }
    }
    if claims(ACTIVITIES) {
        let others = others(ctx, key, &asked.values).await?;
        if !others.is_empty() {
            let exchange = lookup.ask(ctx, key, &others).await?;
            if lookup.found(&exchange).is_some_and(|found| !found.rows.is_empty()) {
                return Ok(Some((ACTIVITIES, "look-key-takes-other-ids")));
            }
        }
    }
    Ok(None)
}

/// For a key of activities, the ids that it may be taken to mean instead: persons for duties, groups for their members.
async fn others(ctx: &Context, key: &str, values: &[String]) -> Result<Vec<String>, CheckError> {
    let entity = match key {
        "teachers" => "Duty",
        "members" => "Group",
        _ => return Ok(Vec::new()),
    };
    let (crate::run_state::Held::Whole(harvest) | crate::run_state::Held::Part(harvest)) =
        crate::run_state::held(ctx, entity).await?
    else {
        return Ok(Vec::new());
    };
    let ids = crate::run_state::ids(ctx).await?;
    let number = |text: &String| ids.find(uuid::Uuid::try_parse(text).ok()?.as_u128());
    let wanted: Vec<u32> = values.iter().filter_map(number).collect();
    let table = &harvest.table;
    let mut found = Vec::new();
    if key == "teachers" {
        let Some(column) = table.column("person.id") else { return Ok(found) };
        for row in wanted.iter().filter_map(|id| table.row_of(*id)) {
            if let crate::snapshot::Cell::Id(person) = column.cell(row) {
                found.push(ids.uuid(person).to_string());
            }
        }
    } else if let Some(column) = table.column("groupMemberships[].person.id") {
        let is_wanted = |cell| matches!(cell, crate::snapshot::Cell::Id(id) if wanted.contains(&id));
        let rows = table.rows().filter(|row| column.cells(*row).any(is_wanted)).take(20);
        found.extend(rows.filter_map(|row| table.key(row).uuid()).map(|id| id.to_string()));
    }
    Ok(found)
}
