//! Bodies that come piece by piece: one that stops coming is given up, however much of it is there.

use std::time::Duration;

use futures_util::{
    future::{Either, select},
    pin_mut,
};
use js_sys::{Reflect, TypeError, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, Response};

use crate::platform::sleep;

/// How long nothing may come.
const STALL: Duration = Duration::from_secs(20);

/// Reads the whole body. Fails where nothing comes for [`STALL`], or the connection breaks.
pub async fn read(response: &Response) -> Result<Vec<u8>, JsValue> {
    let mut bytes = Vec::new();
    let Some(stream) = response.body() else {
        return Ok(bytes);
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    while let Some(piece) = next(&reader).await? {
        let begin = bytes.len();
        bytes.resize(begin + piece.length() as usize, 0);
        piece.copy_to(&mut bytes[begin..]);
    }
    Ok(bytes)
}

/// The next piece; nothing at the end.
async fn next(reader: &ReadableStreamDefaultReader) -> Result<Option<Uint8Array>, JsValue> {
    let (piece, patience) = (JsFuture::from(reader.read()), sleep(STALL));
    pin_mut!(patience);
    let Either::Left((piece, _)) = select(piece, patience).await else {
        // The connection is of no use to anybody any more.
        drop(reader.cancel());
        return Err(TypeError::new("the answer stopped coming").into());
    };
    let piece = piece?;
    match Reflect::get(&piece, &"done".into())?.is_truthy() {
        true => Ok(None),
        false => Ok(Some(Reflect::get(&piece, &"value".into())?.dyn_into()?)),
    }
}
