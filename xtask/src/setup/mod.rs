//! Brings what is missing, and nothing that is there: each part checks first and is silent about the network
//! when it has nothing to do. Which part a command needs is written in that command.

pub mod apt;
pub mod browsers;
pub mod compiler;
pub mod corpora;
mod debian;
pub mod font;
pub mod nginx;
pub mod node;
mod rustup;
pub mod shrinkers;
pub mod synapse;
pub mod tools;
mod wasm_std;

use anyhow::Result;

use crate::{args::SetupOptions, report, toolchain::Toolchain};

/// Installs everything that any command needs.
pub fn run(options: &SetupOptions) -> Result<()> {
    let toolchain = for_build(options.compiler)?;
    synapse::ensure()?;
    corpora::ensure()?;
    node::ensure()?;
    browsers::ensure()?;
    nginx::ensure()?;
    report::note(format_args!("everything is there: {}", toolchain.name));
    Ok(())
}

/// A compiler, the tools that make a bundle, and what it is made of beside our own files and crates.
pub fn for_build(choice: crate::args::CompilerChoice) -> Result<Toolchain> {
    let toolchain = compiler::ensure(choice)?;
    tools::ensure(&toolchain)?;
    font::ensure()?;
    Ok(toolchain)
}
