//! Changes of a list, as a feed carries them.

use serde::{Deserialize, Serialize};

/// One change of a list. Changes of a batch are applied in order; positions refer to the list as it is at that moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Diff<T> {
    /// The list is now these items.
    Reset(Vec<T>),
    /// The items are put before the one at `at` (`at` equals the length to append).
    Insert {
        /// Position of the first new item.
        at: u32,
        /// The new items, never empty.
        items: Vec<T>,
    },
    /// The item at `at` is replaced.
    Set {
        /// Its position.
        at: u32,
        /// What stands there now.
        item: T,
    },
    /// Items are taken out.
    Remove {
        /// Position of the first one.
        at: u32,
        /// How many, never zero.
        count: u32,
    },
}

impl<T> Diff<T> {
    /// The same change with every item converted.
    pub fn map<U>(self, mut convert: impl FnMut(T) -> U) -> Diff<U> {
        match self {
            Self::Reset(items) => Diff::Reset(items.into_iter().map(convert).collect()),
            Self::Insert { at, items } => Diff::Insert {
                at,
                items: items.into_iter().map(convert).collect(),
            },
            Self::Set { at, item } => Diff::Set {
                at,
                item: convert(item),
            },
            Self::Remove { at, count } => Diff::Remove { at, count },
        }
    }
}
