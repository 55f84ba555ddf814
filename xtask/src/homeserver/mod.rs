//! A throw-away Synapse on this machine: SQLite, no federation, no limits, deleted when it stops.

mod configuration;

use std::{
    fs::{self, File},
    net::{Ipv4Addr, TcpListener},
    path::{Path, PathBuf},
    process::Command,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};

use crate::{paths, process, process::Running, report, setup};

pub use configuration::PAST_TOKEN;

/// Synapse creates its database at the first start, which is slow on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

const LOG: &str = "synapse.log";
const DATABASE: &str = "homeserver.db";

/// How much of Synapse's log is shown when it does not start.
const N_LOG_LINES: usize = 20;

/// Runs Synapse without waiting for the disk after each transaction: nothing here has to survive a power cut.
const LAUNCHER: &str = "
import runpy, sqlite3
connect = sqlite3.connect
def connect_without_waiting(*args, **options):
    connection = connect(*args, **options)
    connection.execute('PRAGMA synchronous = OFF')
    return connection
sqlite3.connect = connect_without_waiting
runpy.run_module('synapse.app.homeserver', run_name='__main__')
";

/// A Synapse that runs until this is dropped.
pub struct Homeserver {
    /// Such as `http://localhost:8008`.
    pub url: String,
    /// The same by address, for clients that should not ask how `localhost` resolves.
    pub address: String,
    /// What stands behind the colon of every Matrix ID.
    pub name: String,
    // Dropped in this order: Synapse ends before its data goes.
    running: Running,
    folder: DataFolder,
}

/// What a Synapse begins with.
#[derive(Default)]
pub struct Beginning<'a> {
    /// Its port, unless that is taken; any, if this is missing.
    pub port: Option<u16>,
    /// Its name; if this is missing, it is named after its port.
    pub name: Option<&'a str>,
    /// A folder with what an earlier one of this name has left (`Homeserver::stop_and_keep`).
    pub data: Option<&'a Path>,
}

/// Starts a Synapse on this port, or on a free one when it is taken or `None`.
pub fn start(port: Option<u16>) -> Result<Homeserver> {
    start_from(&Beginning {
        port,
        ..Beginning::default()
    })
}

/// Starts a Synapse.
pub fn start_from(beginning: &Beginning<'_>) -> Result<Homeserver> {
    report::step("starting Synapse", || {
        remove_leftovers();
        let port = beginning
            .port
            .filter(|port| is_free(*port))
            .map_or_else(free_port, Ok)?;
        let folder = DataFolder::create(port)?;
        if let Some(data) = beginning.data {
            copy_data(data, &folder.0)?;
        }
        let name = beginning
            .name
            .map_or_else(|| format!("localhost:{port}"), str::to_owned);
        configuration::write(&folder.0, &name, port)?;
        let mut running = Running::start(&mut synapse(&folder.0)?)?;
        let address = format!("http://127.0.0.1:{port}");
        wait_until_ready(&mut running, &address, &folder.0)?;
        Ok(Homeserver {
            url: format!("http://localhost:{port}"),
            address,
            name,
            running,
            folder,
        })
    })
}

impl Homeserver {
    /// Stops it and leaves what it knows in a folder that is not there yet, for another to begin with.
    pub fn stop_and_keep(self, into: &Path) -> Result<()> {
        let Self {
            running, folder, ..
        } = self;
        drop(running);
        // Named only once it is complete: a copy that was interrupted is not taken for one.
        let unfinished = into.with_extension("unfinished");
        paths::remove_tree(&unfinished)?;
        fs::create_dir_all(&unfinished)?;
        copy_data(&folder.0, &unfinished)?;
        fs::rename(&unfinished, into).with_context(|| format!("cannot create {}", into.display()))
    }
}

/// Copies the database of a Synapse that does not run.
fn copy_data(from: &Path, to: &Path) -> Result<()> {
    // What SQLite has not yet put into the database itself lies beside it.
    for name in [DATABASE, "homeserver.db-wal"] {
        let file = from.join(name);
        if file.exists() {
            fs::copy(&file, to.join(name))
                .with_context(|| format!("cannot copy {}", file.display()))?;
        }
    }
    Ok(())
}

/// A port of this machine that nothing listens on.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port is free")?;
    Ok(listener.local_addr()?.port())
}

/// Whether nothing listens on this port.
pub fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

/// Where one Synapse keeps its data, named after our process and its port.
struct DataFolder(PathBuf);

impl DataFolder {
    fn create(port: u16) -> Result<Self> {
        let folder = runs().join(format!("{}-{port}", std::process::id()));
        paths::remove_tree(&folder)?;
        fs::create_dir_all(&folder)
            .with_context(|| format!("cannot create {}", folder.display()))?;
        process::remove_at_end(&folder);
        Ok(Self(folder))
    }
}

impl Drop for DataFolder {
    fn drop(&mut self) {
        // The next start removes what stays.
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn runs() -> PathBuf {
    paths::cache().join("synapse-runs")
}

/// Removes the data of runs whose process is gone.
fn remove_leftovers() {
    for entry in fs::read_dir(runs()).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let process = name.split('-').next().unwrap_or_default();
        if !Path::new("/proc").join(process).exists() {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

fn synapse(folder: &Path) -> Result<Command> {
    // What goes wrong before Synapse has read where its log is.
    let complaints = File::options()
        .create(true)
        .append(true)
        .open(folder.join(LOG))?;
    let python = setup::synapse::python();
    // Even when we are killed without a chance to clean up, Synapse ends with us.
    let mut command = match process::find("setpriv") {
        Some(setpriv) => {
            let mut command = Command::new(setpriv);
            command.args(["--pdeathsig", "TERM"]).arg(python);
            command
        }
        None => Command::new(python),
    };
    command
        .args(["-c", LAUNCHER, "--config-path", "homeserver.json"])
        .current_dir(folder)
        .stdout(std::process::Stdio::null())
        .stderr(complaints);
    Ok(command)
}

fn wait_until_ready(running: &mut Running, address: &str, folder: &Path) -> Result<()> {
    let versions = format!("{address}/_matrix/client/versions");
    let begin = Instant::now();
    while ureq::get(&versions).call().is_err() {
        let has_ended = running.ended()?.is_some();
        if has_ended || begin.elapsed() > PATIENCE {
            let what = if has_ended {
                "Synapse has stopped"
            } else {
                "Synapse does not answer"
            };
            bail!("{what}. The end of its log:\n{}", end_of_log(folder));
        }
        thread::sleep(Duration::from_millis(100));
    }
    Ok(())
}

fn end_of_log(folder: &Path) -> String {
    let log = fs::read_to_string(folder.join(LOG)).unwrap_or_default();
    let lines: Vec<&str> = log.lines().collect();
    lines[lines.len().saturating_sub(N_LOG_LINES)..].join("\n")
}
