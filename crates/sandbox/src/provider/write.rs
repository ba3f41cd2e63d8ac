//! What clients may write: attendance and absence, log entries and statistics.

use axum::http::StatusCode;
use samspel_contract::Contract;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::{Answer, Body, Item, Refused};
use super::list::not_found;
use super::one::path_id;
use super::{Call, present};
use crate::municipality::stamp;
use crate::store::{Cell, Store, cells_at};

/// Registers a new entity.
pub(super) fn create(call: &Call<'_>) -> Result<Answer, Refused> {
    let entity = call.operation.entity.as_deref().unwrap_or_default();
    let mut body = checked(call, entity)?;
    let mut tenant = call.tenant_mut();
    check_meaning(&call.provider.contract, &tenant.store, entity, &body)?;
    if let Value::Object(fields) = &mut body {
        let now = stamp(present().as_millisecond(), false);
        fields.remove("_embedded");
        fields.insert("id".to_owned(), json!(Uuid::new_v4().to_string()));
        fields.insert("meta".to_owned(), json!({ "created": now, "modified": now }));
    }
    let record = tenant.store.table_mut(entity).map(|table| table.add(&body));
    Ok(record.map_or_else(not_found, |record| Answer::ok(Body::Object(Item::Stored(record)))))
}

/// Removes an entity.
pub(super) fn delete(call: &Call<'_>) -> Result<Answer, Refused> {
    let id = path_id(call)?;
    let entity = match call.operation.entity.as_deref() {
        Some("Attendance") => "Attendance",
        Some("AttendanceEvent") => "AttendanceEvent",
        Some("AttendanceSchedule") => "AttendanceSchedule",
        _ => return Ok(not_found()),
    };
    let gone = call.tenant_mut().store.delete(entity, id, present());
    Ok(if gone { Answer::new(StatusCode::NO_CONTENT, Body::Empty) } else { not_found() })
}

/// Takes a log or statistics entry; it is not kept.
pub(super) fn report(call: &Call<'_>) -> Result<Answer, Refused> {
    let entity =
        call.operation.body.as_ref().and_then(|body| body.entity.as_deref()).or(call.operation.entity.as_deref());
    checked(call, entity.unwrap_or_default())?;
    Ok(Answer::new(StatusCode::CREATED, Body::Empty))
}

fn bad(message: impl Into<String>) -> Refused {
    Answer::refuse(StatusCode::BAD_REQUEST, "invalid_body", message)
}

/// The body, when it has the form of the entity. Fields that only the server sets are taken out first.
fn checked(call: &Call<'_>, entity: &str) -> Result<Value, Refused> {
    let mut body = call.json()?;
    let contract = &call.provider.contract;
    if let (Value::Object(fields), Some(shape)) = (&mut body, contract.entity(entity)) {
        fields.retain(|name, _| !shape.properties.get(name).is_some_and(|property| property.read_only));
    }
    let valid = contract.request_validator(entity).is_some_and(|validator| validator.is_valid(&body));
    if valid { Ok(body) } else { Err(bad(format!("the body is not a valid {entity}"))) }
}

/// References lead somewhere, periods run forwards, temporary schedules end.
fn check_meaning(contract: &Contract, store: &Store, entity: &str, body: &Value) -> Result<(), Refused> {
    for reference in contract.references().iter().filter(|reference| reference.entity == entity) {
        let target = store.table(&reference.target);
        let known = |cell: &Cell| cell.id().is_some_and(|id| target.get(id).is_some());
        if !cells_at(body, &format!("{}.id", reference.path)).iter().all(known) {
            return Err(bad(format!("{} refers to nothing that exists", reference.path)));
        }
    }
    for interval in contract.intervals().iter().filter(|interval| interval.entity == entity) {
        let (from, to) = (cells_at(body, &interval.from), cells_at(body, &interval.to));
        if from.first().zip(to.first()).is_some_and(|(from, to)| from > to) {
            return Err(bad(format!("{} lies after {}", interval.from, interval.to)));
        }
    }
    if body.get("temporary") == Some(&Value::Bool(true)) && body.get("endDate").is_none() {
        return Err(bad("a temporary schedule needs an endDate"));
    }
    Ok(())
}
