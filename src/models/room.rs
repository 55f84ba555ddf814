//! A room in words.

use loggia_protocol::rooms::{RoomName, RoomRow, Unread};

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
    parts.extend(second_line(words, row));
    parts.join(", ")
}

/// What stands below the name: who invites, or the newest message.
pub fn second_line(words: Words, row: &RoomRow) -> Option<String> {
    if row.section == loggia_protocol::rooms::Section::Invites {
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

fn unread_words(words: Words, unread: Unread) -> Vec<String> {
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

/// A row's badge, if it has one.
pub fn badge(unread: Unread) -> Option<Badge> {
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
        assert_eq!(badge(unread(3, 1, false, true)), Some(Badge::Mention(3)));
        assert_eq!(badge(unread(0, 2, false, false)), Some(Badge::Mention(2)));
        assert_eq!(badge(unread(3, 0, true, true)), Some(Badge::Count(3)));
        assert_eq!(badge(unread(0, 0, true, false)), Some(Badge::Dot));
        assert_eq!(badge(unread(0, 0, false, true)), Some(Badge::Dot));
        assert_eq!(badge(Unread::default()), None);
    }
}
