//! Fetching the file: one for this host alone, where there is one, else the one for all.

use futures_util::future::join;
use js_sys::JSON;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortSignal, RequestCache, RequestInit, Response};

use super::{
    ConfigProblem,
    keys::{Keys, keys_of},
};
use crate::platform::{property, service_worker};

/// Lies beside the page.
const FILE: &str = "config.json";

/// How long the sign-in form waits for the file. The service worker gives up earlier, where it has a copy.
const PATIENCE_MS: u32 = 8_000;

/// What the operator has set.
pub async fn read() -> Result<Keys, ConfigProblem> {
    // The service worker chooses for itself: a request of ours for a file that is not there would be one too many.
    if service_worker::is_in_charge() {
        return keys_of(&parse(&fetch(FILE).await?)?);
    }
    let own = format!("config.{}.json", host());
    // Both at once: most operators have one file, and nobody should wait for the other.
    let (own, common) = join(fetch(&own), fetch(FILE)).await;
    let text = match own {
        Ok(text) if !is_page(&text) => text,
        _ => common?,
    };
    keys_of(&parse(&text)?)
}

fn host() -> String {
    window().location().hostname().unwrap_or_default()
}

async fn fetch(file: &str) -> Result<String, ConfigProblem> {
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    options.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE_MS)));
    let unreachable = |_| ConfigProblem::Unreachable;
    let request = window().fetch_with_str_and_init(file, &options);
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
        if is_page(text) {
            return ConfigProblem::WebPage;
        }
        let message = property(&error, "message").and_then(|message| message.as_string());
        ConfigProblem::NotJson(message.unwrap_or_default())
    })
}

/// Whether this is what hosts send that have a page for every address.
fn is_page(text: &str) -> bool {
    text.trim_start().starts_with('<')
}
