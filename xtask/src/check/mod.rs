//! `cargo xtask check`: the house rules that no lint knows. Each rule is a line in a table; a finding names its file and line.

mod rules;
mod styles;

use std::{fs, path::Path};

use anyhow::{Result, bail};

use crate::{hosting::samples, paths, report};

/// The folders with our own sources.
const SOURCE_FOLDERS: [&str; 4] = ["src", "crates", "xtask", "tests"];

/// A broken rule.
struct Finding {
    /// Where, as `path:line`.
    place: String,
    /// What the rule says.
    rule: String,
}

impl Finding {
    fn new(path: &str, line: usize, rule: impl Into<String>) -> Self {
        Self {
            place: format!("{path}:{line}"),
            rule: rule.into(),
        }
    }
}

/// Runs the command.
pub fn run() -> Result<()> {
    report::step("house rules", verify)
}

/// Fails with a list of all findings.
pub fn verify() -> Result<()> {
    let root = paths::root();
    let mut findings = Vec::new();
    for folder in SOURCE_FOLDERS {
        for file in paths::files_below(&root.join(folder)) {
            let path = file
                .strip_prefix(&root)
                .unwrap_or(&file)
                .to_string_lossy()
                .into_owned();
            check_file(&file, &path, &mut findings);
        }
    }
    findings.extend(styles::check(&root));
    findings.extend(rules::check_manifest(&fs::read_to_string(
        root.join("Cargo.toml"),
    )?));
    findings.extend(
        samples::check(&root)
            .into_iter()
            .map(|found| Finding::new(&found.path, found.line, found.rule)),
    );
    for Finding { place, rule } in &findings {
        println!("  {place}: {rule}");
    }
    match findings.len() {
        0 => Ok(()),
        n => bail!("{n} findings"),
    }
}

fn check_file(file: &Path, path: &str, findings: &mut Vec<Finding>) {
    // What is not text is not ours to judge.
    let Ok(text) = fs::read_to_string(file) else {
        return;
    };
    match file.extension().and_then(|extension| extension.to_str()) {
        Some("rs") => findings.extend(rules::check_rust(path, &text)),
        Some("ts" | "js" | "mjs") => findings.extend(rules::check_script(path, &text)),
        _ => {}
    }
}
