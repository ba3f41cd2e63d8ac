//! Writing to the terminal. The one place that prints.

use std::fmt::Display;
use std::io::{IsTerminal, Write, stderr, stdout};

/// Width of lines when the terminal does not say.
const DEFAULT_WIDTH: usize = 100;

/// Writes what was asked for to standard output, with a line break.
///
/// A reader that has gone away (`samspel … | head`) is no error: whoever stops reading has read enough.
pub(crate) fn say(what: impl Display) {
    let _ = writeln!(stdout().lock(), "{what}");
}

/// Writes to standard output as it is.
pub(crate) fn say_bytes(bytes: &[u8]) {
    let mut out = stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// Writes what happens on the way to standard error, with a line break.
pub(crate) fn note(what: impl Display) {
    let _ = writeln!(stderr().lock(), "{what}");
}

/// Whether someone watches standard error, so that a progress bar is worth drawing.
pub(crate) fn is_watched() -> bool {
    stderr().is_terminal() && std::env::var_os("CI").is_none()
}

/// Whether messages on standard error may be coloured.
pub(crate) fn is_colourful() -> bool {
    stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Width for lines on standard output.
pub(crate) fn width() -> usize {
    std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|w| *w >= 40).unwrap_or(DEFAULT_WIDTH)
}
