//! What should be known about a message's authenticity.

use loggia_protocol::timeline::Shield;
use matrix_sdk_ui::timeline::{
    EventTimelineItem, MsgLikeKind, TimelineEventShieldState, TimelineEventShieldStateCode as Code,
};

/// A message's shield. Happenings are never encrypted, and removed messages have nothing to vouch for.
pub fn of(item: &EventTimelineItem) -> Option<Shield> {
    let message = item.content().as_msglike()?;
    if matches!(message.kind, MsgLikeKind::Redacted) {
        return None;
    }
    let code = match item.get_shield(false) {
        TimelineEventShieldState::Red { code } | TimelineEventShieldState::Grey { code } => code,
        TimelineEventShieldState::None => return None,
    };
    Some(match code {
        Code::AuthenticityNotGuaranteed => Shield::AuthenticityNotGuaranteed,
        Code::UnknownDevice => Shield::UnknownSession,
        Code::UnsignedDevice | Code::UnverifiedIdentity => Shield::UnverifiedSession,
        Code::VerificationViolation => Shield::IdentityChanged,
        Code::MismatchedSender => Shield::MismatchedSender,
        Code::SentInClear => Shield::SentInClear,
    })
}
