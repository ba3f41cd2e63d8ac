//! Asking for deletions, and what comes.

use std::collections::{BTreeMap, BTreeSet};

use samspel_exchange::{Exchange, Request, Session};
use samspel_model::{Gap, Message, Observation};
use samspel_suite::{CheckError, Context};
use serde_json::Value;
use uuid::Uuid;

use crate::run_state;
use crate::writing::{all, success};
use samspel_suite::observe::undecided;

/// The operation.
pub(super) const LIST: &str = "listDeletedEntities";
/// Pages that are followed at most.
const PAGES: usize = 200;

/// Resource types with the keys that their deletions stand under; activities in the document's own spelling.
pub(super) const KEYS: [(&str, &str); 18] = [
    ("Absence", "absences"),
    ("AttendanceEvent", "attendanceEvents"),
    ("Attendance", "attendances"),
    ("Grade", "grades"),
    ("CalendarEvent", "calendarEvents"),
    ("AttendanceSchedule", "attendanceSchedules"),
    ("Resource", "resources"),
    ("Room", "rooms"),
    ("Activity", "activitites"),
    ("Duty", "duties"),
    ("Placement", "placements"),
    ("StudyPlan", "studyPlans"),
    ("Programme", "programmes"),
    ("Syllabus", "syllabuses"),
    ("SchoolUnitOffering", "schoolUnitOfferings"),
    ("Group", "groups"),
    ("Person", "persons"),
    ("Organisation", "organisations"),
];

/// The right spelling of a key that the document misspells.
pub(super) const SPELT_RIGHT: &str = "activities";

/// The resource type of a key, in either spelling.
pub(crate) fn type_of(key: &str) -> Option<&'static str> {
    if key == SPELT_RIGHT {
        return Some("Activity");
    }
    KEYS.iter().find(|(_, known)| *known == key).map(|(entity, _)| *entity)
}

/// Deleted ids by key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Deleted {
    /// Ids by key.
    pub(super) by_key: BTreeMap<String, BTreeSet<Uuid>>,
    /// The first page.
    pub(super) first: Option<String>,
}

impl Deleted {
    /// Every id, whatever it was.
    pub(super) fn ids(&self) -> BTreeSet<Uuid> {
        self.by_key.values().flatten().copied().collect()
    }
}

/// A request for deletions.
pub(super) fn request(query: &[(&str, &str)]) -> Request {
    let request = Request::get(LIST, "/deletedEntities");
    query.iter().fold(request, |request, (name, value)| request.query(name, *value))
}

/// All deletions that a query gives; the exchange that broke off instead.
pub(super) async fn deleted(
    session: &Session,
    query: &[(&str, &str)],
) -> Result<Result<Deleted, Exchange>, CheckError> {
    let mut exchange = session.send(request(query)).await?;
    let mut deleted = Deleted { by_key: BTreeMap::new(), first: Some(exchange.id.clone()) };
    for _ in 0..PAGES {
        let Some(page) = success(&exchange) else { return Ok(Err(exchange)) };
        let Some(Value::Object(keys)) = page.get("data") else { return Ok(Err(exchange)) };
        for (key, ids) in keys {
            let known = deleted.by_key.entry(key.clone()).or_default();
            let ids = ids.as_array().into_iter().flatten().filter_map(Value::as_str);
            known.extend(ids.filter_map(|id| Uuid::try_parse(id).ok()));
        }
        match page.get("pageToken").and_then(Value::as_str).filter(|token| !token.is_empty()) {
            Some(token) => exchange = session.send(request(&[("pageToken", token)])).await?,
            None => {
                deleted.by_key.retain(|_, ids| !ids.is_empty());
                return Ok(Ok(deleted));
            }
        }
    }
    Ok(Err(exchange))
}

/// Everything that was deleted; the observations instead when it is not offered, cannot be read or is nothing.
pub(super) async fn whole(ctx: &Context) -> Result<Result<Deleted, Vec<Observation>>, CheckError> {
    if let Some(obstacle) = run_state::discovery(ctx).await?.obstacle(ctx, LIST) {
        return Ok(Err(obstacle));
    }
    Ok(match deleted(&ctx.session, &[]).await? {
        Ok(deleted) if deleted.by_key.is_empty() => {
            Err(all(ctx, |rule| undecided(rule, Gap::NoData, Message::new("deleted-nothing"))))
        }
        Ok(deleted) => Ok(deleted),
        Err(exchange) => Err(all(ctx, |rule| crate::writing::unusable(rule, &exchange))),
    })
}
