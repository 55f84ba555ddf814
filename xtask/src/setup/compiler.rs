//! The order in which a compiler is looked for: one that is there, then rustup, then Debian.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Result, bail};

use super::{apt, debian, rustup};
use crate::{
    args::CompilerChoice,
    process, report,
    toolchain::{OLDEST_RUSTC, RustcVersion, Toolchain, WASM_TARGET, forget_outer_cargo},
};

/// A compiler that can build Loggia, installed if it has to be, and said.
pub fn ensure(choice: CompilerChoice) -> Result<Toolchain> {
    let toolchain = find(choice)?;
    report::present(format_args!("compiler: {}", toolchain.name));
    Ok(toolchain)
}

/// A compiler that can build Loggia, installed if it has to be.
pub fn find(choice: CompilerChoice) -> Result<Toolchain> {
    match choice {
        CompilerChoice::Debian => debian::ensure(),
        CompilerChoice::Auto => present().map_or_else(install, Ok),
    }
}

fn present() -> Option<Toolchain> {
    let on_path = process::find("rustc").and_then(|rustc| sysroot_of(&rustc));
    on_path
        .as_deref()
        .and_then(|sysroot| from_sysroot(sysroot, "the rustc in PATH"))
        .or_else(|| {
            rustup_sysroots()
                .iter()
                .find_map(|sysroot| from_sysroot(sysroot, "a rustup toolchain"))
        })
        .or_else(debian::present)
}

fn install() -> Result<Toolchain> {
    let (major, minor) = OLDEST_RUSTC;
    report::note(format_args!(
        "no rustc ≥ {major}.{minor} with the {WASM_TARGET} standard library is here"
    ));
    if process::find("rustup").is_some() {
        match rustup::install() {
            Ok(sysroot) => {
                if let Some(toolchain) = from_sysroot(&sysroot, "rustup") {
                    return Ok(toolchain);
                }
                report::note("rustup has installed a toolchain that has no wasm standard library");
            }
            Err(error) => report::note(format_args!(
                "rustup cannot install one ({error:#}); trying Debian's"
            )),
        }
    }
    if apt::is_available() {
        return debian::ensure();
    }
    bail!(
        "there is no way to a compiler here. Install rustup (https://rustup.rs), then run:\n  {}",
        rustup::instruction()
    )
}

/// A toolchain whose files lie under this sysroot, if it is new enough and complete.
fn from_sysroot(sysroot: &Path, origin: &str) -> Option<Toolchain> {
    let bin = sysroot.join("bin");
    let rustc = bin.join("rustc");
    if !has_std(sysroot) || !bin.join("cargo").is_file() {
        return None;
    }
    let version = RustcVersion::of(&rustc).filter(RustcVersion::is_suitable)?;
    let has_linker = sysroot
        .join("lib/rustlib")
        .join(&version.host)
        .join("bin/rust-lld")
        .is_file();
    let wasm_linker = if has_linker {
        None
    } else {
        Some(wasm_linker()?)
    };
    Some(Toolchain {
        name: format!("rustc {} ({origin})", version.release),
        bin,
        rustc,
        sysroot: None,
        wasm_linker,
    })
}

/// Whether a wasm standard library lies in this sysroot.
pub fn has_std(sysroot: &Path) -> bool {
    let libraries = sysroot.join("lib/rustlib").join(WASM_TARGET).join("lib");
    fs::read_dir(libraries)
        .into_iter()
        .flatten()
        .flatten()
        .any(|entry| entry.file_name().to_string_lossy().starts_with("libstd"))
}

/// LLVM's wasm linker, whichever version is installed.
fn wasm_linker() -> Option<PathBuf> {
    process::find("wasm-ld").or_else(|| {
        (18..30)
            .rev()
            .find_map(|major| process::find(&format!("wasm-ld-{major}")))
    })
}

fn sysroot_of(rustc: &Path) -> Option<PathBuf> {
    let mut command = Command::new(rustc);
    forget_outer_cargo(&mut command);
    let sysroot = process::read(command.args(["--print", "sysroot"]))?;
    Some(PathBuf::from(sysroot.trim()))
}

/// Installed rustup toolchains, stable ones before nightlies, new ones before old ones.
fn rustup_sysroots() -> Vec<PathBuf> {
    let home = env::var_os("RUSTUP_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::var_os("HOME").map(|home| Path::new(&home).join(".rustup")));
    let entries = home
        .map(|home| home.join("toolchains"))
        .and_then(|folder| fs::read_dir(folder).ok());
    let mut sysroots: Vec<PathBuf> = entries
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    sysroots.sort_by_key(|path| {
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        (!name.starts_with("nightly"), name)
    });
    sysroots.reverse();
    sysroots
}
