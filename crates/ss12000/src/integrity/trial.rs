//! For the tests of single rules: a few records, and what a rule sees in them.

use serde_json::{Value, json};

use super::data::Data;
use super::records::Records;
use super::rule::{Look, Sightings};
use super::rules;

/// The n-th id.
pub(in crate::integrity) fn id(number: u32) -> String {
    format!("00000000-0000-4000-8000-{number:012x}")
}

/// Records as data. Lists that nobody filled are empty.
pub(in crate::integrity) fn data(records: &[(&'static str, Value)]) -> Data {
    let mut all = Records::new("2.1").unwrap();
    for (entity, record) in records {
        assert!(all.add(entity, record), "{entity}");
    }
    all.finish().unwrap().into_data()
}

/// What the rules on a requirement see together: causes, and how much there was to look at.
fn look(requirement: &str, data: &Data) -> (Vec<&'static str>, u64) {
    let (mut causes, mut looked) = (Vec::new(), 0);
    for (number, rule) in rules::all() {
        if !rule.requirements.contains(&requirement) {
            continue;
        }
        let mut own = Sightings::default();
        let sightings = match rule.look {
            Look::Sets(look) => {
                look(data, &mut own).unwrap();
                &own
            }
            Look::Each(_) | Look::Literal(..) => {
                data.surveyed(rule.of).and_then(|surveyed| surveyed.of(number)).unwrap_or(&own)
            }
        };
        causes.extend(sightings.found.iter().filter(|found| !found.cause.note).map(|found| found.cause.summary));
        looked += sightings.looked;
    }
    (causes, looked)
}

/// Causes that the rules on a requirement see.
pub(in crate::integrity) fn sees(requirement: &str, records: &[(&'static str, Value)]) -> Vec<&'static str> {
    look(requirement, &data(records)).0
}

fn alone(entity: &'static str, requirement: &str, record: &Value) -> (Vec<&'static str>, u64) {
    let mut record = record.clone();
    if record.get("id").is_none() {
        record["id"] = json!(id(1));
    }
    look(requirement, &data(&[(entity, record)]))
}

/// A record keeps a rule, visibly.
pub(in crate::integrity) fn keeps(entity: &'static str, requirement: &str, record: &Value) {
    let (causes, looked) = alone(entity, requirement, record);
    assert!(causes.is_empty() && looked > 0, "{requirement}: {causes:?}, {looked} looked at in {record}");
}

/// A record breaks a rule.
pub(in crate::integrity) fn breaks(entity: &'static str, requirement: &str, record: &Value) {
    assert!(!alone(entity, requirement, record).0.is_empty(), "{requirement}: {record}");
}

/// A record has nothing that a rule is about.
pub(in crate::integrity) fn silent(entity: &'static str, requirement: &str, record: &Value) {
    assert_eq!(alone(entity, requirement, record), (Vec::new(), 0), "{requirement}: {record}");
}

#[test]
fn every_rule_looks_at_columns_that_are_kept_and_sees_nothing_in_nothing() {
    let nothing = data(&[]);
    for (_, rule) in rules::all() {
        for requirement in rule.requirements {
            let (causes, looked) = look(requirement, &nothing);
            assert!(causes.is_empty() && looked == 0, "{requirement}");
        }
    }
}
