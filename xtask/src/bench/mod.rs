//! `cargo xtask bench`: how fast the app is in a real browser, on a homeserver of a size that people have. Every run has
//! a homeserver, a browser and a profile of its own; what the runs do is in `tests/bench/`.

mod figures;
mod pipeline;
mod seed;
mod work;

use std::{fs, path::PathBuf, process::Command};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value, json};

use crate::{
    args::{BenchCourse, BenchOptions, BundleProfile},
    build, homeserver, paths, process, report, setup,
    site::Site,
};
use figures::Figure;
use seed::Seed;

/// Enough for a median that one disturbed run does not move.
const N_RUNS: usize = 5;

/// The file with the figures of all runs.
const FIGURES: &str = "figures.json";

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
    let course = Course::of(options.course);
    if let Some(toolchain) = toolchain {
        build::bundle(&toolchain, course.profile)?;
        if course.has_pipeline {
            report::step("the engine's list of 10,000 rooms", || {
                pipeline::run(&toolchain)
            })?;
        }
    }
    let app = match &options.app {
        Some(app) => app.clone(),
        None => Site::serve(0, None)?.url,
    };
    let bench = Bench {
        data: course.seed.ensure()?,
        course,
        app,
        chromium: browsers.chromium,
        profiles: options.is_profiled.then(|| folder().join("profiles")),
    };
    let n_runs = if options.is_profiled {
        1
    } else {
        bench.course.n_runs
    };
    let mut runs = Vec::new();
    for n in 1..=n_runs {
        runs.push(report::step(format_args!("run {n} of {n_runs}"), || {
            bench.run_once()
        })?);
        // After each: what an interrupted bench has measured is not lost.
        save(options, &runs)?;
    }
    println!("\n{}", figures::table(bench.course.figures, &runs));
    println!("All runs: {}", folder().join(FIGURES).display());
    if let Some(profiles) = &bench.profiles {
        println!("CPU profiles: {}", profiles.display());
    }
    Ok(())
}

/// Leaves the figures of all runs as JSON.
fn save(options: &BenchOptions, runs: &[Run]) -> Result<()> {
    let file = folder().join(FIGURES);
    let all = json!({
        "course": format!("{:?}", options.course),
        "isProfiled": options.is_profiled,
        "app": options.app,
        "runs": runs,
    });
    fs::write(&file, serde_json::to_string_pretty(&all)?)
        .with_context(|| format!("cannot write {}", file.display()))
}

/// Where figures and profiles lie.
fn folder() -> PathBuf {
    paths::target().join("bench")
}

/// A way to take figures.
struct Course {
    profile: BundleProfile,
    seed: &'static Seed,
    /// What a run does.
    file: &'static str,
    figures: &'static [Figure],
    n_runs: usize,
    /// Whether the engine's list is measured by itself as well.
    has_pipeline: bool,
}

impl Course {
    fn of(course: BenchCourse) -> Self {
        let usual = Self {
            profile: BundleProfile::Release,
            seed: &seed::LARGE,
            file: "figures.bench.ts",
            figures: &figures::USUAL,
            n_runs: N_RUNS,
            has_pipeline: false,
        };
        match course {
            BenchCourse::Usual => usual,
            BenchCourse::Quick => Self {
                profile: BundleProfile::Test,
                seed: &seed::SMALL,
                n_runs: 1,
                ..usual
            },
            BenchCourse::ManyRooms => Self {
                seed: &seed::MANY,
                file: "many-rooms.bench.ts",
                figures: &figures::MANY_ROOMS,
                n_runs: 1,
                has_pipeline: true,
                ..usual
            },
        }
    }
}

/// What all runs have in common.
struct Bench {
    course: Course,
    data: PathBuf,
    app: String,
    chromium: PathBuf,
    profiles: Option<PathBuf>,
}

impl Bench {
    /// Starts a homeserver of its own for one run.
    fn run_once(&self) -> Result<Run> {
        let homeserver = homeserver::start_from(&homeserver::Beginning {
            name: Some(seed::SERVER_NAME),
            data: Some(&self.data),
            ..homeserver::Beginning::default()
        })?;
        let figures = folder().join("run.json");
        fs::create_dir_all(folder())?;
        let mut playwright = Command::new("npx");
        playwright
            .current_dir(paths::browser_tests())
            .args([
                "playwright",
                "test",
                "--config",
                "bench/playwright.config.ts",
                self.course.file,
            ])
            .env("LOGGIA_APP_URL", &self.app)
            .env("LOGGIA_TEST_HOMESERVER", &homeserver.url)
            .env(
                "LOGGIA_BENCH_SEED",
                self.course.seed.described().to_string(),
            )
            .env("LOGGIA_BENCH_REPORT", &figures)
            .env("CHROMIUM_PATH", &self.chromium);
        if let Some(profiles) = &self.profiles {
            playwright.env("LOGGIA_BENCH_PROFILES", profiles);
        }
        process::run(&mut playwright)?;
        let text = fs::read_to_string(&figures).context("the run has left no figures")?;
        fs::remove_file(&figures)?;
        Ok(serde_json::from_str(&text)?)
    }
}
