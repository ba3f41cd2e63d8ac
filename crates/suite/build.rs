//! Makes cargo rebuild this crate when a file is added to the embedded folders; `include_dir!` alone sees only changed files.

#![allow(clippy::print_stdout, reason = "this is how a build script speaks to cargo")]

fn main() {
    println!("cargo::rerun-if-changed=../../test-suites");
    println!("cargo::rerun-if-changed=texts");
}
