//! The list of the account's sessions: what the server knows of them, and whether the account's identity has signed them.

use std::{
    cmp::Reverse,
    sync::{Arc, Weak},
    time::Duration,
};

use eyeball::SharedObservable;
use futures_util::{Stream, StreamExt, future::ready, stream};
use loggia_protocol::{
    Failure,
    ids::DeviceId,
    sessions::{AccountSession, DeviceTrust, MAX_NAME_LENGTH, SessionsFeed},
};
use matrix_sdk::{Client, encryption::identities::UserDevices, ruma::api::client::device::Device};

use crate::{
    Engine,
    engine::Session,
    failure::{OrFailure, internal},
    platform::sleep,
    services::crypto::own_device_changes,
};

/// How old a list may get: nothing tells of a session that was signed out elsewhere.
const MAX_AGE: Duration = Duration::from_secs(20);

/// Tells all lists to look again.
#[derive(Default)]
pub struct Sessions {
    changes: SharedObservable<u32>,
}

impl Sessions {
    /// Something was changed here.
    pub fn look_again(&self) {
        self.changes.update(|n| *n = n.wrapping_add(1));
    }
}

/// Follows the account's sessions: this one first, then those that were seen last.
pub async fn open_sessions(
    engine: Engine,
    _feed: SessionsFeed,
) -> Result<impl Stream<Item = Vec<AccountSession>> + 'static, Failure> {
    let session = engine.session()?;
    let first = read(&session.client).await?;
    let rings = stream::select_all([
        session.sessions.changes.subscribe().map(drop).boxed_local(),
        own_device_changes(&session.client).await.boxed_local(),
        stream::unfold((), |()| async { Some((sleep(MAX_AGE).await, ())) }).boxed_local(),
    ]);
    let session = Arc::downgrade(&session);
    let news = rings.filter_map(move |()| read_again(session.clone()));
    let all = stream::iter([first]).chain(news);
    Ok(all
        .scan(Vec::new(), |before, now| {
            let is_new = *before != now;
            before.clone_from(&now);
            ready(Some(is_new.then_some(now)))
        })
        .filter_map(ready))
}

/// A list that cannot be read now is read with the next ring.
async fn read_again(session: Weak<Session>) -> Option<Vec<AccountSession>> {
    let client = session.upgrade()?.client.clone();
    match read(&client).await {
        Ok(sessions) => Some(sessions),
        Err(failure) => {
            tracing::info!(?failure, "the sessions stay as they were");
            None
        }
    }
}

async fn read(client: &Client) -> Result<Vec<AccountSession>, Failure> {
    let doing = "list the account's sessions";
    let user = client.user_id().ok_or_else(|| internal("not signed in"))?;
    let known = client.devices().await.or_failure(doing)?.devices;
    let keys = client.encryption().get_user_devices(user).await;
    let keys = keys.or_failure(doing)?;
    let is_dehydrated = |device: &Device| {
        let keys = keys.get(&device.device_id);
        keys.is_some_and(|keys| keys.is_dehydrated())
    };
    let mut sessions: Vec<_> = known
        .into_iter()
        .filter(|device| !is_dehydrated(device))
        .map(|device| convert(client, &keys, device))
        .collect();
    sessions.sort_by_cached_key(|session| {
        (
            !session.is_here,
            Reverse(session.seen_at),
            session.device.clone(),
        )
    });
    Ok(sessions)
}

fn convert(client: &Client, keys: &UserDevices, device: Device) -> AccountSession {
    let trust = match keys.get(&device.device_id) {
        Some(keys) if keys.is_cross_signed_by_owner() => DeviceTrust::Verified,
        Some(_) => DeviceTrust::Unverified,
        None => DeviceTrust::NoEncryption,
    };
    let name = device
        .display_name
        .map(|name| name.chars().take(MAX_NAME_LENGTH).collect::<String>());
    AccountSession {
        is_here: client.device_id() == Some(&device.device_id),
        device: DeviceId(device.device_id.to_string()),
        name: name.filter(|name| !name.trim().is_empty()),
        trust,
        seen_at: device.last_seen_ts.map(|at| at.get().into()),
        seen_from: device.last_seen_ip,
    }
}
