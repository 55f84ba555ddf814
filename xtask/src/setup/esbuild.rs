//! esbuild, from npm into the cache directory: makes the scripts of a release small.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result};

use super::node;
use crate::{paths, process, report};

const VERSION: &str = "0.28.2";

fn folder() -> PathBuf {
    paths::tools().join("esbuild")
}

/// The program.
pub fn program() -> PathBuf {
    folder().join("node_modules/.bin/esbuild")
}

/// Installs it unless it is there.
pub fn ensure() -> Result<()> {
    let present = process::read(Command::new(program()).arg("--version"));
    if present.is_some_and(|version| version.trim() == VERSION) {
        report::present(format_args!("esbuild {VERSION}"));
        return Ok(());
    }
    node::check()?;
    report::step(format_args!("npm install esbuild {VERSION}"), || {
        fs::create_dir_all(folder()).context("cannot make a folder for esbuild")?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--no-save"])
            .arg("--prefix")
            .arg(folder())
            .arg(format!("esbuild@{VERSION}"));
        process::run(&mut npm)
    })
}
