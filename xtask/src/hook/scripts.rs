//! Takes out of the scripts what only readers need. They are part of what is transferred before anything can be seen.

use std::{path::Path, process::Command};

use anyhow::Result;

use crate::{paths, process, setup::esbuild};

/// The service worker is written by its own hook, and is not waited for.
const LEFT_ALONE: &str = "sw.js";

/// Makes all scripts small.
pub fn minify(staging: &Path) -> Result<()> {
    let files = paths::files_below(staging);
    let scripts = files.iter().filter(|file| {
        let name = file.file_name().unwrap_or_default();
        file.extension().is_some_and(|extension| extension == "js") && name != LEFT_ALONE
    });
    for script in scripts {
        let mut esbuild = Command::new(esbuild::program());
        esbuild
            .args(["--minify", "--charset=utf8", "--target=es2022"])
            .args(["--log-level=warning", "--allow-overwrite"])
            .arg(format!("--outfile={}", script.display()))
            .arg(script);
        process::run(&mut esbuild)?;
    }
    Ok(())
}
