//! The SDK's eleven list changes become the protocol's four.

use eyeball_im::VectorDiff;
use loggia_protocol::Diff;

/// Converts the batches of one list; remembers how long the list is.
#[derive(Clone, Copy, Debug, Default)]
pub struct DiffWriter {
    len: usize,
}

impl DiffWriter {
    /// The first batch of a feed, and what converts those that follow.
    pub fn open<T>(items: Vec<T>) -> (Self, Vec<Diff<T>>) {
        let writer = Self { len: items.len() };
        (writer, vec![Diff::Reset(items)])
    }

    /// Converts a batch. Neighbouring insertions become one.
    pub fn write<T: Clone>(&mut self, batch: Vec<VectorDiff<T>>) -> Vec<Diff<T>> {
        let mut written = Vec::with_capacity(batch.len());
        for change in batch {
            let Some(change) = self.write_one(change) else {
                continue;
            };
            match (written.last_mut(), change) {
                (_, Diff::Reset(items)) => written = vec![Diff::Reset(items)],
                (
                    Some(Diff::Insert { at, items }),
                    Diff::Insert {
                        at: next,
                        items: new,
                    },
                ) if (*at..=*at + wire(items.len())).contains(&next) => {
                    let position = (next - *at) as usize;
                    items.splice(position..position, new);
                }
                (_, change) => written.push(change),
            }
        }
        written
    }

    fn write_one<T: Clone>(&mut self, change: VectorDiff<T>) -> Option<Diff<T>> {
        match change {
            VectorDiff::Append { values } => self.insert(self.len, values.into_iter().collect()),
            VectorDiff::PushFront { value } => self.insert(0, vec![value]),
            VectorDiff::PushBack { value } => self.insert(self.len, vec![value]),
            VectorDiff::Insert { index, value } => self.insert(index, vec![value]),
            VectorDiff::Set { index, value } => Some(Diff::Set {
                at: wire(index),
                item: value,
            }),
            VectorDiff::Clear => self.reset(Vec::new()),
            VectorDiff::Reset { values } => self.reset(values.into_iter().collect()),
            VectorDiff::PopFront => self.remove(0, 1),
            VectorDiff::PopBack => self.remove(self.len.saturating_sub(1), 1),
            VectorDiff::Remove { index } => self.remove(index, 1),
            VectorDiff::Truncate { length } => self.remove(length, self.len.saturating_sub(length)),
        }
    }

    fn insert<T>(&mut self, at: usize, items: Vec<T>) -> Option<Diff<T>> {
        self.len += items.len();
        let at = wire(at);
        (!items.is_empty()).then_some(Diff::Insert { at, items })
    }

    fn remove<T>(&mut self, at: usize, count: usize) -> Option<Diff<T>> {
        self.len = self.len.saturating_sub(count);
        let (at, count) = (wire(at), wire(count));
        (count > 0).then_some(Diff::Remove { at, count })
    }

    fn reset<T>(&mut self, items: Vec<T>) -> Option<Diff<T>> {
        self.len = items.len();
        Some(Diff::Reset(items))
    }
}

fn wire(position: usize) -> u32 {
    u32::try_from(position).expect("lists in memory stay below four thousand million items")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn apply(list: &mut Vec<u32>, change: Diff<u32>) {
        match change {
            Diff::Reset(items) => *list = items,
            Diff::Insert { at, items } => {
                assert!(!items.is_empty());
                list.splice(at as usize..at as usize, items);
            }
            Diff::Set { at, item } => list[at as usize] = item,
            Diff::Remove { at, count } => {
                assert!(count > 0);
                list.drain(at as usize..(at + count) as usize);
            }
        }
    }

    /// A change that fits a list of this length, whatever `kind` and `position` are.
    fn change(kind: u8, position: usize, value: u32, len: usize) -> VectorDiff<u32> {
        let within = position % len.max(1);
        match kind % 11 {
            0 => VectorDiff::Append {
                values: (0..value % 4).collect(),
            },
            1 => VectorDiff::PushFront { value },
            2 => VectorDiff::PushBack { value },
            3 => VectorDiff::Insert {
                index: position % (len + 1),
                value,
            },
            4 => VectorDiff::Reset {
                values: (0..value % 6).collect(),
            },
            5 => VectorDiff::Clear,
            6 => VectorDiff::Truncate {
                length: position % (len + 1),
            },
            _ if len == 0 => VectorDiff::PushBack { value },
            7 => VectorDiff::PopFront,
            8 => VectorDiff::PopBack,
            9 => VectorDiff::Set {
                index: within,
                value,
            },
            _ => VectorDiff::Remove { index: within },
        }
    }

    proptest! {
        #[test]
        fn both_lists_stay_equal(
            start in prop::collection::vec(any::<u32>(), 0..8),
            batches in prop::collection::vec(
                prop::collection::vec((any::<u8>(), any::<usize>(), any::<u32>()), 0..12), 0..12,
            ),
        ) {
            let mut sdk: eyeball_im::Vector<u32> = start.iter().copied().collect();
            let mut tab = Vec::new();
            let (mut writer, first) = DiffWriter::open(start);
            first.into_iter().for_each(|change| apply(&mut tab, change));
            for batch in batches {
                let batch = batch
                    .into_iter()
                    .map(|(kind, position, value)| {
                        let change = change(kind, position, value, sdk.len());
                        change.clone().apply(&mut sdk);
                        change
                    })
                    .collect();
                writer.write(batch).into_iter().for_each(|change| apply(&mut tab, change));
                prop_assert_eq!(&tab, &sdk.iter().copied().collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn neighbouring_insertions_become_one() {
        let (mut writer, _) = DiffWriter::open(vec![9]);
        let batch = vec![
            VectorDiff::PushBack { value: 1 },
            VectorDiff::PushBack { value: 3 },
            VectorDiff::Insert { index: 2, value: 2 },
        ];
        let expected = vec![Diff::Insert {
            at: 1,
            items: vec![1, 2, 3],
        }];
        assert_eq!(writer.write(batch), expected);
    }
}
