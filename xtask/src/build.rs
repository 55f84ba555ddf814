//! `cargo xtask build`: one `trunk build` makes the whole bundle in `dist/`; its hooks call back into `hook`.

use std::{env, fs, iter, path::PathBuf};

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

/// Flags for the compiler, for the browser's target alone.
const RUSTFLAGS_VARIABLE: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Messages of panics name source files: from where they were compiled is nobody's business, and the same on all machines.
fn flags_without_paths() -> String {
    let cargo_home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let cargo_home = cargo_home.or_else(|| Some(env::home_dir()?.join(".cargo")));
    let registries = cargo_home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let registries = registries.into_iter().flatten().flatten();
    let places = iter::once(paths::root()).chain(registries.map(|entry| entry.path()));
    let flags = places.map(|place| format!("--remap-path-prefix={}/=", place.display()));
    flags.collect::<Vec<_>>().join(" ")
}

/// Runs the command.
pub fn run(options: &BuildOptions) -> Result<()> {
    let toolchain = setup::for_build(options.compiler)?;
    bundle(&toolchain, options.profile)
}

/// Builds the bundle.
pub fn bundle(toolchain: &Toolchain, profile: BundleProfile) -> Result<()> {
    if profile == BundleProfile::Release {
        setup::shrinkers::ensure()?;
    }
    let name = profile.cargo_name();
    report::step(
        format_args!(
            "building the bundle ({name}) into {}",
            paths::dist().display()
        ),
        || {
            let mut trunk = toolchain.command(paths::tools().join("bin/trunk"));
            if profile == BundleProfile::Release {
                // Cargo adds these to the flags in its configuration.
                trunk.env(RUSTFLAGS_VARIABLE, flags_without_paths());
                trunk.env("TRUNK_BUILD_MINIFY", "true");
            }
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
