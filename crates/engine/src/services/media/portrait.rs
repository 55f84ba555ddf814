//! Pictures of people and rooms: a copy of what can be seen, which tells nothing of where a photograph was taken.

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
};
use matrix_sdk::Client;
use mime::Mime;

use super::{inline_mime, upload_limit};
use crate::platform::{Blob, Small};

/// What is sent of a file, if it is a picture that browsers show and that the server takes.
///
/// Fails with `Invalid` at the picture, or with `TooLarge`.
pub async fn portrait(client: &Client, file: &Blob) -> Result<(Vec<u8>, Mime), Failure> {
    let (bytes, mime) = copy(file).await?;
    let limit = upload_limit(client).await;
    match bytes.len() as u64 > limit {
        true => Err(Failure::new(
            FailureKind::TooLarge { limit: Some(limit) },
            "a picture",
        )),
        false => Ok((bytes, mime)),
    }
}

async fn copy(file: &Blob) -> Result<(Vec<u8>, Mime), Failure> {
    let invalid = |problem| Failure::invalid(Field::Picture, problem, "a picture");
    let bytes = file
        .read()
        .await
        .map_err(|_| invalid(Problem::Unreadable))?;
    let mime = inline_mime(&bytes)
        .and_then(|kind| kind.parse::<Mime>().ok())
        .filter(|kind| kind.type_() == mime::IMAGE)
        .ok_or_else(|| invalid(Problem::Malformed))?;
    // What moves stays as it is: it has no place for where it was taken.
    if mime.subtype() == mime::GIF {
        return Ok((bytes, mime));
    }
    let portrait = file.portrait().await;
    let Small { bytes, mime, .. } = portrait.ok_or_else(|| invalid(Problem::Malformed))?;
    Ok((bytes, mime))
}
