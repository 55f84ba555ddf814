//! Where things lie: the checkout, and the user's cache directory that all checkouts share.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};

/// The root of the checkout that this xtask was built from.
pub fn root() -> PathBuf {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest
        .parent()
        .expect("xtask lies in the workspace")
        .to_path_buf()
}

/// `$XDG_CACHE_HOME/loggia` or `~/.cache/loggia`.
pub fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME")
        .filter(|path| Path::new(path).is_absolute())
        .map(PathBuf::from);
    let base = base.unwrap_or_else(|| {
        PathBuf::from(env::var_os("HOME").unwrap_or_else(|| "/root".into())).join(".cache")
    });
    base.join("loggia")
}

/// Where our own compiler wrapper lies.
pub fn wrapper_dir() -> PathBuf {
    cache().join("bin")
}

/// Where `cargo install` puts Trunk and wasm-bindgen.
pub fn tools() -> PathBuf {
    cache().join("tools")
}

/// The one target directory of all checkouts, unless the user has set another.
pub fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| cache().join("target"), PathBuf::from)
}

/// Where Trunk leaves the bundle.
pub fn dist() -> PathBuf {
    root().join("dist")
}

/// The folder of the browser tests.
pub fn browser_tests() -> PathBuf {
    root().join("tests")
}

/// Whether the stamp file says exactly this.
pub fn is_stamped(stamp: &Path, text: &str) -> bool {
    fs::read_to_string(stamp).is_ok_and(|written| written == text)
}

/// Writes a stamp file after the work that it stands for is complete.
pub fn write_stamp(stamp: &Path, text: &str) -> Result<()> {
    fs::write(stamp, text).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Removes a directory tree; a missing one is fine.
pub fn remove_tree(path: &Path) -> Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}

/// All files below a folder, sorted, without those in hidden folders, `node_modules` and `target`.
pub fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let name = entry.file_name();
            let is_skipped = name.to_string_lossy().starts_with('.')
                || name == "node_modules"
                || name == "target";
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && !is_skipped => folders.push(entry.path()),
                Ok(kind) if kind.is_file() && !is_skipped => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files.sort();
    files
}
