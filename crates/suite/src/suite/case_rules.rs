//! What must hold inside one case, beyond its schema.

use crate::Case;
use crate::diagnostic::Problem;
use crate::kind::CasesFile;
use crate::nearest::advice;
use crate::read::Read;
use crate::steps;
use crate::yaml::pointer;

/// Every problem of the case at `index` of its file; `sets` are the names that `suite.yaml` defines, if it could be read.
pub(super) fn problems(case: &Case, index: usize, read: &Read<CasesFile>, sets: Option<&[String]>) -> Vec<Problem> {
    let at = format!("/cases/{index}");
    let place = |inner: &str| read.document.places.get(inner);
    let value = |problem: Problem, inner: &str, label: &str| {
        problem.at(&read.source, place(inner).map_or(0..0, |p| p.value.clone()), label)
    };
    let key = |problem: Problem, inner: &str, label: &str| {
        problem.at(&read.source, place(inner).and_then(|p| p.key.clone()).unwrap_or(0..0), label)
    };
    let mut found = Vec::new();
    match (&case.uses, case.steps.is_empty()) {
        (Some(_), false) => found.push(key(
            Problem::new(format!("the case `{}` has both `uses` and `steps`", case.id)).help("keep one of them"),
            &format!("{at}/steps"),
            "second",
        )),
        (None, true) => found.push(value(
            Problem::new(format!("the case `{}` does nothing", case.id))
                .help("name a check with `uses:`, or spell out `steps:`"),
            &format!("{at}/id"),
            "this case",
        )),
        (Some(_), true) | (None, false) => {}
    }
    for (name, values) in &case.matrix {
        let at = pointer(&format!("{at}/matrix"), name);
        match values {
            serde_json::Value::Array(values) if !values.is_empty() => {}
            serde_json::Value::Array(_) => found.push(value(
                Problem::new(format!("the matrix of `{}` has no values: no test would come of it", name)),
                &at,
                "empty",
            )),
            serde_json::Value::String(set) if set.starts_with('$') => {
                let wanted = &set[1..];
                if let Some(sets) = sets
                    && !sets.iter().any(|known| known == wanted)
                {
                    let problem = Problem::new(format!("unknown set `{set}`"));
                    let help = advice(wanted, sets.iter().map(String::as_str));
                    found.push(value(help.into_iter().fold(problem, Problem::help), &at, "not in suite.yaml"));
                }
            }
            _ => found.push(value(
                Problem::new("a matrix takes a list of values or the name of a set")
                    .help("write `[a, b]`, or `$name` of a set in suite.yaml"),
                &at,
                "here",
            )),
        }
        if case.with.contains_key(name) {
            found.push(key(
                Problem::new(format!("`{name}` stands in `with` and in `matrix`")).help("keep one of them"),
                &at,
                "also in `with`",
            ));
        }
    }
    found.extend(steps::problems(case, &at, &read.document, &read.source));
    found
}
