//! What Trunk calls while it builds (`Trunk.toml`): the engine, the door, the font and the joined style sheet before, the strict page, what is made
//! from data, and the service worker's list of files after.

mod door;
mod emoji;
mod engine;
pub mod font;
mod icons;
mod licences;
mod loader;
mod names;
mod program;
mod service_worker;
mod shrink;

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result};

use crate::{
    args::{self, BundleProfile, HookStage},
    build::PROFILE_VARIABLE,
    setup::compiler,
    styles,
};

/// The folder in which Trunk assembles the bundle.
const STAGING_VARIABLE: &str = "TRUNK_STAGING_DIR";

/// Runs one hook.
pub fn run(stage: HookStage) -> Result<()> {
    let staging = env::var_os(STAGING_VARIABLE).map(PathBuf::from);
    let staging = staging
        .with_context(|| format!("{STAGING_VARIABLE} is not set: hooks are called by Trunk"))?;
    match stage {
        HookStage::PreBuild => {
            styles::join(&font::write(&staging)?)?;
            let toolchain = compiler::find(args::compiler_from_environment()?)?;
            engine::fetch(&toolchain)?;
            engine::build(&toolchain, profile(), &staging)?;
            door::build(&toolchain, profile(), &staging)
        }
        HookStage::PostBuild => {
            emoji::write(&staging)?;
            icons::write(&staging)?;
            licences::write(&staging)?;
            let page = staging.join("index.html");
            let html = fs::read_to_string(&page).context("Trunk has written no index.html")?;
            let html = loader::move_out(&html, &staging)?;
            if profile() == BundleProfile::Release {
                shrink::minify(&staging)?;
                names::take_out(&staging)?;
            }
            fs::write(page, html)?;
            // Last, because it counts on every other file to be final.
            service_worker::fill_in(&staging)
        }
    }
}

/// What `build` has asked for; Trunk by itself builds for tests.
fn profile() -> BundleProfile {
    let name = env::var(PROFILE_VARIABLE).unwrap_or_default();
    if name == BundleProfile::Release.cargo_name() {
        BundleProfile::Release
    } else {
        BundleProfile::Test
    }
}
