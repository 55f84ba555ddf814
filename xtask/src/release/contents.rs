//! What a release holds: the bundle with compressed copies, its version, and what an operator needs beside it.
//!
//! The operator's `config.json` is no part of it, so that an update never replaces it: the bundle's lies among the samples.

use std::{collections::BTreeMap, fs, path::Path};

use anyhow::{Context as _, Result, ensure};

use super::compress;
use crate::{hosting::samples, paths};

/// Contents by their paths below the release's folder, with slashes.
pub type Files = BTreeMap<String, Vec<u8>>;

const CONFIG: &str = "config.json";
/// Says which release is deployed: `0.1.0 0123456789abcdef` and a line feed.
const VERSION: &str = "version";

/// Texts of the repository, and where they lie in a release.
const TEXTS: [(&str, &str); 2] = [
    ("LICENSE", "hosting/LICENSE"),
    ("docs/HOSTING.md", "hosting/HOSTING.md"),
];

/// Reads a bundle and the checkout that it was built from.
pub fn gather(dist: &Path, root: &Path, version: &str) -> Result<Files> {
    let mut files = read(dist)?;
    ensure!(
        files.contains_key("index.html"),
        "{} holds no bundle",
        dist.display()
    );
    let config = files.remove(CONFIG);
    let compressed = compress::all(&files)?;
    files.extend(compressed);
    files.insert(VERSION.to_owned(), version.into());
    let for_operators = read(&root.join(samples::FOLDER))?;
    let for_operators = for_operators
        .into_iter()
        .chain(config.map(|text| (CONFIG.to_owned(), text)));
    files.extend(for_operators.map(|(path, bytes)| (format!("{}/{path}", samples::FOLDER), bytes)));
    for (from, to) in TEXTS {
        let text = fs::read(root.join(from)).with_context(|| format!("cannot read {from}"))?;
        files.insert(to.to_owned(), text);
    }
    Ok(files)
}

fn read(folder: &Path) -> Result<Files> {
    let read = |file: &std::path::PathBuf| {
        let relative = file.strip_prefix(folder).unwrap_or(file);
        let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
        let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok((parts.join("/"), bytes))
    };
    paths::files_below(folder).iter().map(read).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_release_has_the_bundle_its_version_and_the_samples() {
        let base = std::env::temp_dir().join(format!("loggia-contents-{}", std::process::id()));
        let dist = base.join("dist");
        let list = "const FILES = {\"engine/engine.js\": \"sha256-a\"};\n".repeat(50);
        for (file, text) in [
            ("sw.js", list.as_str()),
            ("index.html", "<p>Loggia"),
            ("config.json", "{}"),
            ("engine/engine.js", "1;"),
        ] {
            let file = dist.join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        let files = gather(&dist, &paths::root(), "1 abc\n").unwrap();
        let paths: Vec<_> = files.keys().map(String::as_str).collect();
        let expected = [
            "engine/engine.js",
            "hosting/Caddyfile",
            "hosting/Containerfile",
            "hosting/HOSTING.md",
            "hosting/LICENSE",
            "hosting/_headers",
            "hosting/config.json",
            "hosting/nginx.conf",
            "index.html",
            "sw.js",
            "sw.js.br",
            "sw.js.gz",
            "version",
        ];
        assert_eq!(paths, expected);
        assert_eq!(files["version"], b"1 abc\n");
        // The service worker goes on naming what browsers ask for.
        assert_eq!(files["sw.js"], list.as_bytes());
        fs::remove_dir_all(base).unwrap();
    }

    #[test]
    fn a_folder_without_a_bundle_is_refused() {
        assert!(gather(Path::new("missing"), &paths::root(), "").is_err());
    }
}
