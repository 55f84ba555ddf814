//! The name of a build: a hash of its sources, compiled into app and engine so that `hello` can compare them.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::{args::BundleProfile, paths};

/// The variable that the protocol crate reads while it is compiled.
pub const VARIABLE: &str = "LOGGIA_BUILD_HASH";

const N_BYTES: usize = 8;

/// A hash of everything that the bundle is made of. A test bundle counts only what both binaries share, so that a
/// change in a view does not compile the engine again.
pub fn of_sources(profile: BundleProfile) -> Result<String> {
    let parts: &[&str] = match profile {
        BundleProfile::Test => &["Cargo.lock", "Cargo.toml", "crates"],
        BundleProfile::Release => &[
            "Cargo.lock",
            "Cargo.toml",
            "Trunk.toml",
            "index.html",
            "build.rs",
            "build",
            "locales",
            "crates",
            "src",
            "style",
            "public",
        ],
    };
    let root = paths::root();
    let mut hasher = Sha256::new();
    for part in parts {
        let path = root.join(part);
        let files = if path.is_dir() {
            paths::files_below(&path)
        } else {
            vec![path]
        };
        for file in files {
            add_file(&mut hasher, &root, &file)?;
        }
    }
    Ok(hex(&hasher.finalize()[..N_BYTES]))
}

fn add_file(hasher: &mut Sha256, root: &Path, file: &Path) -> Result<()> {
    let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
    let name = file.strip_prefix(root).unwrap_or(file).to_string_lossy();
    // Lengths keep two different sets of files from reading as the same bytes.
    for field in [name.as_bytes(), &bytes] {
        hasher.update(field.len().to_le_bytes());
        hasher.update(field);
    }
    Ok(())
}

/// The first bytes of a file's hash: part of the names of files that browsers may keep.
pub fn of_bytes(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..N_BYTES])
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
