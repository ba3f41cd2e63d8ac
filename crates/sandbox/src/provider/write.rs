//! What clients may write: attendance and absence, log entries and statistics.

use axum::http::StatusCode;
use jiff::Timestamp;
use samspel_contract::Contract;
use serde_json::{Value, json};
use uuid::Uuid;

use super::answer::{Answer, Body, Item, Refused};
use super::list::not_found;
use super::one::path_id;
use super::{Call, Rule, Tenant, present};
use crate::fault::Hooks;
use crate::municipality::stamp;
use crate::store::{Cell, Store, cells_at};

/// An object on its way into the store.
pub(crate) struct Storing<'s> {
    /// What the client sent; None when the change was made behind the interface.
    pub(crate) sent: Option<&'s Value>,
    /// What stood there before; None for a new object.
    pub(crate) before: Option<&'s Value>,
    /// Which field was asked to be changed behind the interface.
    pub(crate) field: Option<&'s str>,
}

/// What removing an object does.
#[derive(Debug)]
pub(crate) struct Removal {
    pub(crate) entity: &'static str,
    /// Whether it goes.
    pub(crate) goes: bool,
    /// Whether it is remembered among the deletions, as what, and when.
    pub(crate) remembered: Option<&'static str>,
    pub(crate) at: Timestamp,
    /// Whether subscribers are told.
    pub(crate) told: bool,
}

/// Registers a new entity.
pub(super) fn create(call: &Call<'_>) -> Result<Answer, Refused> {
    let entity = call.operation.entity.as_deref().unwrap_or_default();
    let hooks = &call.provider.hooks;
    let sent = call.json()?;
    let mut body = checked(call, entity, sent.clone(), Rule::Form)?;
    let mut tenant = call.tenant_mut();
    check_meaning(&call.provider.contract, hooks, &tenant.store, entity, &body)?;
    if hooks.waives(Rule::Repetition) && repeats(&tenant.store, entity, &body) {
        let broken = "something went wrong";
        return Err(Answer::refuse(StatusCode::INTERNAL_SERVER_ERROR, "internal_error", broken));
    }
    if let Value::Object(fields) = &mut body {
        let now = stamp(present().as_millisecond(), false);
        fields.remove("_embedded");
        fields.insert("id".to_owned(), json!(Uuid::new_v4().to_string()));
        fields.insert("meta".to_owned(), json!({ "created": now, "modified": now }));
    }
    hooks.stored(&Storing { sent: Some(&sent), before: None, field: None }, &mut body);
    let record = tenant.store.table_mut(entity).map(|table| table.add(&body));
    tenant.pending.modified(entity);
    Ok(record.map_or_else(not_found, |record| Answer::ok(Body::Object(Item::Stored(record)))))
}

/// Whether there is attendance of the same pupil at the same lesson.
fn repeats(store: &Store, entity: &str, body: &Value) -> bool {
    let id = |path: &str| cells_at(body, path).first().and_then(Cell::id);
    let (Some(event), Some(student)) = (id("calendarEvent.id"), id("student.id")) else { return false };
    let table = store.table(entity);
    table.with("calendarEvent.id", event).iter().any(|record| table.first_id(record, "student.id") == Some(student))
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
    let gone = remove(&mut call.tenant_mut(), &call.provider.hooks, entity, id);
    Ok(if gone { Answer::new(StatusCode::NO_CONTENT, Body::Empty) } else { not_found() })
}

/// Removes an entity, remembers it and has subscribers told; false when it is not there.
pub(super) fn remove(tenant: &mut Tenant, hooks: &Hooks, entity: &'static str, id: Uuid) -> bool {
    if tenant.store.table(entity).get(id).is_none() {
        return false;
    }
    let mut removal = Removal { entity, goes: true, remembered: Some(entity), at: present(), told: true };
    hooks.removed(&mut removal);
    if removal.goes
        && let Some(table) = tenant.store.table_mut(entity)
    {
        table.remove(id);
    }
    if let Some(entity) = removal.remembered {
        tenant.store.remember(entity, id, removal.at);
    }
    if removal.told {
        tenant.pending.deleted(entity);
    }
    true
}

/// Takes a log or statistics entry; it is not kept.
pub(super) fn report(call: &Call<'_>) -> Result<Answer, Refused> {
    let entity =
        call.operation.body.as_ref().and_then(|body| body.entity.as_deref()).or(call.operation.entity.as_deref());
    let body = checked(call, entity.unwrap_or_default(), call.json()?, Rule::ReportForm)?;
    let negative = |name: &&str| body.get(*name).and_then(Value::as_i64).is_some_and(|count| count < 0);
    let counts = ["newCount", "updatedCount", "deletedCount"];
    if counts.iter().any(negative) && !call.provider.hooks.waives(Rule::Counts) {
        return Err(bad("a count is negative"));
    }
    Ok(Answer::new(StatusCode::CREATED, Body::Empty))
}

fn bad(message: impl Into<String>) -> Refused {
    Answer::refuse(StatusCode::BAD_REQUEST, "invalid_body", message)
}

/// The body, when it has the form of the entity. Fields that only the server sets are taken out first.
fn checked(call: &Call<'_>, entity: &str, mut body: Value, rule: Rule) -> Result<Value, Refused> {
    let contract = &call.provider.contract;
    if let (Value::Object(fields), Some(shape)) = (&mut body, contract.entity(entity)) {
        fields.retain(|name, _| !shape.properties.get(name).is_some_and(|property| property.read_only));
    }
    let valid = contract.request_validator(entity).is_some_and(|validator| validator.is_valid(&body));
    let waived = body.is_object() && call.provider.hooks.waives(rule);
    if valid || waived { Ok(body) } else { Err(bad(format!("the body is not a valid {entity}"))) }
}

/// References lead somewhere, periods run forwards, temporary schedules end.
fn check_meaning(contract: &Contract, hooks: &Hooks, store: &Store, entity: &str, body: &Value) -> Result<(), Refused> {
    let references = contract.references().iter().filter(|reference| reference.entity == entity);
    for reference in references.filter(|_| !hooks.waives(Rule::References)) {
        let target = store.table(&reference.target);
        let known = |cell: &Cell| cell.id().is_some_and(|id| target.get(id).is_some());
        if !cells_at(body, &format!("{}.id", reference.path)).iter().all(known) {
            return Err(bad(format!("{} refers to nothing that exists", reference.path)));
        }
    }
    if hooks.waives(Rule::Periods) {
        return Ok(());
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
