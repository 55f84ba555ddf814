//! Open feeds: what to do with their batches, and how to open them again.

use std::{cell::RefCell, collections::BTreeMap, rc::Rc};

use loggia_protocol::{Failure, FeedRequest, envelope::FeedId};
use send_wrapper::SendWrapper;

/// Takes an encoded batch, or the failure that ended the feed.
pub type OnBatch = Rc<RefCell<dyn FnMut(Result<&[u8], Failure>)>>;

/// What is wrong with a batch's number.
#[derive(Debug, PartialEq, Eq)]
pub struct Gap;

struct Entry {
    request: FeedRequest,
    on_batch: OnBatch,
    next_number: u32,
}

/// The feeds that are open.
#[derive(Default)]
pub struct Feeds {
    next: u32,
    open: BTreeMap<FeedId, Entry>,
}

impl Feeds {
    /// Numbers a new feed.
    pub fn add(&mut self, request: FeedRequest, on_batch: OnBatch) -> FeedId {
        let id = FeedId(self.next);
        self.next = self.next.wrapping_add(1);
        self.open.insert(
            id,
            Entry {
                request,
                on_batch,
                next_number: 0,
            },
        );
        id
    }

    /// Closes a feed; says whether it was open.
    pub fn remove(&mut self, id: FeedId) -> bool {
        self.open.remove(&id).is_some()
    }

    /// Whoever takes the batch with this number; nobody where the feed was closed meanwhile.
    ///
    /// Fails where a batch is missing: the feed must be opened again.
    pub fn accept(&mut self, id: FeedId, number: u32) -> Result<Option<OnBatch>, Gap> {
        let Some(entry) = self.open.get_mut(&id) else {
            return Ok(None);
        };
        if entry.next_number != number {
            return Err(Gap);
        }
        entry.next_number += 1;
        Ok(Some(entry.on_batch.clone()))
    }

    /// Takes a feed out that ended by itself.
    pub fn end(&mut self, id: FeedId) -> Option<OnBatch> {
        self.open.remove(&id).map(|entry| entry.on_batch)
    }

    /// Has a feed count from its start again; replies with what to ask for.
    pub fn restart(&mut self, id: FeedId) -> Option<FeedRequest> {
        let entry = self.open.get_mut(&id)?;
        entry.next_number = 0;
        Some(entry.request.clone())
    }

    /// All feeds, to be opened with a new engine.
    pub fn replay(&mut self) -> Vec<(FeedId, FeedRequest)> {
        let replayed = self.open.iter_mut().map(|(id, entry)| {
            entry.next_number = 0;
            (*id, entry.request.clone())
        });
        replayed.collect()
    }
}

/// Keeps a feed open; dropping it closes the feed.
pub struct FeedHandle {
    close: Option<SendWrapper<Box<dyn FnOnce()>>>,
}

impl FeedHandle {
    /// A handle that runs `close` when it is dropped.
    pub fn new(close: impl FnOnce() + 'static) -> Self {
        Self {
            close: Some(SendWrapper::new(Box::new(close))),
        }
    }
}

impl Drop for FeedHandle {
    fn drop(&mut self) {
        if let Some(close) = self.close.take() {
            close.take()();
        }
    }
}

#[cfg(test)]
mod tests {
    use loggia_protocol::session::SessionFeed;

    use super::*;

    fn ignore() -> OnBatch {
        Rc::new(RefCell::new(|_: Result<&[u8], Failure>| {}))
    }

    #[test]
    fn a_missing_batch_is_noticed() {
        let mut feeds = Feeds::default();
        let id = feeds.add(SessionFeed.into(), ignore());
        assert!(matches!(feeds.accept(id, 0), Ok(Some(_))));
        assert!(matches!(feeds.accept(id, 2), Err(Gap)));
        assert!(feeds.restart(id).is_some());
        assert!(matches!(feeds.accept(id, 0), Ok(Some(_))));
    }

    #[test]
    fn closed_feeds_take_nothing_and_are_not_replayed() {
        let mut feeds = Feeds::default();
        let first = feeds.add(SessionFeed.into(), ignore());
        let second = feeds.add(SessionFeed.into(), ignore());
        assert!(feeds.remove(first));
        assert!(matches!(feeds.accept(first, 0), Ok(None)));
        let replayed: Vec<_> = feeds.replay().into_iter().map(|(id, _)| id).collect();
        assert_eq!(replayed, [second]);
    }

    #[test]
    fn dropping_a_handle_closes() {
        let closed = Rc::new(RefCell::new(false));
        let seen = closed.clone();
        drop(FeedHandle::new(move || *seen.borrow_mut() = true));
        assert!(*closed.borrow());
    }
}
