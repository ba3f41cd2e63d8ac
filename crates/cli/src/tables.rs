//! Tables on the terminal, all alike.

use comfy_table::presets::NOTHING;
use comfy_table::{ContentArrangement, Table};

use crate::terminal::width;

/// An empty table without lines, as wide as the terminal at most.
pub(crate) fn plain<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width()).unwrap_or(u16::MAX));
    table.set_header(header);
    table
}

/// The lines of a table without blanks at their ends.
pub(crate) fn lines(table: &Table) -> String {
    table
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(&line).trim_end().to_owned())
        .collect::<Vec<_>>()
        .join("\n")
}
