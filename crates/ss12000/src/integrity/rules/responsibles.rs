//! Who is responsible for whom.

use std::collections::{HashMap, HashSet};

use samspel_suite::CheckError;

use crate::integrity::data::Data;
use crate::integrity::rule::{Cause, Record, Rule, Sightings, cause, each, sets, text};

pub(in crate::integrity) const RULES: &[Rule] = &[
    sets(&["SS12K-INT-031", "SS12K-PERS-015"], "Person", &[], "responsibles", not_oneself),
    sets(&["SS12K-INT-031"], "Person", &[], "responsibles", not_each_other),
    each(&["SS12K-PERS-015"], "Person", "responsibles", once),
    each(&["SS12K-PERS-014"], "Person", "responsibles", with_person),
];

const RESPONSIBLES: &str = "/responsibles/*/person";
static ONESELF: Cause = cause("responsible-for-oneself", RESPONSIBLES, "another person", "the same person");
static EACH_OTHER: Cause = cause("responsible-for-each-other", RESPONSIBLES, "no circle", "a circle");
static TWICE: Cause = cause("responsible-twice", "/responsibles", "once for each relationType", "several times");
static NO_PERSON: Cause = cause("responsible-without-person", RESPONSIBLES, "present", "absent").note();

fn not_oneself(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Person")?;
    for (row, responsible) in of.column("responsibles[].person.id")?.all() {
        if let Some(other) = of.row(responsible) {
            seen.expect_at(other != row, &ONESELF, &[of.at(row)]);
        }
    }
    Ok(())
}

fn not_each_other(data: &Data, seen: &mut Sightings) -> Result<(), CheckError> {
    let of = data.of("Person")?;
    let responsibles = of.column("responsibles[].person.id")?;
    // Only somebody who is responsible for others and has responsibles of their own can be part of a circle.
    let has_own: Vec<bool> = of.rows().map(|row| responsibles.cells(row).next().is_some()).collect();
    let mut all: HashMap<u32, Vec<u32>> = HashMap::new();
    let mut alone = 0;
    for (row, responsible) in responsibles.all() {
        let other = of.row(responsible).filter(|other| *other != row);
        match other.filter(|other| has_own.get(*other as usize).copied().unwrap_or(false)) {
            Some(other) => all.entry(row).or_default().push(other),
            None => alone += u64::from(other.is_some()),
        }
    }
    seen.looked += alone;
    let mut children: Vec<u32> = all.keys().copied().collect();
    children.sort_unstable();
    for child in children {
        let circle = reaches(&all, child);
        // A circle is told once, at its first record.
        if circle.as_ref().is_none_or(|circle| circle.iter().all(|row| *row >= child)) {
            let places: Vec<_> = circle.iter().flatten().map(|row| of.at(*row)).collect();
            seen.expect_at(circle.is_none(), &EACH_OTHER, &places);
        }
    }
    Ok(())
}

/// A way from a person through responsibles back to the same person.
fn reaches(all: &HashMap<u32, Vec<u32>>, from: u32) -> Option<Vec<u32>> {
    let mut seen: HashSet<u32> = HashSet::new();
    let mut open: Vec<Vec<u32>> = vec![vec![from]];
    while let Some(way) = open.pop() {
        for next in way.last().and_then(|last| all.get(last)).into_iter().flatten() {
            if *next == from {
                return Some(way);
            }
            if all.contains_key(next) && seen.insert(*next) {
                open.push(way.iter().copied().chain([*next]).collect());
            }
        }
    }
    None
}

fn once(record: &Record<'_>, seen: &mut Sightings) {
    let mut before: HashSet<(&str, Option<&str>)> = HashSet::new();
    let responsibles = record.elements("responsibles").iter();
    for relation in responsibles {
        if let Some(id) = relation.get("person").and_then(|person| text(person, "id")) {
            seen.expect(before.insert((id, text(relation, "relationType"))), &TWICE);
        }
    }
}

fn with_person(record: &Record<'_>, seen: &mut Sightings) {
    for relation in record.elements("responsibles") {
        seen.expect(relation.get("person").is_some(), &NO_PERSON);
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use crate::integrity::trial::{id, sees};

    fn person(number: u32, responsibles: &[u32]) -> (&'static str, Value) {
        let responsibles: Vec<Value> =
            responsibles.iter().map(|r| json!({"person": {"id": id(*r)}, "relationType": "Vårdnadshavare"})).collect();
        ("Person", json!({"id": id(number), "responsibles": responsibles}))
    }

    #[test]
    fn a_child_with_two_guardians_breaks_nothing() {
        let family = [person(1, &[2, 3]), person(2, &[]), person(3, &[]), person(4, &[2, 3])];
        for rule in ["SS12K-INT-031", "SS12K-PERS-015"] {
            assert_eq!(sees(rule, &family), Vec::<&str>::new(), "{rule}");
        }
    }

    #[test]
    fn oneself_each_other_and_twice_are_seen() {
        assert_eq!(sees("SS12K-INT-031", &[person(1, &[1])]), ["responsible-for-oneself"]);
        assert_eq!(sees("SS12K-INT-031", &[person(1, &[2]), person(2, &[1])]), ["responsible-for-each-other"]);
        assert_eq!(sees("SS12K-PERS-015", &[person(1, &[2, 2]), person(2, &[])]), ["responsible-twice"]);
    }
}
