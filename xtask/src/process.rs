//! Child processes: run, read, keep in the background; and the promise that none of them outlives us.
//! Each child that is not meant for the keyboard leads a process group of its own, which a signal to us ends.

use std::{
    env,
    ffi::OsStr,
    io::{BufRead as _, BufReader},
    os::unix::process::CommandExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Stdio},
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail};
use nix::{
    sys::signal::{Signal, killpg},
    unistd::Pid,
};

/// Groups that are alive, and folders that go with them.
static GROUPS: Mutex<Vec<i32>> = Mutex::new(Vec::new());
static FOLDERS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// How long a child may take to end by itself before it is killed.
const GRACE: Duration = Duration::from_secs(4);

/// The exit code of a program that Ctrl+C ended.
const INTERRUPTED: i32 = 130;

/// Whether a signal has come: children that fail now have been ended by us.
static IS_INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// Makes Ctrl+C and SIGTERM end every child before us.
pub fn stop_children_on_signals() -> Result<()> {
    ctrlc::set_handler(|| {
        IS_INTERRUPTED.store(true, Ordering::SeqCst);
        stop_all();
        std::process::exit(INTERRUPTED);
    })
    .context("cannot listen to signals")
}

/// Leaves the end to the signal's handler, if there was a signal: it has children to wait for.
pub fn give_way_to_signal() {
    if IS_INTERRUPTED.load(Ordering::SeqCst) {
        wait_for_the_end();
    }
}

fn wait_for_the_end() -> ! {
    loop {
        thread::park();
    }
}

/// Ends all children that still run and removes the folders that belong to them.
pub fn stop_all() {
    let groups = std::mem::take(&mut *GROUPS.lock().expect("no holder panics"));
    for group in &groups {
        stop_group(*group);
    }
    for folder in FOLDERS.lock().expect("no holder panics").drain(..) {
        // Nothing is lost when a temporary folder stays: the next start removes it.
        let _ = std::fs::remove_dir_all(folder);
    }
}

/// Removes this folder when we end, whatever ends us.
pub fn remove_at_end(folder: &Path) {
    FOLDERS
        .lock()
        .expect("no holder panics")
        .push(folder.to_path_buf());
}

fn stop_group(group: i32) {
    let group = Pid::from_raw(group);
    let begin = Instant::now();
    // An error means that the group is gone, which is what we want.
    let mut is_alive = killpg(group, Signal::SIGTERM).is_ok();
    while is_alive && begin.elapsed() < GRACE {
        thread::sleep(Duration::from_millis(20));
        is_alive = has_running_member(group);
    }
    let _ = killpg(group, Signal::SIGKILL);
}

/// Whether a process of the group runs; one that ended and was not waited for yet does not count.
fn has_running_member(group: Pid) -> bool {
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| std::fs::read_to_string(entry.path().join("stat")).ok())
        .any(|stat| {
            // The name, in parentheses, may contain spaces: "pid (name) state parent group …".
            let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
            let mut fields = after_name.split(' ');
            let state = fields.next();
            fields.nth(1).and_then(|field| field.parse().ok()) == Some(group.as_raw())
                && state != Some("Z")
        })
}

/// A child with a process group of its own, ended when this is dropped.
pub struct Running {
    child: Child,
}

impl Running {
    /// Starts a child that we do not wait for.
    pub fn start(command: &mut Command) -> Result<Self> {
        // While we hold the lock, a signal's handler cannot miss the new child.
        let mut groups = GROUPS.lock().expect("no holder panics");
        if IS_INTERRUPTED.load(Ordering::SeqCst) {
            drop(groups);
            wait_for_the_end();
        }
        // Reading the terminal from another group than the terminal's would stop the child for ever.
        let child = command
            .stdin(Stdio::null())
            .process_group(0)
            .spawn()
            .with_context(|| cannot_start(command))?;
        groups.push(group_of(&child));
        Ok(Self { child })
    }

    /// Its end, when it has ended by itself.
    pub fn ended(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
    }

    fn wait(mut self) -> Result<ExitStatus> {
        Ok(self.child.wait()?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let group = group_of(&self.child);
        let mut groups = GROUPS.lock().expect("no holder panics");
        let n_before = groups.len();
        groups.retain(|other| *other != group);
        let is_ours = groups.len() < n_before;
        drop(groups);
        // A signal handler that got here first has taken the group out of the list and ends it.
        if is_ours {
            if !matches!(self.child.try_wait(), Ok(Some(_))) {
                stop_group(group);
            }
            let _ = self.child.wait();
        }
    }
}

fn group_of(child: &Child) -> i32 {
    i32::try_from(child.id()).expect("process ids are positive i32")
}

/// Runs a command that shares our output; fails when it does.
pub fn run(command: &mut Command) -> Result<()> {
    let status = Running::start(command)?.wait()?;
    must_succeed(command, status)
}

/// Runs a command that may ask on the terminal (sudo), so it stays in our process group.
pub fn run_in_foreground(command: &mut Command) -> Result<()> {
    let status = command.status().with_context(|| cannot_start(command))?;
    must_succeed(command, status)
}

/// Runs a command and hands each line of its standard output to `on_line`; returns whether it succeeded.
pub fn run_by_line(command: &mut Command, mut on_line: impl FnMut(&str)) -> Result<bool> {
    let mut running = Running::start(command.stdout(Stdio::piped()))?;
    let output = running.child.stdout.take().expect("stdout is piped");
    for line in BufReader::new(output).split(b'\n') {
        on_line(&String::from_utf8_lossy(&line?));
    }
    Ok(running.wait()?.success())
}

/// The standard output of a command that is expected to be quick, or `None` when it is missing or fails.
pub fn read(command: &mut Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

fn must_succeed(command: &Command, status: ExitStatus) -> Result<()> {
    if !status.success() {
        bail!("`{}` failed ({status})", words(command));
    }
    Ok(())
}

fn cannot_start(command: &Command) -> String {
    format!("cannot start `{}`", words(command))
}

fn words(command: &Command) -> String {
    let arguments = command.get_args().map(OsStr::to_string_lossy);
    let words: Vec<_> = std::iter::once(command.get_program().to_string_lossy())
        .chain(arguments)
        .collect();
    words.join(" ")
}

/// The first file of this name in `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Command {
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        command
    }

    #[test]
    fn a_dropped_child_takes_its_own_children_along() {
        let running = Running::start(&mut shell("sleep 300 & sleep 300")).unwrap();
        let group = Pid::from_raw(group_of(&running.child));
        assert!(has_running_member(group));
        drop(running);
        assert!(!has_running_member(group));
    }

    #[test]
    fn lines_are_seen_and_failures_told() {
        let mut lines = Vec::new();
        let outcome = run_by_line(&mut shell("echo one; echo two; exit 3"), |line| {
            lines.push(line.to_owned());
        });
        assert!(!outcome.unwrap());
        assert_eq!(lines, ["one", "two"]);
        let error = run(&mut shell("exit 3")).unwrap_err().to_string();
        assert!(error.contains("`sh -c exit 3` failed"), "{error}");
    }
}
