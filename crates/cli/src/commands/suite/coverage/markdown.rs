//! The coverage of a suite as a document that is kept with the source.

use std::fmt::Write as _;

use samspel_model::Level;
use samspel_suite::{Coverage, Standing, Suite};

use super::Share;

/// The document: how much is tested, then every requirement, family by family.
pub(super) fn table(suite: &Suite, covered: &[Coverage<'_>], share: &Share) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "# What the suite {} tests\n", suite.id);
    let _ = writeln!(out, "Written by `samspel suite coverage {} --markdown FILE`; CI compares it.\n", suite.id);
    let _ = writeln!(out, "{share}.\n");
    let _ = writeln!(out, "| Level | Tested | By attestation only | With another reason | Open | All |");
    let _ = writeln!(out, "|---|--:|--:|--:|--:|--:|");
    for level in [Level::Must, Level::Should, Level::May] {
        let of_level = || covered.iter().filter(|c| c.requirement.level == level);
        let count = |standing: Standing| of_level().filter(|c| c.standing == standing).count();
        let _ = writeln!(
            out,
            "| {} | {} | {} | {} | {} | {} |",
            level.as_str(),
            count(Standing::Tested),
            count(Standing::Attested),
            count(Standing::Excused),
            count(Standing::Open),
            of_level().count()
        );
    }
    let mut family = "";
    for row in covered {
        let own = samspel_model::family(&row.requirement.id);
        if own != family {
            family = own;
            let _ =
                writeln!(out, "\n## {family}\n\n| Requirement | Level | What holds | Tested by |\n|---|---|---|---|");
        }
        let requirement = row.requirement;
        let _ = writeln!(
            out,
            "| {} | {} {:?} | {} | {} |",
            requirement.id,
            requirement.level.as_str(),
            requirement.confidence,
            cell(&requirement.title.en),
            tested_by(row)
        );
    }
    out
}

fn tested_by(row: &Coverage<'_>) -> String {
    let reason = || row.reason.map_or("no reason given", |text| text.en.as_str());
    match row.standing {
        Standing::Tested => row.cases.iter().map(|case| format!("`{case}`")).collect::<Vec<_>>().join("<br>"),
        Standing::Attested => format!("attestation only: {}", cell(reason())),
        Standing::Excused => format!("not tested: {}", cell(reason())),
        Standing::Open => format!("**open**: {}", cell(reason())),
    }
}

/// Text that stays in its cell.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ").replace('<', "&lt;").replace('*', "\\*").replace('_', "\\_")
}
