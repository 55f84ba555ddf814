//! What is done to sessions.

use loggia_protocol::{
    Failure, FailureKind,
    failure::{Field, Problem},
    ids::DeviceId,
    sessions::{EndSessions, RenameSession},
};
use matrix_sdk::ruma::OwnedDeviceId;

use crate::{
    Engine,
    failure::{OrFailure, internal},
    services::account::with_password,
};

/// Renames a session.
pub async fn handle_rename_session(engine: Engine, call: RenameSession) -> Result<(), Failure> {
    let doing = "rename a session";
    let name = call.name.trim();
    if name.is_empty() {
        return Err(Failure::invalid(Field::SessionName, Problem::Empty, doing));
    }
    let session = engine.session()?;
    let renamed = session
        .client
        .rename_device(&device_id(&call.device), name)
        .await;
    renamed
        .or_failure(doing)
        .map_err(|failure| match failure.kind {
            FailureKind::TooLarge { .. } => Failure {
                kind: FailureKind::Invalid(Field::SessionName, Problem::TooLong),
                ..failure
            },
            _ => failure,
        })?;
    session.sessions.look_again();
    Ok(())
}

/// Signs other sessions out.
pub async fn handle_end_sessions(engine: Engine, call: EndSessions) -> Result<(), Failure> {
    let session = engine.session()?;
    let client = &session.client;
    let devices: Vec<_> = call.devices.iter().map(device_id).collect();
    if devices
        .iter()
        .any(|device| client.device_id() == Some(device))
    {
        return Err(internal("this session is signed out in another way"));
    }
    let ended = with_password(client, &call.password, "sign sessions out", async |auth| {
        Ok(client.delete_devices(&devices, auth).await.map(drop)?)
    });
    let outcome = ended.await;
    // Somebody else may have ended some of them meanwhile.
    session.sessions.look_again();
    outcome
}

fn device_id(device: &DeviceId) -> OwnedDeviceId {
    device.as_str().into()
}
