//! What is known about a fault of the sandbox.

use std::fmt::Write;

use samspel_model::Lang;
use samspel_sandbox::Fault;
use samspel_suite::Suite;

use crate::sandboxed::{level, title};

pub(super) fn explain(suites: &[Suite], fault: &Fault, lang: Lang) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}  {}  {}", fault.id, level(fault).as_str(), title(fault).get(lang));
    let _ = writeln!(text, "\nA fault of the sandbox. See it found: samspel demo --fault {}", fault.id);
    let _ = writeln!(text, "\nBreaks:");
    for id in fault.requirements {
        let requirement = suites.iter().flat_map(|s| &s.requirements).find(|r| r.id == **id);
        let title = requirement.map_or("", |r| r.title.get(lang));
        let _ = writeln!(text, "  {id}  {title}");
    }
    text
}
