//! What has passed the gate: a flat sequence of pieces, so that building, walking and dropping it need no recursion.

use crate::{
    HtmlSanitizerMode, RemoveReplyFallback,
    element::{Element, Image},
    limits::Refused,
    tokens,
};

/// A message's HTML after the gate.
///
/// Each [`Piece::Open`] has its [`Piece::Close`], at most [`crate::MAX_DEPTH`] of them are open at any place, there are at
/// most [`crate::MAX_NODES`] other pieces, and runs of text never follow each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fragment {
    pub(crate) pieces: Vec<Piece>,
}

/// One step through a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// An element begins.
    Open(Element),
    /// The innermost open element ends.
    Close,
    /// A run of text, never empty.
    Text(String),
    /// A forced new line (`br`).
    Break,
    /// A horizontal rule (`hr`).
    Rule,
    /// A picture.
    Image(Image),
}

impl Fragment {
    /// The pieces in order.
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }
}

impl IntoIterator for Fragment {
    type Item = Piece;
    type IntoIter = std::vec::IntoIter<Piece>;

    fn into_iter(self) -> Self::IntoIter {
        self.pieces.into_iter()
    }
}

/// Takes HTML through the gate.
pub fn parse(
    html: &str,
    mode: HtmlSanitizerMode,
    remove_reply_fallback: RemoveReplyFallback,
) -> Result<Fragment, Refused> {
    tokens::read(html, mode, remove_reply_fallback)
}
