//! Fetching the file.

use js_sys::JSON;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestInit, Response};

use super::{
    ConfigProblem,
    keys::{Keys, keys_of},
};
use crate::platform::property;

/// Lies beside the page.
const FILE: &str = "config.json";

/// How long the sign-in form waits for the file. The service worker gives up earlier, where it has a copy.
const PATIENCE_MS: u32 = 8_000;

/// What the operator has set.
pub async fn read() -> Result<Keys, ConfigProblem> {
    keys_of(&parse(&fetch().await?)?)
}

async fn fetch() -> Result<String, ConfigProblem> {
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
    Ok(text.as_string().unwrap_or_default())
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
