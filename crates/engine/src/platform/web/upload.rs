//! Sends files: `fetch` does not tell how far it is.

use std::{
    cell::Cell,
    rc::{Rc, Weak},
    time::Duration,
};

use js_sys::{Array, ArrayBuffer, Function, Promise, TypeError};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortSignal, Headers, ProgressEvent, Request, Response, ResponseInit, XmlHttpRequest,
    XmlHttpRequestResponseType,
};

use super::fetch::at_address;
use crate::platform::{sleep, spawn_local, uploads};

/// How long nothing may go out before an upload is given up.
const STALL: Duration = Duration::from_secs(60);

/// How often that is looked at.
const TICK: Duration = Duration::from_secs(10);

/// Sends a request with its body, and tells in [`uploads`] how far it is.
///
/// Fails as `fetch` does: where there is no answer, or the signal rings first.
pub async fn send(request: &Request, signal: &AbortSignal) -> Result<Response, JsValue> {
    let body: ArrayBuffer = JsFuture::from(request.clone()?.array_buffer()?)
        .await?
        .unchecked_into();
    if signal.aborted() {
        return Err(signal.reason());
    }
    let xhr = XmlHttpRequest::new()?;
    xhr.open_with_async(&request.method(), &request.url(), true)?;
    xhr.set_response_type(XmlHttpRequestResponseType::Arraybuffer);
    for header in js_sys::try_iter(&request.headers())?.into_iter().flatten() {
        let header: Array = header?.unchecked_into();
        let text = |at| header.get(at).as_string().unwrap_or_default();
        xhr.set_request_header(&text(0), &text(1))?;
    }
    let n_sent = Rc::new(Cell::new(0.0));
    let under_way = uploads().begin(body.byte_length().into());
    let noted = n_sent.clone();
    let on_progress = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| {
        noted.set(event.loaded());
        under_way.note(event.loaded() as u64);
    });
    xhr.upload()?
        .set_onprogress(Some(on_progress.as_ref().unchecked_ref()));
    let aborted = xhr.clone();
    let on_abort = Closure::<dyn Fn()>::new(move || drop(aborted.abort()));
    signal.set_onabort(Some(on_abort.as_ref().unchecked_ref()));
    let ended = Promise::new(&mut |resolve: Function, _reject| xhr.set_onloadend(Some(&resolve)));
    xhr.send_with_opt_buffer_source(Some(&body))?;
    spawn_local(give_up_when_stalled(xhr.clone(), Rc::downgrade(&n_sent)));
    let waited = JsFuture::from(ended).await;
    signal.set_onabort(None);
    waited?;
    answer_of(&xhr)
}

/// Ends an upload that does not get on. A server may take as long to answer what it has got.
async fn give_up_when_stalled(xhr: XmlHttpRequest, n_sent: Weak<Cell<f64>>) {
    let (mut known, mut quiet) = (0.0, Duration::ZERO);
    loop {
        sleep(TICK).await;
        let Some(now) = n_sent.upgrade().map(|n_sent| n_sent.get()) else {
            return;
        };
        quiet = if now == known { quiet + TICK } else { TICK };
        known = now;
        if quiet >= STALL {
            // It ends like one whose connection broke.
            drop(xhr.abort());
            return;
        }
    }
}

fn answer_of(xhr: &XmlHttpRequest) -> Result<Response, JsValue> {
    let status = xhr.status()?;
    if status == 0 {
        return Err(TypeError::new("the upload was cut").into());
    }
    let options = ResponseInit::new();
    options.set_status(status);
    let headers = Headers::new()?;
    if let Some(kind) = xhr.get_response_header("content-type")? {
        headers.set("content-type", &kind)?;
    }
    options.set_headers(&headers);
    let body: ArrayBuffer = xhr.response()?.unchecked_into();
    let response = Response::new_with_opt_buffer_source_and_init(Some(&body), &options)?;
    at_address(&response, &xhr.response_url());
    Ok(response)
}
