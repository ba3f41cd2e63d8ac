//! What a run was asked for, as the journal keeps it, so that `--resume DIR` needs nothing else.

use std::path::{Path, PathBuf};

use samspel_runner::Journal;
use serde::{Deserialize, Serialize};

use crate::problem::Problem;
use crate::selection::Selection;

/// Target and selection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Asked {
    pub(super) target: PathBuf,
    pub(super) selection: Selection,
}

impl Asked {
    /// From the command line.
    pub(super) fn new(target: Option<PathBuf>, selection: Selection) -> Result<Self, Problem> {
        let target = target.ok_or_else(|| Problem::usage("no target", "name the target file with --target FILE"))?;
        Ok(Asked { target, selection })
    }

    /// From the journal of an interrupted run.
    pub(super) fn recall(folder: &Path) -> Result<Self, Problem> {
        let refused = |what: String| {
            Problem::usage(what, "--resume takes the folder that an interrupted `samspel run --out` was writing to")
        };
        let arguments = Journal::arguments(folder).map_err(|e| refused(e.to_string()))?;
        serde_json::from_value(arguments)
            .map_err(|e| refused(format!("{} was not written by `samspel run`: {e}", folder.display())))
    }

    /// For the journal, with absolute paths, since a run may be resumed from elsewhere.
    pub(super) fn to_json(&self) -> Result<serde_json::Value, Problem> {
        let selection = Selection {
            suites: self.selection.suites.as_deref().map(absolute).transpose()?,
            contract: self.selection.contract.as_deref().map(absolute).transpose()?,
            ..self.selection.clone()
        };
        serde_json::to_value(Asked { target: absolute(&self.target)?, selection }).map_err(Problem::fault)
    }
}

fn absolute(path: &Path) -> Result<PathBuf, Problem> {
    std::path::absolute(path).map_err(|e| Problem::file(path, &e))
}
