//! What is known about a fault of the sandbox.

use std::fmt::Write;

use samspel_model::Lang;
use samspel_sandbox::Fault;
use samspel_suite::Suite;

pub(super) fn explain(suites: &[Suite], fault: &Fault, lang: Lang) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}  {}  {}", fault.id, fault.level, crate::sandboxed::title(fault, lang));
    let _ = writeln!(text, "\nA fault of the sandbox. See it found: samspel demo --fault {}", fault.id);
    let _ = writeln!(text, "\nBreaks:");
    for id in fault.requirements {
        let requirement = suites.iter().flat_map(|s| &s.requirements).find(|r| r.id == **id);
        let title = requirement.map_or("", |r| r.title.get(lang));
        let _ = writeln!(text, "  {id}  {title}");
    }
    text
}
