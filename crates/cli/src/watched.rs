//! A run that people follow: progress while it lasts, Ctrl-C, the reports and the summary at its end.

use std::path::Path;

use samspel_model::Lang;
use samspel_report::ReportError;
use samspel_runner::{Journal, Stop};

use crate::problem::Problem;
use crate::terminal::{note, say};
use crate::trial::{Trial, Tried};
use crate::{progress, signals, summary};

/// Conducts a run with progress on the terminal; Ctrl-C stops it gracefully.
pub(crate) async fn conduct(trial: Trial, journal: Journal) -> Result<Tried, Problem> {
    let stop = Stop::new();
    signals::listen(stop.clone());
    let (sender, receiver) = tokio::sync::mpsc::unbounded_channel();
    let following = tokio::spawn(progress::follow(receiver));
    let tried = trial.conduct(journal, stop, sender).await;
    // The sender is gone, so that the follower ends; were it to panic, the panic hook has kept what it said.
    let _ = following.await;
    tried
}

/// Writes every report and tells on the terminal what it says and where it is.
pub(crate) fn finish(tried: &Tried, out: &Path, lang: Lang) -> Result<(), Problem> {
    let files = samspel_report::write_all(&tried.report, out, lang).map_err(|e| match e {
        ReportError::Write { path, source } => Problem::file(&path, &source),
        broken @ (ReportError::Template(_) | ReportError::Json(_) | ReportError::Junit(_)) => Problem::fault(broken),
    })?;
    say(summary::text(&tried.report, lang).trim_end());
    note("");
    if let Some(obstacle) = &tried.obstacle {
        note(obstacle);
    }
    for left in &tried.left {
        note(format_args!("left in the system: {} ({})", left.path, left.why));
    }
    for file in files {
        note(file.display());
    }
    Ok(())
}
