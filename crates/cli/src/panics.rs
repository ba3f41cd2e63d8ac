//! No panic reaches a user: checks that panic become ERROR in the report, anything else a message and exit code 5.

use std::panic::AssertUnwindSafe;
use std::sync::{Mutex, PoisonError};

use samspel_runner::Exit;

use crate::terminal::note;

/// Where panics happened in this process, as `message (file:line)`.
static SEEN: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Runs the program. Panics are kept quiet while it runs and told at the end, in one line each.
pub(crate) fn guard(program: impl FnOnce() -> Exit) -> Exit {
    std::panic::set_hook(Box::new(|panic| {
        let words = panic.payload_as_str().unwrap_or("without words");
        let place = panic.location().map_or_else(String::new, |l| format!(" ({}:{})", l.file(), l.line()));
        SEEN.lock().unwrap_or_else(PoisonError::into_inner).push(format!("{words}{place}"));
    }));
    let exit = std::panic::catch_unwind(AssertUnwindSafe(program)).unwrap_or(Exit::Fault);
    let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if !seen.is_empty() {
        note("");
        note("fault in Samspel, not in the system under test. Please report:");
        for panic in seen.iter() {
            note(format_args!("  {panic}"));
        }
    }
    exit
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_panic_becomes_exit_code_5_and_a_line_that_names_its_place() {
        let before = std::panic::take_hook();
        let exit = guard(|| panic!("the abacus broke"));
        std::panic::set_hook(before);
        assert_eq!(exit, Exit::Fault);
        let seen = SEEN.lock().unwrap();
        assert!(seen.iter().any(|s| s.starts_with("the abacus broke (") && s.contains("panics.rs:")), "{seen:?}");
    }
}
