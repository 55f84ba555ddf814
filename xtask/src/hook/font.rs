//! The font, beside the style sheet that names it. Its name has a hash like those of Trunk's files.

use std::{fs, path::Path};

use anyhow::{Context as _, Result, ensure};
use sha2::{Digest as _, Sha256};

use crate::{build_hash, setup::font};

/// Begins the name of its file.
pub const PREFIX: &str = "inter-";

/// The file in the package: Latin letters, upright, with all weights.
const FILE: &str = "files/inter-latin-wght-normal.woff2";

/// What is in it: whatever npm sends, users get this file or none.
const SHA256: &str = "3100e775e8616cd2611beecfa23a4263d7037586789b43f035236a2e6fbd4c62";

/// Writes the font into the staging folder and replies with its name there.
pub fn write(staging: &Path) -> Result<String> {
    let path = font::package().join(FILE);
    let bytes = fs::read(&path)
        .with_context(|| format!("cannot read {}: `cargo xtask setup`", path.display()))?;
    ensure!(
        is_known(&bytes),
        "{} is not the font that this checkout knows",
        path.display()
    );
    let name = format!("{PREFIX}{}.woff2", build_hash::of_bytes(&bytes));
    fs::write(staging.join(&name), bytes).with_context(|| format!("cannot write {name}"))?;
    Ok(name)
}

fn is_known(bytes: &[u8]) -> bool {
    let digest = Sha256::digest(bytes);
    let hexadecimal: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    hexadecimal == SHA256
}
