//! The part of a shared list that somebody looks at, and the changes to it.
//!
//! Not by the list library's own `filter`: it takes out what does not match with `imbl::Vector::retain`, which writes past
//! its memory where a list of more than 64 items has another owner (imbl 7.0.2); and where a reset leaves nothing that
//! matches, neither `filter` nor `filter_map` tells.

use eyeball_im::{Vector, VectorDiff, VectorSubscriber};
use eyeball_im_util::vector::VectorObserverExt;
use futures_util::{Stream, StreamExt};

/// What `pick` makes of the items, but for those that it turns down, and what becomes of them.
pub(super) fn matching<T, U>(
    items: VectorSubscriber<T>,
    pick: impl Fn(T) -> Option<U>,
) -> (Vector<U>, impl Stream<Item = Vec<VectorDiff<U>>>)
where
    T: Clone + 'static,
    U: Clone + 'static,
{
    let (values, batches) = items.into_values_and_batched_stream();
    let batches = batches.map(|batch: Vec<VectorDiff<T>>| {
        let changes = batch.into_iter().flat_map(in_steps);
        changes.collect::<Vec<_>>()
    });
    (values, batches).filter_map(pick)
}

/// A reset in two steps, of which each is told.
fn in_steps<T>(change: VectorDiff<T>) -> impl Iterator<Item = VectorDiff<T>> {
    let (first, second) = match change {
        VectorDiff::Reset { values } => (VectorDiff::Clear, Some(VectorDiff::Append { values })),
        change => (change, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use eyeball_im::ObservableVector;
    use futures_util::FutureExt;
    use proptest::prelude::*;

    use super::*;

    fn numbered(items: impl DoubleEndedIterator<Item = u32>) -> ObservableVector<Arc<u32>> {
        let mut list = ObservableVector::with_capacity(2);
        // In front, as the newest of a list that is sorted by time: the library's list is then of another shape.
        items.rev().for_each(|item| list.push_front(Arc::new(item)));
        list
    }

    /// Those that can be divided by this.
    fn multiples(of: u32) -> impl Fn(Arc<u32>) -> Option<u32> {
        move |item| (*item % of == 0).then_some(*item)
    }

    fn catch_up(
        found: &mut Vector<u32>,
        batches: &mut (impl Stream<Item = Vec<VectorDiff<u32>>> + Unpin),
    ) {
        while let Some(Some(batch)) = batches.next().now_or_never() {
            batch.into_iter().for_each(|change| change.apply(found));
        }
    }

    proptest! {
        #[test]
        fn a_long_list_is_left_whole(length in 0u32..3000, of in 1u32..1000) {
            let list = numbered(0..length);
            let (found, _) = matching(list.subscribe(), multiples(of));
            let expected: Vec<_> = (0..length).filter(|item| item % of == 0).collect();
            prop_assert_eq!(found.into_iter().collect::<Vec<_>>(), expected);
            prop_assert!(list.iter().map(|item| **item).eq(0..length));
        }

        #[test]
        fn what_matches_is_kept_up_with(
            steps in prop::collection::vec((0u8..3, any::<usize>(), 0u32..9, any::<bool>()), 0..60),
        ) {
            let mut list = numbered(0..9);
            let (mut found, batches) = matching(list.subscribe(), multiples(3));
            let mut batches = Box::pin(batches);
            for (kind, position, item, looks) in steps {
                let (within, item) = (position % list.len().max(1), Arc::new(item));
                match kind {
                    0 => list.insert(within, item),
                    1 if !list.is_empty() => drop(list.set(within, item)),
                    2 if !list.is_empty() => drop(list.remove(within)),
                    _ => continue,
                }
                // Whoever does not look for three changes lags behind, and is told to start over.
                if looks {
                    catch_up(&mut found, &mut batches);
                    let expected: Vec<_> = list.iter().cloned().filter_map(multiples(3)).collect();
                    prop_assert_eq!(found.iter().copied().collect::<Vec<_>>(), expected);
                }
            }
        }
    }

    #[test]
    fn a_reset_to_nothing_that_matches_is_told() {
        let mut list = numbered(3..5);
        let (mut found, batches) = matching(list.subscribe(), multiples(3));
        let mut batches = Box::pin(batches);
        assert_eq!(found, Vector::from(vec![3]));
        list.remove(0);
        // More than the list keeps for those who lag behind.
        for item in [4, 5, 7, 8] {
            list.push_back(Arc::new(item));
        }
        while let Some(Some(batch)) = batches.next().now_or_never() {
            batch
                .into_iter()
                .for_each(|change| change.apply(&mut found));
        }
        assert!(found.is_empty());
    }
}
