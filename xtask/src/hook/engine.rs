//! The engine, compiled and bound for the browser, in a folder of its own.
//! Its names do not change, because the worker's address must not; `hello` compares the builds.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::bindgen;
use crate::{
    args::BundleProfile,
    paths, process,
    toolchain::{Toolchain, WASM_TARGET},
};

/// Downloads what the lock file names for the browser: Trunk itself stays off the network.
pub fn fetch(toolchain: &Toolchain) -> Result<()> {
    process::run(&mut toolchain.cargo(["fetch", "--quiet", "--target", WASM_TARGET]))
}

/// Compiles the engine and writes `engine/engine.js` and its wasm into the staging folder.
pub fn build(toolchain: &Toolchain, profile: BundleProfile, staging: &Path) -> Result<()> {
    let profile = profile.cargo_name();
    let mut cargo = toolchain.cargo([
        "rustc",
        "--package",
        "loggia-engine",
        "--lib",
        "--crate-type",
        "cdylib",
    ]);
    process::run(cargo.args(["--target", WASM_TARGET, "--profile", profile]))
        .context("the engine does not compile")?;
    let wasm = paths::target()
        .join(WASM_TARGET)
        .join(profile)
        .join("loggia_engine.wasm");
    bindgen::run(toolchain, &wasm, "engine", &staging.join("engine"))
}
