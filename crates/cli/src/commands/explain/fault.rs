//! What is known about a fault of the sandbox.

use std::fmt::Write;

use samspel_model::Lang;
use samspel_sandbox::Fault;
use samspel_suite::Suite;

use super::said;
use crate::sandboxed::{level, title};

pub(super) fn explain(suites: &[Suite], fault: &Fault, lang: Lang) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}  {}  {}", fault.id, level(fault.level).as_str(), title(fault).get(lang));
    let _ = writeln!(
        text,
        "\n{}: samspel demo --fault {}",
        said(lang, "Ett fel i sandlådan. Se det hittas", "A fault of the sandbox. See it found"),
        fault.id
    );
    let _ = writeln!(text, "\n{}:", said(lang, "Bryter mot", "Breaks"));
    for id in fault.requirements {
        let requirement = suites.iter().flat_map(|s| &s.requirements).find(|r| r.id == **id);
        let title = requirement.map_or("", |r| r.title.get(lang));
        let _ = writeln!(text, "  {id}  {title}");
    }
    text
}
