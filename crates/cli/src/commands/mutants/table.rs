//! The kill matrix for people.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{ContentArrangement, Table};

use super::matrix::{Matrix, Row};
use crate::terminal::width;

/// How many killers of a fault are named.
const NAMED: usize = 2;

/// The matrix as a table, with what is wrong with it below.
pub(super) fn table(matrix: &Matrix) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_FULL_CONDENSED).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width()).unwrap_or(u16::MAX));
    table.set_header(["fault", "level", "requirements", "killed by", ""]);
    for row in &matrix.faults {
        table.add_row([
            row.id.clone(),
            row.level.as_str().to_owned(),
            row.requirements.join("\n"),
            killers(row),
            state(row).to_owned(),
        ]);
    }
    let killed = matrix.faults.iter().filter(|r| r.claimed).count();
    let mut text = format!("{table}\n{killed} of {} faults killed by a test that claims them\n", matrix.faults.len());
    text.push_str(&format!("{} % of the recommended faults (SHOULD)\n", matrix.recommended_claimed()));
    list(&mut text, "false alarms, failing without any fault", &matrix.false_alarms);
    list(&mut text, "idle tests, failing at no fault", &matrix.idle_tests);
    let missed: Vec<String> = matrix.faults.iter().filter(|r| r.is_missed()).map(|r| r.id.clone()).collect();
    list(&mut text, "binding faults that no test claims", &missed);
    text
}

fn killers(row: &Row) -> String {
    let named = row.killed_by.iter().take(NAMED).cloned().collect::<Vec<_>>().join("\n");
    match row.killed_by.len().saturating_sub(NAMED) {
        0 => named,
        more => format!("{named}\nand {more} more"),
    }
}

fn state(row: &Row) -> &'static str {
    match (row.claimed, row.killed_by.is_empty()) {
        (true, _) => "killed",
        (false, true) => "SURVIVES",
        (false, false) => "UNCLAIMED",
    }
}

fn list(text: &mut String, title: &str, ids: &[String]) {
    if ids.is_empty() {
        return;
    }
    text.push_str(&format!("\n{title} ({}):\n", ids.len()));
    for id in ids {
        text.push_str(&format!("  {id}\n"));
    }
}
