//! What makes a release small, from npm into the cache directory: esbuild for scripts, Binaryen's wasm-opt for wasm.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result};

use super::node;
use crate::{paths, process, report};

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
    let (stamp, wanted) = (folder().join(".loggia-stamp"), PACKAGES.join(" "));
    if paths::is_stamped(&stamp, &wanted) {
        report::present(&wanted);
        return Ok(());
    }
    node::check()?;
    report::step(format_args!("npm install {wanted}"), || {
        fs::create_dir_all(folder()).context("cannot make a folder for npm packages")?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--no-save"])
            .arg("--prefix")
            .arg(folder())
            .args(PACKAGES);
        process::run(&mut npm)?;
        paths::write_stamp(&stamp, &wanted)
    })
}
