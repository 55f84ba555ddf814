//! The part of the crate `regex` that Loggia's dependencies call, with its semantics.
//!
//! The original carries several matchers, each faster for some pattern than the others; together they are a twentieth of
//! the engine's program. What is matched here is as long as a name or a message, and the one matcher that there is
//! takes time in proportion to pattern and text.

pub mod bytes;
mod matcher;

use std::{borrow::Cow, fmt, ops::Range};

use matcher::Matcher;
pub use regex_syntax::escape;

/// A pattern that is not one.
#[derive(Clone, Debug)]
pub struct Error {
    detail: String,
}

/// A pattern for texts.
#[derive(Clone, Debug)]
pub struct Regex(Matcher);

/// Where a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

impl Regex {
    /// Fails where this is no pattern.
    pub fn new(pattern: &str) -> Result<Self, Error> {
        Matcher::new(pattern, true).map(Self)
    }

    /// Whether the pattern matches anywhere in the text.
    pub fn is_match(&self, text: &str) -> bool {
        self.0.is_match(text.as_bytes())
    }

    /// The first match.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        let Range { start, end } = self.0.find_from(text.as_bytes(), 0)?;
        Some(Match { text, start, end })
    }

    /// Puts this in the place of every match. Unlike in the original, nothing in it has a meaning of its own: whoever needs
    /// `$1` fails.
    ///
    /// # Panics
    ///
    /// Panics if the replacement has a `$` in it.
    pub fn replace_all<'t>(&self, text: &'t str, replacement: &str) -> Cow<'t, str> {
        assert!(!replacement.contains('$'), "groups are not supported");
        let mut replaced = String::new();
        let (mut kept, mut at) = (0, 0);
        while let Some(found) = self.0.find_from(text.as_bytes(), at) {
            replaced.push_str(&text[kept..found.start]);
            replaced.push_str(replacement);
            kept = found.end;
            at = match found.is_empty() {
                true => found.end + text[found.end..].chars().next().map_or(1, char::len_utf8),
                false => found.end,
            };
        }
        if kept == 0 && replaced.is_empty() {
            return Cow::Borrowed(text);
        }
        replaced.push_str(&text[kept..]);
        Cow::Owned(replaced)
    }
}

impl<'t> Match<'t> {
    /// What is matched.
    pub fn as_str(&self) -> &'t str {
        &self.text[self.start..self.end]
    }

    /// Where it begins, in bytes.
    pub fn start(&self) -> usize {
        self.start
    }

    /// Where it ends, in bytes.
    pub fn end(&self) -> usize {
        self.end
    }
}

impl fmt::Display for Error {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.detail)
    }
}

impl std::error::Error for Error {}
