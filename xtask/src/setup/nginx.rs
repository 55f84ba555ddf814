//! The web server that the sample in `hosting/` is tested with: the distribution's, found by path. Its system service is of no
//! use here, so that it is neither started nor left to be started.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use super::apt;
use crate::{process, report};

/// Where Debian has it, which is in the `PATH` of nobody but root.
const DEBIAN_PATH: &str = "/usr/sbin/nginx";

/// Finds nginx, or installs Debian's.
pub fn ensure() -> Result<PathBuf> {
    if find().is_none() {
        apt::ensure_without_service("nginx", "nginx", "the tests of the hosting sample")?;
    }
    let nginx = find().context("nginx is not in PATH after its installation")?;
    report::present(format_args!("web server: {}", nginx.display()));
    Ok(nginx)
}

fn find() -> Option<PathBuf> {
    let chosen = std::env::var_os("NGINX_PATH").map(PathBuf::from);
    chosen
        .filter(|path| path.is_file())
        .or_else(|| process::find("nginx"))
        .or_else(|| Some(Path::new(DEBIAN_PATH).to_path_buf()).filter(|path| path.is_file()))
}
