//! `cargo xtask serve`: the app, a homeserver with people in it, and what to type where.

use std::thread;

use anyhow::Result;

use crate::{
    args::ServeOptions,
    build, demo,
    homeserver::{self, Homeserver},
    process::Running,
    setup,
    site::Site,
};

/// A usual port, so that a reload after the next start finds the homeserver again.
const HOMESERVER_PORT: u16 = 8008;

/// Runs the command until Ctrl+C.
pub fn run(options: &ServeOptions) -> Result<()> {
    let toolchain = setup::for_build(options.compiler)?;
    if options.homeserver.is_none() {
        setup::synapse::ensure()?;
        setup::node::ensure()?;
    }
    build::bundle(&toolchain, options.profile)?;
    // Kept until the end: dropping it stops Synapse.
    let local = match &options.homeserver {
        Some(_) => None,
        None => Some(start_demo()?),
    };
    let url = local
        .as_ref()
        .map(|(_, homeserver)| homeserver.url.as_str())
        .or(options.homeserver.as_deref());
    let port = if homeserver::is_free(options.port) {
        options.port
    } else {
        homeserver::free_port()?
    };
    let site = Site::serve(port, url)?;
    print_welcome(&site.url, url.unwrap_or_default(), local.is_some());
    loop {
        thread::park();
    }
}

/// A homeserver with people in it, one of whom answers.
fn start_demo() -> Result<(Running, Homeserver)> {
    let homeserver = homeserver::start(Some(HOMESERVER_PORT))?;
    let chats = demo::populate(&homeserver)?;
    let friend = demo::friend::start(&homeserver, &chats)?;
    Ok((friend, homeserver))
}

fn print_welcome(app: &str, homeserver: &str, is_demo: bool) {
    println!("\n  Loggia       {app}");
    println!("  Homeserver   {homeserver}");
    if is_demo {
        for account in demo::ACCOUNTS {
            println!(
                "  Sign in as   {}   password {}",
                account.name, account.password
            );
        }
    }
    println!("\n  Ctrl+C ends everything that this command has started.");
}
