//! What is known about a test case.

use std::fmt::Write;

use samspel_model::Lang;
use samspel_suite::{Case, Suite};

pub(super) fn explain(suite: &Suite, case: &Case, lang: Lang) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}  {}", case.id, case.purpose.get(lang));
    if case.control {
        let _ = writeln!(text, "\nA positive control: unless it passes, nothing else does.");
    }
    let _ = writeln!(text, "\nRequirements:");
    for id in &case.requirements {
        match suite.requirements.iter().find(|r| r.id == *id) {
            Some(r) => {
                let _ = writeln!(text, "  {}  {}  {}", r.id, r.level.as_str(), r.title.get(lang));
            }
            None => {
                let _ = writeln!(text, "  {id}");
            }
        }
    }
    match &case.uses {
        Some(check) => {
            let _ = writeln!(text, "\nCheck: {check}");
        }
        None => {
            let _ = writeln!(text, "\nHTTP steps:");
            for step in &case.steps {
                let _ = writeln!(text, "  {}", step.request);
            }
        }
    }
    for (key, values) in &case.matrix {
        let values = match values.as_str().and_then(|set| suite.sets.get(set.trim_start_matches('$'))) {
            Some(set) => serde_json::Value::Array(set.clone()),
            None => values.clone(),
        };
        let _ = writeln!(text, "One test for each {key} of {values}");
    }
    if !case.needs.principals.is_empty() {
        let _ = writeln!(text, "Needs the principals {}", case.needs.principals.join(", "));
    }
    if case.needs.writes {
        let _ = writeln!(text, "Writes: needs environment: test and allow_writes: true");
    }
    if case.needs.changes {
        let _ = writeln!(text, "Has data changed behind the interface: needs environment: test and changes: {{ … }}");
    }
    text
}
