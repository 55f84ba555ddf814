//! Debian packages: which are missing, and how they are installed (as root or with sudo).

use std::{path::Path, process::Command};

use anyhow::{Result, bail};
use nix::unistd::Uid;

use crate::{process, report};

/// Whether this machine has apt.
pub fn is_available() -> bool {
    process::find("apt-get").is_some()
}

/// Installs those of the packages that are missing. `purpose` completes "needed for …".
pub fn ensure(packages: &[&str], purpose: &str) -> Result<()> {
    let missing: Vec<&str> = packages
        .iter()
        .copied()
        .filter(|package| !is_installed(package))
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    if !is_available() {
        bail!(
            "{list}: needed for {purpose}, and this machine has no apt-get. Install them by hand and run again."
        );
    }
    if !Uid::effective().is_root() && process::find("sudo").is_none() {
        bail!(
            "{list}: needed for {purpose}. As root, run: apt-get update && apt-get install --no-install-recommends {list}"
        );
    }
    report::step(
        format_args!("apt-get install {list} (needed for {purpose})"),
        || {
            apt(&["-q", "update"])?;
            apt(&[
                &["-q", "-y", "--no-install-recommends", "install"],
                missing.as_slice(),
            ]
            .concat())
        },
    )
}

fn is_installed(package: &str) -> bool {
    // dpkg keeps one list of files for each installed package; asking dpkg-query takes longer.
    let info = Path::new("/var/lib/dpkg/info");
    [
        format!("{package}.list"),
        format!("{package}:amd64.list"),
        format!("{package}:arm64.list"),
    ]
    .iter()
    .any(|name| info.join(name).is_file())
}

fn apt(arguments: &[&str]) -> Result<()> {
    let mut command = if Uid::effective().is_root() {
        Command::new("apt-get")
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("DEBIAN_FRONTEND=noninteractive").arg("apt-get");
        sudo
    };
    process::run_in_foreground(
        command
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(arguments),
    )
}
