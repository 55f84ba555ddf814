//! A room in words.

use loggia_protocol::rooms::{Notifications, RoomName, RoomRow, Section, Unread};

use super::preview;
use crate::i18n::{Words, t_string};

/// A room's name, also where it has none.
pub fn title(words: Words, name: &RoomName) -> String {
    match name {
        RoomName::Named(name) => name.clone(),
        RoomName::EmptyWas(name) => {
            let name = name.clone();
            t_string!(words, rooms.empty_room_was, name).to_string()
        }
        RoomName::Empty => t_string!(words, rooms.empty_room).to_owned(),
    }
}

/// What a row says to assistive technology: the name first, then what is new.
pub fn label(words: Words, row: &RoomRow) -> String {
    let mut parts = vec![title(words, &row.name)];
    parts.extend(unread_words(words, row.unread));
    let signs = signs(row)
        .into_iter()
        .filter(|sign| *sign != Sign::Encrypted);
    parts.extend(signs.map(|sign| sign.name(words).to_owned()));
    parts.extend(second_line(words, row));
    parts.join(", ")
}

/// What an icon in a row says of its room.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// Messages are encrypted.
    Encrypted,
    /// Everybody may enter.
    Public,
    /// It matters less.
    LowPriority,
    /// It never notifies.
    Muted,
    /// The reader's last message there could not be sent.
    Unsent,
}

impl Sign {
    /// What it says.
    pub fn name(self, words: Words) -> &'static str {
        match self {
            Self::Encrypted => t_string!(words, rooms.encrypted),
            Self::Public => t_string!(words, rooms.public),
            Self::LowPriority => t_string!(words, rooms.low_priority),
            Self::Muted => t_string!(words, rooms.muted),
            Self::Unsent => t_string!(words, rooms.unsent),
        }
    }
}

/// The signs of a room's row.
pub fn signs(row: &RoomRow) -> Vec<Sign> {
    let signs = [
        (row.has_unsent, Sign::Unsent),
        (row.is_encrypted && !row.is_public, Sign::Encrypted),
        (row.is_public, Sign::Public),
        (row.section == Section::LowPriority, Sign::LowPriority),
        (row.notifications == Notifications::Mute, Sign::Muted),
    ];
    let there = signs.into_iter().filter(|(is_there, _)| *is_there);
    there.map(|(_, sign)| sign).collect()
}

/// What stands below the name: who invites, or the newest message.
pub fn second_line(words: Words, row: &RoomRow) -> Option<String> {
    if row.section == Section::Invites {
        return Some(match &row.inviter {
            Some(person) => {
                let name = person.name.clone();
                t_string!(words, rooms.invited_by, name).to_string()
            }
            None => t_string!(words, rooms.invited).to_owned(),
        });
    }
    let preview = row.preview.as_ref()?;
    Some(preview::line(words, preview, row.is_direct))
}

/// What is new, in words.
pub fn unread_words(words: Words, unread: Unread) -> Vec<String> {
    let mut said = Vec::new();
    if unread.messages > 0 {
        let count = unread.messages;
        said.push(t_string!(words, rooms.unread, count = count).to_string());
    } else if unread.is_marked {
        said.push(t_string!(words, rooms.marked_unread).to_owned());
    }
    if unread.mentions > 0 {
        said.push(t_string!(words, rooms.mention).to_owned());
    }
    said
}

/// What the badge of a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Badge {
    /// Messages that notify.
    Count(u32),
    /// Messages that mention the reader.
    Mention(u32),
    /// Something new that is not counted.
    Dot,
}

/// A row's badge, if it has one. What goes on in a muted room is nothing to look at.
pub fn badge(row: &RoomRow) -> Option<Badge> {
    let is_muted = row.notifications == Notifications::Mute;
    badge_of(Unread {
        has_activity: row.unread.has_activity && !is_muted,
        ..row.unread
    })
}

/// The badge for what is new.
pub fn badge_of(unread: Unread) -> Option<Badge> {
    match unread {
        Unread {
            mentions: 1..,
            messages,
            ..
        } => Some(Badge::Mention(messages.max(unread.mentions))),
        Unread {
            messages: n @ 1.., ..
        } => Some(Badge::Count(n)),
        Unread {
            is_marked: true, ..
        }
        | Unread {
            has_activity: true, ..
        } => Some(Badge::Dot),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mentions_come_before_counts_and_counts_before_dots() {
        let unread = |messages, mentions, is_marked, has_activity| Unread {
            messages,
            mentions,
            is_marked,
            has_activity,
        };
        assert_eq!(badge_of(unread(3, 1, false, true)), Some(Badge::Mention(3)));
        assert_eq!(
            badge_of(unread(0, 2, false, false)),
            Some(Badge::Mention(2))
        );
        assert_eq!(badge_of(unread(3, 0, true, true)), Some(Badge::Count(3)));
        assert_eq!(badge_of(unread(0, 0, true, false)), Some(Badge::Dot));
        assert_eq!(badge_of(unread(0, 0, false, true)), Some(Badge::Dot));
        assert_eq!(badge_of(Unread::default()), None);
    }
}
