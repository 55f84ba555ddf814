//! Tells the service worker what the bundle is made of: each file with its hash, and a name for exactly these files.

use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256};

use super::licences;
use crate::{build_hash, paths};

/// The worker itself, which browsers keep in their own way.
const FILE: &str = "sw.js";
/// The operator's file, which is no part of a build.
const CONFIG: &str = "config.json";

/// The lines of the template that are replaced.
const VERSION_LINE: &str = "const VERSION = \"\";\n";
const FILES_LINE: &str = "const FILES = {};\n";

/// Fills in the template in the staging folder, which must be complete by now.
pub fn fill_in(staging: &Path) -> Result<()> {
    let path = staging.join(FILE);
    let template = fs::read_to_string(&path).with_context(|| format!("cannot read {FILE}"))?;
    let filled = filled(&template, &hashes(staging)?)
        .with_context(|| format!("{FILE} does not have the two lines that this hook fills in"))?;
    Ok(fs::write(path, filled)?)
}

/// Paths as addresses below the page, and hashes as `fetch` takes them.
fn hashes(staging: &Path) -> Result<Map<String, Value>> {
    let mut hashes = Map::new();
    for file in paths::files_below(staging) {
        let relative = file.strip_prefix(staging).unwrap_or(&file);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let path = parts.join("/");
        if ![FILE, CONFIG, licences::FILE].contains(&path.as_str()) {
            let bytes = fs::read(&file).with_context(|| format!("cannot read {path}"))?;
            hashes.insert(path, integrity(&bytes).into());
        }
    }
    Ok(hashes)
}

/// The version covers the template too: another worker never finds the cache of this one.
fn filled(template: &str, hashes: &Map<String, Value>) -> Option<String> {
    let files = serde_json::to_string_pretty(hashes).ok()?;
    let version = build_hash::of_bytes(format!("{template}{files}").as_bytes());
    let (before, rest) = template.split_once(VERSION_LINE)?;
    let (between, after) = rest.split_once(FILES_LINE)?;
    Some(format!(
        "{before}const VERSION = \"{version}\";\n{between}const FILES = {files};\n{after}"
    ))
}

/// `sha256-` and the hash in base 64.
fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", base64(&Sha256::digest(bytes)))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .chain(&[0; 3])
            .take(3)
            .fold(0, |group, byte| group << 8 | usize::from(*byte));
        for place in 0..4 {
            text.push(match place <= chunk.len() {
                true => DIGITS[group >> (18 - 6 * place) & 63].into(),
                false => '=',
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn template() -> String {
        fs::read_to_string(paths::root().join("public").join(FILE)).unwrap()
    }

    fn hashes_of(files: &[(&str, &str)]) -> Map<String, Value> {
        let entry = |(path, hash): &(&str, &str)| ((*path).to_owned(), Value::from(*hash));
        files.iter().map(entry).collect()
    }

    #[test]
    fn the_template_of_the_repository_can_be_filled_in() {
        let files = hashes_of(&[("index.html", "sha256-a"), ("engine/engine.js", "sha256-b")]);
        let filled = filled(&template(), &files).unwrap();
        assert!(filled.contains("const FILES = {\n  \"engine/engine.js\": \"sha256-b\",\n"));
        assert!(!filled.contains(VERSION_LINE) && !filled.contains(FILES_LINE));
    }

    #[test]
    fn any_other_file_makes_another_version() {
        let version = |template: &str, files: &[(&str, &str)]| {
            let filled = filled(template, &hashes_of(files)).unwrap();
            let (_, rest) = filled.split_once("const VERSION = \"").unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let first = version(&template(), &[("a", "1")]);
        assert_eq!(first.len(), 16);
        assert_eq!(first, version(&template(), &[("a", "1")]));
        for files in [&[("a", "2")][..], &[("b", "1")], &[("a", "1"), ("b", "1")]] {
            assert_ne!(first, version(&template(), files));
        }
        let worker = format!("{}// a fix\n", template());
        assert_ne!(first, version(&worker, &[("a", "1")]));
    }

    #[test]
    fn another_template_is_refused() {
        assert_eq!(filled("const FILES = {};\n", &Map::new()), None);
    }

    #[test]
    fn the_list_has_the_bundle_and_neither_the_worker_nor_the_operators_file() {
        let staging = std::env::temp_dir().join(format!("loggia-precache-{}", std::process::id()));
        fs::create_dir_all(staging.join("engine")).unwrap();
        for file in ["index.html", "engine/engine.js", FILE, CONFIG] {
            fs::write(staging.join(file), "abc").unwrap();
        }
        let listed: Vec<_> = hashes(&staging).unwrap().into_iter().collect();
        let hash = "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=";
        let expected =
            ["engine/engine.js", "index.html"].map(|path| (path.to_owned(), hash.into()));
        assert_eq!(listed, expected);
        fs::remove_dir_all(staging).unwrap();
    }

    #[test]
    fn base_64_is_filled_up() {
        for (bytes, text) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }
}
