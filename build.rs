//! Turns the catalogues in `locales/` into the typed module `i18n`: a key that is missing in a language fails the build.

#[path = "build/pseudo.rs"]
mod pseudo;

use std::{
    env,
    error::Error,
    fs, io,
    path::{Path, PathBuf},
};

use leptos_i18n_parser::parse_locales::{
    options::{Config, ParseOptions},
    parse_locales,
};

/// One file for each area of the app and language: `locales/en/timeline.json`.
const AREAS: [&str; 18] = [
    "common",
    "session",
    "account",
    "sessions",
    "rooms",
    "room_info",
    "room_settings",
    "directory",
    "spaces",
    "space",
    "creation",
    "people",
    "timeline",
    "composer",
    "crypto",
    "settings",
    "keyboard",
    "failures",
];

/// The languages beside English, which has every key first.
const LANGUAGES: [&str; 1] = ["de"];

/// Says which bundle is built. That of the browser tests has languages of its own.
const BUNDLE: &str = "LOGGIA_BUNDLE_PROFILE";
const TEST_BUNDLE: &str = "web-test";
/// That of users has no gallery of controls.
const RELEASE_BUNDLE: &str = "web-release";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-env-changed={BUNDLE}");
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rustc-check-cfg=cfg(gallery)");
    if env::var(BUNDLE).as_deref() != Ok(RELEASE_BUNDLE) {
        println!("cargo::rustc-cfg=gallery");
    }
    println!("cargo::rerun-if-changed=locales");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let locales = out.join("locales");
    copy_catalogues(&locales)?;
    let mut config = Config::new("en")?
        .add_locales(LANGUAGES)?
        .add_namespaces(AREAS)?
        .locales_path(locales.clone())
        .parse_options(ParseOptions::new().interpolate_display(true));
    if env::var(BUNDLE).is_ok_and(|bundle| bundle == TEST_BUNDLE) {
        for area in AREAS {
            let file = format!("{area}.json");
            pseudo::write(&locales.join("en").join(&file), &locales, &file)?;
        }
        config = config.add_locales(pseudo::LANGUAGES.map(|(language, _)| language))?;
    }
    let parsed = parse_locales(None, config)?;
    for warning in parsed.diag.warnings().iter() {
        println!("cargo::error={warning}");
    }
    for error in parsed.diag.errors().iter() {
        println!("cargo::error={error}");
    }
    let code = leptos_i18n_codegen::gen_code(&parsed, None, false, None, false)?;
    Ok(fs::write(out.join("i18n.rs"), code.to_string())?)
}

/// The languages of the tests are written beside the others, and not into the sources.
fn copy_catalogues(to: &Path) -> io::Result<()> {
    for language in ["en"].into_iter().chain(LANGUAGES) {
        let folder = to.join(language);
        fs::create_dir_all(&folder)?;
        for area in AREAS {
            let file = format!("{area}.json");
            fs::copy(
                Path::new("locales").join(language).join(&file),
                folder.join(&file),
            )?;
        }
    }
    Ok(())
}
