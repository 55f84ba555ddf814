//! Makes room where the browser has none left.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use loggia_protocol::FailureKind;
use matrix_sdk::{Client, ruma::time::Instant};
use tokio::sync::Mutex;

use super::limit;
use crate::{failure::SdkError, platform::Platform};

/// For how long it counts what went last: after that, the least missed goes first again.
const MEMORY: Duration = Duration::from_secs(600);

/// What goes, the least missed first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loss {
    /// Pictures and files.
    Media,
    /// Messages that were seen; the server has them.
    Messages,
    /// The room that was held back for this.
    Reserve,
}

/// What the room is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Something that is nowhere else, such as a text that is to be sent: it gets the room that was held back, too.
    Only,
    /// Something that the server has as well.
    Copy,
}

/// Makes room for whoever finds none.
#[derive(Clone)]
pub struct Relief {
    platform: Platform,
    client: Client,
    last: Arc<Mutex<Option<(Loss, Instant)>>>,
    n_times: Arc<AtomicU32>,
}

impl Relief {
    /// For a signed-in client's data.
    pub fn new(platform: &Platform, client: &Client) -> Self {
        Self {
            platform: platform.clone(),
            client: client.clone(),
            last: Arc::default(),
            n_times: Arc::default(),
        }
    }

    /// Whose data it is.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Does something that needs room, and makes room for it until it fits or nothing is left that may go.
    pub async fn with_room<T, E: SdkError>(
        &self,
        purpose: Purpose,
        work: impl AsyncFn() -> Result<T, E>,
    ) -> Result<T, E> {
        loop {
            let n_times = self.n_times();
            match work().await {
                Err(error) if is_full(&error) && self.make_room(purpose, n_times).await => {}
                result => return result,
            }
        }
    }

    /// How often room was made so far: to be asked before it turns out that there is none.
    pub fn n_times(&self) -> u32 {
        self.n_times.load(Ordering::Relaxed)
    }

    /// Deletes what is missed least, unless somebody else has meanwhile. Whether it is worth trying again.
    pub async fn make_room(&self, purpose: Purpose, n_times: u32) -> bool {
        let mut last = self.last.lock().await;
        if self.n_times() != n_times {
            return true;
        }
        let Some(loss) = next(*last, purpose) else {
            return false;
        };
        tracing::warn!(?loss, "no room is left");
        *last = Some((loss, Instant::now()));
        self.n_times.fetch_add(1, Ordering::Relaxed);
        let lost = self.lose(loss, purpose).await;
        tracing::info!(lost, ?loss, "room was made");
        // There may be something else to lose.
        lost || loss != Loss::Reserve
    }

    /// Deletes media before there is no room left, unless that was done lately.
    pub async fn forestall(&self) {
        let n_times = self.n_times();
        let was_done = self
            .last
            .lock()
            .await
            .is_some_and(|(_, at)| at.elapsed() < MEMORY);
        if !was_done {
            self.make_room(Purpose::Copy, n_times).await;
        }
    }

    /// Whether that went well.
    async fn lose(&self, loss: Loss, purpose: Purpose) -> bool {
        if loss == Loss::Reserve {
            return self.platform.release_reserve().await;
        }
        if self.delete(loss).await {
            return true;
        }
        // Deleting needs a little room itself.
        purpose == Purpose::Only && self.platform.release_reserve().await && self.delete(loss).await
    }

    async fn delete(&self, loss: Loss) -> bool {
        let deleted = match loss {
            Loss::Media => limit::evict_all(&self.client).await,
            Loss::Messages => {
                let cleared = self.client.event_cache().clear_all_rooms().await;
                cleared.map_err(Into::into)
            }
            Loss::Reserve => Ok(()),
        };
        if let Err(error) = &deleted {
            tracing::error!(%error, ?loss, "it stays");
        }
        deleted.is_ok()
    }
}

/// What goes next; nothing if all has gone that may.
fn next(last: Option<(Loss, Instant)>, purpose: Purpose) -> Option<Loss> {
    match last {
        Some((Loss::Media, at)) if at.elapsed() < MEMORY => Some(Loss::Messages),
        Some((Loss::Messages, at)) if at.elapsed() < MEMORY => match purpose {
            Purpose::Only => Some(Loss::Reserve),
            Purpose::Copy => None,
        },
        Some((Loss::Reserve, at)) if at.elapsed() < MEMORY => None,
        _ => Some(Loss::Media),
    }
}

fn is_full(error: &impl SdkError) -> bool {
    error.kind() == FailureKind::StorageFull
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn media_goes_before_messages_then_what_was_held_back_and_nothing_after_that() {
        let (now, long_ago) = (Instant::now(), Instant::now() - 2 * MEMORY);
        let next = |last| super::next(last, Purpose::Only);
        assert_eq!(next(None), Some(Loss::Media));
        assert_eq!(next(Some((Loss::Media, now))), Some(Loss::Messages));
        assert_eq!(next(Some((Loss::Messages, now))), Some(Loss::Reserve));
        assert_eq!(next(Some((Loss::Reserve, now))), None);
        assert_eq!(next(Some((Loss::Messages, long_ago))), Some(Loss::Media));
    }

    #[test]
    fn what_was_held_back_is_not_for_what_the_server_has_as_well() {
        let now = Instant::now();
        let next = |last| super::next(last, Purpose::Copy);
        assert_eq!(next(Some((Loss::Media, now))), Some(Loss::Messages));
        assert_eq!(next(Some((Loss::Messages, now))), None);
    }
}
