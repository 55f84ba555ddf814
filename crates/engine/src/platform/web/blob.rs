//! A file that a tab hands over: the browser reads it when it is asked for.

use js_sys::Uint8Array;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::picture;
use crate::platform::{Picture, Small, Unreadable};

/// A file that a tab hands over.
#[derive(Clone, Debug)]
pub struct Blob(web_sys::Blob);

impl Blob {
    /// What a tab has sent, if it is a file.
    pub fn of(value: JsValue) -> Option<Self> {
        value.dyn_into().ok().map(Self)
    }

    /// Its size.
    pub fn n_bytes(&self) -> u64 {
        self.0.size() as u64
    }

    /// Its content. What was moved or changed since it was chosen cannot be read any more.
    pub async fn read(&self) -> Result<Vec<u8>, Unreadable> {
        let buffer = JsFuture::from(self.0.array_buffer()).await;
        let buffer = buffer.map_err(|_| Unreadable)?;
        Ok(Uint8Array::new(&buffer).to_vec())
    }

    /// A copy of what can be seen in it, and of nothing else that is in the file.
    pub async fn portrait(&self) -> Option<Small> {
        picture::copy(&self.0).await
    }

    /// What the browser sees in it.
    pub async fn picture(&self) -> Option<Picture> {
        picture::look_at(&self.0).await
    }
}
