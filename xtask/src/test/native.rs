//! Tests that run without a browser: plain ones, and the engine's against made-up homeservers and a real Synapse.

use anyhow::Result;

use super::Tally;
use crate::{homeserver::Homeserver, process, report, toolchain::Toolchain};

/// The packages whose tests need nothing but themselves.
const PLAIN_PACKAGES: [&str; 8] = [
    "icu_plurals",
    "loggia-protocol",
    "loggia-vault",
    "regex",
    "ruma-html",
    "loggia",
    "xtask",
    "xtask-compress",
];

/// Models, protocol, message tree, xtask.
pub fn unit(toolchain: &Toolchain, filter: Option<&str>) -> Result<Tally> {
    report::judged_step("unit tests", Tally::is_good, || {
        let mut command = toolchain.cargo(["test", "--no-fail-fast"]);
        for package in PLAIN_PACKAGES {
            command.args(["--package", package]);
        }
        run(&mut command, filter)
    })
}

/// The engine, native, with a real homeserver for the tests that want one.
pub fn engine(
    toolchain: &Toolchain,
    homeserver: &Homeserver,
    filter: Option<&str>,
) -> Result<Tally> {
    report::judged_step("engine tests", Tally::is_good, || {
        let mut command = toolchain.cargo(["test", "--no-fail-fast", "--package", "loggia-engine"]);
        command.env("LOGGIA_TEST_HOMESERVER", &homeserver.address);
        run(&mut command, filter)
    })
}

/// Shows everything but the names of tests that passed, and counts.
fn run(command: &mut std::process::Command, filter: Option<&str>) -> Result<Tally> {
    let mut tally = Tally::default();
    let is_success = process::run_by_line(command.args(filter), |line| {
        if let Some(counts) = Tally::of_harness_line(line) {
            tally += counts;
        }
        if is_worth_showing(line) {
            println!("{line}");
        }
    })?;
    Ok(tally.with_broken_program(is_success))
}

fn is_worth_showing(line: &str) -> bool {
    let is_passed_test = line.starts_with("test ") && line.ends_with(" ... ok");
    let is_empty_program =
        line == "running 0 tests" || line.starts_with("test result: ok. 0 passed");
    !(line.is_empty() || is_passed_test || is_empty_program)
}
