//! Makes the files of a release small: most of them are transferred before anything can be seen.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{paths, process, setup::shrinkers::program};

/// The service worker is written by its own hook, and is not waited for.
const LEFT_ALONE: &str = "sw.js";

/// What every browser that Loggia runs in understands: nothing else may be written.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Cleans up after the compiler. Stronger levels make wasm smaller, but less alike, so that more bytes are transferred.
pub fn optimise(wasm: &Path) -> Result<()> {
    let mut wasm_opt = Command::new(program("wasm-opt"));
    wasm_opt
        .args(WASM_FEATURES)
        .args(["-O1", "-s", "2", "--duplicate-function-elimination", "-o"])
        .args([wasm, wasm]);
    process::run(&mut wasm_opt)
}

/// Takes out of the scripts what only readers need.
pub fn minify(staging: &Path) -> Result<()> {
    let files = paths::files_below(staging);
    let scripts = files.iter().filter(|file| {
        let name = file.file_name().unwrap_or_default();
        file.extension().is_some_and(|extension| extension == "js") && name != LEFT_ALONE
    });
    for script in scripts {
        let mut esbuild = Command::new(program("esbuild"));
        esbuild
            .args(["--minify", "--charset=utf8", "--target=es2022"])
            .args(["--log-level=warning", "--allow-overwrite"])
            .arg(format!("--outfile={}", script.display()))
            .arg(script);
        process::run(&mut esbuild)?;
    }
    Ok(())
}
