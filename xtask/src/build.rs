//! `cargo xtask build`: one `trunk build` makes the whole bundle in `dist/`; its hooks call back into `hook`.

use std::env;

use anyhow::Result;

use crate::{
    args::{BuildOptions, BundleProfile, COMPILER_VARIABLE},
    build_hash, paths, process, report, setup,
    toolchain::Toolchain,
};

/// Tells the hooks which of our own programs to run, in place of a second `cargo run`.
pub const XTASK_VARIABLE: &str = "LOGGIA_XTASK";

/// Tells the hooks the Cargo profile of the engine.
pub const PROFILE_VARIABLE: &str = "LOGGIA_BUNDLE_PROFILE";

/// Runs the command.
pub fn run(options: &BuildOptions) -> Result<()> {
    let toolchain = setup::for_build(options.compiler)?;
    bundle(&toolchain, options.profile)
}

/// Builds the bundle.
pub fn bundle(toolchain: &Toolchain, profile: BundleProfile) -> Result<()> {
    if profile == BundleProfile::Release {
        setup::esbuild::ensure()?;
    }
    let name = profile.cargo_name();
    report::step(
        format_args!(
            "building the bundle ({name}) into {}",
            paths::dist().display()
        ),
        || {
            let mut trunk = toolchain.command(paths::tools().join("bin/trunk"));
            trunk
                .args(["build", "--cargo-profile", name])
                .env(XTASK_VARIABLE, env::current_exe()?)
                .env(PROFILE_VARIABLE, name)
                .env(COMPILER_VARIABLE, toolchain.choice().name())
                .env(build_hash::VARIABLE, build_hash::of_sources(profile)?)
                // Trunk reads this as a flag with the values true and false, others set it to 1.
                .env_remove("NO_COLOR");
            process::run(&mut trunk)
        },
    )
}
