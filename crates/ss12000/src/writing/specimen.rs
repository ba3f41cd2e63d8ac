//! Bodies that a system should take: made from what it holds, so that every reference leads somewhere.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::{Timestamp, ToSpan};
use rand::seq::SliceRandom;
use samspel_contract::Contract;
use samspel_exchange::{Exchange, Request, Session, Thing, Undo};
use samspel_suite::{CheckError, Context};
use serde_json::{Value, json};

use super::success;
use crate::harvest::Harvest;
use crate::run_state::{self, Held};
use crate::snapshot::{Cell, Column};
use crate::{requests, writing};

/// How many bodies are made, in case the system has rules of its own.
const CANDIDATES: usize = 3;
/// Rows looked at for a lesson that a pupil has no attendance for.
const ROWS: usize = 200;
/// Pages of a list that are read at most.
const PAGES: usize = 50;

/// A body for a new object, and where the object will stand.
#[derive(Debug, Clone)]
pub(crate) struct Specimen {
    /// The body.
    pub(crate) body: Value,
    /// Query that narrows the list down to few objects, this one among them.
    pub(crate) query: Vec<(String, String)>,
}

/// The list operation, the path of the list, and the reference that narrows it down, for each kind that can be created.
pub(crate) fn place(entity: &str) -> Option<(&'static str, &'static str, &'static str, &'static str)> {
    Some(match entity {
        "Attendance" => ("listAttendances", "/attendances", "student", "student"),
        "AttendanceEvent" => ("listAttendanceEvents", "/attendanceEvents", "person", "person"),
        "AttendanceSchedule" => ("listAttendanceSchedule", "/attendanceSchedule", "placement", "placement"),
        "Absence" => ("listAbsences", "/absences", "student", "student"),
        _ => return None,
    })
}

/// Bodies for new objects of a kind, the likeliest to be taken first; none when the system holds no object of the kind.
pub(crate) async fn specimens(ctx: &Context, entity: &str) -> Result<Vec<Specimen>, CheckError> {
    let (Held::Whole(harvest) | Held::Part(harvest)) = run_state::held(ctx, entity).await? else {
        return Ok(Vec::new());
    };
    let contract = run_state::contract(ctx).await?;
    let mut rows: Vec<u32> = harvest.table.rows().collect();
    rows.shuffle(&mut requests::rng(ctx.seed, &format!("specimen/{entity}")));
    let bodies = match entity {
        "Attendance" => attendances(ctx, &harvest, &rows).await?,
        _ => {
            let records = rows.iter().take(CANDIDATES * 3).map(|row| harvest.table.record(*row));
            records
                .filter_map(|record| record.map(|record| later(entity, record)).transpose())
                .collect::<Result<_, _>>()?
        }
    };
    Ok(bodies
        .into_iter()
        .map(|body| without_server_fields(&contract, entity, body))
        .filter(|body| contract.request_validator(entity).is_some_and(|validator| validator.is_valid(body)))
        .filter_map(|body| Some(Specimen { query: narrowed(entity, &body)?, body }))
        .take(CANDIDATES)
        .collect())
}

/// What a client sends: without the fields that only the server sets.
fn without_server_fields(contract: &Contract, entity: &str, mut body: Value) -> Value {
    if let (Value::Object(fields), Some(shape)) = (&mut body, contract.entity(entity)) {
        fields.remove("_embedded");
        fields.retain(|name, _| !shape.properties.get(name).is_some_and(|property| property.read_only));
    }
    body
}

/// The same object at another time, so that it does not collide with the one that it is made from.
fn later(entity: &str, mut record: Value) -> Option<Value> {
    let moved = |value: &Value, seconds: i64| -> Option<Value> {
        let moment: Timestamp = value.as_str()?.parse().ok()?;
        Some(json!(moment.checked_add(seconds.seconds()).ok()?.to_string()))
    };
    match entity {
        "AttendanceEvent" => {
            record["time"] = moved(record.get("time")?, 60)?;
            // In and out take turns.
            record["eventType"] = json!(if record.get("eventType")? == "In" { "Ut" } else { "In" });
        }
        "Absence" => {
            // 52 weeks: the same day of the week.
            for name in ["startTime", "endTime"] {
                record[name] = moved(record.get(name)?, 364 * 86_400)?;
            }
        }
        "AttendanceSchedule" => {
            let start: jiff::civil::Date = record.get("startDate")?.as_str()?.parse().ok()?;
            let start = start.checked_add(364.days()).ok()?;
            record["startDate"] = json!(start.to_string());
            record["endDate"] = json!(start.checked_add(6.days()).ok()?.to_string());
        }
        _ => {}
    }
    Some(record)
}

/// Attendance of a pupil at a lesson of the same activity that there is none for yet.
async fn attendances(ctx: &Context, harvest: &Harvest, rows: &[u32]) -> Result<Vec<Value>, CheckError> {
    let table = &harvest.table;
    let (Some(events), Some(students)) = (table.column("calendarEvent.id"), table.column("student.id")) else {
        return Ok(Vec::new());
    };
    let id = |column: &Column, row: u32| {
        column.cells(row).find_map(|cell| if let Cell::Id(id) = cell { Some(id) } else { None })
    };
    let taken: HashSet<(u32, u32)> = table.rows().filter_map(|row| id(events, row).zip(id(students, row))).collect();
    let mut activity_of: HashMap<u32, u32> = HashMap::new();
    let mut events_of: HashMap<u32, Vec<u32>> = HashMap::new();
    let ids = run_state::ids(ctx).await?;
    if let Held::Whole(lessons) | Held::Part(lessons) = run_state::held(ctx, "CalendarEvent").await?
        && let Some(activities) = lessons.table.column("activity.id")
    {
        for row in lessons.table.rows() {
            let key = lessons.table.key(row);
            if let (true, Some(event), Some(activity)) = (key.own, ids.find(key.value), id(activities, row)) {
                activity_of.insert(event, activity);
                events_of.entry(activity).or_default().push(event);
            }
        }
    }
    let any: Vec<u32> = rows.iter().take(ROWS).filter_map(|row| id(events, *row)).collect();
    let mut bodies = Vec::new();
    for row in rows.iter().take(ROWS) {
        let Some((event, student)) = id(events, *row).zip(id(students, *row)) else { continue };
        let same = activity_of.get(&event).and_then(|activity| events_of.get(activity));
        let free = |event: &&u32| !taken.contains(&(**event, student));
        let Some(other) = same.into_iter().flatten().find(free).or_else(|| any.iter().find(free)) else { continue };
        let mut body = table.record(*row)?;
        body["calendarEvent"] = json!({ "id": ids.uuid(*other).to_string() });
        bodies.push(body);
        if bodies.len() == CANDIDATES {
            break;
        }
    }
    Ok(bodies)
}

/// Shows the entries of a list until one is enough: whether one was, and None when the list broke off or goes on for too long. With
/// the page that decides; the first one when none was enough.
pub(crate) async fn scan(
    session: &Session,
    entity: &str,
    query: &[(String, String)],
    mut enough: impl FnMut(&Value) -> bool,
) -> Result<(Option<bool>, Exchange), CheckError> {
    let (list, path, ..) = place(entity).unwrap_or_default();
    let first = session.send(requests::with_query(Request::get(list, path), query)).await?;
    let mut exchange = first.clone();
    for _ in 0..PAGES {
        let Some(page) = success(&exchange) else { return Ok((None, exchange)) };
        let Some(entries) = page.get("data").and_then(Value::as_array) else { return Ok((None, exchange)) };
        if entries.iter().any(&mut enough) {
            return Ok((Some(true), exchange));
        }
        match page.get("pageToken").and_then(Value::as_str).filter(|token| !token.is_empty()) {
            Some(token) => exchange = session.send(Request::get(list, path).query("pageToken", token)).await?,
            None => return Ok((Some(false), first)),
        }
    }
    Ok((None, exchange))
}

/// Ids in a list; where it broke off instead.
pub(crate) async fn ids(
    session: &Session,
    entity: &str,
    query: &[(String, String)],
) -> Result<Result<BTreeSet<String>, Exchange>, CheckError> {
    let mut ids = BTreeSet::new();
    let (read, exchange) = scan(session, entity, query, |entry| {
        ids.extend(entry.get("id").and_then(Value::as_str).map(str::to_owned));
        false
    })
    .await?;
    Ok(if read.is_some() { Ok(ids) } else { Err(exchange) })
}

/// The query that narrows a list down to few objects, one with this body among them.
fn narrowed(entity: &str, body: &Value) -> Option<Vec<(String, String)>> {
    let (_, _, parameter, field) = place(entity)?;
    let reference = body.get(field)?.get("id")?.as_str()?;
    Some(vec![(parameter.to_owned(), reference.to_owned())])
}

/// What was created lately, by whatever clock.
fn lately() -> Vec<(String, String)> {
    let yesterday = Timestamp::now().checked_sub(24.hours()).unwrap_or(Timestamp::UNIX_EPOCH);
    vec![("meta.created.after".to_owned(), format!("{yesterday:.0}"))]
}

/// How an object made from a body can be found and removed.
async fn undo(session: &Session, entity: &str, body: &Value) -> Result<Undo, CheckError> {
    let (_, path, ..) = place(entity).unwrap_or_default();
    let query = narrowed(entity, body).unwrap_or_else(lately);
    // Where it is not known what stood there before, nothing is taken for ours.
    let (before, like) = match ids(session, entity, &query).await? {
        Ok(before) => (before.into_iter().collect(), like(body)),
        Err(_) => Default::default(),
    };
    Ok(Undo {
        operation: format!("delete{entity}"),
        path: format!("{path}/{{id}}"),
        list: path.to_owned(),
        query,
        before,
        like,
        principal: "full".to_owned(),
    })
}

/// The references and plain texts of a body: what the stored object has to have too.
fn like(body: &Value) -> BTreeMap<String, Value> {
    let fields = body.as_object().into_iter().flatten();
    fields
        .filter(|(name, _)| *name != "id")
        .filter_map(|(name, value)| match value {
            Value::Object(reference) => Some((format!("/{name}/id"), reference.get("id")?.clone())),
            // Moments may come back in another notation.
            Value::String(text) if text.parse::<Timestamp>().is_err() => Some((format!("/{name}"), value.clone())),
            Value::Bool(_) => Some((format!("/{name}"), value.clone())),
            _ => None,
        })
        .collect()
}

/// Sends a body; what comes of it is removed at the latest when the run ends.
pub(crate) async fn send(
    ctx: &Context,
    session: &Session,
    entity: &str,
    body: &Value,
) -> Result<(Exchange, Thing), CheckError> {
    let (_, path, ..) = place(entity).unwrap_or_default();
    let undo = undo(session, entity, body).await?;
    let request = Request::post(&format!("create{entity}"), path, body.clone());
    Ok(writing::created(ctx).await?.send(session, request, undo).await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_object_is_known_again_by_the_body_that_was_sent() {
        let body = json!({
            "id": "ours", "meta": { "created": "2001-01-01T00:00:00Z" }, "student": { "id": "s" },
            "startTime": "2026-01-01T10:00:00+01:00", "type": "Samspel"
        });
        let like = like(&body);
        assert_eq!(like, BTreeMap::from([("/student/id".into(), json!("s")), ("/type".into(), json!("Samspel"))]));
        assert_eq!(narrowed("Absence", &body), Some(vec![("student".to_owned(), "s".to_owned())]));
    }

    #[test]
    fn what_refers_to_nothing_that_narrows_is_looked_for_among_what_is_new() {
        assert_eq!(narrowed("Absence", &json!({ "type": "Samspel" })), None);
        let query = lately();
        let is_past = |since: &str| since.parse::<Timestamp>().is_ok_and(|since| since < Timestamp::now());
        assert!(matches!(&query[..], [(name, since)] if name == "meta.created.after" && is_past(since)), "{query:?}");
    }
}
