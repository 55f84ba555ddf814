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
    check(&missing, purpose)?;
    report::step(
        format_args!(
            "apt-get install {} (needed for {purpose})",
            missing.join(" ")
        ),
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

/// Installs `$1` and sees to it that its service `$2` is not started, now or when the machine starts. Debian asks
/// `policy-rc.d` before it starts a service; one that is there already is somebody else's, and stays.
const INSTALL_WITHOUT_SERVICE: &str = r#"
set -e
policy=/usr/sbin/policy-rc.d
trap 'exit 1' HUP INT TERM
if [ ! -e "$policy" ]; then
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod 755 "$policy"
fi
apt-get -q update
apt-get -q -y --no-install-recommends install "$1"
update-rc.d "$2" disable || systemctl disable "$2" || true
"#;

/// Installs a package that is missing, for its program alone: its system service stays off.
pub fn ensure_without_service(package: &str, service: &str, purpose: &str) -> Result<()> {
    check(&[package], purpose)?;
    report::step(
        format_args!("apt-get install {package} without its service (needed for {purpose})"),
        || {
            let mut command = as_root("sh");
            command.args(["-c", INSTALL_WITHOUT_SERVICE, "sh", package, service]);
            process::run_in_foreground(&mut command)
        },
    )
}

/// Says what to do by hand where nothing can be installed.
fn check(missing: &[&str], purpose: &str) -> Result<()> {
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
    Ok(())
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
    process::run_in_foreground(as_root("apt-get").args(arguments))
}

/// A program that asks nothing, run by root.
fn as_root(program: &str) -> Command {
    let mut command = if Uid::effective().is_root() {
        Command::new(program)
    } else {
        let mut sudo = Command::new("sudo");
        sudo.arg("DEBIAN_FRONTEND=noninteractive").arg(program);
        sudo
    };
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
