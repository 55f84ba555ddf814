//! Turns the catalogues in `locales/` into the typed module `i18n`: a key that is missing in a language fails the build.

use std::{env, error::Error, fs, path::PathBuf};

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};

/// One file for each area of the app and language: `locales/en/timeline.json`.
const AREAS: [&str; 8] = [
    "common", "session", "rooms", "timeline", "composer", "crypto", "settings", "failures",
];

fn main() -> Result<(), Box<dyn Error>> {
    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new("en")?
        .add_namespaces(AREAS)?
        .parse_options(options);
    let parsed = parse_locales(None, config)?;
    for path in parsed.tracked_files.iter().flatten() {
        println!("cargo::rerun-if-changed={path}");
    }
    for warning in parsed.diag.warnings().iter() {
        println!("cargo::error={warning}");
    }
    for error in parsed.diag.errors().iter() {
        println!("cargo::error={error}");
    }
    let code = leptos_i18n_codegen::gen_code(&parsed, None, false, None, false)?;
    let output = PathBuf::from(env::var("OUT_DIR")?).join("i18n.rs");
    Ok(fs::write(output, code.to_string())?)
}
