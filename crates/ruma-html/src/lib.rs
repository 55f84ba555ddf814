//! The HTML gate: every formatted message passes through here before anything else looks at it.
//!
//! It stands in for ruma-html 0.9.0 with the API that ruma 0.17 and matrix-sdk-ui 0.19 call ([`sanitize_html`]), and gives
//! the engine's message tree the same result in typed form ([`parse`]). It knows HTML and the Matrix specification's
//! allow-list (v1.19), and nothing of events, rooms or people.
//!
//! What others write decides nothing here but its own content: input beyond a limit is [`Refused`] as a whole, nothing
//! recurses, and the time is linear in the length. `docs/decisions/0001-html-gate.md` tells why.

mod attributes;
mod builder;
mod element;
mod fragment;
mod limits;
mod links;
mod nesting;
mod render;
mod tokens;

pub use element::{Bare, Element, Image, Span};
pub use fragment::{Fragment, Piece, parse};
pub use limits::{MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_TAG_BYTES, Refused};
pub use links::{allowed_link, well_formed_mxc};

/// Which addresses links may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HtmlSanitizerMode {
    /// Only those of the specification.
    Strict,
    /// `matrix:` addresses as well.
    Compat,
}

/// What becomes of the quote that old clients put before a reply (`mx-reply`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemoveReplyFallback {
    /// It goes with all that is in it.
    Yes,
    /// Its content stays.
    No,
}

/// The HTML that is left of a message once it has passed the gate, well-formed and escaped.
///
/// Input that is refused leaves nothing: an empty formatted body means that the plain one is shown.
pub fn sanitize_html(
    html: &str,
    mode: HtmlSanitizerMode,
    remove_reply_fallback: RemoveReplyFallback,
) -> String {
    match parse(html, mode, remove_reply_fallback) {
        Ok(fragment) => fragment.to_string(),
        Err(_) => String::new(),
    }
}
