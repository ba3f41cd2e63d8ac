//! Target files.

use std::path::Path;

use samspel_suite::{LoadedTarget, Target};

use crate::problem::Problem;
use crate::terminal::{is_colourful, note, width};

/// Reads a target file; what its author should know goes to standard error.
pub(crate) fn read(path: &Path) -> Result<Target, Problem> {
    let LoadedTarget { target, warnings } = Target::load(path).map_err(|p| Problem::in_files(&p))?;
    for warning in warnings {
        note(warning.render(is_colourful(), width()).trim_end());
    }
    Ok(target)
}
