//! The browser tests: a bundle that links fast, served like a real one, driven by Playwright.

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Tally;
use crate::{
    args::BundleProfile, build, build_hash, homeserver::Homeserver, paths, process, report, setup,
    setup::browsers::Browsers, site::Site, toolchain::Toolchain,
};

/// What the tests run beside Playwright.
pub struct Programs {
    browsers: Browsers,
    nginx: PathBuf,
}

impl Programs {
    /// Finds them, or installs Debian's.
    pub fn ensure() -> Result<Self> {
        Ok(Self {
            browsers: setup::browsers::ensure()?,
            nginx: setup::nginx::ensure()?,
        })
    }
}

/// Builds, serves and runs them. A filter that names a file chooses it; any other is searched in the titles.
pub fn run(
    toolchain: &Toolchain,
    homeserver: &Homeserver,
    programs: &Programs,
    filter: Option<&str>,
) -> Result<Tally> {
    if build::bundle(toolchain, BundleProfile::Test).is_err() {
        return Ok(Tally::default().with_broken_program(false));
    }
    let site = Site::serve(0, None)?;
    let build = build_hash::of_sources(BundleProfile::Test)?;
    report::judged_step("browser tests", Tally::is_good, || {
        let report = paths::target().join(format!("playwright-{}.json", std::process::id()));
        let mut playwright = Command::new("npx");
        playwright
            .current_dir(paths::browser_tests())
            .args(["playwright", "test", "--reporter=list,json"])
            .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
            .env("LOGGIA_APP_URL", &site.url)
            .env(build_hash::VARIABLE, &build)
            .env("LOGGIA_TEST_HOMESERVER", &homeserver.address)
            .env("CHROMIUM_PATH", &programs.browsers.chromium)
            .env("FIREFOX_PATH", &programs.browsers.firefox)
            .env("NGINX_PATH", &programs.nginx);
        let is_success = process::run(playwright.args(filter_arguments(filter))).is_ok();
        let counts = read_report(&report);
        // The report is only a message from Playwright to us.
        let _ = fs::remove_file(&report);
        Ok(counts.unwrap_or_default().with_broken_program(is_success))
    })
}

fn filter_arguments(filter: Option<&str>) -> Vec<&str> {
    match filter {
        None => Vec::new(),
        Some(file) if file.contains(".spec") || file.contains('/') => vec![file],
        Some(words) => vec!["-g", words],
    }
}

fn read_report(report: &std::path::Path) -> Result<Tally> {
    let text = fs::read_to_string(report).context("Playwright has written no report")?;
    Ok(Tally::of_playwright(&serde_json::from_str::<Value>(&text)?))
}
