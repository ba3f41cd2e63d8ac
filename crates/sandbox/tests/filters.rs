//! Filters: what the provider selects is what a reader of the whole list would select by hand.

#![allow(clippy::unwrap_used, reason = "tests")]

mod support;

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::Timestamp;
use samspel_contract::{Contract, Kind};
use serde_json::Value;
use support::{Peer, required_query};

fn encoded(value: &str) -> String {
    percent_encoding::utf8_percent_encode(value, percent_encoding::NON_ALPHANUMERIC).to_string()
}

/// Texts at a path such as `groups[].id`.
fn texts(value: &Value, path: &str) -> Vec<String> {
    let (step, rest) = path.split_once('.').unwrap_or((path, ""));
    let found = &value[step.trim_end_matches("[]")];
    let elements =
        if step.ends_with("[]") { found.as_array().cloned().unwrap_or_default() } else { vec![found.clone()] };
    elements
        .iter()
        .flat_map(|element| {
            if rest.is_empty() {
                element.as_str().map(str::to_owned).into_iter().collect()
            } else {
                texts(element, rest)
            }
        })
        .collect()
}

/// Whether a value of a date or moment stands in this relation to a bound.
fn holds(op: &str, value: &str, bound: &str) -> bool {
    let order = match (value.parse::<Timestamp>(), bound.parse::<Timestamp>()) {
        (Ok(value), Ok(bound)) => value.cmp(&bound),
        _ => value.cmp(bound),
    };
    match op {
        "le" => order.is_le(),
        "ge" => order.is_ge(),
        _ => order.is_gt(),
    }
}

fn ids(entries: &[Value]) -> BTreeSet<String> {
    entries.iter().map(|entry| entry["id"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_filter_on_a_field_selects_what_the_field_says() {
    let contract = Contract::embedded("2.1").unwrap();
    let peer = Peer::new(31, 60, "2.1", &[]).await;
    let mut tried = 0;
    for operation in contract.operations().iter().filter(|operation| operation.kind == Kind::List) {
        if matches!(operation.id.as_str(), "listDeletedEntities" | "listAggregatedAttendance" | "listSubscriptions") {
            continue;
        }
        let required = required_query(operation);
        let all = peer.all(&operation.path, &required).await;
        for parameter in &operation.parameters {
            let (op, Some(field)) = (parameter.semantics.op.as_str(), parameter.semantics.field.as_deref()) else {
                continue;
            };
            let is_equal = matches!(op, "eq" | "in" | "anyEq" | "overlaps");
            let is_path = field.chars().all(|letter| letter.is_ascii_alphanumeric() || "[].".contains(letter));
            let skipped = parameter.required || field.starts_with("relation") || !is_path;
            if skipped || !(is_equal || matches!(op, "le" | "ge" | "gt")) {
                continue;
            }
            let values: BTreeSet<String> = all.iter().flat_map(|entry| texts(entry, field)).collect();
            // First, middle and last value: bounds that are hit exactly, and some that split the list.
            let picks: Vec<&String> = values.iter().step_by((values.len() / 3).max(1)).collect();
            for value in picks {
                let found =
                    peer.all(&operation.path, &format!("{required}&{}={}", parameter.name, encoded(value))).await;
                let missing_counts = parameter.semantics.missing.as_deref() == Some("included");
                let wanted = all.iter().filter(|entry| {
                    let own = texts(entry, field);
                    if is_equal {
                        own.contains(value)
                    } else if own.is_empty() {
                        missing_counts
                    } else {
                        holds(op, &own[0], value)
                    }
                });
                assert_eq!(
                    ids(&found),
                    ids(&wanted.cloned().collect::<Vec<_>>()),
                    "{} {}={value}",
                    operation.id,
                    parameter.name
                );
                tried += 1;
            }
        }
    }
    assert!(tried > 150, "{tried}");
}

#[tokio::test]
async fn values_of_one_parameter_add_up_and_different_parameters_must_all_hold() {
    let peer = Peer::new(32, 40, "2.1", &[]).await;
    let by = async |query: &str| ids(&peer.all("/groups", query).await);
    let (classes, teams) = (by("groupType=Klass").await, by("groupType=Personalgrupp").await);
    assert_eq!(by("groupType=Klass&groupType=Personalgrupp").await, classes.union(&teams).cloned().collect());
    let active = by("startDate.onOrBefore=2026-09-01&endDate.onOrAfter=2026-09-01").await;
    let both = by("groupType=Klass&startDate.onOrBefore=2026-09-01&endDate.onOrAfter=2026-09-01").await;
    assert_eq!(both, classes.intersection(&active).cloned().collect());
    assert!(both.len() < classes.len() && both.len() < active.len());
    // A comma is part of a value, and no such value exists.
    assert_eq!(peer.get("/groups?groupType=Klass%2CPersonalgrupp").await.status, 400);
}

#[tokio::test]
async fn before_and_after_the_same_moment_part_the_list_in_any_offset() {
    let peer = Peer::new(33, 40, "2.1", &[]).await;
    let all = ids(&peer.all("/persons", "").await);
    for person in peer.all("/persons", "sortkey=ModifiedDesc").await.iter().step_by(9) {
        let modified: Timestamp = person["meta"]["modified"].as_str().unwrap().parse().unwrap();
        let hours = jiff::tz::Offset::from_hours(5).unwrap().to_datetime(modified);
        for spelt in [modified.to_string(), format!("{hours}+05:00")] {
            let bound = encoded(&spelt);
            let before = ids(&peer.all("/persons", &format!("meta.modified.before={bound}")).await);
            let after = ids(&peer.all("/persons", &format!("meta.modified.after={bound}")).await);
            assert!(before.contains(person["id"].as_str().unwrap()) && before.is_disjoint(&after));
            assert_eq!(before.union(&after).cloned().collect::<BTreeSet<_>>(), all);
        }
    }
}

#[tokio::test]
async fn joins_follow_groups_activities_and_the_organisation_tree() {
    let peer = Peer::new(34, 50, "2.1", &[]).await;
    let window = "startTime.onOrAfter=2026-01-01T00:00:00Z&startTime.onOrBefore=2027-12-31T00:00:00Z";
    let (organisations, groups, activities) =
        (peer.all("/organisations", "").await, peer.all("/groups", "").await, peer.all("/activities", "").await);
    let (events, duties, attendances) =
        (peer.all("/calendarEvents", window).await, peer.all("/duties", "").await, peer.all("/attendances", "").await);

    let parent: HashMap<&str, &str> = organisations
        .iter()
        .filter_map(|one| Some((one["id"].as_str()?, one["parentOrganisation"]["id"].as_str()?)))
        .collect();
    let below = |element: &str, root: &str| {
        let mut at = Some(element);
        while let Some(here) = at {
            if here == root {
                return true;
            }
            at = parent.get(here).copied();
        }
        false
    };
    let activity_of: HashMap<&str, &Value> = activities.iter().map(|one| (one["id"].as_str().unwrap(), one)).collect();
    let of_event = |event: &Value| activity_of[event["activity"]["id"].as_str().unwrap()].clone();
    let event_of: HashMap<&str, &Value> = events.iter().map(|one| (one["id"].as_str().unwrap(), one)).collect();
    for organisation in organisations.iter().map(|one| one["id"].as_str().unwrap()) {
        let inside = |value: &Value, field: &str| below(value[field]["id"].as_str().unwrap(), organisation);
        let expect = |entries: &[Value], fits: &dyn Fn(&Value) -> bool| {
            ids(&entries.iter().filter(|entry| fits(entry)).cloned().collect::<Vec<_>>())
        };
        let asked =
            async |path: &str, more: &str| ids(&peer.all(path, &format!("{more}&organisation={organisation}")).await);
        assert_eq!(asked("/duties", "").await, expect(&duties, &|duty| inside(duty, "dutyAt")));
        assert_eq!(asked("/activities", "").await, expect(&activities, &|activity| inside(activity, "organisation")));
        assert_eq!(
            asked("/calendarEvents", window).await,
            expect(&events, &|event| inside(&of_event(event), "organisation"))
        );
        let event_inside = |attendance: &Value| {
            inside(&of_event(event_of[attendance["calendarEvent"]["id"].as_str().unwrap()]), "organisation")
        };
        assert_eq!(asked("/attendances", "").await, expect(&attendances, &event_inside));
    }

    let members = |group: &str| {
        let group = groups.iter().find(|one| one["id"] == group).unwrap();
        texts(group, "groupMemberships[].person.id").into_iter().collect::<HashSet<_>>()
    };
    let takes_part = |activity: &Value, person: &str| {
        texts(activity, "groups[].id").iter().any(|group| members(group).contains(person))
    };
    let excepted: Vec<String> =
        events.iter().flat_map(|event| texts(event, "studentExceptions[].student.id")).collect();
    assert!(!excepted.is_empty());
    for person in &excepted {
        let found = ids(&peer.all("/calendarEvents", &format!("{window}&student={person}")).await);
        let fits = |event: &&Value| {
            takes_part(&of_event(event), person) || texts(event, "studentExceptions[].student.id").contains(person)
        };
        assert_eq!(found, ids(&events.iter().filter(fits).cloned().collect::<Vec<_>>()));
        let found = ids(&peer.all("/activities", &format!("member={person}")).await);
        assert_eq!(
            found,
            ids(&activities.iter().filter(|activity| takes_part(activity, person)).cloned().collect::<Vec<_>>())
        );
    }
    let placements = peer.all("/placements", "").await;
    let group = placements[0]["group"]["id"].as_str().unwrap();
    let own: HashSet<&str> =
        placements.iter().filter(|one| one["group"]["id"] == group).filter_map(|one| one["id"].as_str()).collect();
    let schedules = peer.all("/attendanceSchedule", "").await;
    let wanted: Vec<Value> =
        schedules.iter().filter(|one| own.contains(one["placement"]["id"].as_str().unwrap())).cloned().collect();
    assert!(!wanted.is_empty());
    assert_eq!(ids(&peer.all("/attendanceSchedule", &format!("group={group}")).await), ids(&wanted));
}

#[tokio::test]
async fn relationship_parameters_look_at_one_and_the_same_relation() {
    let peer = Peer::new(35, 60, "2.1", &[]).await;
    let persons = peer.all("/persons", "").await;
    let moved = persons.iter().find(|person| {
        let units: HashSet<String> = texts(person, "enrolments[].enroledAt.id").into_iter().collect();
        units.len() > 1 && person["enrolments"].as_array().unwrap().iter().any(|one| one.get("endDate").is_none())
    });
    let moved = moved.unwrap();
    let old = moved["enrolments"].as_array().unwrap().iter().find(|one| one.get("endDate").is_some()).unwrap();
    let unit = old["enroledAt"]["id"].as_str().unwrap();
    let asked = async |more: &str| {
        ids(&peer
            .all("/persons", &format!("relationship.entity.type=enrolment&relationship.organisation={unit}{more}"))
            .await)
    };
    let id = moved["id"].as_str().unwrap();
    assert!(asked("").await.contains(id));
    assert!(!asked("&relationship.endDate.onOrAfter=2026-09-01").await.contains(id));

    let enrolled: Vec<Value> = persons.iter().filter(|person| person.get("enrolments").is_some()).cloned().collect();
    assert_eq!(ids(&peer.all("/persons", "relationship.entity.type=enrolment").await), ids(&enrolled));
    let guardians: BTreeSet<String> =
        enrolled.iter().flat_map(|child| texts(child, "responsibles[].person.id")).collect();
    assert_eq!(ids(&peer.all("/persons", "relationship.entity.type=responsibleFor.enrolment").await), guardians);
    let staff: BTreeSet<String> =
        peer.all("/duties", "").await.iter().flat_map(|duty| texts(duty, "person.id")).collect();
    assert_eq!(ids(&peer.all("/persons", "relationship.entity.type=duty").await), staff);
    let placements = peer.all("/placements", "").await;
    for (kind, path) in [("placement.child", "child.id"), ("placement.owner", "owners[].id")] {
        let wanted: BTreeSet<String> = placements.iter().flat_map(|placement| texts(placement, path)).collect();
        assert_eq!(ids(&peer.all("/persons", &format!("relationship.entity.type={kind}")).await), wanted);
    }
}

#[tokio::test]
async fn names_are_found_without_regard_to_case_and_identifiers_by_value_and_context_together() {
    let peer = Peer::new(36, 30, "2.1", &[]).await;
    let persons = peer.all("/persons", "").await;
    let has = |person: &Value, part: &str| {
        ["givenName", "middleName", "familyName"]
            .iter()
            .any(|name| person[name].as_str().unwrap_or_default().to_lowercase().contains(part))
    };
    for parts in [vec!["å"], vec!["ö", "a"], vec!["n", "s", "e"]] {
        let query: Vec<String> =
            parts.iter().map(|part| format!("nameContains={}", encoded(&part.to_uppercase()))).collect();
        let wanted: Vec<Value> =
            persons.iter().filter(|person| parts.iter().all(|part| has(person, part))).cloned().collect();
        assert!(!wanted.is_empty() && wanted.len() < persons.len());
        assert_eq!(ids(&peer.all("/persons", &query.join("&")).await), ids(&wanted));
    }
    let two = persons
        .iter()
        .find(|person| person["externalIdentifiers"].as_array().is_some_and(|list| list.len() == 2))
        .unwrap();
    let (first, second) = (&two["externalIdentifiers"][0], &two["externalIdentifiers"][1]);
    let asked = async |value: &Value, context: &Value| {
        let query = format!(
            "identifier.value={}&identifier.context={}",
            encoded(value.as_str().unwrap()),
            encoded(context.as_str().unwrap())
        );
        ids(&peer.all("/persons", &query).await)
    };
    let id = two["id"].as_str().unwrap();
    assert!(asked(&first["value"], &first["context"]).await.contains(id));
    assert!(!asked(&first["value"], &second["context"]).await.contains(id));
}

#[tokio::test]
async fn aggregated_attendance_is_the_sum_of_the_attendance_in_the_window() {
    let peer = Peer::new(37, 30, "2.1", &[]).await;
    let window = "startTime.onOrAfter=2026-01-01T00:00:00Z&startTime.onOrBefore=2027-12-31T00:00:00Z";
    let events = peer.all("/calendarEvents", window).await;
    let attendances = peer.all("/attendances", "").await;
    for (from, to) in [("2026-08-31", "2026-09-04"), ("2026-09-01", "2026-09-02"), ("2020-01-01", "2020-01-02")] {
        let rows = peer.all("/aggregatedAttendance", &format!("startDate={from}&endDate={to}")).await;
        let mut sums: HashMap<(String, String), i64> = HashMap::new();
        for attendance in &attendances {
            let event = events.iter().find(|event| event["id"] == attendance["calendarEvent"]["id"]).unwrap();
            let day = &event["startTime"].as_str().unwrap()[..10];
            if day >= from && day <= to {
                let key = (event["activity"]["id"].to_string(), attendance["student"]["id"].to_string());
                *sums.entry(key).or_default() += attendance["attendanceMinutes"].as_i64().unwrap();
            }
        }
        let told: HashMap<(String, String), i64> = rows
            .iter()
            .map(|row| {
                (
                    (row["activity"]["id"].to_string(), row["student"]["id"].to_string()),
                    row["attendanceSum"].as_i64().unwrap(),
                )
            })
            .collect();
        assert_eq!(told, sums);
        for row in &rows {
            let parts: i64 = ["attendanceSum", "validAbsenceSum", "invalidAbsenceSum", "otherAttendanceSum"]
                .iter()
                .map(|part| row[part].as_i64().unwrap())
                .sum();
            assert!(parts <= row["offeredSum"].as_i64().unwrap());
        }
    }
}

#[tokio::test]
async fn expansions_mirror_the_entities_they_come_from() {
    let peer = Peer::new(38, 40, "2.1", &[]).await;
    let query = "expand=duties&expand=responsibleFor&expand=placements&expand=ownedPlacements&expand=groupMemberships";
    let persons = peer.all("/persons", query).await;
    let (duties, placements, groups) =
        (peer.all("/duties", "").await, peer.all("/placements", "").await, peer.all("/groups", "").await);
    let count = |entries: &[Value], path: &str, id: &str| {
        entries.iter().flat_map(|entry| texts(entry, path)).filter(|found| found == id).count()
    };
    for person in &persons {
        let id = person["id"].as_str().unwrap();
        let told = |part: &str| person["_embedded"][part].as_array().unwrap().len();
        assert_eq!(told("duties"), count(&duties, "person.id", id));
        assert_eq!(told("placements"), count(&placements, "child.id", id));
        assert_eq!(told("ownedPlacements"), count(&placements, "owners[].id", id));
        assert_eq!(told("groupMemberships"), count(&groups, "groupMemberships[].person.id", id));
        assert_eq!(told("responsibleFor"), count(&persons, "responsibles[].person.id", id));
    }
    for group in peer.all("/groups", "expand=assignmentRoles").await {
        let id = group["id"].as_str().unwrap();
        assert_eq!(
            group["_embedded"]["assignmentRoles"].as_array().unwrap().len(),
            count(&duties, "assignmentRole[].group.id", id)
        );
    }
}
