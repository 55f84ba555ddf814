//! The engine, compiled and bound for the browser, in a folder of its own.
//! Its names do not change, because the worker's address must not; `hello` compares the builds.

use std::path::Path;

use anyhow::{Context as _, Result};

use super::program;
use crate::{
    args::BundleProfile,
    process,
    toolchain::{Toolchain, WASM_TARGET},
};

/// Downloads what the lock file names for the browser: Trunk itself stays off the network.
pub fn fetch(toolchain: &Toolchain) -> Result<()> {
    process::run(&mut toolchain.cargo(["fetch", "--quiet", "--target", WASM_TARGET]))
}

/// Compiles the engine and writes `engine/engine.js` and its wasm into the staging folder.
pub fn build(toolchain: &Toolchain, profile: BundleProfile, staging: &Path) -> Result<()> {
    let library = [
        "rustc",
        "--package",
        "loggia-engine",
        "--lib",
        "--crate-type",
        "cdylib",
    ];
    let wasm = program::compile(toolchain, &library, profile, "loggia_engine.wasm")
        .context("the engine does not compile")?;
    program::bind(toolchain, &wasm, "engine", &staging.join("engine"))
}
