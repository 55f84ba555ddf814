//! Pictures and files: loaded from the local store or the server, decrypted, and told by their first bytes.

mod portrait;
mod sniff;
mod upload;

pub use portrait::portrait;
pub use sniff::inline_mime;
pub use upload::{handle_load_upload_limit, limit as upload_limit, open_uploads};

use loggia_protocol::{
    Failure, FailureKind,
    media::{LoadAvatar, LoadMedia, Media, MediaForm},
};
use matrix_sdk::{
    media::{MediaFormat, MediaRequestParameters, MediaThumbnailSettings},
    ruma::{UInt, events::room::MediaSource, media::Method},
};

use crate::{
    Engine,
    convert::{ids::mxc_uri, media::read_source},
    failure::{OrFailure, SdkError, failure_of},
    router::Answer,
    services::storage::{Purpose, Relief},
};

/// Largest file in bytes that is shown inline: decoding more makes the page stall.
const MAX_INLINE_BYTES: usize = 20 * 1024 * 1024;

/// Largest edge in pixels of a thumbnail that is asked for.
const MAX_THUMBNAIL_EDGE: u16 = 1_600;

/// Loads a file, or a thumbnail of it.
pub async fn handle_load_media(engine: Engine, call: LoadMedia) -> Result<Answer<Media>, Failure> {
    let session = engine.session()?;
    let relief = session.storage.relief();
    let source = read_source(&call.source)?;
    let bytes = match (call.form, &source) {
        (MediaForm::Thumbnail { width, height }, MediaSource::Plain(_)) => {
            thumbnail(relief, source, Method::Scale, (width, height)).await?
        }
        // The server cannot read encrypted pictures, so that there is no thumbnail to ask for.
        _ => load(relief, source, MediaFormat::File).await?,
    };
    Ok(answer(bytes))
}

/// Loads somebody's or a room's picture as a small square.
pub async fn handle_load_avatar(
    engine: Engine,
    call: LoadAvatar,
) -> Result<Answer<Media>, Failure> {
    let session = engine.session()?;
    let relief = session.storage.relief();
    let source = MediaSource::Plain(mxc_uri(&call.source)?);
    let bytes = thumbnail(relief, source, Method::Crop, (call.edge, call.edge)).await?;
    Ok(answer(bytes))
}

/// A thumbnail, or the whole file where the server can make none.
async fn thumbnail(
    relief: &Relief,
    source: MediaSource,
    method: Method,
    (width, height): (u16, u16),
) -> Result<Vec<u8>, Failure> {
    let edge = |length: u16| UInt::from(length.clamp(1, MAX_THUMBNAIL_EDGE));
    let settings = MediaThumbnailSettings::with_method(method, edge(width), edge(height));
    let format = MediaFormat::Thumbnail(settings);
    match load(relief, source.clone(), format).await {
        Err(failure) if failure.kind == FailureKind::Internal => {
            load(relief, source, MediaFormat::File).await
        }
        result => result,
    }
}

async fn load(
    relief: &Relief,
    source: MediaSource,
    format: MediaFormat,
) -> Result<Vec<u8>, Failure> {
    let request = MediaRequestParameters { source, format };
    let media = relief.client().media();
    let loading = relief.with_room(Purpose::Copy, async || {
        media.get_media_content(&request, true).await
    });
    match loading.await {
        // A full disk keeps media from being kept, not from being shown.
        Err(error) if error.kind() == FailureKind::StorageFull => {
            tracing::warn!(%error, "media cannot be kept");
            let content = media.get_media_content(&request, false).await;
            content.or_failure("load media")
        }
        Err(error) => Err(failure_of(&error, "load media")),
        Ok(bytes) => Ok(bytes),
    }
}

fn answer(bytes: Vec<u8>) -> Answer<Media> {
    let inline_mime = (bytes.len() <= MAX_INLINE_BYTES)
        .then(|| sniff::inline_mime(&bytes))
        .flatten();
    Answer {
        reply: Media {
            inline_mime: inline_mime.map(str::to_owned),
        },
        buffers: vec![bytes],
    }
}
