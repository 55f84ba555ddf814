//! The font that the app is drawn with, from npm into the cache directory: Inter, for Latin letters, in all weights.

use std::path::PathBuf;

use anyhow::Result;

use super::node;
use crate::paths;

/// The package, as npm calls it.
pub const NAME: &str = "@fontsource-variable/inter";
/// Its version.
pub const VERSION: &str = "5.3.0";
/// What it may be used under; the text lies in the package.
pub const LICENCE: &str = "OFL-1.1";

fn folder() -> PathBuf {
    paths::tools().join("font")
}

/// Where the package is unpacked.
pub fn package() -> PathBuf {
    folder().join("node_modules").join(NAME)
}

/// Installs the package unless it is there.
pub fn ensure() -> Result<()> {
    node::install(&folder(), &[&format!("{NAME}@{VERSION}")])
}
