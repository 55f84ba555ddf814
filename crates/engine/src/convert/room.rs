//! A room as the list and the head show it, from what is in memory.

use loggia_protocol::rooms::{
    Membership, Notifications, Preview, RoomName, RoomRow, Section, Unread,
};
use matrix_sdk::{
    Room, RoomDisplayName, RoomHero, RoomInfo, RoomState, latest_events::LatestEventValue,
    notification_settings::RoomNotificationMode, ruma::OwnedUserId,
};

use super::{ids, preview};

/// A row, and the person whose name is still to be looked up.
pub struct DraftRow {
    /// The row, with Matrix IDs where names are not known.
    pub row: RoomRow,
    /// Whose name the preview lacks.
    pub unnamed_sender: Option<OwnedUserId>,
}

/// A room's row, without asking the store. What the reader is told of is in the push rules, which are none of the room's.
pub fn row(room: &Room, notifications: Notifications) -> DraftRow {
    let info = room.clone_info();
    let section = section(room);
    let latest = room.latest_event();
    let is_direct = room.direct_targets_length() > 0;
    let (preview, unnamed_sender) = match preview::of_latest(&latest, room.own_user_id()) {
        Some(latest) => name_sender(latest, info.heroes()),
        None => (None, None),
    };
    let row = RoomRow {
        room: ids::wire_room(room.room_id()),
        name: name(room.cached_display_name()),
        avatar: avatar(room, &info, is_direct),
        section,
        unread: unread(room),
        preview,
        active_at: latest.timestamp().map(|time| time.get().into()),
        is_encrypted: room.encryption_state().is_encrypted(),
        is_direct,
        is_public: room.is_public().unwrap_or_default(),
        has_unsent: matches!(latest, LatestEventValue::LocalCannotBeSent(_)),
        notifications,
        inviter: None,
    };
    DraftRow {
        row,
        unnamed_sender,
    }
}

/// A room's name.
pub fn name(name: Option<RoomDisplayName>) -> RoomName {
    match name {
        Some(
            RoomDisplayName::Named(name)
            | RoomDisplayName::Aliased(name)
            | RoomDisplayName::Calculated(name),
        ) => RoomName::Named(name),
        Some(RoomDisplayName::EmptyWas(name)) => RoomName::EmptyWas(name),
        Some(RoomDisplayName::Empty) | None => RoomName::Empty,
    }
}

/// A room's picture; for a direct chat without one, the other person's.
pub fn avatar(room: &Room, info: &RoomInfo, is_direct: bool) -> Option<loggia_protocol::ids::Mxc> {
    let own = room.avatar_url();
    let heroes = info.heroes();
    let hero = match heroes {
        [hero] if is_direct || room.state() == RoomState::Invited => hero.avatar_url.as_deref(),
        _ => None,
    };
    own.as_deref().or(hero).and_then(ids::mxc)
}

/// Where a room stands in the list.
pub fn section(room: &Room) -> Section {
    match room.state() {
        RoomState::Invited => Section::Invites,
        _ if room.is_favourite() => Section::Favourites,
        _ if room.is_low_priority() => Section::LowPriority,
        _ if room.direct_targets_length() > 0 => Section::People,
        _ => Section::Rooms,
    }
}

/// What the reader is told of, where a push rule of the room's own says so.
pub fn notifications(mode: Option<RoomNotificationMode>) -> Notifications {
    match mode {
        None => Notifications::Default,
        Some(RoomNotificationMode::AllMessages) => Notifications::All,
        Some(RoomNotificationMode::MentionsAndKeywordsOnly) => Notifications::Mentions,
        Some(RoomNotificationMode::Mute) => Notifications::Mute,
    }
}

/// The reader's place in a room; who invited is looked up elsewhere.
pub fn membership(state: RoomState) -> Membership {
    match state {
        RoomState::Joined => Membership::Joined,
        RoomState::Invited => Membership::Invited(None),
        RoomState::Left => Membership::Left,
        RoomState::Knocked => Membership::Knocked,
        RoomState::Banned => Membership::Banned,
    }
}

fn unread(room: &Room) -> Unread {
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    // The SDK counts what it has seen, and of several messages at once a list shows the last one only. The server counts
    // all, but hears of what was read here a moment later, and cannot read encrypted messages.
    let told = room.unread_notification_counts();
    let larger = |seen: u64, told: u64| match seen {
        0 => 0,
        _ if room.encryption_state().is_encrypted() => seen,
        _ => seen.max(told),
    };
    Unread {
        messages: count(larger(
            room.num_unread_notifications(),
            told.notification_count,
        )),
        mentions: count(larger(room.num_unread_mentions(), told.highlight_count)),
        is_marked: room.is_marked_unread(),
        has_activity: room.num_unread_messages() > 0,
    }
}

fn name_sender(
    latest: preview::Latest,
    heroes: &[RoomHero],
) -> (Option<Preview>, Option<OwnedUserId>) {
    let preview::Latest { sender, kind } = latest;
    let Some(sender) = sender else {
        return (Some(Preview { sender: None, kind }), None);
    };
    let hero = heroes.iter().find(|hero| hero.user_id == sender);
    match hero.and_then(|hero| hero.display_name.clone()) {
        Some(name) => (
            Some(Preview {
                sender: Some(name),
                kind,
            }),
            None,
        ),
        None => (
            Some(Preview {
                sender: Some(sender.to_string()),
                kind,
            }),
            Some(sender),
        ),
    }
}

/// The version of a room of whose rules nothing is known. What is sent there might be refused by every other server.
pub fn unknown_version(room: &Room) -> Option<String> {
    let info = room.clone_info();
    let version = info.room_version()?;
    version.rules().is_none().then(|| version.to_string())
}
