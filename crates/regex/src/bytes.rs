//! Patterns for bytes that need not be a text.

use crate::{Error, matcher::Matcher};

/// A pattern for bytes.
#[derive(Clone, Debug)]
pub struct Regex(Matcher);

impl Regex {
    /// Fails where this is no pattern.
    pub fn new(pattern: &str) -> Result<Self, Error> {
        Matcher::new(pattern, false).map(Self)
    }

    /// Whether the pattern matches anywhere in the bytes.
    pub fn is_match(&self, bytes: &[u8]) -> bool {
        self.0.is_match(bytes)
    }
}
