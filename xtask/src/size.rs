//! `cargo xtask size`
use anyhow::Result;
pub fn run() -> Result<()> {
    Ok(())
}
