//! Debian's compiler for its browsers (rustc-web): new enough in a stable release, but without a standard library
//! for wasm. That is built once from the packaged source into a sysroot of our own, which a wrapper names.

use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail};

use super::{apt, wasm_std};
use crate::{
    paths, report,
    toolchain::{RustcVersion, Toolchain},
};

/// Compiler, cargo, the source of std, the linker, lints, formatter.
const PACKAGES: [&str; 6] = [
    "rustc-web",
    "cargo-web",
    "rust-web-src",
    "lld-22",
    "rust-web-clippy",
    "rustfmt-web",
];

const BIN: &str = "/usr/bin";
const RUSTC: &str = "/usr/bin/rustc";
const WASM_LINKER: &str = "/usr/bin/wasm-ld-22";

/// This toolchain, when it is complete.
pub fn present() -> Option<Toolchain> {
    let version = RustcVersion::of(Path::new(RUSTC)).filter(RustcVersion::is_suitable)?;
    let is_complete =
        Path::new(WASM_LINKER).is_file() && wrapper().is_file() && wasm_std::is_current(&version);
    is_complete.then(|| toolchain(&version))
}

/// This toolchain, installed and built as far as it is missing.
pub fn ensure() -> Result<Toolchain> {
    apt::ensure(&PACKAGES, "Debian's Rust compiler")?;
    let version = RustcVersion::of(Path::new(RUSTC)).context("/usr/bin/rustc does not run")?;
    if !version.is_suitable() {
        bail!(
            "/usr/bin/rustc is {}, which is too old: run apt-get update && apt-get install rustc-web",
            version.release
        );
    }
    if !wasm_std::is_current(&version) {
        report::step(
            "building the standard library for wasm from Debian's source (about a minute)",
            || wasm_std::build(&version),
        )?;
    }
    write_wrapper()?;
    Ok(toolchain(&version))
}

fn toolchain(version: &RustcVersion) -> Toolchain {
    Toolchain {
        name: format!(
            "rustc {} (Debian's, std built from source)",
            version.release
        ),
        bin: PathBuf::from(BIN),
        rustc: wrapper(),
        sysroot: Some(wasm_std::sysroot()),
        wasm_linker: Some(PathBuf::from(WASM_LINKER)),
    }
}

fn wrapper() -> PathBuf {
    paths::wrapper_dir().join("rustc")
}

/// Cargo has no setting for a sysroot that also holds for build scripts, so rustc itself is wrapped.
fn write_wrapper() -> Result<()> {
    let script = format!(
        "#!/bin/sh\nexec {RUSTC} --sysroot \"{}\" \"$@\"\n",
        wasm_std::sysroot().display()
    );
    if paths::is_stamped(&wrapper(), &script) {
        return Ok(());
    }
    fs::create_dir_all(paths::wrapper_dir())?;
    // Another checkout may be compiling: it must never see half a script.
    let draft = wrapper().with_extension("new");
    paths::write_stamp(&draft, &script)?;
    fs::set_permissions(&draft, fs::Permissions::from_mode(0o755))?;
    Ok(fs::rename(draft, wrapper())?)
}
