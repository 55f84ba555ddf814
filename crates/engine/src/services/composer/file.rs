//! Sending files.

use loggia_protocol::{
    Failure, FailureKind,
    composer::SendFile,
    failure::{Field, Problem},
};
use matrix_sdk::{
    attachment::{
        AttachmentConfig, AttachmentInfo, BaseAudioInfo, BaseFileInfo, BaseImageInfo,
        BaseVideoInfo, Thumbnail,
    },
    room::reply::{EnforceThread, Reply},
    ruma::{UInt, events::room::message::AddMentions},
};
use mime::Mime;
use tokio::sync::Mutex;

use super::{find, send};
use crate::{
    Engine,
    convert::{ids::event_id, media::safe_name},
    failure::{OrFailure, internal},
    platform::{Blob, Picture, Small},
    services::{media, storage::Purpose},
};

/// Puts a file into the room's send queue: it is kept in the account's store until the server has it.
pub async fn handle_send_file(
    engine: Engine,
    call: SendFile,
    files: Vec<Blob>,
) -> Result<(), Failure> {
    let [file] = <[Blob; 1]>::try_from(files)
        .map_err(|files| internal(format!("{} files beside the call", files.len())))?;
    let timeline = find::timeline(&engine, &call.room).await?;
    let room = timeline.room();
    let session = engine.session()?;
    check_size(&file, media::upload_limit(&session.client).await)?;
    let (caption, mentions) = match call.caption.trim().is_empty() {
        true => (None, None),
        false => {
            let (caption, mentions) = send::caption(room, &call.caption).await?;
            (Some(caption), Some(mentions))
        }
    };
    let reply_to = call.reply_to.as_ref().map(event_id).transpose()?;
    let bytes = read(&file).await?;
    let mime = kind_of(&bytes, call.mime.as_deref());
    let picture = match mime.type_() == mime::IMAGE {
        true => file.picture().await,
        false => None,
    };
    let config = || AttachmentConfig {
        info: Some(info(&mime, file.n_bytes(), picture.as_ref())),
        thumbnail: picture.as_ref().and_then(thumbnail),
        caption: caption.clone(),
        mentions: mentions.clone(),
        reply: reply_to.clone().map(reply),
        ..AttachmentConfig::default()
    };
    // Where it does not fit at first, it is read once more rather than kept twice.
    let (read_once, name) = (Mutex::new(Some(bytes)), safe_name(&call.name));
    let queue = room.send_queue();
    let keep = async || {
        let bytes = match read_once.lock().await.take() {
            Some(bytes) => bytes,
            // It could be read a moment ago.
            None => file.read().await.unwrap_or_default(),
        };
        let kept = queue.send_attachment(name.clone(), mime.clone(), bytes, config());
        kept.await.map(drop)
    };
    let kept = session
        .storage
        .relief()
        .with_room(Purpose::Only, keep)
        .await;
    kept.or_failure("send a file")?;
    if !call.caption.trim().is_empty() {
        send::forget_draft(room, &call.room).await;
    }
    Ok(())
}

fn check_size(file: &Blob, limit: u64) -> Result<(), Failure> {
    match file.n_bytes() {
        0 => Err(invalid(Problem::Empty)),
        n_bytes if n_bytes > limit => {
            let kind = FailureKind::TooLarge { limit: Some(limit) };
            Err(Failure::new(kind, format!("a file of {n_bytes} bytes")))
        }
        _ => Ok(()),
    }
}

async fn read(file: &Blob) -> Result<Vec<u8>, Failure> {
    file.read().await.map_err(|_| invalid(Problem::Unreadable))
}

/// What a file is: by its first bytes, else as the browser says.
fn kind_of(bytes: &[u8], said: Option<&str>) -> Mime {
    let known = media::inline_mime(bytes).or(said);
    known
        .and_then(|kind| kind.parse().ok())
        .unwrap_or(mime::APPLICATION_OCTET_STREAM)
}

fn info(mime: &Mime, n_bytes: u64, picture: Option<&Picture>) -> AttachmentInfo {
    let size = UInt::try_from(n_bytes).ok();
    match (mime.type_(), picture) {
        (mime::IMAGE, picture) => AttachmentInfo::Image(BaseImageInfo {
            width: picture.map(|picture| UInt::from(picture.size.0)),
            height: picture.map(|picture| UInt::from(picture.size.1)),
            size,
            blurhash: picture.and_then(|picture| picture.blurhash.clone()),
            is_animated: None,
        }),
        (mime::VIDEO, _) => AttachmentInfo::Video(BaseVideoInfo {
            size,
            ..BaseVideoInfo::default()
        }),
        (mime::AUDIO, _) => AttachmentInfo::Audio(BaseAudioInfo {
            size,
            ..BaseAudioInfo::default()
        }),
        _ => AttachmentInfo::File(BaseFileInfo { size }),
    }
}

fn thumbnail(picture: &Picture) -> Option<Thumbnail> {
    let Small { bytes, mime, size } = picture.thumbnail.clone()?;
    Some(Thumbnail {
        size: UInt::try_from(bytes.len()).ok()?,
        data: bytes,
        content_type: mime,
        width: size.0.into(),
        height: size.1.into(),
    })
}

fn reply(event_id: matrix_sdk::ruma::OwnedEventId) -> Reply {
    Reply {
        event_id,
        enforce_thread: EnforceThread::MaybeThreaded,
        add_mentions: AddMentions::Yes,
    }
}

fn invalid(problem: Problem) -> Failure {
    Failure::invalid(Field::File, problem, "a file that cannot be sent")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_bytes_count_more_than_what_is_said() {
        assert_eq!(
            kind_of(b"\x89PNG\r\n\x1a\n", Some("text/html")),
            mime::IMAGE_PNG
        );
        assert_eq!(kind_of(b"hello", Some("text/plain")), mime::TEXT_PLAIN);
        let unknown = mime::APPLICATION_OCTET_STREAM;
        assert_eq!(kind_of(b"hello", Some("nonsense")), unknown);
        assert_eq!(kind_of(b"hello", None), unknown);
    }
}
