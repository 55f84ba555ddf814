//! `fetch` as the engine's code calls it: no request waits for ever, a web page is no answer, and answers in JSON go through
//! [`flattened`] first.

use std::{cell::RefCell, time::Duration};

use js_sys::{Array, Function, Object, Promise, Reflect, TypeError, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, future_to_promise};
use web_sys::{AbortController, AbortSignal, Request, Response, ResponseInit};

use super::{body, platform, upload};
use crate::platform::{depth::flattened, limits, sleep};

/// How long to wait before new tokens are asked for again.
const WAITS: [Duration; 3] = [
    Duration::from_millis(100),
    Duration::from_secs(1),
    Duration::from_secs(3),
];

thread_local! {
    /// Rings for all requests that are under way.
    static CANCEL: RefCell<Option<AbortController>> = const { RefCell::new(None) };
}

/// Cancels all requests that are under way: the machine slept, and their connections are dead.
pub fn cancel_all() {
    if let Some(controller) = CANCEL.take() {
        controller.abort();
    }
}

/// The signal that [`cancel_all`] rings.
fn cancel_signal() -> Result<AbortSignal, JsValue> {
    CANCEL.with_borrow_mut(|cancel| {
        let controller = match cancel.take() {
            Some(controller) => controller,
            None => AbortController::new()?,
        };
        Ok(cancel.insert(controller).signal())
    })
}

/// Puts it in the place of the browser's. Must come before the first request.
pub fn install() {
    let global = js_sys::global();
    let Ok(original) = Reflect::get(&global, &"fetch".into()) else {
        return;
    };
    let original: Function = original.unchecked_into();
    let wrapper = Closure::<dyn Fn(JsValue, JsValue) -> Promise>::new(move |request, options| {
        let original = original.clone();
        future_to_promise(async move { fetch_again(&original, &request, &options).await })
    });
    if Reflect::set(&global, &"fetch".into(), wrapper.as_ref()).is_err() {
        tracing::error!("answers cannot be checked");
    }
    // It lives as long as the worker.
    wrapper.forget();
}

/// Fetches; new tokens more than once, where their answer is lost: the SDK takes a session without them for ended.
async fn fetch_again(
    original: &Function,
    request: &JsValue,
    options: &JsValue,
) -> Result<JsValue, JsValue> {
    let Some(tokens) = request.dyn_ref::<Request>() else {
        return fetch(original, request, options).await;
    };
    if limits::gives_tokens(&tokens.url()) {
        for wait in WAITS {
            let answer = fetch(original, &tokens.clone()?.into(), options).await;
            let response = answer.as_ref().ok();
            let response = response.and_then(|answer| answer.dyn_ref::<Response>());
            if response.is_some_and(|response| response.status() < 500) {
                return answer;
            }
            sleep(wait).await;
        }
    }
    fetch(original, request, options).await
}

async fn fetch(
    original: &Function,
    request: &JsValue,
    options: &JsValue,
) -> Result<JsValue, JsValue> {
    let url = match request.dyn_ref::<Request>() {
        Some(request) => request.url(),
        None => request.as_string().unwrap_or_default(),
    };
    let options = with_time_limit(request, options, &url)?;
    let response = match request.dyn_ref::<Request>() {
        Some(file) if limits::is_upload(&url) => upload::send(file, &signal_of(&options)?).await?,
        _ => {
            let answer = original.call2(&js_sys::global(), request, &options)?;
            JsFuture::from(answer.unchecked_into::<Promise>())
                .await?
                .unchecked_into()
        }
    };
    let kind = response.headers().get("content-type")?.unwrap_or_default();
    if response.ok() && kind.starts_with("text/html") && limits::is_api(&url) {
        return Err(TypeError::new("a web page came in place of the server's answer").into());
    }
    if limits::is_media(&url) && !kind.contains("json") {
        return replaced(&response, body::read(&response).await?);
    }
    if !kind.contains("json") {
        return Ok(response.into());
    }
    let body = JsFuture::from(response.clone()?.array_buffer()?).await?;
    let body = Uint8Array::new(&body).to_vec();
    if response.ok() && limits::gives_tokens(&url) {
        keep_tokens(&body).await;
    }
    match flattened(&body) {
        None => Ok(response.into()),
        Some(bytes) => replaced(&response, bytes),
    }
}

/// Writes new tokens down before anybody can use them: their first use ends the old ones, and an engine that is killed in between
/// would have none.
async fn keep_tokens(answer: &[u8]) {
    let Ok(tokens) = serde_json::from_slice(answer) else {
        return;
    };
    if let Err(failure) = platform::keep_tokens(tokens).await {
        tracing::error!(?failure, "new tokens are not saved");
    }
}

/// The options with a signal that also rings when the request has taken too long.
fn with_time_limit(request: &JsValue, options: &JsValue, url: &str) -> Result<Object, JsValue> {
    let limited = Object::new();
    if let Some(options) = options.dyn_ref::<Object>() {
        Object::assign(&limited, options);
    }
    let limit = u32::try_from(limits::time_limit(url).as_millis()).unwrap_or(u32::MAX);
    let signals = Array::of1(&AbortSignal::timeout_with_u32(limit));
    let cancel: JsValue = cancel_signal()?.into();
    signals.push(&cancel);
    for source in [options, request] {
        if let Ok(signal) = Reflect::get(source, &"signal".into())
            && signal.is_instance_of::<AbortSignal>()
        {
            signals.push(&signal);
        }
    }
    Reflect::set(&limited, &"signal".into(), &AbortSignal::any(&signals))?;
    Ok(limited)
}

fn replaced(response: &Response, mut bytes: Vec<u8>) -> Result<JsValue, JsValue> {
    let options = ResponseInit::new();
    options.set_status(response.status());
    options.set_headers(&response.headers());
    let replaced = Response::new_with_opt_u8_array_and_init(Some(&mut bytes), &options)?;
    at_address(&replaced, &response.url());
    Ok(replaced.into())
}

/// A response that is made has no address, which whoever reads it takes for granted.
pub fn at_address(response: &Response, url: &str) {
    let address = Object::new();
    // A new object takes what is set.
    drop(Reflect::set(&address, &"value".into(), &url.into()));
    Object::define_property(response, &"url".into(), &address);
}

/// The signal among a request's options.
fn signal_of(options: &Object) -> Result<AbortSignal, JsValue> {
    Ok(Reflect::get(options, &"signal".into())?.unchecked_into())
}
