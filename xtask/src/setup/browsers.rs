//! The browsers that the tests drive: the distribution's, found by path.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use super::apt;
use crate::{process, report};

/// Where the browsers are.
pub struct Browsers {
    pub chromium: PathBuf,
    pub firefox: PathBuf,
}

/// Finds both browsers, or installs Debian's.
pub fn ensure() -> Result<Browsers> {
    let missing: Vec<&str> = [
        ("chromium", find_chromium()),
        ("firefox-esr", find_firefox()),
    ]
    .into_iter()
    .filter_map(|(package, found)| found.is_none().then_some(package))
    .collect();
    apt::ensure(&missing, "the browser tests")?;
    let browsers = Browsers {
        chromium: find_chromium().context("Chromium is not in PATH after its installation")?,
        firefox: find_firefox().context("Firefox is not in PATH after its installation")?,
    };
    report::present(format_args!(
        "browsers: {}, {}",
        browsers.chromium.display(),
        browsers.firefox.display()
    ));
    Ok(browsers)
}

fn find_chromium() -> Option<PathBuf> {
    from_environment("CHROMIUM_PATH").or_else(|| {
        ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find_map(process::find)
    })
}

fn find_firefox() -> Option<PathBuf> {
    from_environment("FIREFOX_PATH").or_else(|| {
        ["firefox-esr", "firefox"]
            .into_iter()
            .find_map(process::find)
    })
}

fn from_environment(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .map(PathBuf::from)
        .filter(|path| path.is_file())
}
