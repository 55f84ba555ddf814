//! Format, clippy for both targets with warnings as errors, and the house rules.

use anyhow::{Result, bail};

use super::{Tally, counted};
use crate::{
    check, process,
    toolchain::{Toolchain, WASM_TARGET},
};

/// Says what to install when the compiler in use came without formatter or lints.
pub fn check_tools(toolchain: &Toolchain) -> Result<()> {
    for (tool, component, package) in [
        ("cargo-fmt", "rustfmt", "rustfmt-web"),
        ("cargo-clippy", "clippy", "rust-web-clippy"),
    ] {
        if !toolchain.has(tool) {
            bail!(
                "{} has no {component}. With rustup: rustup component add {component}. On Debian: apt-get install {package}",
                toolchain.name
            );
        }
    }
    Ok(())
}

/// Runs all of them.
pub fn run(toolchain: &Toolchain) -> Result<Tally> {
    check_tools(toolchain)?;
    let mut tally = counted("format", || {
        process::run(&mut toolchain.cargo(["fmt", "--all", "--check"]))
    });
    tally += counted("house rules", check::verify);
    tally += counted("lints (native)", || {
        clippy(toolchain, &["--workspace", "--all-targets"])
    });
    let packages = [
        "-p",
        "loggia",
        "-p",
        "loggia-protocol",
        "-p",
        "loggia-engine",
        "-p",
        "loggia-vault",
        "-p",
        "icu_plurals",
        "-p",
        "regex",
        "-p",
        "ruma-html",
        "--target",
        WASM_TARGET,
    ];
    tally += counted("lints (wasm)", || clippy(toolchain, &packages));
    Ok(tally)
}

fn clippy(toolchain: &Toolchain, arguments: &[&str]) -> Result<()> {
    let mut command = toolchain.cargo(["clippy", "--quiet"]);
    process::run(command.args(arguments).args(["--", "-D", "warnings"]))
}
