//! What other sanitisers are tested with, read from their own sources: for tests alone.
//!
//! Nothing of it is copied into this repository. Both functions panic, with what is to be done, where a source is not there.

use std::{env, fs, path::PathBuf, process::Command};

use proc_macro2::{TokenStream, TokenTree};
use serde_json::Value;

/// Every text that looks like HTML in the source of [ammonia](https://docs.rs/ammonia), most of it in its tests.
pub fn ammonia() -> Vec<String> {
    let source = crate_source("ammonia").join("src/lib.rs");
    let source = fs::read_to_string(&source).expect("the source that cargo fetched");
    let tokens: TokenStream = source.parse().expect("Rust");
    let mut texts = Vec::new();
    collect(tokens, &mut texts);
    html_among(texts)
}

/// Every text that looks like HTML in the tests of [bleach](https://bleach.readthedocs.io), as `cargo xtask setup` has gathered them.
pub fn bleach() -> Vec<String> {
    let path = cache().join("corpora/bleach.json");
    let texts = fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; run cargo xtask setup", path.display()));
    html_among(serde_json::from_str(&texts).expect("a list of texts"))
}

fn html_among(texts: Vec<String>) -> Vec<String> {
    let texts = texts.into_iter().filter(|text| text.contains('<'));
    texts.collect()
}

/// Where cargo keeps the source of a crate that the lock file names.
fn crate_source(name: &str) -> PathBuf {
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let answer = Command::new(cargo)
        .args([
            "metadata",
            "--format-version=1",
            "--locked",
            "--all-features",
        ])
        .output()
        .expect("cargo runs");
    let metadata: Value = serde_json::from_slice(&answer.stdout).expect("what cargo knows");
    let packages = metadata["packages"].as_array().expect("packages");
    let package = packages.iter().find(|package| package["name"] == name);
    let manifest = package.and_then(|package| package["manifest_path"].as_str());
    let manifest = PathBuf::from(manifest.expect("a dependency of this crate"));
    manifest.parent().expect("a file in a folder").to_owned()
}

/// Loggia's cache directory, as xtask chooses it.
fn cache() -> PathBuf {
    let base = env::var_os("XDG_CACHE_HOME").map(PathBuf::from);
    let base = base.filter(|base| base.is_absolute()).or_else(|| {
        let home = env::var_os("HOME")?;
        Some(PathBuf::from(home).join(".cache"))
    });
    base.expect("HOME is set").join("loggia")
}

/// All string literals, those within macros as well.
fn collect(tokens: TokenStream, texts: &mut Vec<String>) {
    for token in tokens {
        match token {
            TokenTree::Group(group) => collect(group.stream(), texts),
            TokenTree::Literal(literal) => {
                let token = TokenStream::from(TokenTree::Literal(literal));
                texts.extend(syn::parse2::<syn::LitStr>(token).map(|text| text.value()));
            }
            TokenTree::Ident(_) | TokenTree::Punct(_) => {}
        }
    }
}
