//! What a report says, on the terminal.

use std::io::IsTerminal;

use samspel_model::{Lang, Report};

use crate::terminal::width;

/// The report for the terminal: in colour when someone looks at it, plain when it goes to a file or `NO_COLOR` is set.
pub(crate) fn text(report: &Report, lang: Lang) -> String {
    let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
    if colour {
        samspel_report::terminal_in_colour(report, lang, width())
    } else {
        samspel_report::terminal(report, lang, width())
    }
}
