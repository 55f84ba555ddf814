//! Looks at a picture that is sent, with the browser's own decoders and away from the page.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, ImageBitmap, ImageEncodeOptions, OffscreenCanvas, OffscreenCanvasRenderingContext2d,
};

use super::scope;
use crate::platform::{
    Picture, Small,
    picture::{fit, is_worth_it, thumbnail_size},
};

/// How well photographs are kept, from 0 to 1.
const QUALITY: f64 = 0.8;

/// What a blurred likeness is made from: it has no details.
const BLURRED_FROM: (u32, u32) = (32, 32);

/// How many waves a blurred likeness is made of, across and down.
const N_WAVES: (u32, u32) = (4, 3);

/// What can be told of a picture; nothing where the browser does not know its kind.
pub async fn look_at(blob: &Blob) -> Option<Picture> {
    let bitmap = decode(blob).await?;
    let picture = Picture {
        size: (bitmap.width(), bitmap.height()),
        blurhash: blurhash(&bitmap),
        thumbnail: thumbnail(blob, &bitmap).await,
    };
    bitmap.close();
    Some(picture)
}

/// A copy of what can be seen, no larger than a thumbnail; nothing where the browser does not know its kind.
pub async fn copy(blob: &Blob) -> Option<Small> {
    let bitmap = decode(blob).await?;
    let size = (bitmap.width(), bitmap.height());
    let copy = encode(blob, &bitmap, thumbnail_size(size).unwrap_or(size)).await;
    bitmap.close();
    copy
}

async fn decode(blob: &Blob) -> Option<ImageBitmap> {
    let decoded = scope::worker().create_image_bitmap_with_blob(blob).ok()?;
    Some(JsFuture::from(decoded).await.ok()?.unchecked_into())
}

async fn thumbnail(blob: &Blob, bitmap: &ImageBitmap) -> Option<Small> {
    let size = thumbnail_size((bitmap.width(), bitmap.height()))?;
    let small = encode(blob, bitmap, size).await?;
    is_worth_it(blob.size() as u64, small.bytes.len() as u64).then_some(small)
}

/// The picture at this size, of the kind that the file is.
async fn encode(blob: &Blob, bitmap: &ImageBitmap, size: (u32, u32)) -> Option<Small> {
    let (canvas, _) = draw(bitmap, size)?;
    let options = ImageEncodeOptions::new();
    // What is not a photograph may have see-through parts, which JPEG has not.
    match blob.type_().as_str() {
        "image/jpeg" => {
            options.set_type("image/jpeg");
            options.set_quality(QUALITY);
        }
        _ => options.set_type("image/png"),
    }
    let encoded = canvas.convert_to_blob_with_options(&options).ok()?;
    let encoded: Blob = JsFuture::from(encoded).await.ok()?.unchecked_into();
    let bytes = JsFuture::from(encoded.array_buffer()).await.ok()?;
    Some(Small {
        bytes: Uint8Array::new(&bytes).to_vec(),
        mime: encoded.type_().parse().ok()?,
        size,
    })
}

fn blurhash(bitmap: &ImageBitmap) -> Option<String> {
    let (width, height) = fit((bitmap.width(), bitmap.height()), BLURRED_FROM);
    let (_, context) = draw(bitmap, (width, height))?;
    let (right, bottom) = (f64::from(width), f64::from(height));
    let pixels = context.get_image_data(0.0, 0.0, right, bottom).ok()?;
    blurhash::encode(N_WAVES.0, N_WAVES.1, width, height, &pixels.data()).ok()
}

/// Draws a picture at this size.
fn draw(
    bitmap: &ImageBitmap,
    (width, height): (u32, u32),
) -> Option<(OffscreenCanvas, OffscreenCanvasRenderingContext2d)> {
    let canvas = OffscreenCanvas::new(width, height).ok()?;
    let context: OffscreenCanvasRenderingContext2d =
        canvas.get_context("2d").ok()??.unchecked_into();
    let (right, bottom) = (f64::from(width), f64::from(height));
    context
        .draw_image_with_image_bitmap_and_dw_and_dh(bitmap, 0.0, 0.0, right, bottom)
        .ok()?;
    Some((canvas, context))
}
