//! What a faulty filter selects.

use std::collections::HashSet;
use std::sync::Arc;

use axum::http::StatusCode;
use samspel_contract::{Kind, Operation};
use serde_json::Value;
use uuid::Uuid;

use crate::faults::entities::succeeded;
use crate::provider::{Answer, Asked, Body, Incoming, Pairs, Selection};
use crate::store::{Cell, Record};

/// A day in the school year of the municipality.
pub(super) const TODAY: &str = "2026-09-01";

/// The records that a fault selects instead; None where it has nothing to do with the query.
pub(super) type Selected = Option<Vec<Arc<Record>>>;

pub(super) const KIND: &str = "relationship.entity.type";
pub(super) const PLACE: &str = "relationship.organisation";
pub(super) const NAMES: &[&str] = &["givenName", "middleName", "familyName"];

pub(super) fn ignore(operation: &Operation, query: &mut Pairs, list: &str, names: &[&str]) {
    query.retain(|(name, _)| operation.id != list || !names.contains(&name.as_str()));
}

pub(super) fn first_only(operation: &Operation, query: &mut Pairs, list: &str, name: &str) {
    let mut seen = operation.id != list;
    query.retain(|(other, _)| other != name || operation.id != list || !std::mem::replace(&mut seen, true));
}

/// The ids that a parameter of a list is given; None when it is not.
pub(super) fn ids(selection: &Selection<'_>, list: &str, name: &str) -> Option<HashSet<Uuid>> {
    let values = selection.query.iter().filter(|(other, _)| other == name);
    let ids: HashSet<Uuid> = values.filter_map(|(_, value)| Uuid::try_parse(value).ok()).collect();
    (selection.operation.id == list && !ids.is_empty()).then_some(ids)
}

pub(super) fn has(records: &[Arc<Record>], record: &Arc<Record>) -> bool {
    records.iter().any(|other| Arc::ptr_eq(other, record))
}

/// The records of the whole table that fit.
pub(super) fn either(selection: &Selection<'_>, fits: impl Fn(&Arc<Record>) -> bool) -> Vec<Arc<Record>> {
    selection.table().records().iter().filter(|record| fits(record)).cloned().collect()
}

/// What each value of a parameter selects by itself.
fn by_value(selection: &Selection<'_>, list: &str, name: &str) -> Option<Vec<Vec<Arc<Record>>>> {
    let values: Vec<_> = selection.query.iter().filter(|(other, _)| other == name).cloned().collect();
    (selection.operation.id == list && values.len() > 1).then(|| {
        let alone = |value: (String, String)| {
            let mut pairs = selection.without(&[name]);
            pairs.push(value);
            selection.of(&pairs)
        };
        values.into_iter().map(alone).collect()
    })
}

pub(super) fn all_values(selection: &Selection<'_>, list: &str, name: &str) -> Selected {
    let each = by_value(selection, list, name)?;
    Some(either(selection, |record| each.iter().all(|records| has(records, record))))
}

pub(super) fn any_value(selection: &Selection<'_>, list: &str, name: &str) -> Selected {
    let each = by_value(selection, list, name)?;
    Some(either(selection, |record| each.iter().any(|records| has(records, record))))
}

/// Several of these parameters read as OR.
pub(super) fn ored(selection: &Selection<'_>, list: &str, names: &[&str]) -> Selected {
    let (some, rest): (Pairs, Pairs) =
        selection.query.iter().cloned().partition(|(name, _)| names.contains(&name.as_str()));
    (selection.operation.id == list && some.len() > 1).then(|| {
        let each: Vec<_> =
            some.into_iter().map(|pair| selection.of(&rest.iter().cloned().chain([pair]).collect::<Pairs>())).collect();
        either(selection, |record| each.iter().any(|records| has(records, record)))
    })
}

/// Conditions of one family, each tried by itself, beside those that belong to each.
pub(super) fn apart(selection: &Selection<'_>, family: &str, with_each: &[&str]) -> Selected {
    let is_one = |name: &str| name.starts_with(family) && !with_each.contains(&name);
    let (some, rest): (Pairs, Pairs) = selection.query.iter().cloned().partition(|(name, _)| is_one(name));
    (selection.operation.id == "listPersons" && some.len() > 1).then(|| {
        let each: Vec<_> =
            some.into_iter().map(|pair| selection.of(&rest.iter().cloned().chain([pair]).collect::<Pairs>())).collect();
        either(selection, |record| each.iter().all(|records| has(records, record)))
    })
}

/// A parameter that also hits values which are only like the given ones.
pub(super) fn like(selection: &Selection<'_>, name: &str, is_like: fn(&str, &str) -> bool) -> Selected {
    let parameter = selection.operation.parameters.iter().find(|parameter| parameter.name == name)?;
    let given: Vec<&str> =
        selection.query.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect();
    if given.is_empty() {
        return None;
    }
    let (table, field) = (selection.table(), parameter.semantics.field.as_deref()?);
    let texts = table.records().iter().flat_map(|record| table.cells(record, field)).filter_map(Cell::text);
    let hit: HashSet<&str> = texts.filter(|text| given.iter().any(|value| is_like(text, value))).collect();
    let mut pairs: Pairs = selection.without(&[name]);
    let values = given.into_iter().chain(hit);
    pairs.extend(values.map(|value| (name.to_owned(), value.to_owned())));
    Some(selection.of(&pairs))
}

/// `nameContains` over these fields, with letters made alike by `fold`.
pub(super) fn named(selection: &Selection<'_>, fields: &[&str], fold: fn(&str) -> String) -> Selected {
    const NAME: &str = "nameContains";
    let parts: Vec<String> =
        selection.query.iter().filter(|(name, _)| name == NAME).map(|(_, value)| fold(value)).collect();
    if selection.operation.id != "listPersons" || parts.is_empty() {
        return None;
    }
    let table = selection.table();
    let mut records = selection.of(&selection.without(&[NAME]));
    records.retain(|record| {
        let texts = fields.iter().flat_map(|field| table.cells(record, field)).filter_map(Cell::text);
        let names: Vec<String> = texts.map(fold).collect();
        parts.iter().all(|part| names.iter().any(|name| name.contains(part)))
    });
    Some(records)
}

/// An organisation without what lies below it.
pub(super) fn direct(selection: &Selection<'_>, list: &str, column: &str) -> Selected {
    let given = ids(selection, list, "organisation")?;
    let table = selection.table();
    let mut records = selection.of(selection.query);
    records.retain(|record| table.first_id(record, column).is_some_and(|id| given.contains(&id)));
    Some(records)
}

/// Activities and lessons found through memberships, without those that have ended.
pub(super) fn current_members(selection: &Selection<'_>) -> Selected {
    let (list, name) = match selection.operation.id.as_str() {
        "listActivities" => ("listActivities", "member"),
        "listCalendarEvents" => ("listCalendarEvents", "student"),
        _ => return None,
    };
    let persons = ids(selection, list, name)?;
    let of_person = |membership: &Value| {
        let id = membership.pointer("/person/id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok());
        let lasts = membership.get("endDate").and_then(Value::as_str).is_none_or(|end| end >= TODAY);
        lasts && id.is_some_and(|id| persons.contains(&id))
    };
    let groups = selection.store.table("Group").records().iter().filter(|group| {
        let value = group.value();
        value.get("groupMemberships").and_then(Value::as_array).into_iter().flatten().any(of_person)
    });
    let groups: HashSet<Uuid> = groups.filter_map(|group| group.id).collect();
    let activities = selection.store.table("Activity");
    let in_group = |activity: &Arc<Record>| {
        activities.cells(activity, "groups[].id").iter().filter_map(Cell::id).any(|id| groups.contains(&id))
    };
    let events = selection.store.table("CalendarEvent");
    let mut records = selection.of(selection.query);
    records.retain(|record| {
        if list == "listActivities" {
            return in_group(record);
        }
        let excepted = events.cells(record, "studentExceptions[].student.id").iter().filter_map(Cell::id);
        let activity = events.first_id(record, "activity.id").and_then(|id| activities.get(id));
        activity.is_some_and(in_group) || excepted.into_iter().any(|id| persons.contains(&id))
    });
    Some(records)
}

/// Lessons of a pupil or a teacher by their activity only.
pub(super) fn without_exceptions(selection: &Selection<'_>) -> Selected {
    let by_student = ids(selection, "listCalendarEvents", "student");
    let by_teacher = ids(selection, "listCalendarEvents", "teacher");
    let groups = selection.store.table("Group");
    let activities = selection.store.table("Activity");
    let events = selection.store.table("CalendarEvent");
    let of_student = |activity: &Record, wanted: &HashSet<Uuid>| {
        let of_activity = activities.cells(activity, "groups[].id").iter().filter_map(Cell::id);
        let members = of_activity
            .filter_map(|id| groups.get(id))
            .flat_map(|group| groups.cells(group, "groupMemberships[].person.id"));
        members.filter_map(Cell::id).any(|id| wanted.contains(&id))
    };
    let of_teacher = |activity: &Record, wanted: &HashSet<Uuid>| {
        activities.cells(activity, "teachers[].duty.id").iter().filter_map(Cell::id).any(|id| wanted.contains(&id))
    };
    (by_student.is_some() || by_teacher.is_some()).then(|| {
        let mut records = selection.of(selection.query);
        records.retain(|record| {
            events.first_id(record, "activity.id").and_then(|id| activities.get(id)).is_some_and(|activity| {
                by_student.as_ref().is_none_or(|wanted| of_student(activity, wanted))
                    && by_teacher.as_ref().is_none_or(|wanted| of_teacher(activity, wanted))
            })
        });
        records
    })
}

/// Persons in a group by the group's own members, within the dates that are asked for.
pub(super) fn members_only(selection: &Selection<'_>) -> Selected {
    let given = |name: &str| selection.query.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str());
    if selection.operation.id != "listPersons" || given(KIND) != Some("groupMembership") {
        return None;
    }
    let (before, after) = (given("relationship.startDate.onOrBefore"), given("relationship.endDate.onOrAfter"));
    let within = |membership: &Value| {
        let day = |name: &str| membership.get(name).and_then(Value::as_str);
        let begun = day("startDate").is_none_or(|start| before.is_none_or(|before| start <= before));
        begun && day("endDate").is_none_or(|end| after.is_none_or(|after| end >= after))
    };
    let mut members = HashSet::new();
    for group in selection.store.table("Group").records() {
        let value = group.value();
        let memberships = value.get("groupMemberships").and_then(Value::as_array).into_iter().flatten();
        let ids = memberships.filter(|one| within(one)).filter_map(|one| one.pointer("/person/id")?.as_str());
        members.extend(ids.filter_map(|id| Uuid::try_parse(id).ok()));
    }
    let mut records = selection.of(selection.query);
    records.retain(|record| record.id.is_some_and(|id| members.contains(&id)));
    Some(records)
}

/// An empty list for an id becomes 404.
pub(super) fn not_found(asked: &Asked<'_>, answer: &mut Answer) {
    let by_id = |(_, value): &(String, String)| Uuid::try_parse(value).is_ok() && value.len() == 36;
    if succeeded(asked, answer, Kind::List)
        && asked.incoming.query.iter().flatten().any(by_id)
        && answer.json()["data"].as_array().is_some_and(Vec::is_empty)
    {
        *answer = Answer::new(StatusCode::NOT_FOUND, Body::Empty);
    }
}

/// Some literals, by the parameter that takes them.
const LITERALS: &[(&str, &[&str])] = &[
    ("groupType", &["Undervisning", "Klass", "Mentor", "Provgrupp", "Schema", "Avdelning", "Personalgrupp", "Övrigt"]),
    ("dutyRole", &["Rektor", "Lärare", "Förskollärare", "Barnskötare"]),
    ("type", &["Huvudman", "Skola", "Skolenhet", "Frånvaro", "Frånvaroanmälan", "Ledighet"]),
    (KIND, &["enrolment", "duty", "groupMembership"]),
    ("schoolTypes", &["FS", "GR", "GY"]),
    ("schoolType", &["FS", "GR", "GY"]),
];

pub(super) fn in_proper_case(incoming: &mut Incoming) {
    for (name, value) in incoming.query.iter_mut().flatten() {
        let literals =
            LITERALS.iter().find(|(parameter, _)| parameter == name).map_or(&[][..], |(_, literals)| *literals);
        if let Some(literal) = literals.iter().find(|literal| literal.to_lowercase() == value.to_lowercase()) {
            (*literal).clone_into(value);
        }
    }
}
