//! A tab's message port: envelopes in, envelopes and transferred buffers out.

use std::rc::Rc;

use js_sys::{Array, ArrayBuffer, Uint8Array};
use loggia_protocol::envelope::{ToEngine, decode};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{MessageEvent, MessagePort};

use crate::host::Frame;

/// Hands every envelope that arrives to `receive`. The port starts at once and listens until it is closed.
pub fn listen(port: &MessagePort, receive: Rc<dyn Fn(ToEngine)>) {
    let on_message = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        let Some(message) = read(&event.data()) else {
            tracing::error!("a tab sent something that is not an envelope of this build");
            return;
        };
        receive(message);
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

fn read(data: &JsValue) -> Option<ToEngine> {
    let buffer: &ArrayBuffer = data.dyn_ref()?;
    decode(&Uint8Array::new(buffer).to_vec()).ok()
}

fn buffer_of(bytes: &[u8]) -> ArrayBuffer {
    Uint8Array::from(bytes).buffer()
}
