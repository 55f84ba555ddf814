//! Notices that the machine slept: what was under way then waits for answers that never come.

use std::{sync::Arc, time::Duration};

use matrix_sdk::ruma::time::{Instant, SystemTime};
use tokio::sync::Notify;

use crate::platform::{cancel_requests, sleep};

/// How often the clock is looked at.
const INTERVAL: Duration = Duration::from_secs(5);
/// A busy machine or a browser that saves power is late by less.
const SLACK: Duration = Duration::from_secs(20);

/// Cancels all requests after a sleep, and rings.
pub async fn notice_sleep(awake: Arc<Notify>) {
    loop {
        let (clock, wall) = (Instant::now(), SystemTime::now());
        sleep(INTERVAL).await;
        // Some clocks stand still while the machine sleeps.
        let passed = wall.elapsed().unwrap_or_default().max(clock.elapsed());
        if was_asleep(passed) {
            tracing::info!(seconds = passed.as_secs(), "awake again");
            cancel_requests();
            awake.notify_one();
        }
    }
}

/// Whether this is more than an interval takes.
fn was_asleep(passed: Duration) -> bool {
    passed > INTERVAL + SLACK
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn being_late_is_no_sleep() {
        assert!(!was_asleep(INTERVAL));
        assert!(!was_asleep(Duration::from_secs(20)));
        assert!(was_asleep(Duration::from_secs(60)));
    }
}
