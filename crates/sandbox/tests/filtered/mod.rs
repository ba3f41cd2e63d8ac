//! Questions with filters, with values from the records themselves.

use std::collections::BTreeMap;

use samspel_contract::{Contract, Kind, Operation, Parameter};
use serde_json::Value;

use crate::support::{Peer, required_query};

/// Values of each parameter at most.
const VALUES: usize = 6;

/// Paths to ask for.
pub(crate) async fn questions(contract: &Contract, peer: &Peer) -> Vec<String> {
    let mut entries: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    let lists: Vec<&Operation> = contract.operations().iter().filter(|o| o.kind == Kind::List).collect();
    for operation in &lists {
        let all = peer.all_of(&format!("{}?{}", operation.path, required_query(operation))).await;
        entries.insert(operation.path.as_str(), all);
    }
    let mut paths = Vec::new();
    for operation in lists {
        let required = required_query(operation);
        let given: Vec<(&Parameter, Vec<String>)> = operation
            .parameters
            .iter()
            .filter(|p| !p.required && !matches!(p.semantics.op.as_str(), "sort" | "embed" | "le" | "ge" | "gt"))
            .map(|p| (p, values(p, operation, &entries)))
            .filter(|(_, values)| !values.is_empty())
            .collect();
        for (at, (parameter, values)) in given.iter().enumerate() {
            let name = &parameter.name;
            let mut ask = |query: String| paths.push(format!("{}?{required}&{query}", operation.path));
            for value in values {
                ask(pair(name, value));
                if parameter.format.is_none() {
                    ask(pair(name, &value.to_lowercase()));
                    let letters: Vec<char> = value.chars().collect();
                    ask(pair(name, &letters[..letters.len() - 1].iter().collect::<String>()));
                }
            }
            for pairs in values.windows(2).take(VALUES).filter(|_| parameter.data_type == "array") {
                ask(format!("{}&{}", pair(name, &pairs[0]), pair(name, &pairs[1])));
            }
            for (other, others) in &given[at + 1..] {
                let straight = values.iter().zip(others).take(VALUES);
                for (one, two) in straight.chain(values.iter().skip(1).zip(others).take(VALUES)) {
                    ask(format!("{}&{}", pair(name, one), pair(&other.name, two)));
                }
            }
        }
    }
    let days = ["2025-06-10", "2026-06-10", "2026-08-17"].map(|day| {
        let asked = |bound: &str| format!("relationship.{bound}={day}");
        [asked("startDate.onOrBefore"), asked("endDate.onOrAfter")]
    });
    for organisation in entries["/organisations"].iter().filter_map(|one| one["id"].as_str()) {
        for kind in ["enrolment", "duty", "responsibleFor.enrolment", "responsibleFor.placement", "groupMembership"] {
            let path = format!("/persons?relationship.entity.type={kind}");
            paths.push(format!("{path}&relationship.organisation={organisation}"));
            for bound in days.iter().flatten() {
                paths.push(format!("{path}&relationship.organisation={organisation}&{bound}"));
                paths.push(format!("{path}&{bound}"));
            }
        }
    }
    paths.sort_unstable();
    paths.dedup();
    paths
}

fn pair(name: &str, value: &str) -> String {
    let encoded: String = value
        .bytes()
        .map(|byte| {
            let plain = byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
            if plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
        })
        .collect();
    format!("{name}={encoded}")
}

/// Values of a parameter: literals, what the entries hold at its field, or ids of what it is about.
fn values(parameter: &Parameter, operation: &Operation, entries: &BTreeMap<&str, Vec<Value>>) -> Vec<String> {
    let field = parameter.semantics.field.as_deref().unwrap_or_default();
    let ids = |path: &str| entries[path].iter().filter_map(|one| one["id"].as_str().map(str::to_owned)).collect();
    let mut found: Vec<String> = match (parameter.name.as_str(), parameter.values.as_ref()) {
        (_, Some(literals)) => literals.clone(),
        ("organisation" | "parent" | "relationship.organisation", None) => ids("/organisations"),
        ("member" | "student", None) => ids("/persons"),
        ("teacher", None) => ids("/duties"),
        ("group", None) => ids("/groups"),
        ("nameContains", None) => names(&entries["/persons"]),
        _ => {
            let mut found = Vec::new();
            entries[operation.path.as_str()].iter().for_each(|entry| at(entry, field, &mut found));
            found
        }
    };
    found.sort_unstable();
    found.dedup();
    found.retain(|value| !value.is_empty());
    // Only some persons are in a group or have lessons: all of them are asked for.
    let most = if matches!(parameter.name.as_str(), "member" | "student" | "teacher" | "owner") { 60 } else { VALUES };
    let literals = parameter.values.is_some();
    if found.len() <= most || literals {
        return found;
    }
    let step = found.len().div_ceil(most);
    found.into_iter().step_by(step).collect()
}

fn names(persons: &[Value]) -> Vec<String> {
    let fields = ["givenName", "middleName", "familyName"];
    let names =
        persons.iter().flat_map(|person| fields.map(|field| person[field].as_str().unwrap_or("").to_uppercase()));
    let mut names: Vec<String> = names.filter(|name| !name.is_empty()).collect();
    names.sort_unstable_by_key(|name| (name.is_ascii(), name.clone()));
    names.dedup();
    let middle = persons.iter().filter_map(|person| person["middleName"].as_str().map(str::to_uppercase));
    names.into_iter().take(VALUES / 2).chain(middle.take(VALUES / 2)).collect()
}

fn at(value: &Value, path: &str, found: &mut Vec<String>) {
    let (step, rest) = path.split_once('.').unwrap_or((path, ""));
    match (step.strip_suffix("[]"), step) {
        (_, "") => found.extend(value.as_str().map(str::to_owned)),
        (Some(name), _) => value[name].as_array().into_iter().flatten().for_each(|one| at(one, rest, found)),
        (None, name) => at(&value[name], rest, found),
    }
}
