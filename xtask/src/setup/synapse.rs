//! Synapse in a Python environment of its own in the cache directory.

use std::{path::PathBuf, process::Command};

use anyhow::{Context as _, Result};

use super::apt;
use crate::{paths, process, report};

const VERSION: &str = "1.163.2";

/// The environment's Python.
pub fn python() -> PathBuf {
    environment().join("bin/python")
}

fn environment() -> PathBuf {
    paths::cache().join("synapse-venv")
}

/// Installs Synapse unless this version is there.
pub fn ensure() -> Result<()> {
    let stamp = environment().join("loggia-stamp");
    if paths::is_stamped(&stamp, VERSION) && python().exists() {
        report::present(format_args!("Synapse {VERSION}"));
        return Ok(());
    }
    report::step(
        format_args!("installing Synapse {VERSION} from PyPI"),
        || {
            create_environment()?;
            let mut pip = Command::new(python());
            pip.args([
                "-m",
                "pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
            ])
            .arg(format!("matrix-synapse=={VERSION}"));
            process::run(&mut pip).context("pip cannot install Synapse; is PyPI reachable?")?;
            paths::write_stamp(&stamp, VERSION)
        },
    )
}

fn create_environment() -> Result<()> {
    paths::remove_tree(&environment())?;
    let create = || {
        process::run(
            Command::new("python3")
                .args(["-m", "venv"])
                .arg(environment()),
        )
    };
    if process::find("python3").is_some() && create().is_ok() {
        return Ok(());
    }
    // Debian splits venv from Python itself.
    apt::ensure(&["python3", "python3-venv"], "the local Synapse")?;
    paths::remove_tree(&environment())?;
    create().context("python3 -m venv fails: install Python 3.10 or newer with venv and pip (Debian: python3-venv)")
}
