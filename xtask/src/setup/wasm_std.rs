//! The wasm standard library for Debian's compiler, built from the packaged source.
//! Our sysroot links to Debian's and adds this library. A stamp with the compiler's version is written last, so that
//! an interrupted build, or one for another compiler, is done again.

use std::{
    fs,
    os::unix::fs::symlink,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, bail};

use crate::{
    paths, process,
    toolchain::{RustcVersion, WASM_TARGET, forget_outer_cargo},
};

const DEBIAN_RUSTLIB: &str = "/usr/lib/rustlib";
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

const MANIFEST: &str =
    "[package]\nname = \"empty\"\nversion = \"0.0.0\"\nedition = \"2021\"\n[workspace]\n";

/// The sysroot to give to rustc.
pub fn sysroot() -> PathBuf {
    paths::cache().join("sysroot")
}

/// Whether the library belongs to this compiler and is complete.
pub fn is_current(version: &RustcVersion) -> bool {
    paths::is_stamped(&stamp(), &version.text)
}

/// Builds the library and puts it in place.
pub fn build(version: &RustcVersion) -> Result<()> {
    let work = paths::cache().join("std-build");
    paths::remove_tree(&work)?;
    compile(&work)?;
    paths::remove_tree(&sysroot())?;
    fill_sysroot(&work, &version.host)?;
    // Cargo does not see that a standard library changed under it.
    paths::remove_tree(&paths::target().join(WASM_TARGET))?;
    paths::remove_tree(&work)?;
    paths::write_stamp(&stamp(), &version.text)
}

fn stamp() -> PathBuf {
    sysroot().join("stamp")
}

/// An empty crate makes cargo build std for it.
fn compile(work: &Path) -> Result<()> {
    fs::create_dir_all(work.join("src"))?;
    fs::write(work.join("Cargo.toml"), MANIFEST)?;
    fs::write(work.join("src/lib.rs"), "")?;
    let mut cargo = Command::new(DEBIAN_CARGO);
    forget_outer_cargo(&mut cargo);
    cargo
        .current_dir(work)
        .args([
            "build",
            "--release",
            "--target",
            WASM_TARGET,
            "-Z",
            "build-std=std,panic_abort",
        ])
        .env("RUSTC", DEBIAN_RUSTC)
        // A stable compiler builds its own standard library only when told that this is a bootstrap.
        .env("RUSTC_BOOTSTRAP", "1")
        // Fat LTO of the release bundle needs the bitcode.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes")
        .env("CARGO_TARGET_DIR", work.join("target"));
    process::run(&mut cargo)
}

fn fill_sysroot(work: &Path, host: &str) -> Result<()> {
    let rustlib = sysroot().join("lib/rustlib");
    let ours = rustlib.join(WASM_TARGET).join("lib");
    fs::create_dir_all(&ours)?;
    for name in [host, "src"] {
        symlink(Path::new(DEBIAN_RUSTLIB).join(name), rustlib.join(name))
            .with_context(|| format!("cannot link {name} into {}", rustlib.display()))?;
    }
    let built = work.join("target").join(WASM_TARGET).join("release/deps");
    let mut n_libraries = 0;
    for entry in fs::read_dir(&built)? {
        let (path, name) = entry.map(|entry| (entry.path(), entry.file_name()))?;
        let name = name.to_string_lossy();
        if name.ends_with(".rlib") && !name.starts_with("libempty") {
            fs::copy(&path, ours.join(&*name))?;
            n_libraries += 1;
        }
    }
    if n_libraries == 0 {
        bail!("cargo has built no library in {}", built.display());
    }
    Ok(())
}
