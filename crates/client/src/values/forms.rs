//! Values have the form that the standard gives them: enumerations, ids, dates, booleans, whole numbers.

use samspel_contract::Parameter;
use samspel_model::Observation;
use samspel_suite::Check;

use super::arrays::is_joined;
use super::parameter;
use crate::form::{is_date, is_uuid};
use crate::scene::{Scene, judged};
use crate::tally::{Fact, Tally};

pub(super) const CHECK: Check = Check { id: "ss12000-client/value-forms", run: |context| judged(context, value_forms) };

fn value_forms(scene: &Scene<'_>) -> Vec<Observation> {
    let mut tally = Tally::of("SS12K-CLI-005");
    for (ask, operation) in scene.operated() {
        if let Some(id) = &ask.id {
            if is_uuid(id) {
                tally.keep(1);
            } else {
                let fact = Fact {
                    summary: "cli-id-not-uuid",
                    expected: operation.path.clone(),
                    observed: operation.path.replace("{id}", "…"),
                };
                tally.breach(scene, ask, fact);
            }
        }
        for pair in &ask.pairs {
            // What cannot be decoded is another rule's matter.
            let (Some(parameter), Some(value)) = (parameter(operation, &pair.name), &pair.value) else { continue };
            if is_joined(parameter, value) {
                continue;
            }
            match judge(parameter, value) {
                Form::Free => {}
                Form::Right => tally.keep(1),
                Form::Wrong { summary, expected } => {
                    let observed = format!("{}=…", parameter.name);
                    tally.breach(scene, ask, Fact { summary, expected, observed });
                }
            }
        }
    }
    tally.come_to("cli-values-right", "cli-no-value")
}

/// How a value stands to its parameter.
enum Form {
    /// Any text will do, or another rule looks at it.
    Free,
    Right,
    Wrong {
        summary: &'static str,
        expected: String,
    },
}

fn judge(parameter: &Parameter, value: &str) -> Form {
    let either = |right: bool, summary: &'static str, expected: &str| {
        if right { Form::Right } else { Form::Wrong { summary, expected: format!("{}={expected}", parameter.name) } }
    };
    if let Some(allowed) = &parameter.values {
        let right = allowed.iter().any(|one| one == value);
        return either(right, "cli-value-not-in-enumeration", &allowed.join(" | "));
    }
    match (parameter.data_type.as_str(), parameter.format.as_deref()) {
        ("boolean", _) => either(matches!(value, "true" | "false"), "cli-value-not-boolean", "true | false"),
        ("integer", _) => {
            let least = parameter.minimum.unwrap_or(i64::MIN);
            let whole = !value.starts_with('+') && value.parse::<i64>().is_ok_and(|number| number >= least);
            either(
                whole,
                "cli-value-not-integer",
                &parameter.minimum.map_or("0, 1, …".to_owned(), |least| format!("{least}, …")),
            )
        }
        (_, Some("uuid")) => either(is_uuid(value), "cli-value-not-uuid", "UUID"),
        (_, Some("date")) => either(is_date(value), "cli-value-not-date", "YYYY-MM-DD"),
        _ => Form::Free,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scripted::{finds, get, keeps, nothing};

    const ID: &str = "6f1c2f5e-0d3b-4c38-9d0e-2f6b7a1f0c11";

    #[test]
    fn right_values_are_kept() {
        let calls = vec![
            get("/groups?groupType=Klass&limit=10&expandReferenceNames=true&startDate.onOrBefore=2026-08-17"),
            get(&format!("/persons?relationship.organisation={ID}")),
            get(&format!("/persons/{ID}")),
        ];
        keeps(value_forms, calls, 6);
    }

    #[test]
    fn wrong_values_are_found_by_what_is_wrong() {
        for (address, cause) in [
            ("/groups?groupType=klass", "cli-value-not-in-enumeration"),
            ("/organisations?type=skola", "cli-value-not-in-enumeration"),
            ("/persons?sortkey=modified", "cli-value-not-in-enumeration"),
            ("/persons?relationship.organisation=12345678", "cli-value-not-uuid"),
            ("/groups?startDate.onOrBefore=2026-08-17T00:00:00Z", "cli-value-not-date"),
            ("/persons?expandReferenceNames=1", "cli-value-not-boolean"),
            ("/persons?limit=0", "cli-value-not-integer"),
            ("/persons?limit=all", "cli-value-not-integer"),
            ("/persons/200001011234", "cli-id-not-uuid"),
        ] {
            finds(value_forms, vec![get(address).status(400)], cause);
        }
    }

    #[test]
    fn free_texts_times_and_joined_arrays_show_nothing_here() {
        let calls = vec![
            get("/persons?nameContains=Anna&meta.modified.after=yesterday"),
            get("/persons?expand=duties,placements"),
        ];
        nothing(value_forms, calls);
    }
}
