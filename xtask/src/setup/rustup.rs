//! A pinned toolchain from rustup. It fails fast where rustup's server cannot be reached.

use std::{path::PathBuf, process::Command};

use anyhow::{Context as _, Result};

use crate::{
    process, report,
    toolchain::{WASM_TARGET, forget_outer_cargo},
};

/// The version that CI has seen; a newer one that is installed already is used as it is.
const PINNED: &str = "1.96.0";

/// What a user types to do the same by hand.
pub fn instruction() -> String {
    format!(
        "rustup toolchain install {PINNED} --profile minimal -c clippy -c rustfmt -t {WASM_TARGET}"
    )
}

/// Installs the pinned toolchain and returns its sysroot.
pub fn install() -> Result<PathBuf> {
    report::step(instruction(), || {
        let mut install = rustup(&[
            "toolchain",
            "install",
            PINNED,
            "--profile",
            "minimal",
            "--no-self-update",
        ]);
        install.args(["-c", "clippy", "-c", "rustfmt", "-t", WASM_TARGET]);
        process::run(&mut install)?;
        let sysroot = process::read(&mut rustup(&["run", PINNED, "rustc", "--print", "sysroot"]));
        Ok(PathBuf::from(
            sysroot.context("the installed rustc does not run")?.trim(),
        ))
    })
}

fn rustup(arguments: &[&str]) -> Command {
    let mut command = Command::new("rustup");
    forget_outer_cargo(&mut command);
    command.env("RUSTUP_MAX_RETRIES", "0").args(arguments);
    command
}
