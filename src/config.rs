//! The operator's `config.json`, in Element's documented shape as far as Loggia shares its keys.

use js_sys::JsString;
use leptos::prelude::{ReadSignal, expect_context, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use crate::platform::property;

/// Used where the operator's file names no homeserver.
const DEFAULT_HOMESERVER: &str = "matrix.org";

/// What the operator has set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// What stands in the homeserver field at first: a server name or an address.
    pub homeserver: String,
    /// Why the file could not be used, for a notice.
    pub problem: Option<String>,
}

/// The operator's settings around the calling component; nothing while the file is being read.
pub fn use_config() -> ReadSignal<Option<Config>> {
    expect_context()
}

/// Reads `config.json` beside the page. A missing file is fine; a damaged one is told.
pub async fn load() -> Config {
    let (homeserver, problem) = match read().await {
        Ok(homeserver) => (homeserver, None),
        Err(problem) => (None, Some(problem)),
    };
    Config {
        homeserver: homeserver.unwrap_or_else(|| DEFAULT_HOMESERVER.to_owned()),
        problem,
    }
}

async fn read() -> Result<Option<String>, String> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let request = window().fetch_with_str_and_init("config.json", &options);
    let Ok(response) = JsFuture::from(request).await else {
        return Ok(None);
    };
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Ok(None);
    }
    let json = response.json().map_err(|error| reason(&error))?;
    let config = JsFuture::from(json).await.map_err(|error| reason(&error))?;
    Ok(default_homeserver(&config))
}

/// `default_server_config."m.homeserver"`: its name if it has one, else its address.
fn default_homeserver(config: &JsValue) -> Option<String> {
    let server = property(&property(config, "default_server_config")?, "m.homeserver")?;
    let text = |name| {
        property(&server, name)?
            .as_string()
            .filter(|text| !text.is_empty())
    };
    text("server_name").or_else(|| text("base_url"))
}

fn reason(error: &JsValue) -> String {
    let message = property(error, "message").and_then(|message| message.as_string());
    message.unwrap_or_else(|| {
        JsString::from(error.clone())
            .as_string()
            .unwrap_or_default()
    })
}
