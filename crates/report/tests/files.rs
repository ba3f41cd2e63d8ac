//! Files are whole or not there.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "tests")]

use std::path::Path;

use samspel_model::{Lang, Report};
use samspel_report::{ReportError, write_all};
use sha2::{Digest, Sha256};

mod sample;

fn names(dir: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        std::fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn every_format_is_written_and_nothing_else_is_left() {
    let dir = tempfile::tempdir().unwrap();
    let out = dir.path().join("made/on/the/way");
    let written = write_all(&sample::failing(), &out, Lang::Sv).unwrap();
    assert_eq!(names(&out), ["junit.xml", "report.en.html", "report.json", "report.sv.html", "summary.md"]);
    assert_eq!(written.len(), 5);
    assert!(written.iter().all(|path| path.is_file()));
    assert!(std::fs::read_to_string(out.join("summary.md")).unwrap().contains("Uppfyller inte kraven"));
}

#[test]
fn the_record_reads_back_and_has_the_digest_that_the_page_prints() {
    let dir = tempfile::tempdir().unwrap();
    let report = sample::failing();
    write_all(&report, dir.path(), Lang::En).unwrap();
    let bytes = std::fs::read(dir.path().join("report.json")).unwrap();
    assert_eq!(serde_json::from_slice::<Report>(&bytes).unwrap(), report);
    let page = std::fs::read_to_string(dir.path().join("report.sv.html")).unwrap();
    assert!(page.contains(&hex::encode(Sha256::digest(&bytes))));
}

#[test]
fn an_earlier_report_is_replaced() {
    let dir = tempfile::tempdir().unwrap();
    write_all(&sample::failing(), dir.path(), Lang::Sv).unwrap();
    write_all(&sample::conforming(), dir.path(), Lang::Sv).unwrap();
    let bytes = std::fs::read(dir.path().join("report.json")).unwrap();
    assert_eq!(serde_json::from_slice::<Report>(&bytes).unwrap(), sample::conforming());
    assert_eq!(names(dir.path()).len(), 5);
}

#[test]
fn a_name_that_is_taken_by_a_folder_leaves_nothing_behind() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir(dir.path().join("report.json")).unwrap();
    let refused = write_all(&sample::failing(), dir.path(), Lang::Sv);
    assert!(matches!(&refused, Err(ReportError::Write { path, .. }) if path.ends_with("report.json")), "{refused:?}");
    assert_eq!(names(dir.path()), ["report.json"]);
}

#[test]
fn a_folder_that_is_a_file_is_refused_and_kept() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("out");
    std::fs::write(&file, "mine").unwrap();
    assert!(matches!(write_all(&sample::failing(), &file, Lang::Sv), Err(ReportError::Write { .. })));
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "mine");
}

/// The process file system refuses new files to everyone, also to root, whom permissions do not stop.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_refused() {
    let refused = write_all(&sample::failing(), Path::new("/proc/self"), Lang::Sv);
    assert!(matches!(refused, Err(ReportError::Write { .. })), "{refused:?}");
}

#[cfg(unix)]
#[test]
fn others_may_read_the_files_as_far_as_the_umask_lets_them() {
    use std::os::unix::fs::PermissionsExt;
    let dir = tempfile::tempdir().unwrap();
    let plain = dir.path().join("plain");
    std::fs::write(&plain, "").unwrap();
    let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode();
    for path in write_all(&sample::conforming(), &dir.path().join("out"), Lang::Sv).unwrap() {
        assert_eq!(mode(&path), mode(&plain));
    }
}
