//! What makes a release small, from npm into the cache directory: esbuild for scripts, Binaryen's wasm-opt for wasm.

use std::path::PathBuf;

use anyhow::Result;

use super::node;
use crate::paths;

const PACKAGES: [&str; 2] = ["esbuild@0.28.2", "binaryen@132.0.0"];

fn folder() -> PathBuf {
    paths::tools().join("shrinkers")
}

/// One of their programs.
pub fn program(name: &str) -> PathBuf {
    folder().join("node_modules/.bin").join(name)
}

/// Installs them unless they are there.
pub fn ensure() -> Result<()> {
    node::install(&folder(), &PACKAGES)
}
