//! An entry of the space bar in words.

use loggia_protocol::{
    ids::RoomId,
    rooms::Unread,
    spaces::{News, Scope, SpaceRow, Spaces},
};

use super::{
    room::{self, Badge},
    unread::UnreadTotal,
};
use crate::i18n::{Words, t_string};

/// The row of a space.
pub fn row_of<'a>(bar: &'a Spaces, space: &RoomId) -> Option<&'a SpaceRow> {
    bar.spaces.iter().find(|row| row.space == *space)
}

/// What an entry is called; nothing where it is a space that is not known.
pub fn name(words: Words, scope: &Scope, bar: Option<&Spaces>) -> String {
    match scope {
        Scope::Home => t_string!(words, spaces.home).to_owned(),
        Scope::Favourites => t_string!(words, rooms.favourites).to_owned(),
        Scope::People => t_string!(words, rooms.people).to_owned(),
        Scope::Others => t_string!(words, spaces.others).to_owned(),
        Scope::Space(space) => bar
            .and_then(|bar| row_of(bar, space))
            .map(|row| room::title(words, &row.name))
            .unwrap_or_default(),
    }
}

/// What is new in an entry.
pub fn news(scope: &Scope, bar: &Spaces) -> News {
    match scope {
        Scope::Home => bar.home,
        Scope::Favourites => bar.favourites,
        Scope::People => bar.people,
        Scope::Others => bar.others,
        Scope::Space(space) => row_of(bar, space).map(|row| row.news).unwrap_or_default(),
    }
}

/// What an entry says to assistive technology: the name first, then what is new.
pub fn label(words: Words, name: String, news: News, is_invitation: bool) -> String {
    let mut parts = vec![name];
    if is_invitation {
        parts.push(t_string!(words, spaces.invitation).to_owned());
        return parts.join(", ");
    }
    let counted = room::unread_words(words, unread(news));
    if counted.is_empty() && news.is_unread {
        parts.push(t_string!(words, spaces.unread).to_owned());
    }
    parts.extend(counted);
    parts.join(", ")
}

/// An entry's badge, if it has one.
pub fn badge(news: News) -> Option<Badge> {
    room::badge_of(unread(news))
}

/// What is unread in all rooms together.
pub fn total(bar: &Spaces) -> UnreadTotal {
    UnreadTotal::of(badge(bar.home))
}

fn unread(news: News) -> Unread {
    Unread {
        messages: news.messages,
        mentions: news.mentions,
        is_marked: false,
        has_activity: news.is_unread,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_shows_what_matters_most_in_it() {
        let news = |messages, mentions, is_unread| News {
            messages,
            mentions,
            is_unread,
        };
        for (news, expected) in [
            (news(0, 0, false), None),
            (news(0, 0, true), Some(Badge::Dot)),
            (news(3, 0, true), Some(Badge::Count(3))),
            (news(3, 1, true), Some(Badge::Mention(3))),
        ] {
            assert_eq!(badge(news), expected);
        }
        let bar = Spaces {
            home: news(5, 2, true),
            ..Spaces::default()
        };
        assert_eq!(total(&bar), UnreadTotal::Count(5));
        assert_eq!(total(&Spaces::default()), UnreadTotal::Nothing);
    }
}
