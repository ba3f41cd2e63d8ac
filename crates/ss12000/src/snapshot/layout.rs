//! Which paths of an entity are kept as columns, and finding them in a record.

use std::collections::BTreeSet;

use samspel_contract::{Contract, Kind as OperationKind};
use serde_json::Value;

/// Paths that no parameter, lookup or reference of the contract names, but that rules on the data need.
const MORE: &[(&str, &[&str])] = &[
    ("Organisation", &["displayName", "organisationNumber"]),
    (
        "Person",
        &[
            "birthDate",
            "sex",
            "securityMarking",
            "personStatus",
            "enrolments[].schoolType",
            "enrolments[].cancelled",
            "enrolments[].educationCode",
            "responsibles[].relationType",
        ],
    ),
    ("Group", &["groupMemberships[].startDate", "groupMemberships[].endDate", "displayName"]),
    ("Duty", &["assignmentRole[].startDate", "assignmentRole[].endDate", "assignmentRole[].assignmentRoleType"]),
    ("Activity", &["teachers[].startDate", "teachers[].endDate", "activityType", "calendarEventsRequired"]),
    ("Programme", &["type", "schoolType", "code"]),
    ("Placement", &["schoolType"]),
    ("Syllabus", &["schoolType", "subjectCode", "courseCode"]),
    ("StudyPlan", &["content[].syllabuses[].startDate", "content[].syllabuses[].endDate"]),
    ("CalendarEvent", &["cancelled", "studentExceptions[].startTime", "teacherExceptions[].startTime"]),
    ("AttendanceSchedule", &["temporary"]),
    ("Grade", &["registeredDate", "finalGrade", "correctionType"]),
];

/// The paths to keep of an entity, each once, sorted.
pub(super) fn paths(contract: &Contract, entity: &str) -> Vec<String> {
    let mut paths = BTreeSet::from(["meta.created".to_owned(), "meta.modified".to_owned()]);
    for operation in contract.operations().iter().filter(|o| o.entity.as_deref() == Some(entity)) {
        if operation.kind == OperationKind::List {
            for parameter in operation.parameters.iter().filter(|p| p.place == "query") {
                paths.extend(parameter.semantics.field.iter().flat_map(|field| own(field)));
                let orders = parameter.semantics.order.as_object().into_iter().flat_map(|orders| orders.values());
                paths.extend(orders.filter_map(|order| order.get("field")?.as_str()).flat_map(own));
            }
        }
        let keys = operation.body.iter().flat_map(|body| body.keys.values());
        paths.extend(keys.flat_map(|key| own(&key.matches)));
    }
    paths.extend(
        contract
            .references()
            .iter()
            .filter(|r| r.entity == entity && !r.path.starts_with('_'))
            .map(|r| format!("{}.id", r.path)),
    );
    for interval in contract.intervals().iter().filter(|i| i.entity == entity) {
        paths.extend([interval.from.clone(), interval.to.clone()]);
    }
    // The members of a relation stand with the entity that carries them: `Person.enrolments[].startDate`.
    let relations =
        contract.operations().iter().flat_map(|o| &o.parameters).filter_map(|p| p.semantics.relations.as_object());
    for member in relations
        .flat_map(|r| r.values())
        .filter_map(Value::as_object)
        .flat_map(|r| r.values())
        .filter_map(Value::as_str)
    {
        for alternative in member.split(" | ").filter(|a| !a.contains(" -> ")) {
            if let Some(path) = alternative.strip_prefix(entity).and_then(|rest| rest.strip_prefix('.')) {
                let is_date = path.ends_with("Date");
                paths.insert(if is_date || path == "id" { path.to_owned() } else { format!("{path}.id") });
            }
        }
    }
    paths.extend(MORE.iter().filter(|(name, _)| *name == entity).flat_map(|(_, more)| *more).map(|p| (*p).to_owned()));
    // The id is the key of the row.
    paths.remove("id");
    paths.into_iter().collect()
}

/// The paths of the entity's own that a field of the contract names; none when it leads through other entities.
fn own(field: &str) -> Vec<String> {
    let foreign = field.contains(" -> ") || field.contains('(') || field.starts_with("relation");
    if foreign { Vec::new() } else { field.split(" | ").map(str::to_owned).collect() }
}

/// Hands every value at a path to `found`: one call for each element where arrays lead to it, None where it lacks the field.
pub(super) fn visit(record: &Value, path: &[String], found: &mut dyn FnMut(Option<&Value>)) {
    let Some((segment, rest)) = path.split_first() else {
        found((!record.is_null()).then_some(record));
        return;
    };
    match segment.strip_suffix("[]") {
        Some(name) => {
            let elements = record.get(name).and_then(Value::as_array);
            elements.into_iter().flatten().for_each(|element| visit(element, rest, found));
        }
        None => match record.get(segment) {
            Some(value) => visit(value, rest, found),
            None => found(None),
        },
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_contract_says_what_is_kept() {
        let contract = Contract::embedded("2.1").unwrap();
        let person = paths(&contract, "Person");
        for path in [
            "civicNo.value",
            "givenName",
            "enrolments[].enroledAt.id",
            "enrolments[].startDate",
            "meta.modified",
            "responsibles[].person.id",
        ] {
            assert!(person.iter().any(|p| p == path), "{path} is not among {person:?}");
        }
        assert!(paths(&contract, "Activity").iter().any(|p| p == "teachers[].duty.id"));
        assert!(paths(&contract, "Group").iter().any(|p| p == "groupMemberships[].endDate"));
    }

    #[test]
    fn every_kept_path_is_declared_or_reaches_a_reference() {
        let contract = Contract::embedded("2.1").unwrap();
        for entity in [
            "Organisation",
            "Person",
            "Placement",
            "Duty",
            "Group",
            "Programme",
            "Activity",
            "CalendarEvent",
            "Grade",
            "Absence",
        ] {
            let declared = &contract.entity(entity).unwrap().properties;
            for path in paths(&contract, entity) {
                let first = path.split('.').next().unwrap_or_default().trim_end_matches("[]");
                let computed = entity == "Person" && path == "displayName";
                assert!(computed || declared.contains_key(first), "{entity}.{path}");
            }
        }
    }

    #[test]
    fn an_element_without_the_field_still_has_a_place() {
        let person = json!({"enrolments": [{"startDate": "a"}, {"endDate": "b"}]});
        let all = |path: &str| {
            let mut all = Vec::new();
            let path: Vec<String> = path.split('.').map(str::to_owned).collect();
            visit(&person, &path, &mut |v| all.push(v.and_then(Value::as_str).map(str::to_owned)));
            all
        };
        assert_eq!(all("enrolments[].startDate"), [Some("a".to_owned()), None]);
        assert_eq!(all("enrolments[].endDate"), [None, Some("b".to_owned())]);
        assert_eq!(all("nothing"), [None]);
        assert!(all("nothing[].here").is_empty());
    }
}
