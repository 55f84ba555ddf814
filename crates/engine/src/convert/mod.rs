//! The only place where SDK types and wire types meet.
//!
//! Nothing here fails or panics on what an event holds: what cannot be drawn becomes a typed remainder.

pub mod crypto;
pub mod diff;
pub mod ids;
pub mod media;
pub mod message {
    //! stand-in
    use loggia_protocol::message::Body;
    use matrix_sdk::ruma::{UserId, events::room::message::FormattedBody};
    /// stand-in
    pub fn body(
        plain: &str,
        _: Option<&FormattedBody>,
        _: &super::people::People,
        _: &UserId,
    ) -> Body {
        Body {
            nodes: Vec::new(),
            plain: plain.to_owned(),
            is_only_emoji: false,
        }
    }
}
pub mod people;
pub mod preview;
pub mod room;
pub mod timeline;
