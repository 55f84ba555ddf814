//! `cargo xtask bench`: how fast the app is in a real browser, on a homeserver of a size that people have. Every run has
//! a homeserver, a browser and a profile of its own; what the runs do is in `tests/bench/`.

mod figures;
mod seed;
mod work;

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use crate::{
    args::{BenchOptions, BundleProfile},
    build, homeserver, paths, process, report, setup,
    setup::browsers::Browsers,
    site::Site,
};
use seed::Seed;

/// Enough for a median that one disturbed run does not move.
const N_RUNS: usize = 5;

/// Figures of one run by their names; they are in `figures`.
type Run = Map<String, Value>;

/// Runs the command.
pub fn run(options: &BenchOptions) -> Result<()> {
    let toolchain = match options.app {
        Some(_) => None,
        None => Some(setup::for_build(options.compiler)?),
    };
    setup::synapse::ensure()?;
    setup::node::ensure()?;
    let browsers = setup::browsers::ensure()?;
    let (profile, seed, n_runs) = if options.is_quick {
        (BundleProfile::Test, &seed::SMALL, 1)
    } else {
        (BundleProfile::Release, &seed::LARGE, N_RUNS)
    };
    if let Some(toolchain) = toolchain {
        build::bundle(&toolchain, profile)?;
    }
    let data = seed.ensure()?;
    let app = match &options.app {
        Some(app) => app.clone(),
        None => Site::serve(0, None)?.url,
    };
    let runs: Result<Vec<Run>> = (1..=n_runs)
        .map(|n| {
            report::step(format_args!("run {n} of {n_runs}"), || {
                one_run(seed, &data, &app, &browsers)
            })
        })
        .collect();
    conclude(options, &runs?)
}

/// Prints the figures and leaves them as JSON.
fn conclude(options: &BenchOptions, runs: &[Run]) -> Result<()> {
    println!("\n{}", figures::table(runs));
    let file = folder()?.join("figures.json");
    let all = json!({ "is_quick": options.is_quick, "app": options.app, "runs": runs });
    fs::write(&file, serde_json::to_string_pretty(&all)?)
        .with_context(|| format!("cannot write {}", file.display()))?;
    println!("All runs: {}", file.display());
    Ok(())
}

fn folder() -> Result<PathBuf> {
    let folder = paths::target().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder)
}

fn one_run(seed: &Seed, data: &std::path::Path, app: &str, browsers: &Browsers) -> Result<Run> {
    let homeserver = homeserver::start_from(&homeserver::Beginning {
        name: Some(seed::SERVER_NAME),
        data: Some(data),
        ..homeserver::Beginning::default()
    })?;
    let report = folder()?.join("run.json");
    let mut playwright = Command::new("npx");
    playwright
        .current_dir(paths::browser_tests())
        .args([
            "playwright",
            "test",
            "--config",
            "bench/playwright.config.ts",
        ])
        .env("LOGGIA_APP_URL", app)
        .env("LOGGIA_TEST_HOMESERVER", &homeserver.url)
        .env("LOGGIA_BENCH_SEED", seed.described().to_string())
        .env("LOGGIA_BENCH_REPORT", &report)
        .env("CHROMIUM_PATH", &browsers.chromium);
    process::run(&mut playwright)?;
    let text = fs::read_to_string(&report).context("the run has left no figures")?;
    fs::remove_file(&report)?;
    Ok(serde_json::from_str(&text)?)
}
