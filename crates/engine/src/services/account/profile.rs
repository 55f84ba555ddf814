//! The account's name and picture, as everybody sees them.

use loggia_protocol::{
    Failure, FailureKind,
    account::{RemovePicture, SetDisplayName, SetPicture},
    failure::{Field, Problem},
};

use crate::{
    Engine,
    failure::{OrFailure, internal},
    platform::Blob,
    services::{media, session},
};

/// Names of more characters may be too long for a server.
const LONG: usize = 100;

/// Changes the display name.
pub async fn handle_set_display_name(engine: Engine, call: SetDisplayName) -> Result<(), Failure> {
    let session = engine.session()?;
    let name = Some(call.name.trim()).filter(|name| !name.is_empty());
    let is_long = name.is_some_and(|name| name.chars().count() > LONG);
    let set = session.client.account().set_display_name(name).await;
    set.or_failure("set the display name").map_err(|failure| {
        // Servers have limits of their own, and refuse in several ways what is beyond.
        match failure.kind {
            FailureKind::TooLarge { .. } | FailureKind::Internal if is_long => Failure {
                kind: FailureKind::Invalid(Field::DisplayName, Problem::TooLong),
                ..failure
            },
            _ => failure,
        }
    })?;
    session::read_profile(&engine).await;
    Ok(())
}

/// Changes the picture. A copy of what can be seen is sent: it tells nothing of where a photograph was taken.
pub async fn handle_set_picture(
    engine: Engine,
    _call: SetPicture,
    files: Vec<Blob>,
) -> Result<(), Failure> {
    let [file] = <[Blob; 1]>::try_from(files)
        .map_err(|files| internal(format!("{} files beside the call", files.len())))?;
    let session = engine.session()?;
    let (bytes, mime) = media::portrait(&session.client, &file).await?;
    let account = session.client.account();
    let set = account.upload_avatar(&mime, bytes).await;
    set.or_failure("set the picture")?;
    session::read_profile(&engine).await;
    Ok(())
}

/// Removes the picture.
pub async fn handle_remove_picture(engine: Engine, _call: RemovePicture) -> Result<(), Failure> {
    let session = engine.session()?;
    let removed = session.client.account().set_avatar_url(None).await;
    removed.or_failure("remove the picture")?;
    session::read_profile(&engine).await;
    Ok(())
}
