//! How much one message may ask for.

use std::fmt;

/// Longest input in bytes. An event has at most 64 KiB; once sanitised, it can be longer by what had to be escaped and closed.
pub const MAX_BYTES: usize = 256 * 1024;

/// Most elements within each other, as the specification says.
pub const MAX_DEPTH: usize = 100;

/// Most elements and runs of text in a message: a table of five thousand cells in rows of their own fits.
pub const MAX_NODES: usize = 16_384;

/// Longest single tag or comment in bytes: the tokenizer compares each attribute of a tag with all before it.
pub const MAX_TAG_BYTES: usize = 4096;

/// Why HTML did not pass the gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// Longer than [`MAX_BYTES`].
    TooLong,
    /// Nested deeper than [`MAX_DEPTH`].
    TooDeep,
    /// More pieces than [`MAX_NODES`].
    TooMany,
    /// A tag longer than [`MAX_TAG_BYTES`].
    LongTag,
}

impl fmt::Display for Refused {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::TooLong => "HTML is too long",
            Self::TooDeep => "HTML is nested too deeply",
            Self::TooMany => "HTML has too many elements",
            Self::LongTag => "HTML has a tag that is too long",
        })
    }
}

impl std::error::Error for Refused {}
