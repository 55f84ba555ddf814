//! Happenings in words.

use loggia_protocol::timeline::{Change, MembershipChange};

use crate::i18n::{Words, t_string};

/// What happened, in a sentence.
pub fn text(words: Words, change: &Change, sender: &str) -> String {
    let sender = sender.to_owned();
    match change {
        Change::Membership {
            name,
            change,
            reason,
            ..
        } => membership(words, *change, sender, name.clone(), reason.clone()),
        Change::DisplayName(from, to) => display_name(words, sender, from.clone(), to.clone()),
        Change::ProfilePicture => {
            t_string!(words, timeline.change.profile_picture, sender).to_string()
        }
        Change::Created => t_string!(words, timeline.change.created, sender).to_string(),
        Change::RoomName(Some(name)) => {
            let name = name.clone();
            t_string!(words, timeline.change.room_name, sender, name).to_string()
        }
        Change::RoomName(None) => {
            t_string!(words, timeline.change.room_name_removed, sender).to_string()
        }
        Change::Topic(Some(topic)) => {
            let topic = topic.clone();
            t_string!(words, timeline.change.topic, sender, topic).to_string()
        }
        Change::Topic(None) => t_string!(words, timeline.change.topic_removed, sender).to_string(),
        Change::RoomPicture(Some(_)) => {
            t_string!(words, timeline.change.room_picture, sender).to_string()
        }
        Change::RoomPicture(None) => {
            t_string!(words, timeline.change.room_picture_removed, sender).to_string()
        }
        Change::MainAddress(Some(address)) => {
            let address = address.clone();
            t_string!(words, timeline.change.main_address, sender, address).to_string()
        }
        Change::MainAddress(None) => {
            t_string!(words, timeline.change.main_address_removed, sender).to_string()
        }
        other => setting(words, other, sender),
    }
}

fn setting(words: Words, change: &Change, sender: String) -> String {
    match change {
        Change::Encryption => t_string!(words, timeline.change.encryption, sender).to_string(),
        Change::JoinRule(rule) => join_rule(words, rule, sender),
        Change::HistoryVisibility(visibility) => history(words, visibility, sender),
        Change::GuestAccess(access) if access == "can_join" => {
            t_string!(words, timeline.change.guests_allowed, sender).to_string()
        }
        Change::GuestAccess(_) => {
            t_string!(words, timeline.change.guests_forbidden, sender).to_string()
        }
        Change::Permissions => t_string!(words, timeline.change.permissions, sender).to_string(),
        Change::PinnedMessages => t_string!(words, timeline.change.pinned, sender).to_string(),
        Change::Replaced => t_string!(words, timeline.change.replaced, sender).to_string(),
        Change::Call => t_string!(words, timeline.change.call, sender).to_string(),
        Change::Other(kind) => {
            let kind = kind.clone();
            t_string!(words, timeline.change.other, sender, kind).to_string()
        }
        _ => String::new(),
    }
}

fn membership(
    words: Words,
    change: MembershipChange,
    sender: String,
    name: String,
    reason: Option<String>,
) -> String {
    use MembershipChange::*;
    match (change, reason) {
        (Left, Some(reason)) => {
            t_string!(words, timeline.change.left_reason, name, reason).to_string()
        }
        (Removed, Some(reason)) => {
            t_string!(words, timeline.change.removed_reason, sender, name, reason).to_string()
        }
        (Banned, Some(reason)) => {
            t_string!(words, timeline.change.banned_reason, sender, name, reason).to_string()
        }
        (Joined, _) => t_string!(words, timeline.change.joined, name).to_string(),
        (Left, None) => t_string!(words, timeline.change.left, name).to_string(),
        (Invited, _) => t_string!(words, timeline.change.invited, sender, name).to_string(),
        (InvitationAccepted, _) => {
            t_string!(words, timeline.change.invitation_accepted, name).to_string()
        }
        (InvitationDeclined, _) => {
            t_string!(words, timeline.change.invitation_declined, name).to_string()
        }
        (InvitationRevoked, _) => {
            t_string!(words, timeline.change.invitation_revoked, sender, name).to_string()
        }
        (Removed, None) => t_string!(words, timeline.change.removed, sender, name).to_string(),
        (Banned, None) => t_string!(words, timeline.change.banned, sender, name).to_string(),
        (RemovedAndBanned, _) => {
            t_string!(words, timeline.change.removed_and_banned, sender, name).to_string()
        }
        (Unbanned, _) => t_string!(words, timeline.change.unbanned, sender, name).to_string(),
        (Knocked, _) => t_string!(words, timeline.change.knocked, name).to_string(),
        (KnockAccepted, _) => {
            t_string!(words, timeline.change.knock_accepted, sender, name).to_string()
        }
        (KnockRetracted, _) => t_string!(words, timeline.change.knock_retracted, name).to_string(),
        (KnockDenied, _) => {
            t_string!(words, timeline.change.knock_denied, sender, name).to_string()
        }
        (Other, _) => t_string!(words, timeline.change.membership_other, name).to_string(),
    }
}

fn display_name(words: Words, sender: String, from: Option<String>, to: Option<String>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => {
            t_string!(words, timeline.change.display_name, from, to).to_string()
        }
        (None, Some(to)) => {
            t_string!(words, timeline.change.display_name_set, sender, to).to_string()
        }
        (from, None) => {
            let from = from.unwrap_or(sender);
            t_string!(words, timeline.change.display_name_removed, from).to_string()
        }
    }
}

fn join_rule(words: Words, rule: &str, sender: String) -> String {
    match rule {
        "invite" => t_string!(words, timeline.change.join_invite, sender).to_string(),
        "public" => t_string!(words, timeline.change.join_public, sender).to_string(),
        "knock" | "knock_restricted" => {
            t_string!(words, timeline.change.join_knock, sender).to_string()
        }
        "restricted" => t_string!(words, timeline.change.join_restricted, sender).to_string(),
        _ => t_string!(words, timeline.change.join_other, sender).to_string(),
    }
}

fn history(words: Words, visibility: &str, sender: String) -> String {
    match visibility {
        "invited" => t_string!(words, timeline.change.history_invited, sender).to_string(),
        "joined" => t_string!(words, timeline.change.history_joined, sender).to_string(),
        "shared" => t_string!(words, timeline.change.history_shared, sender).to_string(),
        "world_readable" => t_string!(words, timeline.change.history_world, sender).to_string(),
        _ => t_string!(words, timeline.change.history_other, sender).to_string(),
    }
}
