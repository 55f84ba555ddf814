//! What comes from npm: the packages of the browser tests (Playwright without its own browsers, an independent Matrix client), and
//! those that other parts of the set-up name.

use std::{fs, path::Path, process::Command};

use anyhow::{Context as _, Result, bail};

use crate::{paths, process, report};

/// The oldest Node.js that Playwright and matrix-js-sdk run on.
const OLDEST_NODE: u32 = 20;

/// Runs `npm ci` unless the installed packages are those of the lock file.
pub fn ensure() -> Result<()> {
    let folder = paths::browser_tests();
    let lock = fs::read_to_string(folder.join("package-lock.json"))
        .context("cannot read tests/package-lock.json")?;
    let stamp = folder.join("node_modules/.loggia-stamp");
    if paths::is_stamped(&stamp, &lock) {
        report::present("npm packages of the browser tests");
        return Ok(());
    }
    check()?;
    report::step("npm ci in tests/", || {
        let mut npm = Command::new("npm");
        npm.args(["ci", "--no-audit", "--no-fund"])
            .current_dir(&folder)
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        process::run(&mut npm)?;
        paths::write_stamp(&stamp, &lock)
    })
}

/// Installs packages of these versions into a folder of their own, unless they are there.
pub fn install(folder: &Path, packages: &[&str]) -> Result<()> {
    let (stamp, wanted) = (folder.join(".loggia-stamp"), packages.join(" "));
    if paths::is_stamped(&stamp, &wanted) {
        report::present(&wanted);
        return Ok(());
    }
    check()?;
    report::step(format_args!("npm install {wanted}"), || {
        fs::create_dir_all(folder).context("cannot make a folder for npm packages")?;
        let mut npm = Command::new("npm");
        npm.args(["install", "--no-audit", "--no-fund", "--no-save"])
            .arg("--prefix")
            .arg(folder)
            .args(packages);
        process::run(&mut npm)?;
        paths::write_stamp(&stamp, &wanted)
    })
}

/// Says what to install when Node.js is missing or too old.
pub fn check() -> Result<()> {
    let version = process::read(Command::new("node").arg("--version"));
    let Some(version) = version.filter(|_| process::find("npm").is_some()) else {
        bail!(
            "node and npm are needed: install Node.js {OLDEST_NODE} or newer (https://nodejs.org)"
        );
    };
    let major = version
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|number| number.parse().ok());
    if major.is_none_or(|major: u32| major < OLDEST_NODE) {
        bail!(
            "Node.js {} is too old: install {OLDEST_NODE} or newer (https://nodejs.org)",
            version.trim()
        );
    }
    Ok(())
}
