//! The door: the second binary of the app's package, bound for the browser beside the app. Its files have a hash in their names
//! like Trunk's.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};

use super::program;
use crate::{args::BundleProfile, build_hash, paths, toolchain::Toolchain};

/// Begins the names of its files.
pub const PREFIX: &str = "door-";

/// Compiles the door and writes its script and its wasm into the staging folder.
pub fn build(toolchain: &Toolchain, profile: BundleProfile, staging: &Path) -> Result<()> {
    let binary = ["build", "--package", "loggia", "--bin", "loggia-door"];
    let wasm = program::compile(toolchain, &binary, profile, "loggia-door.wasm")
        .context("the door does not compile")?;
    let bytes = fs::read(&wasm).with_context(|| format!("cannot read {}", wasm.display()))?;
    let name = format!("{PREFIX}{}", build_hash::of_bytes(&bytes));
    program::bind(toolchain, &wasm, &name, staging)
}

/// The name that the door's files in the staging folder share.
pub fn name_in(staging: &Path) -> Result<String> {
    let mut names = paths::files_below(staging).into_iter().filter_map(|file| {
        let name = file.file_name()?.to_string_lossy().into_owned();
        name.strip_suffix("_bg.wasm")
            .filter(|name| name.starts_with(PREFIX))
            .map(str::to_owned)
    });
    names.next().context("the bundle has no door")
}
