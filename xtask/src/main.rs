//! Everything that is run on this repository: one enum of subcommands, one file for each.
//! It must compile in seconds with an older rustc than the one that Loggia needs; it knows no Loggia crate.

mod args;
mod bench;
mod build;
mod build_hash;
mod check;
mod demo;
mod homeserver;
mod hook;
mod hosting;
mod paths;
mod process;
mod release;
mod report;
mod serve;
mod setup;
mod site;
mod size;
mod styles;
mod test;
mod toolchain;

use std::process::ExitCode;

use args::Command;

fn main() -> ExitCode {
    let command = match args::parse(lexopt::Parser::from_env()) {
        Ok(command) => command,
        Err(error) => {
            eprintln!("xtask: {error}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    let outcome = process::stop_children_on_signals().and_then(|()| run(command));
    process::give_way_to_signal();
    process::stop_all();
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nxtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Help => {
            println!("{}", args::USAGE);
            Ok(())
        }
        Command::Setup(options) => setup::run(&options),
        Command::Build(options) => build::run(&options),
        Command::Release(options) => release::run(&options),
        Command::Serve(options) => serve::run(&options),
        Command::Test(options) => test::run(&options),
        Command::Check => check::run(),
        Command::Bench(options) => bench::run(&options),
        Command::Size(options) => size::run(&options),
        Command::Hook(stage) => hook::run(stage),
    }
}
