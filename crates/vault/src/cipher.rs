//! AES-GCM by the browser: the nonce stands before the ciphertext.

use js_sys::{Array, Function, Object, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AesGcmParams, AesKeyGenParams, CryptoKey, SubtleCrypto};

/// The algorithm's name in WebCrypto.
const AES_GCM: &str = "AES-GCM";
/// Length of a key in bits.
const KEY_BITS: u16 = 256;
/// Length of a nonce in bytes, as AES-GCM wants it.
const NONCE_LENGTH: u32 = 12;

/// A key that cannot be read out.
pub async fn make_key() -> Result<CryptoKey, JsValue> {
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let algorithm = AesKeyGenParams::new(AES_GCM, KEY_BITS);
    let made = subtle()?.generate_key_with_object(&algorithm, false, &usages)?;
    JsFuture::from(made).await?.dyn_into()
}

/// Encrypts with a fresh nonce.
pub async fn seal(key: &CryptoKey, plain: &[u8]) -> Result<Uint8Array, JsValue> {
    let nonce = random(NONCE_LENGTH)?;
    let cipher = subtle()?.encrypt_with_object_and_u8_array(&parameters(&nonce), key, plain)?;
    let cipher = Uint8Array::new(&JsFuture::from(cipher).await?);
    let sealed = Uint8Array::new_with_length(NONCE_LENGTH + cipher.length());
    sealed.set(&nonce, 0);
    sealed.set(&cipher, NONCE_LENGTH);
    Ok(sealed)
}

/// Decrypts; nothing where the bytes are not what this key sealed.
pub async fn open(key: &CryptoKey, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, cipher) = sealed.split_at_checked(NONCE_LENGTH as usize)?;
    let opened = subtle()
        .ok()?
        .decrypt_with_object_and_u8_array(&parameters(&Uint8Array::from(nonce)), key, cipher)
        .ok()?;
    let plain = JsFuture::from(opened).await.ok()?;
    Some(Uint8Array::new(&plain).to_vec())
}

fn parameters(nonce: &Uint8Array) -> Object {
    AesGcmParams::new(AES_GCM, nonce).unchecked_into()
}

fn random(length: u32) -> Result<Uint8Array, JsValue> {
    let bytes = Uint8Array::new_with_length(length);
    let crypto = crypto()?;
    let fill: Function = Reflect::get(&crypto, &"getRandomValues".into())?.dyn_into()?;
    fill.call1(&crypto, &bytes)?;
    Ok(bytes)
}

fn subtle() -> Result<SubtleCrypto, JsValue> {
    Reflect::get(&crypto()?, &"subtle".into())?.dyn_into()
}

/// Typed bindings name either a window's or a worker's; this holds for any.
fn crypto() -> Result<JsValue, JsValue> {
    Reflect::get(&js_sys::global(), &"crypto".into())
}
