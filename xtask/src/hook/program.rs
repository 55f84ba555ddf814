//! Binds a compiled program for the browser, as Trunk does it with the app.

use std::path::Path;

use anyhow::Result;

use crate::{paths, process, toolchain::Toolchain};

/// Writes `name.js` and `name_bg.wasm` into a folder.
pub fn run(toolchain: &Toolchain, wasm: &Path, name: &str, folder: &Path) -> Result<()> {
    let mut bindgen = toolchain.command(paths::tools().join("bin/wasm-bindgen"));
    bindgen.args(["--target", "web", "--no-typescript", "--out-name", name]);
    process::run(bindgen.arg("--out-dir").args([folder, wasm]))
}
