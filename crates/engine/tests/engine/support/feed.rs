//! A feed as a tab reads it: numbered batches, applied to a state or a list.

use std::{fmt::Debug, marker::PhantomData, time::Duration};

use loggia_protocol::{Diff, Failure, FeedSpec, envelope::decode};
use tokio::{sync::mpsc, time::timeout};

/// How long something may take on a machine that has a lot to do.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What arrives for a feed: a batch with its number, or the feed's end.
pub type Delivery = Result<(u32, Vec<u8>), Failure>;

/// An open feed; closed when it is dropped.
pub struct Feed<F: FeedSpec> {
    deliveries: mpsc::UnboundedReceiver<Delivery>,
    next_number: u32,
    _close: Box<dyn std::any::Any>,
    _spec: PhantomData<F>,
}

impl<F: FeedSpec> Feed<F> {
    pub(super) fn new(
        deliveries: mpsc::UnboundedReceiver<Delivery>,
        close: Box<dyn std::any::Any>,
    ) -> Self {
        Self {
            deliveries,
            next_number: 0,
            _close: close,
            _spec: PhantomData,
        }
    }

    /// The next batch, or why there is none any more.
    pub async fn next(&mut self) -> Result<F::Batch, Failure> {
        let batch = timeout(PATIENCE, self.receive()).await;
        batch.unwrap_or_else(|_| panic!("{} says nothing", F::NAME))
    }

    async fn receive(&mut self) -> Result<F::Batch, Failure> {
        let delivery = self.deliveries.recv().await;
        let (number, batch) = delivery.unwrap_or_else(|| panic!("{}: no engine", F::NAME))?;
        assert_eq!(number, self.next_number, "{} has a gap", F::NAME);
        self.next_number += 1;
        Ok(decode(&batch).unwrap())
    }
}

/// A state feed, with what it said last.
pub struct State<F: FeedSpec> {
    feed: Feed<F>,
    last: Option<F::Batch>,
}

impl<F: FeedSpec<Batch: Debug + Clone>> State<F> {
    pub(super) fn new(feed: Feed<F>) -> Self {
        Self { feed, last: None }
    }

    /// Waits until the state is as wanted.
    pub async fn until(&mut self, wanted: impl Fn(&F::Batch) -> bool) -> F::Batch {
        loop {
            if let Some(state) = self.last.as_ref().filter(|state| wanted(state)) {
                return state.clone();
            }
            let waited = timeout(PATIENCE, self.feed.receive()).await;
            let batch = waited.unwrap_or_else(|_| panic!("{} stays {:#?}", F::NAME, self.last));
            self.last =
                Some(batch.unwrap_or_else(|failure| panic!("{} ended: {failure:?}", F::NAME)));
        }
    }
}

/// A list feed, with its list.
pub struct List<F: FeedSpec, T> {
    feed: Feed<F>,
    is_open: bool,
    /// The list as it is.
    pub items: Vec<T>,
}

impl<T: Debug + Clone, F: FeedSpec<Batch = Vec<Diff<T>>>> List<F, T> {
    pub(super) fn new(feed: Feed<F>) -> Self {
        Self {
            feed,
            is_open: false,
            items: Vec::new(),
        }
    }

    /// Waits for the next batch and applies it.
    pub async fn advance(&mut self) {
        let batch = timeout(PATIENCE, self.feed.receive()).await;
        let batch = batch.unwrap_or_else(|_| panic!("{} stays {:#?}", F::NAME, self.items));
        let batch = batch.unwrap_or_else(|failure| panic!("{} ended: {failure:?}", F::NAME));
        let is_reset = matches!(batch.first(), Some(Diff::Reset(_)));
        assert!(
            self.is_open || is_reset,
            "{} begins without a reset",
            F::NAME
        );
        self.is_open = true;
        batch
            .into_iter()
            .for_each(|change| apply(&mut self.items, change));
    }

    /// Waits until the list is as wanted.
    pub async fn until(&mut self, wanted: impl Fn(&[T]) -> bool) -> Vec<T> {
        while !self.is_open || !wanted(&self.items) {
            self.advance().await;
        }
        self.items.clone()
    }
}

fn apply<T>(list: &mut Vec<T>, change: Diff<T>) {
    match change {
        Diff::Reset(items) => *list = items,
        Diff::Insert { at, items } => {
            let at = at as usize;
            list.splice(at..at, items);
        }
        Diff::Set { at, item } => list[at as usize] = item,
        Diff::Remove { at, count } => {
            list.drain(at as usize..(at + count) as usize);
        }
    }
}
