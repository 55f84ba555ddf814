//! Happenings in a room.

use loggia_protocol::timeline::{Change, MembershipChange as Wire};
use matrix_sdk::ruma::events::{
    RedactContent, StateEventContentChange, StaticEventContent, StaticStateEventContent,
};
use matrix_sdk_ui::timeline::{
    AnyOtherStateEventContentChange as State, MemberProfileChange, MembershipChange,
    RoomMembershipChange, TimelineItemContent,
};

use crate::convert::{ids, preview};

/// What happened, if it is a happening at all.
pub fn of(content: &TimelineItemContent) -> Change {
    match content {
        TimelineItemContent::MembershipChange(change) => membership(change),
        TimelineItemContent::ProfileChange(change) => profile(change),
        TimelineItemContent::OtherState(state) => other(state.content()),
        TimelineItemContent::CallInvite | TimelineItemContent::RtcNotification { .. } => {
            Change::Call
        }
        content => Change::Other(content.event_type_str().unwrap_or_default()),
    }
}

fn membership(change: &RoomMembershipChange) -> Change {
    let user = change.user_id();
    let reason = match change.content() {
        StateEventContentChange::Original { content, .. } => content.reason.as_deref(),
        StateEventContentChange::Redacted(_) => None,
    };
    Change::Membership {
        user: ids::wire_user(user),
        name: change.display_name().unwrap_or_else(|| user.to_string()),
        change: change.change().map_or(Wire::Other, wire_membership),
        reason: reason
            .map(preview::line)
            .filter(|reason| !reason.is_empty()),
    }
}

fn wire_membership(change: MembershipChange) -> Wire {
    match change {
        MembershipChange::Joined => Wire::Joined,
        MembershipChange::Left => Wire::Left,
        MembershipChange::Banned => Wire::Banned,
        MembershipChange::Unbanned => Wire::Unbanned,
        MembershipChange::Kicked => Wire::Removed,
        MembershipChange::Invited => Wire::Invited,
        MembershipChange::KickedAndBanned => Wire::RemovedAndBanned,
        MembershipChange::InvitationAccepted => Wire::InvitationAccepted,
        MembershipChange::InvitationRejected => Wire::InvitationDeclined,
        MembershipChange::InvitationRevoked => Wire::InvitationRevoked,
        MembershipChange::Knocked => Wire::Knocked,
        MembershipChange::KnockAccepted => Wire::KnockAccepted,
        MembershipChange::KnockRetracted => Wire::KnockRetracted,
        MembershipChange::KnockDenied => Wire::KnockDenied,
        MembershipChange::None | MembershipChange::Error | MembershipChange::NotImplemented => {
            Wire::Other
        }
    }
}

fn profile(change: &MemberProfileChange) -> Change {
    match change.displayname_change() {
        Some(name) => Change::DisplayName(name.old.clone(), name.new.clone()),
        None => Change::ProfilePicture,
    }
}

fn other(state: &State) -> Change {
    match state {
        State::RoomCreate(_) => Change::Created,
        State::RoomName(name) => Change::RoomName(
            original(name)
                .map(|name| name.name.clone())
                .filter(|name| is_said(name)),
        ),
        State::RoomTopic(topic) => Change::Topic(
            original(topic)
                .map(|topic| topic.topic.clone())
                .filter(|topic| is_said(topic)),
        ),
        State::RoomAvatar(avatar) => Change::RoomPicture(
            original(avatar)
                .and_then(|avatar| avatar.url.as_deref())
                .and_then(ids::mxc),
        ),
        State::RoomEncryption(_) => Change::Encryption,
        State::RoomJoinRules(rules) => Change::JoinRule(
            original(rules)
                .map(|rules| rules.join_rule.as_str().to_owned())
                .unwrap_or_default(),
        ),
        State::RoomHistoryVisibility(history) => Change::HistoryVisibility(
            original(history)
                .map(|history| history.history_visibility.to_string())
                .unwrap_or_default(),
        ),
        State::RoomGuestAccess(guests) => Change::GuestAccess(
            original(guests)
                .map(|guests| guests.guest_access.to_string())
                .unwrap_or_default(),
        ),
        State::RoomCanonicalAlias(alias) => Change::MainAddress(
            original(alias).and_then(|alias| alias.alias.as_ref().map(ToString::to_string)),
        ),
        State::RoomPowerLevels(_) => Change::Permissions,
        State::RoomPinnedEvents(_) => Change::PinnedMessages,
        State::RoomTombstone(_) => Change::Replaced,
        state => Change::Other(state.event_type().to_string()),
    }
}

fn original<C>(change: &StateEventContentChange<C>) -> Option<&C>
where
    C: StaticStateEventContent + StaticEventContent + RedactContent,
{
    match change {
        StateEventContentChange::Original { content, .. } => Some(content),
        StateEventContentChange::Redacted(_) => None,
    }
}

fn is_said(text: &str) -> bool {
    !text.trim().is_empty()
}
