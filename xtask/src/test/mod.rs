//! `cargo xtask test`: all parts, or one, and one line with the sum at the end. A part that fails does not stop
//! the others, so that one run shows everything.

mod browser;
mod lint;
mod native;
mod tally;

use anyhow::{Result, bail};

use crate::{
    args::{TestOptions, TestPart},
    demo, homeserver, report, setup,
};
use tally::Tally;

/// Runs the command.
pub fn run(options: &TestOptions) -> Result<()> {
    let filter = options.filter.as_deref();
    let tally = match options.part {
        TestPart::All => everything(options)?,
        TestPart::Unit => {
            let toolchain = setup::compiler::ensure(options.compiler)?;
            setup::synapse::ensure()?;
            setup::corpora::ensure()?;
            native::unit(&toolchain, filter)?
        }
        TestPart::Engine => {
            let toolchain = setup::compiler::ensure(options.compiler)?;
            setup::synapse::ensure()?;
            setup::corpora::ensure()?;
            native::engine(&toolchain, &homeserver::start(None)?, filter)?
        }
        TestPart::Browser => browser_part(options, filter)?,
    };
    println!("\n{tally}");
    match filter {
        _ if !tally.is_good() => bail!("not everything passed"),
        Some(filter) if tally.n_passed == 0 => bail!("{filter:?} is in the name of no test"),
        _ => Ok(()),
    }
}

/// Set-up first, so that nothing is missing half an hour later; then the cheap parts before the expensive ones.
fn everything(options: &TestOptions) -> Result<Tally> {
    let toolchain = setup::for_build(options.compiler)?;
    lint::check_tools(&toolchain)?;
    setup::synapse::ensure()?;
    setup::corpora::ensure()?;
    setup::node::ensure()?;
    let programs = browser::Programs::ensure()?;
    let mut tally = lint::run(&toolchain)?;
    tally += native::unit(&toolchain, None)?;
    let homeserver = homeserver::start(None)?;
    tally += native::engine(&toolchain, &homeserver, None)?;
    tally += browser::run(&toolchain, &homeserver, &programs, None)?;
    // On a server of its own: people of the tests may have the same names.
    tally += counted("demo", || {
        demo::populate(&homeserver::start(None)?).map(drop)
    });
    Ok(tally)
}

fn browser_part(options: &TestOptions, filter: Option<&str>) -> Result<Tally> {
    let toolchain = setup::for_build(options.compiler)?;
    setup::synapse::ensure()?;
    setup::node::ensure()?;
    let programs = browser::Programs::ensure()?;
    let homeserver = homeserver::start(None)?;
    browser::run(&toolchain, &homeserver, &programs, filter)
}

/// A step that counts as one test: its failure is shown and counted, and the run goes on.
fn counted(name: &str, work: impl FnOnce() -> Result<()>) -> Tally {
    match report::step(name, work) {
        Ok(()) => Tally {
            n_passed: 1,
            n_failed: 0,
        },
        Err(error) => {
            eprintln!("{error:#}");
            Tally {
                n_passed: 0,
                n_failed: 1,
            }
        }
    }
}
