//! What runs created and has to go again: known from the output folder before a run, removed before and after it.

use std::path::Path;

use samspel_exchange::{Client, Created, Halt, Left};
use samspel_model::{Contradiction, Location, Message};
use samspel_runner::Exit;

use crate::problem::Problem;
use crate::terminal::note;

/// Opens the list of created things in the output folder and removes what an earlier run left there.
pub(super) async fn open(folder: &Path, client: &Client) -> Result<Created, Problem> {
    let created = Created::open(folder, client.base_url()).map_err(|e| Problem::file(folder, &e))?;
    let count = created.open_count();
    if count > 0 {
        note(format_args!("removing what an earlier run left in the system ({count})"));
        sweep(&created, client).await?;
    }
    Ok(created)
}

/// Removes everything that stands created and says what could not be removed.
pub(super) async fn sweep(created: &Created, client: &Client) -> Result<Vec<Left>, Problem> {
    match created.tidy(client).await {
        Ok(left) => Ok(left),
        // What was not sent this time stays on the list; the next run in the folder tries again.
        Err(
            Halt::Interrupted
            | Halt::Budget { .. }
            | Halt::NoPrincipal(_)
            | Halt::NotRecorded(_)
            | Halt::ReadOnly { .. },
        ) => Ok(Vec::new()),
        Err(halt @ Halt::Evidence(_)) => Err(Problem::new(Exit::Usage, halt.to_string())),
    }
}

/// The same for the findings; None when nothing was left.
pub(super) fn told(left: &[Left]) -> Option<Contradiction> {
    (!left.is_empty()).then(|| Contradiction {
        summary: Message::new("left-behind"),
        // What the standard has no way to remove was never expected to go: the count is the fact.
        expected: "0".to_owned(),
        observed: format!("{} ({})", left.len(), left.first().map_or("", |left| left.why.as_str())),
        location: Location::default(),
        count: left.len() as u64,
        samples: left.iter().map(|left| left.path.clone()).take(10).collect(),
        cause: None,
        reproduce: None,
        exchanges: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_counted_and_no_status_is_expected_of_what_cannot_be_removed() {
        let left = |path: &str| Left { path: path.to_owned(), why: "HTTP 405".to_owned() };
        let note = told(&[left("/absences/1"), left("/absences/2")]);
        let facts = note.map(|note| (note.expected, note.observed, note.count));
        assert_eq!(facts, Some(("0".to_owned(), "2 (HTTP 405)".to_owned(), 2)));
        assert!(told(&[]).is_none());
    }
}
