//! A compiler that can build Loggia, and the environment in which its tools run.

use std::{
    env,
    ffi::{OsStr, OsString},
    path::{Path, PathBuf},
    process::Command,
};

use crate::{args::CompilerChoice, paths, process};

/// The name that rustc has for the browser's target.
pub const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The oldest rustc that compiles matrix-sdk 0.19, as (major, minor).
pub const OLDEST_RUSTC: (u32, u32) = (1, 96);

/// A compiler with a wasm standard library, and what its children need to find.
#[derive(Debug, Clone)]
pub struct Toolchain {
    /// How it is shown to the user.
    pub name: String,
    /// The folder of cargo, rustfmt and clippy.
    pub bin: PathBuf,
    /// The compiler itself, or our wrapper around it.
    pub rustc: PathBuf,
    /// A sysroot that is not the compiler's own; clippy has to be told.
    pub sysroot: Option<PathBuf>,
    /// The wasm linker, when the toolchain does not bring one.
    pub wasm_linker: Option<PathBuf>,
}

impl Toolchain {
    /// A command in this toolchain's environment.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        forget_outer_cargo(&mut command);
        command
            .current_dir(paths::root())
            .env("PATH", self.search_path())
            .env("RUSTC", &self.rustc)
            .env("CARGO_TARGET_DIR", paths::target());
        if let Some(sysroot) = &self.sysroot {
            command.env("SYSROOT", sysroot);
        }
        if let Some(linker) = &self.wasm_linker {
            command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
        }
        command
    }

    /// `cargo` with its first arguments.
    pub fn cargo<'a>(&self, arguments: impl IntoIterator<Item = &'a str>) -> Command {
        let mut command = self.command(self.bin.join("cargo"));
        command.args(arguments);
        command
    }

    /// How the same toolchain is asked for in a child.
    pub fn choice(&self) -> CompilerChoice {
        match self.sysroot {
            Some(_) => CompilerChoice::Debian,
            None => CompilerChoice::Auto,
        }
    }

    /// Whether a tool such as `cargo-clippy` comes with this toolchain.
    pub fn has(&self, tool: &str) -> bool {
        self.bin.join(tool).is_file()
    }

    /// The toolchain in front of everything else: a rustup proxy would choose another one.
    fn search_path(&self) -> OsString {
        let old = env::var_os("PATH").unwrap_or_default();
        let ours = [paths::tools().join("bin"), self.bin.clone()];
        env::join_paths(ours.into_iter().chain(env::split_paths(&old))).unwrap_or(old)
    }
}

/// Removes what `cargo run` and rustup have told us about themselves: it would lead a child to the wrong toolchain,
/// or make it rebuild what has not changed. What the user configures (`CARGO_HOME`, `CARGO_NET_…`) stays.
pub fn forget_outer_cargo(command: &mut Command) {
    const OURS: [&str; 8] = [
        "CARGO",
        "CARGO_MANIFEST_DIR",
        "CARGO_MANIFEST_PATH",
        "CARGO_CRATE_NAME",
        "CARGO_BIN_NAME",
        "CARGO_PRIMARY_PACKAGE",
        "RUSTUP_TOOLCHAIN",
        "LD_LIBRARY_PATH",
    ];
    for name in OURS {
        command.env_remove(name);
    }
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
}

/// What `rustc -vV` says.
pub struct RustcVersion {
    /// All of it: two compilers with the same text build the same std.
    pub text: String,
    /// Such as `1.96.0`.
    pub release: String,
    /// Such as `x86_64-unknown-linux-gnu`.
    pub host: String,
}

impl RustcVersion {
    /// Asks a compiler; `None` when it is missing or broken.
    pub fn of(rustc: &Path) -> Option<Self> {
        let mut command = Command::new(rustc);
        forget_outer_cargo(&mut command);
        let text = process::read(command.arg("-vV"))?;
        let field = |name: &str| {
            text.lines()
                .find_map(|line| line.strip_prefix(name))
                .map(str::to_owned)
        };
        Some(Self {
            release: field("release: ")?,
            host: field("host: ")?,
            text,
        })
    }

    /// Whether it is new enough for Loggia.
    pub fn is_suitable(&self) -> bool {
        let mut numbers = self
            .release
            .split(['.', '-'])
            .map(|part| part.parse().unwrap_or(0));
        (numbers.next().unwrap_or(0), numbers.next().unwrap_or(0)) >= OLDEST_RUSTC
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_compilers_are_suitable() {
        let is_suitable = |release: &str| {
            RustcVersion {
                text: String::new(),
                host: String::new(),
                release: release.to_owned(),
            }
            .is_suitable()
        };
        for (release, expected) in [
            ("1.95.0", false),
            ("1.96.0", true),
            ("1.97.0-nightly", true),
            ("2.0.0", true),
        ] {
            assert_eq!(is_suitable(release), expected, "{release}");
        }
    }
}
