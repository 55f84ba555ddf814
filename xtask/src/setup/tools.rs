//! Trunk and the wasm-bindgen CLI, compiled by `cargo install` into the cache directory with a cheap profile:
//! a faster tool would not pay for its own compilation.

use std::fs;

use anyhow::{Context as _, Result};

use crate::{paths, process, report, toolchain::Toolchain};

const TRUNK_VERSION: &str = "0.21.14";

/// A program that comes from crates.io.
struct Tool {
    package: &'static str,
    binary: &'static str,
    version: String,
}

/// Installs Trunk, and the wasm-bindgen CLI at the version that the lock file has.
pub fn ensure(toolchain: &Toolchain) -> Result<()> {
    let tools = [
        Tool {
            package: "trunk",
            binary: "trunk",
            version: TRUNK_VERSION.to_owned(),
        },
        Tool {
            package: "wasm-bindgen-cli",
            binary: "wasm-bindgen",
            version: locked_version("wasm-bindgen")?,
        },
    ];
    let mut is_built = false;
    for tool in &tools {
        if is_present(toolchain, tool) {
            report::present(format_args!("{} {}", tool.binary, tool.version));
        } else {
            report::step(
                format_args!(
                    "cargo install {} {} (some minutes)",
                    tool.package, tool.version
                ),
                || install(toolchain, tool),
            )?;
            is_built = true;
        }
    }
    if is_built {
        paths::remove_tree(&target())
    } else {
        Ok(())
    }
}

fn target() -> std::path::PathBuf {
    paths::cache().join("target-tools")
}

fn is_present(toolchain: &Toolchain, tool: &Tool) -> bool {
    let words = process::read(
        toolchain
            .command(paths::tools().join("bin").join(tool.binary))
            .arg("--version"),
    );
    // "trunk 0.21.14", "wasm-bindgen 0.2.130"; some builds add the commit.
    words.is_some_and(|words| words.split_whitespace().nth(1) == Some(tool.version.as_str()))
}

fn install(toolchain: &Toolchain, tool: &Tool) -> Result<()> {
    // The versions that the tool's authors tested, unless the registry does not have one of them.
    process::run(&mut install_command(toolchain, tool, &["--locked"])).or_else(|_| {
        report::note(
            "not with its own lock file; trying with the newest versions that the registry has",
        );
        process::run(&mut install_command(toolchain, tool, &[]))
    })
}

fn install_command(toolchain: &Toolchain, tool: &Tool, extra: &[&str]) -> std::process::Command {
    let mut command = toolchain.cargo([
        "install",
        tool.package,
        "--version",
        &tool.version,
        "--force",
    ]);
    command
        .args(extra)
        .arg("--root")
        .arg(paths::tools())
        .env("CARGO_TARGET_DIR", target())
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    command
}

/// The version of a package in `Cargo.lock`.
fn locked_version(package: &str) -> Result<String> {
    let lock =
        fs::read_to_string(paths::root().join("Cargo.lock")).context("cannot read Cargo.lock")?;
    version_in(&lock, package).with_context(|| format!("Cargo.lock does not name {package}"))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let after = lock
        .split_once(&format!("name = \"{package}\"\nversion = \""))?
        .1;
    Some(after.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "trunk"), None);
    }
}
