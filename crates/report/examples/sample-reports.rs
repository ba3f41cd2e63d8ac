//! Writes synthetic reports for looking at, and for the accessibility check: `cargo run -p samspel-report --example sample-reports -- DIR`.

use std::path::Path;
use std::process::ExitCode;

use samspel_model::Lang;

#[path = "../tests/sample/mod.rs"]
mod sample;

fn main() -> ExitCode {
    let Some(dir) = std::env::args_os().nth(1) else {
        return ExitCode::from(2);
    };
    let reports = [
        ("failing", sample::failing()),
        ("conforming", sample::conforming()),
        ("not-shown", sample::not_shown()),
        ("hostile", sample::hostile()),
        ("large", sample::large()),
    ];
    for (name, report) in reports {
        if samspel_report::write_all(&report, &Path::new(&dir).join(name), Lang::Sv).is_err() {
            return ExitCode::FAILURE;
        }
    }
    ExitCode::SUCCESS
}
