//! Writes the licences of everything that the two programs are made of: most of them ask to be passed on.

use std::{collections::BTreeMap, fs, path::Path, process::Command};

use anyhow::{Context as _, Result, ensure};
use serde_json::Value;

use crate::paths;

/// Beside the page; "Help & About" leads there.
pub const FILE: &str = "licences.txt";

/// What the programs are compiled for, as cargo filters by it.
const TARGET: &str = "wasm32-unknown-unknown";

/// How files with a licence are called, in small letters.
const BEGINNINGS: [&str; 4] = ["license", "licence", "copying", "notice"];

/// Writes the file into the staging folder.
pub fn write(staging: &Path) -> Result<()> {
    let packages = packages()?;
    let packages: Vec<_> = packages
        .iter()
        .filter(|package| is_strangers(package))
        .collect();
    ensure!(!packages.is_empty(), "cargo names no dependency");
    Ok(fs::write(staging.join(FILE), text(&packages))?)
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
fn text(packages: &[&Value]) -> String {
    let mut by_text: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for package in packages {
        let field = |name| package[name].as_str().unwrap_or_default();
        let licence = field("license");
        let title = format!("{} {} ({licence})", field("name"), field("version"));
        let texts = Path::new(field("manifest_path")).parent().map(texts_in);
        for text in texts.unwrap_or_default() {
            by_text.entry(text).or_default().push(title.clone());
        }
        by_text.entry(String::new()).or_default().push(title);
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
        let packages = packages().unwrap();
        let packages: Vec<_> = packages
            .iter()
            .filter(|package| is_strangers(package))
            .collect();
        let text = text(&packages);
        for name in ["matrix-sdk ", "leptos ", "ruma "] {
            assert!(text.contains(&format!("\n{name}")), "{name}");
        }
        assert!(!text.contains("\nloggia"), "our own is not among them");
        assert!(text.contains("TERMS AND CONDITIONS FOR USE, REPRODUCTION"));
    }
}
