//! Lookups: every entity that one of the given values finds, each once.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use axum::http::StatusCode;
use serde_json::Value;
use uuid::Uuid;

use super::answer::{Answer, Body, Refused};
use super::list::dress;
use super::{Call, joins, parameters};
use crate::store::{Cell, Record, Store};

/// Values in one request at most: more would make an answer too large to be complete.
const MOST: usize = 10_000;

/// What a lookup asked for and found.
pub(crate) struct Finding<'f> {
    pub(crate) store: &'f Store,
    pub(crate) entity: &'f str,
    pub(crate) body: &'f Value,
    pub(crate) found: Vec<Arc<Record>>,
}

/// Answers a lookup.
pub(super) fn lookup(call: &Call<'_>) -> Result<Answer, Refused> {
    let pairs = call.parameters()?;
    let body = call.json()?;
    let wanted = wanted(call, &body)?;
    if wanted.iter().map(|(_, _, values)| values.len()).sum::<usize>() > MOST {
        return Err(Answer::refuse(
            StatusCode::SERVICE_UNAVAILABLE,
            "too_much",
            format!("at most {MOST} values can be looked up at once"),
        ));
    }
    let tenant = call.tenant();
    let entity = call.operation.entity.as_deref().unwrap_or_default();
    let table = tenant.store.table(entity);
    let mut rows: BTreeSet<u32> = BTreeSet::new();
    for (key, field, values) in &wanted {
        let cells: HashSet<Cell> = values.iter().map(|value| Cell::read(value)).collect();
        if table.column(field).is_some() {
            rows.extend(table.rows(field, &cells));
        } else {
            let ids: Vec<Uuid> = cells.iter().filter_map(Cell::id).collect();
            let found = joins::matching(&tenant.store, entity, key, &ids);
            rows.extend(found.into_iter().filter_map(|id| table.row(id)));
        }
    }
    let found = rows.into_iter().filter_map(|row| table.at(row)).cloned().collect();
    let mut finding = Finding { store: &tenant.store, entity, body: &body, found };
    call.provider.hooks.found(&mut finding);
    Ok(Answer::ok(Body::Array(dress(call, &tenant.store, entity, finding.found, &pairs))))
}

/// Key, field and values.
type Wanted<'b> = (&'b str, &'b str, Vec<&'b str>);

/// Each documented key in the body.
fn wanted<'b>(call: &'b Call<'_>, body: &'b Value) -> Result<Vec<Wanted<'b>>, Refused> {
    let bad = |message: String| Answer::refuse(StatusCode::BAD_REQUEST, "invalid_body", message);
    let Value::Object(body) = body else { return Err(bad("the body is not an object".to_owned())) };
    let mut wanted = Vec::new();
    for (key, meaning) in call.operation.body.iter().flat_map(|body| &body.keys) {
        let Some(values) = body.get(key) else { continue };
        let Some(values) =
            values.as_array().and_then(|values| values.iter().map(Value::as_str).collect::<Option<Vec<_>>>())
        else {
            return Err(bad(format!("{key} is not an array of strings")));
        };
        if meaning.format.as_deref() == Some("uuid") && !values.iter().all(|value| parameters::is_uuid(value)) {
            return Err(bad(format!("{key} holds something that is not a UUID")));
        }
        wanted.push((key.as_str(), meaning.matches.as_str(), values));
    }
    Ok(wanted)
}
