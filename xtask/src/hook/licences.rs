//! Writes the licences of everything that the two programs are made of, and of the font: most of them ask to be passed on.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::{paths, setup::font};

/// Beside the page; "Help & About" leads there.
pub const FILE: &str = "licences.txt";

/// What the programs are compiled for, as cargo filters by it.
const TARGET: &str = "wasm32-unknown-unknown";

/// How files with a licence are called, in small letters.
const BEGINNINGS: [&str; 4] = ["license", "licence", "copying", "notice"];

/// What somebody else has made.
struct Package {
    /// Its name, version and licence.
    title: String,
    /// Where the texts of its licences lie.
    folder: PathBuf,
}

impl Package {
    fn of_cargo(package: &Value) -> Self {
        let field = |name| package[name].as_str().unwrap_or_default();
        let manifest = Path::new(field("manifest_path"));
        Self {
            title: title(field("name"), field("version"), field("license")),
            folder: manifest.parent().unwrap_or(manifest).to_path_buf(),
        }
    }

    fn font() -> Self {
        Self {
            title: title(font::NAME, font::VERSION, font::LICENCE),
            folder: font::package(),
        }
    }
}

fn title(name: &str, version: &str, licence: &str) -> String {
    format!("{name} {version} ({licence})")
}

/// Writes the file into the staging folder.
pub fn write(staging: &Path) -> Result<()> {
    let mut packages = crates()?;
    ensure!(!packages.is_empty(), "cargo names no dependency");
    let font = Package::font();
    ensure!(
        !texts_in(&font.folder).is_empty(),
        "the font has no licence"
    );
    packages.push(font);
    Ok(fs::write(staging.join(FILE), text(&packages))?)
}

/// The crates that are not our own.
fn crates() -> Result<Vec<Package>> {
    let packages = packages()?;
    let strangers = packages.iter().filter(|package| is_strangers(package));
    Ok(strangers.map(Package::of_cargo).collect())
}

fn packages() -> Result<Vec<Value>> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let arguments = [
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform",
        TARGET,
    ];
    let answer = Command::new(cargo)
        .args(arguments)
        .current_dir(paths::root())
        .output()
        .context("cargo does not run")?;
    ensure!(
        answer.status.success(),
        "{}",
        String::from_utf8_lossy(&answer.stderr)
    );
    let mut metadata: Value = serde_json::from_slice(&answer.stdout)?;
    let Value::Array(packages) = metadata["packages"].take() else {
        anyhow::bail!("cargo metadata has no packages");
    };
    Ok(packages)
}

/// Our own crates have no source.
fn is_strangers(package: &Value) -> bool {
    !package["source"].is_null()
}

/// Each licence's text once, below the names of those that are under it.
fn text(packages: &[Package]) -> String {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Package { title, folder } in packages {
        for text in texts_in(folder) {
            by_text.entry(text).or_default().push(title.clone());
        }
        by_text
            .entry(String::new())
            .or_default()
            .push(title.clone());
    }
    let all = by_text.remove("").unwrap_or_default();
    let mut text = format!("Loggia contains these packages.\n\n{}\n", all.join("\n"));
    for (licence, titles) in by_text {
        text += &format!(
            "\n\n{}\n{}\n\n{}\n",
            "=".repeat(80),
            titles.join("\n"),
            licence
        );
    }
    text
}

/// The texts of the licences that lie in a package's folder.
fn texts_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut texts: Vec<_> = entries
        .filter(|entry| is_licence(&entry.file_name().to_string_lossy()))
        .filter_map(|entry| fs::read_to_string(entry.path()).ok())
        .map(|text| text.trim().replace("\r\n", "\n"))
        .collect();
    texts.sort_unstable();
    texts
}

fn is_licence(name: &str) -> bool {
    let name = name.to_lowercase();
    BEGINNINGS
        .iter()
        .any(|beginning| name.starts_with(beginning))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dependency_is_named_and_its_licence_is_there() {
        let text = text(&crates().unwrap());
        for name in ["matrix-sdk ", "leptos ", "ruma "] {
            assert!(text.contains(&format!("\n{name}")), "{name}");
        }
        assert!(!text.contains("\nloggia"), "our own is not among them");
        assert!(text.contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION"));
    }
}
