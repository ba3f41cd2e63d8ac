//! The kill matrix as a document that is kept with the source: the same for the same suite, so that a change of it shows.

use samspel_model::Level;

use super::matrix::{Matrix, Row};

/// The matrix in Markdown. Names cases rather than each row of them, and only those that claim what the fault breaks. `suite` is the
/// suite, when it is another than the one that `samspel mutants` takes by itself.
pub(super) fn markdown(matrix: &Matrix, suite: Option<&str>) -> String {
    let (of, flag) =
        suite.map_or_else(Default::default, |id| (format!(" of the suite {id}"), format!(" --suite {id}")));
    let mut text = format!(
        "# Kill matrix{of}\n\n\
         Each fault of the sandbox, switched on alone, and the test cases that turn red and claim the requirement which it breaks.\n\
         Written by `samspel mutants{flag} --markdown`; CI compares it with what it finds.\n\n\
         | Level | Faults | Claimed |\n|---|---|---|\n",
    );
    for level in [Level::Must, Level::Should, Level::May] {
        let of_level: Vec<&Row> = matrix.faults.iter().filter(|row| row.level == level).collect();
        let claimed = of_level.iter().filter(|row| row.claimed).count();
        text.push_str(&format!("| {} | {} | {claimed} |\n", level.as_str(), of_level.len()));
    }
    text.push_str("\n| Fault | Level | Breaks | Noticed by |\n|---|---|---|---|\n");
    for row in &matrix.faults {
        let cases: Vec<String> = row.claimed_by.iter().map(|case| format!("`{case}`")).collect();
        let cases = if cases.is_empty() { "nothing that claims it".to_owned() } else { cases.join(", ") };
        text.push_str(&format!(
            "| `{}` | {} | {} | {cases} |\n",
            row.id,
            row.level.as_str(),
            row.requirements.join(", ")
        ));
    }
    text
}
