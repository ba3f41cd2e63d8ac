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
        expected: "HTTP 204".to_owned(),
        observed: left.first().map(|left| left.why.clone()).unwrap_or_default(),
        location: Location::default(),
        count: left.len() as u64,
        samples: left.iter().map(|left| left.path.clone()).take(10).collect(),
        cause: None,
        reproduce: None,
        exchanges: Vec::new(),
    })
}
