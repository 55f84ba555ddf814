//! What the engine's room list takes with ten thousand rooms, without a browser: time and allocations, printed as they come.

use anyhow::{Result, ensure};

use crate::{process, toolchain::Toolchain};

/// The test that measures it, with a mark that its lines have.
const TEST: &str = "ten_thousand_rooms";
const MARK: &str = " allocations, ";

/// Prints a line for each filter and order.
pub fn run(toolchain: &Toolchain) -> Result<()> {
    let mut command = toolchain.cargo(["test", "--release", "--lib", "--package", "loggia-engine"]);
    let is_success = process::run_by_line(command.args([TEST, "--", "--nocapture"]), |line| {
        if line.contains(MARK) {
            println!("{line}");
        }
    })?;
    ensure!(
        is_success,
        "the room list does not hold with ten thousand rooms"
    );
    Ok(())
}
