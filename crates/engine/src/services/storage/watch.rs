//! Looks at the room that is left, so that it is told before there is none.

use std::{sync::Arc, time::Duration};

use eyeball::SharedObservable;
use futures_util::{future::select, pin_mut};
use loggia_protocol::storage::{Pressure, Space, StorageState};
use tokio::sync::Notify;

use super::{limit, relief::Relief};
use crate::platform::{Platform, sleep};

/// How often it is looked at.
const INTERVAL: Duration = Duration::from_secs(30);

/// Looks now and then, and whenever it is asked to.
pub async fn run(
    platform: Platform,
    relief: Relief,
    state: SharedObservable<StorageState>,
    look: Arc<Notify>,
) {
    match limit::apply(relief.client()).await {
        Ok(n_bytes) => state.update(|state| state.media_limit = n_bytes),
        Err(failure) => tracing::warn!(?failure, "media is kept without our limit"),
    }
    loop {
        let space = platform.storage_space().await;
        let pressure = space.map_or(Pressure::None, pressure);
        state.update_if(|state| {
            let before = state.clone();
            (state.space, state.pressure) = (space, pressure);
            *state != before
        });
        match pressure {
            Pressure::None => platform.hold_reserve().await,
            Pressure::Short => {}
            Pressure::Full => relief.forestall().await,
        }
        let (timer, call) = (sleep(INTERVAL), look.notified());
        pin_mut!(timer, call);
        select(timer, call).await;
    }
}

/// Above four fifths it is told; with a twentieth left it is time to make room.
fn pressure(space: Space) -> Pressure {
    let used = u128::from(space.used) * 100;
    match used.checked_div(u128::from(space.total)) {
        Some(95..) => Pressure::Full,
        Some(80..) => Pressure::Short,
        _ => Pressure::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_before_there_is_none_left() {
        let check = |used, total, expected| {
            assert_eq!(pressure(Space { used, total }), expected, "{used}/{total}");
        };
        check(0, 100, Pressure::None);
        check(79, 100, Pressure::None);
        check(80, 100, Pressure::Short);
        check(95, 100, Pressure::Full);
        check(u64::MAX, 1, Pressure::Full);
        check(0, 0, Pressure::None);
    }
}
