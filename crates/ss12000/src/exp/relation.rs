//! How what is embedded hangs together with the record that carries it.

/// What an `expand` value of an entity joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Relation {
    /// Entity that carries it.
    pub(super) entity: &'static str,
    /// Value of `expand`, and key in `_embedded`.
    pub(super) name: &'static str,
    /// Entity whose list tells what belongs there.
    pub(super) source: &'static str,
    /// How it is joined.
    pub(super) join: Join,
    /// Requirement on this entity's expansions.
    pub(super) rule: &'static str,
}

/// The kinds of joins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The record refers to the embedded entities, at this path.
    Refers(&'static str),
    /// The embedded entities refer to the record, in this column of theirs.
    ReferredBy(&'static str),
    /// Elements of an array of the source refer to the record; embedded is the other side of each element.
    Mirrors(Mirror),
}

/// The other side of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mirror {
    /// The array, with `[]`.
    pub(super) array: &'static str,
    /// The reference to the record, inside an element.
    pub(super) to: &'static str,
    /// Where the embedded side names the source.
    pub(super) inner: &'static str,
    /// A literal that both sides carry.
    pub(super) literal: Option<&'static str>,
    /// Whether both sides carry `startDate` and `endDate`.
    pub(super) dated: bool,
}

const RELATIONS: [Relation; 19] = [
    person("duties", "Duty", Join::ReferredBy("person.id")),
    person("placements", "Placement", Join::ReferredBy("child.id")),
    person("ownedPlacements", "Placement", Join::ReferredBy("owners[].id")),
    person(
        "responsibleFor",
        "Person",
        Join::Mirrors(Mirror {
            array: "responsibles[]",
            to: "person.id",
            inner: "person",
            literal: Some("relationType"),
            dated: false,
        }),
    ),
    person(
        "groupMemberships",
        "Group",
        Join::Mirrors(Mirror {
            array: "groupMemberships[]",
            to: "person.id",
            inner: "group",
            literal: None,
            dated: true,
        }),
    ),
    Relation {
        entity: "Group",
        name: "assignmentRoles",
        source: "Duty",
        join: Join::Mirrors(Mirror {
            array: "assignmentRole[]",
            to: "group.id",
            inner: "duty",
            literal: Some("assignmentRoleType"),
            dated: true,
        }),
        rule: "SS12K-EXP-007",
    },
    refers("Placement", "child", "Person", "child.id", "SS12K-EXP-012"),
    refers("Placement", "owners", "Person", "owners[].id", "SS12K-EXP-012"),
    refers("Duty", "person", "Person", "person.id", "SS12K-EXP-012"),
    refers("Activity", "groups", "Group", "groups[].id", "SS12K-EXP-008"),
    refers("Activity", "teachers", "Duty", "teachers[].duty.id", "SS12K-EXP-008"),
    refers("Activity", "syllabus", "Syllabus", "syllabus.id", "SS12K-EXP-008"),
    refers("CalendarEvent", "activity", "Activity", "activity.id", "SS12K-EXP-009"),
    Relation {
        entity: "CalendarEvent",
        name: "attendance",
        source: "Attendance",
        join: Join::ReferredBy("calendarEvent.id"),
        rule: "SS12K-EXP-009",
    },
    refers("AttendanceEvent", "person", "Person", "person.id", "SS12K-EXP-010"),
    refers("AttendanceEvent", "registeredBy", "Person", "registeredBy.id", "SS12K-EXP-010"),
    refers("AttendanceEvent", "group", "Group", "group.id", "SS12K-EXP-010"),
    refers("AggregatedAttendance", "activity", "Activity", "activity.id", "SS12K-EXP-011"),
    refers("AggregatedAttendance", "student", "Person", "student.id", "SS12K-EXP-011"),
];

const fn person(name: &'static str, source: &'static str, join: Join) -> Relation {
    Relation { entity: "Person", name, source, join, rule: "SS12K-EXP-006" }
}

const fn refers(
    entity: &'static str,
    name: &'static str,
    source: &'static str,
    path: &'static str,
    rule: &'static str,
) -> Relation {
    Relation { entity, name, source, join: Join::Refers(path), rule }
}

impl Relation {
    /// The relation behind an `expand` value.
    pub(super) fn of(entity: &str, name: &str) -> Option<Relation> {
        RELATIONS.into_iter().find(|relation| relation.entity == entity && relation.name == name)
    }

    /// The requirement on which entities are embedded: references of the record have one of their own.
    pub(super) fn rows_rule(&self) -> &'static str {
        if matches!(self.join, Join::Refers(_)) { "SS12K-EXP-005" } else { self.rule }
    }

    /// Whether what is embedded are groups without their members.
    pub(super) fn is_fragment(&self) -> bool {
        matches!((self.entity, self.name), ("AttendanceEvent", "group") | ("Person", "groupMemberships"))
    }

    /// Where an entity stands in an element of `_embedded`: the element itself, or one of its properties; None when only references
    /// are embedded.
    pub(super) fn entity_at(&self) -> Option<Option<&'static str>> {
        match (self.join, self.name) {
            (Join::Mirrors(mirror), "groupMemberships") => Some(Some(mirror.inner)),
            (Join::Mirrors(_), _) => None,
            _ => Some(None),
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use samspel_contract::Contract;

    use super::*;

    #[test]
    fn every_expansion_of_the_contract_has_its_relation() {
        for edition in ["2.0", "2.1"] {
            let contract = Contract::embedded(edition).unwrap();
            for embedded in contract.embedded_entities() {
                assert!(Relation::of(&embedded.entity, &embedded.name).is_some(), "{}", embedded.name);
            }
            assert_eq!(contract.embedded_entities().len(), RELATIONS.len());
        }
    }

    #[test]
    fn every_expand_value_of_an_operation_has_its_relation() {
        let contract = Contract::embedded("2.1").unwrap();
        for operation in contract.operations() {
            let entity = operation.success.entity.as_deref().unwrap_or_default();
            let values = operation.parameters.iter().filter(|p| p.name == "expand").flat_map(|p| p.values.iter());
            for value in values.flatten() {
                assert!(Relation::of(entity, value).is_some(), "{} {value}", operation.id);
            }
        }
    }
}
