//! How persons are related to organisations: what the `relationship.*` parameters look at.

use serde_json::Value;
use uuid::Uuid;

use super::Store;

/// Values of `relationship.entity.type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RelationKind {
    Enrolment,
    Duty,
    PlacementChild,
    PlacementOwner,
    ResponsibleForEnrolment,
    ResponsibleForPlacement,
    GroupMembership,
}

impl RelationKind {
    /// From the literal of the parameter.
    pub(crate) fn named(name: &str) -> Option<RelationKind> {
        Some(match name {
            "enrolment" => RelationKind::Enrolment,
            "duty" => RelationKind::Duty,
            "placement.child" => RelationKind::PlacementChild,
            "placement.owner" => RelationKind::PlacementOwner,
            "responsibleFor.enrolment" => RelationKind::ResponsibleForEnrolment,
            "responsibleFor.placement" => RelationKind::ResponsibleForPlacement,
            "groupMembership" => RelationKind::GroupMembership,
            _ => return None,
        })
    }
}

/// One relation of one person.
#[derive(Debug, Clone)]
pub(crate) struct Relation {
    pub(crate) person: Uuid,
    pub(crate) kind: RelationKind,
    pub(crate) organisation: Option<Uuid>,
    /// First day as written, when given.
    pub(crate) start: Option<Box<str>>,
    /// Last day as written, when given.
    pub(crate) end: Option<Box<str>>,
}

struct Period {
    organisation: Option<Uuid>,
    start: Option<Box<str>>,
    end: Option<Box<str>>,
}

impl Period {
    fn of(carrier: &Value, organisation: Option<Uuid>) -> Period {
        let day = |name: &str| carrier.get(name).and_then(Value::as_str).map(Box::from);
        Period { organisation, start: day("startDate"), end: day("endDate") }
    }

    fn relation(&self, kind: RelationKind, person: Option<Uuid>) -> Option<Relation> {
        Some(Relation {
            person: person?,
            kind,
            organisation: self.organisation,
            start: self.start.clone(),
            end: self.end.clone(),
        })
    }
}

/// Every relation in the store.
pub(super) fn relations(store: &Store) -> Vec<Relation> {
    let mut found = Vec::new();
    for record in store.table("Person").records() {
        let person = record.value();
        for enrolment in elements(&person, "enrolments") {
            let period = Period::of(enrolment, id(enrolment, "enroledAt"));
            found.extend(period.relation(RelationKind::Enrolment, record.id));
            for responsible in elements(&person, "responsibles") {
                found.extend(period.relation(RelationKind::ResponsibleForEnrolment, id(responsible, "person")));
            }
        }
    }
    for record in store.table("Placement").records() {
        let placement = record.value();
        let period = Period::of(&placement, id(&placement, "placedAt"));
        let child = id(&placement, "child");
        found.extend(period.relation(RelationKind::PlacementChild, child));
        for owner in elements(&placement, "owners") {
            found.extend(period.relation(RelationKind::PlacementOwner, own_id(owner)));
        }
        if let Some(child) = child.and_then(|child| store.table("Person").get(child)) {
            for responsible in store.table("Person").cells(child, "responsibles[].person.id") {
                found.extend(period.relation(RelationKind::ResponsibleForPlacement, responsible.id()));
            }
        }
    }
    let organisation_of = |group: Option<Uuid>| {
        let groups = store.table("Group");
        groups.get(group?).and_then(|group| groups.first_id(group, "organisation.id"))
    };
    for record in store.table("Duty").records() {
        let duty = record.value();
        let person = id(&duty, "person");
        found.extend(Period::of(&duty, id(&duty, "dutyAt")).relation(RelationKind::Duty, person));
        for assignment in elements(&duty, "assignmentRole") {
            let period = Period::of(assignment, organisation_of(id(assignment, "group")));
            found.extend(period.relation(RelationKind::GroupMembership, person));
        }
    }
    for record in store.table("Group").records() {
        let group = record.value();
        for membership in elements(&group, "groupMemberships") {
            let period = Period::of(membership, id(&group, "organisation"));
            found.extend(period.relation(RelationKind::GroupMembership, id(membership, "person")));
        }
    }
    found
}

fn elements<'v>(value: &'v Value, name: &str) -> &'v [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn id(value: &Value, name: &str) -> Option<Uuid> {
    value.get(name).and_then(own_id)
}

fn own_id(value: &Value) -> Option<Uuid> {
    value.get("id").and_then(Value::as_str).and_then(|id| Uuid::try_parse(id).ok())
}
