//! Feeds for as long as a component lives.

use std::{cell::RefCell, rc::Rc};

use leptos::prelude::*;
use loggia_protocol::{Diff, Failure, FeedSpec};
use send_wrapper::SendWrapper;

use super::{
    Loadable,
    list::{Keyed, LiveList, OutOfStep},
};
use crate::engine::{EngineClient, FeedHandle, use_engine};

/// A list feed's rows and whether they are there yet.
pub struct ListState<T: Keyed> {
    /// The rows.
    pub list: LiveList<T>,
    /// `Ready` once the first batch has come.
    pub status: RwSignal<Loadable<()>>,
    /// The rows are not the feed's own: they stay until it brings some.
    is_held: StoredValue<bool>,
}

impl<T: Keyed> Clone for ListState<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Keyed> Copy for ListState<T> {}

impl<T: Keyed> Default for ListState<T> {
    fn default() -> Self {
        Self {
            list: LiveList::default(),
            status: RwSignal::new(Loadable::Loading),
            is_held: StoredValue::new(false),
        }
    }
}

impl<T: Keyed> ListState<T> {
    /// Shows these until the feed brings its own.
    pub fn begin_with(self, items: Vec<T>) {
        let applied = self.list.apply(vec![Diff::Reset(items)]);
        debug_assert!(applied.is_ok(), "a reset fits any list");
        self.status.set(Loadable::Ready(()));
    }

    /// Shows these until the feed brings rows: that it has none says only that none have been loaded yet.
    pub fn hold(self, items: Vec<T>) {
        self.is_held.set_value(!items.is_empty());
        self.begin_with(items);
    }

    fn apply(self, mut batch: Vec<Diff<T>>) -> Result<(), OutOfStep> {
        if self.is_held.get_value() {
            if batch.iter().all(is_nothing) {
                return Ok(());
            }
            self.is_held.set_value(false);
            batch.insert(0, Diff::Reset(Vec::new()));
        }
        self.list.apply(batch)
    }
}

fn is_nothing<T>(diff: &Diff<T>) -> bool {
    matches!(diff, Diff::Reset(items) if items.is_empty())
}

/// Follows a state feed until the current owner is cleaned up.
pub fn use_state_feed<F>(feed: F) -> RwSignal<Loadable<F::Batch>>
where
    F: FeedSpec,
    F::Batch: Sync,
{
    use_state_feed_from(feed, Loadable::Loading)
}

/// Follows a state feed, from what is known already on.
pub fn use_state_feed_from<F>(feed: F, known: Loadable<F::Batch>) -> RwSignal<Loadable<F::Batch>>
where
    F: FeedSpec,
    F::Batch: Sync,
{
    let state = RwSignal::new(known);
    follow_state(feed, state);
    state
}

/// Has a signal follow a feed until the current owner is cleaned up: it keeps what it has until the feed brings something.
pub fn follow_state<F>(feed: F, state: RwSignal<Loadable<F::Batch>>)
where
    F: FeedSpec,
    F::Batch: Sync,
{
    let handle = use_engine().open(feed, move |batch| {
        // The signal may be gone already where the batch was under way at clean-up.
        drop(state.try_set(match batch {
            Ok(value) => Loadable::Ready(value),
            Err(failure) => Loadable::Failed(failure),
        }));
    });
    close_on_cleanup(handle);
}

/// Follows a list feed until the current owner is cleaned up.
pub fn use_list_feed<F, T>(feed: F) -> ListState<T>
where
    F: FeedSpec<Batch = Vec<Diff<T>>> + 'static,
    T: Keyed,
{
    let state = ListState::default();
    follow_list(feed, state);
    state
}

/// Has an existing list follow a feed, for lists that change what they follow (a search) without going blank meanwhile.
pub fn follow_list<F, T>(feed: F, state: ListState<T>)
where
    F: FeedSpec<Batch = Vec<Diff<T>>> + 'static,
    T: Keyed,
{
    let engine = use_engine();
    let slot: Slot = Rc::new(RefCell::new(None));
    open_list(&engine, &feed, state, &slot);
    let slot = SendWrapper::new(slot);
    on_cleanup(move || drop(slot.borrow_mut().take()));
}

type Slot = Rc<RefCell<Option<FeedHandle>>>;

fn open_list<F, T>(engine: &EngineClient, feed: &F, state: ListState<T>, slot: &Slot)
where
    F: FeedSpec<Batch = Vec<Diff<T>>> + 'static,
    T: Keyed,
{
    let (again, feed_again, weak_slot) = (engine.clone(), feed.clone(), Rc::downgrade(slot));
    let handle = engine.open(feed.clone(), move |batch| match take(state, batch) {
        Step::Done => {}
        Step::OpenAgain => {
            if let Some(slot) = weak_slot.upgrade() {
                open_list(&again, &feed_again, state, &slot);
            }
        }
    });
    // Replacing the handle closes the feed that went before.
    let before = slot.borrow_mut().replace(handle);
    drop(before);
}

enum Step {
    Done,
    OpenAgain,
}

fn take<T: Keyed>(state: ListState<T>, batch: Result<Vec<Diff<T>>, Failure>) -> Step {
    if state.list.rows.is_disposed() {
        return Step::Done;
    }
    match batch {
        Ok(batch) => match state.apply(batch) {
            Ok(()) => {
                if state
                    .status
                    .with_untracked(|status| status.ready().is_none())
                {
                    state.status.set(Loadable::Ready(()));
                }
                Step::Done
            }
            Err(_out_of_step) => Step::OpenAgain,
        },
        Err(failure) => {
            state.status.set(Loadable::Failed(failure));
            Step::Done
        }
    }
}

fn close_on_cleanup(handle: FeedHandle) {
    on_cleanup(move || drop(handle));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Debug, PartialEq)]
    struct Item(u8);

    impl Keyed for Item {
        type Key = u8;

        fn key(&self) -> u8 {
            self.0
        }
    }

    fn rows(state: ListState<Item>) -> Vec<u8> {
        state
            .list
            .rows
            .with_untracked(|rows| rows.iter().map(|row| row.key).collect())
    }

    #[test]
    fn what_is_held_stays_until_the_feed_has_rows() {
        let owner = Owner::new();
        owner.set();
        let state = ListState::default();
        state.hold(vec![Item(1), Item(2)]);
        for nothing in [vec![], vec![Diff::Reset(vec![])]] {
            assert_eq!(state.apply(nothing), Ok(()));
            assert_eq!(rows(state), [1, 2]);
        }
        let first = Diff::Insert {
            at: 0,
            items: vec![Item(3)],
        };
        assert_eq!(state.apply(vec![first]), Ok(()));
        assert_eq!(rows(state), [3]);
        assert_eq!(state.apply(vec![Diff::Reset(vec![])]), Ok(()));
        assert_eq!(rows(state), [0; 0]);
    }

    #[test]
    fn what_a_list_begins_with_goes_with_the_first_batch() {
        let owner = Owner::new();
        owner.set();
        let state = ListState::default();
        state.begin_with(vec![Item(1)]);
        assert_eq!(state.apply(vec![Diff::Reset(vec![])]), Ok(()));
        assert_eq!(rows(state), [0; 0]);
    }
}
