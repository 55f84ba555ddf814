//! A tab's message port: envelopes in, envelopes and transferred buffers out.

use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use loggia_protocol::envelope::{ToEngine, decode};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, MessagePort};

use super::Blob;
use crate::host::Frame;

/// Hands every envelope that arrives to `receive`, with the files that came beside it. The port starts at once and listens until it is closed.
pub fn listen(port: &MessagePort, receive: Rc<dyn Fn(ToEngine, Vec<Blob>)>) {
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some((message, files)) = read(&event.data()) else {
            tracing::error!("a tab sent something that is not an envelope of this build");
            return;
        };
        receive(message, files);
    });
    port.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    // The port owns its handler for as long as it is open.
    on_message.forget();
}

/// Sends a frame; its buffers are handed over without a further copy.
pub fn send(port: &MessagePort, frame: &Frame) {
    let parts = Array::new();
    parts.push(&buffer_of(&frame.reply));
    for bytes in &frame.buffers {
        parts.push(&buffer_of(bytes));
    }
    if let Err(error) = port.post_message_with_transferable(&parts, &parts) {
        tracing::error!(?error, "a frame could not be sent");
    }
}

/// An envelope alone, or a list of it and of files.
fn read(data: &JsValue) -> Option<(ToEngine, Vec<Blob>)> {
    let (buffer, files) = match data.dyn_ref::<Array>() {
        Some(parts) => {
            let files = parts.iter().skip(1).filter_map(Blob::of);
            (parts.get(0), files.collect())
        }
        None => (data.clone(), Vec::new()),
    };
    let buffer: &ArrayBuffer = buffer.dyn_ref()?;
    let message = decode(&Uint8Array::new(buffer).to_vec()).ok()?;
    Some((message, files))
}

fn buffer_of(bytes: &[u8]) -> ArrayBuffer {
    Uint8Array::from(bytes).buffer()
}
