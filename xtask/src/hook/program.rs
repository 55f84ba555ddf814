//! Compiles a program for the browser and binds it, as Trunk does it with the app.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    args::BundleProfile,
    paths, process,
    toolchain::{Toolchain, WASM_TARGET},
};

/// Runs a command of Cargo's for the browser's target, and replies with where this file of its output is.
pub fn compile(
    toolchain: &Toolchain,
    command: &[&str],
    profile: BundleProfile,
    file: &str,
) -> Result<PathBuf> {
    let profile = profile.cargo_name();
    let mut cargo = toolchain.cargo(command.iter().copied());
    process::run(cargo.args(["--target", WASM_TARGET, "--profile", profile]))?;
    let folder = paths::target().join(WASM_TARGET).join(profile);
    Ok(folder.join(file))
}

/// Writes `name.js` and `name_bg.wasm` into a folder.
pub fn bind(toolchain: &Toolchain, wasm: &Path, name: &str, folder: &Path) -> Result<()> {
    let mut bindgen = toolchain.command(paths::tools().join("bin/wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name]);
    process::run(bindgen.arg("--out-dir").args([folder, wasm]))
}
