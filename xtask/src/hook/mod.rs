//! What Trunk calls while it builds (`Trunk.toml`): the engine and the joined style sheet before, the strict page after.

mod emoji;
mod engine;
mod loader;

use std::{env, fs, path::PathBuf};

use anyhow::{Context as _, Result};

use crate::{args, args::HookStage, setup::compiler, styles};

/// The folder in which Trunk assembles the bundle.
const STAGING_VARIABLE: &str = "TRUNK_STAGING_DIR";

/// Runs one hook.
pub fn run(stage: HookStage) -> Result<()> {
    let staging = env::var_os(STAGING_VARIABLE).map(PathBuf::from);
    let staging = staging
        .with_context(|| format!("{STAGING_VARIABLE} is not set: hooks are called by Trunk"))?;
    match stage {
        HookStage::PreBuild => {
            styles::join()?;
            let toolchain = compiler::find(args::compiler_from_environment()?)?;
            engine::fetch(&toolchain)?;
            engine::build(&toolchain, &staging)
        }
        HookStage::PostBuild => {
            emoji::write(&staging)?;
            let page = staging.join("index.html");
            let html = fs::read_to_string(&page).context("Trunk has written no index.html")?;
            Ok(fs::write(page, loader::move_out(&html, &staging)?)?)
        }
    }
}
