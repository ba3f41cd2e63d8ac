//! The output folder before a run: nothing in it may be left of another run, or of tests that will run again.

use std::collections::HashSet;
use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use samspel_runner::Journal;
use samspel_suite::Plan;
use serde::Deserialize;

use crate::problem::Problem;

/// Files that a run writes besides its journal.
pub(crate) const WRITTEN: [&str; 8] = [
    "report.json",
    "report.sv.html",
    "report.en.html",
    "junit.xml",
    "summary.md",
    "evidence/exchanges.ndjson",
    "evidence/received.ndjson",
    "evidence/interface.json",
];

/// Folder for evidence below the output folder.
pub(crate) fn evidence(out: &Path) -> PathBuf {
    out.join("evidence")
}

/// Drops the exchanges of tests that a resumed run will run again, so that each id stands for one exchange.
pub(crate) fn drop_repeated(out: &Path, journal: &Journal, plan: &Plan) -> Result<(), Problem> {
    let exchanges = evidence(out).join("exchanges.ndjson");
    let kept: HashSet<&str> =
        plan.cases.iter().filter(|c| !c.control && journal.knows(&c.id)).map(|c| c.id.as_str()).collect();
    keep(&exchanges, |scope| kept.contains(scope)).map_err(|e| Problem::file(&exchanges, &e))?;
    let received = evidence(out).join("received.ndjson");
    let belongs = |scope: &str| kept.iter().any(|test| owner(scope).starts_with(test));
    keep(&received, belongs).map_err(|e| Problem::file(&received, &e))
}

/// The test that a call of the system came for; its id is followed by which of its mailboxes it came to.
fn owner(scope: &str) -> &str {
    scope.strip_prefix("received/").unwrap_or(scope)
}

/// The part of an exchange that says which test made it.
#[derive(Deserialize)]
struct Exchange {
    id: String,
}

/// Keeps the exchanges whose scope (the id up to its number) is wanted; replaces the file at once.
fn keep(exchanges: &Path, wanted: impl Fn(&str) -> bool) -> std::io::Result<()> {
    let file = match File::open(exchanges) {
        Ok(file) => file,
        Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
        Err(e) => return Err(e),
    };
    let folder = exchanges.parent().unwrap_or(Path::new("."));
    let mut kept = BufWriter::new(tempfile::Builder::new().prefix(".samspel-").suffix(".tmp").tempfile_in(folder)?);
    for line in BufReader::new(file).split(b'\n') {
        let line = line?;
        // A last line cut off by a kill is no JSON and goes too.
        let Ok(exchange) = serde_json::from_slice::<Exchange>(&line) else { continue };
        if exchange.id.rsplit_once('#').is_some_and(|(scope, _)| wanted(scope)) {
            kept.write_all(&line)?;
            kept.write_all(b"\n")?;
        }
    }
    let kept = kept.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    kept.as_file().sync_all()?;
    kept.persist(exchanges).map_err(|refused| refused.error)?;
    Ok(())
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn only_exchanges_of_tests_that_do_not_run_again_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("exchanges.ndjson");
        let lines = [
            r#"{"id":"harvest/listPersons#1"}"#,
            r#"{"id":"a[x#1]#1","status":200}"#,
            r#"{"id":"b#1"}"#,
            r#"{"id":"a[x#1]#2"}"#,
            r#"{"id":"a[x#1]#3","sta"#,
        ];
        std::fs::write(&path, lines.join("\n")).unwrap();
        keep(&path, |scope| scope == "a[x#1]").unwrap();
        assert_eq!(
            std::fs::read_to_string(&path).unwrap(),
            "{\"id\":\"a[x#1]#1\",\"status\":200}\n{\"id\":\"a[x#1]#2\"}\n"
        );
    }

    #[test]
    fn a_run_that_left_no_evidence_can_be_resumed_too() {
        let folder = tempfile::tempdir().unwrap();
        keep(&folder.path().join("exchanges.ndjson"), |_| true).unwrap();
    }
}
