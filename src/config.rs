//! The operator's `config.json`, in Element's documented shape as far as Loggia shares its keys.
//!
//! Only the sign-in form waits for it: whoever is signed in sees the rooms before the network has answered.

use js_sys::{Array, JSON};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{AbortSignal, RequestCache, RequestInit, Response};

use crate::platform::property;

/// Lies beside the page.
const FILE: &str = "config.json";

/// How long the sign-in form waits for the file. The service worker gives up earlier, where it has a copy.
const PATIENCE_MS: u32 = 8_000;

/// Used where the operator's file names no homeserver.
const DEFAULT_HOMESERVER: &str = "matrix.org";

/// What the operator has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// What stands in the homeserver field at first: a server name or an address.
    pub homeserver: String,
    /// Why the file could not be used, for a notice.
    pub problem: Option<ConfigProblem>,
}

/// Why the operator's file cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConfigProblem {
    /// There is none.
    Missing,
    /// The host answered with this status.
    Refused(u16),
    /// The host did not answer.
    Unreachable,
    /// A web page came in its place.
    WebPage,
    /// It is not JSON; this is what the browser says about it.
    NotJson(String),
    /// What this key holds should be an object; the file itself has no key.
    NoObject(&'static str),
    /// What this key holds should be a text.
    NoText(&'static str),
}

/// The operator's settings, once they are known.
#[derive(Clone, Copy)]
struct ConfigSignal(RwSignal<Option<Config>>);

/// Begins to read the file.
pub fn provide_config() {
    let config = RwSignal::new(None);
    provide_context(ConfigSignal(config));
    spawn_local(async move {
        let (homeserver, problem) = match read().await {
            Ok(homeserver) => (homeserver, None),
            Err(problem) => (None, Some(problem)),
        };
        config.set(Some(Config {
            homeserver: homeserver.unwrap_or_else(|| DEFAULT_HOMESERVER.to_owned()),
            problem,
        }));
    });
}

/// The operator's settings, once they are known.
pub fn use_config() -> Signal<Option<Config>> {
    expect_context::<ConfigSignal>().0.into()
}

async fn read() -> Result<Option<String>, ConfigProblem> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    let unreachable = |_| ConfigProblem::Unreachable;
    let request = window().fetch_with_str_and_init(FILE, &options);
    let response: Response = JsFuture::from(request)
        .await
        .map_err(unreachable)?
        .unchecked_into();
    match response.status() {
        404 | 410 => return Err(ConfigProblem::Missing),
        status if !response.ok() => return Err(ConfigProblem::Refused(status)),
        _ => {}
    }
    let text = response.text().map_err(unreachable)?;
    let text = JsFuture::from(text).await.map_err(unreachable)?;
    default_homeserver(&parse(&text.as_string().unwrap_or_default())?)
}

fn parse(text: &str) -> Result<JsValue, ConfigProblem> {
    JSON::parse(text).map_err(|error| {
        if text.trim_start().starts_with('<') {
            return ConfigProblem::WebPage;
        }
        let message = property(&error, "message").and_then(|message| message.as_string());
        ConfigProblem::NotJson(message.unwrap_or_default())
    })
}

/// `default_server_config."m.homeserver"`: its name if it has one, else its address.
fn default_homeserver(config: &JsValue) -> Result<Option<String>, ConfigProblem> {
    let mut server = object(config.clone(), "")?;
    for (key, path) in [
        ("default_server_config", "default_server_config"),
        ("m.homeserver", "default_server_config → m.homeserver"),
    ] {
        match set(&server, key) {
            Some(value) => server = object(value, path)?,
            None => return Ok(None),
        }
    }
    let text = |key| match set(&server, key) {
        Some(value) => {
            let text = value.as_string().ok_or(ConfigProblem::NoText(key))?;
            Ok(Some(text).filter(|text| !text.is_empty()))
        }
        None => Ok(None),
    };
    Ok(text("server_name")?.or(text("base_url")?))
}

/// What a key holds, if it holds anything.
fn set(object: &JsValue, key: &str) -> Option<JsValue> {
    property(object, key).filter(|value| !value.is_null() && !value.is_undefined())
}

fn object(value: JsValue, key: &'static str) -> Result<JsValue, ConfigProblem> {
    match value.is_object() && !Array::is_array(&value) {
        true => Ok(value),
        false => Err(ConfigProblem::NoObject(key)),
    }
}
