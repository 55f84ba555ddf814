//! `cargo xtask release`: the release bundle as a tarball for operators, which is the same bytes wherever it is made, and its
//! checksum. What is in it is `contents`; how it becomes bytes is `tarball`.

mod compress;
mod contents;
mod tarball;

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};

use crate::{
    args::{BundleProfile, ReleaseOptions},
    build, build_hash, paths, process, report, setup,
};

/// All packages of the workspace have this version.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Lists the checksums, as `sha256sum --check` reads them.
const SUMS: &str = "SHA256SUMS";

/// The time of everything in the tarball, in seconds: a convention of those who build again what others have built.
const TIME_VARIABLE: &str = "SOURCE_DATE_EPOCH";

/// Runs the command.
pub fn run(options: &ReleaseOptions) -> Result<()> {
    let time = time()?;
    let toolchain = setup::for_build(options.compiler)?;
    build::bundle(&toolchain, BundleProfile::Release)?;
    let version = format!(
        "{VERSION} {}\n",
        build_hash::of_sources(BundleProfile::Release)?
    );
    let folder = paths::target().join("release");
    let file = report::step("compressing and packing the bundle", || {
        let files = contents::gather(&paths::dist(), &paths::root(), &version)?;
        write(&files, time, &folder)
    })?;
    println!("\n  {}\n  {}", file.display(), folder.join(SUMS).display());
    Ok(())
}

/// Leaves the tarball and the checksums in a folder, and replies with where the tarball is.
fn write(files: &contents::Files, time: u64, folder: &Path) -> Result<PathBuf> {
    let name = format!("loggia-{VERSION}");
    let bytes = tarball::pack(files, &name, time)?;
    paths::remove_tree(folder)?;
    fs::create_dir_all(folder)?;
    let file = folder.join(format!("{name}.tar.gz"));
    fs::write(&file, &bytes).with_context(|| format!("cannot write {}", file.display()))?;
    fs::write(
        folder.join(SUMS),
        sum_line(&bytes, &format!("{name}.tar.gz")),
    )?;
    Ok(file)
}

fn sum_line(bytes: &[u8], name: &str) -> String {
    let digits = Sha256::digest(bytes);
    let digits: String = digits.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{digits}  {name}\n")
}

/// What the variable says, else when the commit was made.
fn time() -> Result<u64> {
    if let Some(text) = env::var(TIME_VARIABLE).ok().filter(|text| !text.is_empty()) {
        return text
            .parse()
            .with_context(|| format!("{TIME_VARIABLE} is seconds since 1970"));
    }
    let mut git = Command::new("git");
    git.current_dir(paths::root())
        .args(["log", "-1", "--format=%ct"]);
    process::read(&mut git)
        .and_then(|text| text.trim().parse().ok())
        .with_context(|| {
            format!("this is no checkout of git: {TIME_VARIABLE} must say the release's time")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder as `cargo xtask build` leaves it, and one with the repository's part.
    fn folders(name: &str) -> (PathBuf, PathBuf) {
        let base = env::temp_dir().join(format!("loggia-release-{name}-{}", std::process::id()));
        let (dist, root) = (base.join("dist"), base.join("root"));
        let script = "export const harbour = 'house';\n".repeat(100);
        for (file, text) in [
            (dist.join("sw.js"), script.as_str()),
            (dist.join("index.html"), "<p>Loggia"),
            (dist.join("config.json"), "{}"),
            (dist.join("engine/engine.js"), script.as_str()),
            (root.join("LICENSE"), "free"),
            (root.join("docs/HOSTING.md"), "# Hosting"),
            (root.join("hosting/nginx.conf"), "server {}"),
        ] {
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        (dist, root)
    }

    #[test]
    fn the_same_files_make_the_same_tarball() {
        let (dist, root) = folders("same");
        let out = dist.with_file_name("out");
        let made = |time| {
            let files = contents::gather(&dist, &root, "1 abc\n").unwrap();
            fs::read(write(&files, time, &out).unwrap()).unwrap()
        };
        let first = made(1_700_000_000);
        // Neither who owns a file nor when it was written is told.
        fs::write(dist.join("index.html"), "<p>Loggia").unwrap();
        assert_eq!(first, made(1_700_000_000));
        assert_ne!(first, made(1_700_000_001));
        fs::remove_dir_all(dist.parent().unwrap()).unwrap();
    }

    #[test]
    fn the_checksum_is_the_one_that_others_compute() {
        let (dist, root) = folders("sums");
        let out = dist.with_file_name("out");
        let files = contents::gather(&dist, &root, "1 abc\n").unwrap();
        write(&files, 1_700_000_000, &out).unwrap();
        let check = Command::new("sha256sum")
            .current_dir(&out)
            .args(["--check", "--strict", "--quiet", SUMS])
            .status();
        assert!(check.unwrap().success());
        fs::remove_dir_all(dist.parent().unwrap()).unwrap();
    }

    #[test]
    fn a_checksum_is_written_as_sha256sum_does() {
        let line = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad  a.tar.gz\n";
        assert_eq!(sum_line(b"abc", "a.tar.gz"), line);
    }
}
