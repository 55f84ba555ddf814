//! Whom a text mentions.

use std::ops::Range;

use matrix_sdk::{
    Room,
    ruma::{OwnedUserId, UserId, events::Mentions},
};

/// How many people one message can mention; more would only be a nuisance.
const MAX_MENTIONS: usize = 50;

/// The word that mentions everybody.
const EVERYONE: &str = "@room";

/// Whom a text mentions: people in the room by their Matrix IDs, and everybody where the reader may.
pub async fn of(room: &Room, text: &str) -> Mentions {
    let mut mentions = Mentions::new();
    for (_, user) in in_text(text).into_iter().take(MAX_MENTIONS) {
        let is_own = user == room.own_user_id();
        if !is_own && matches!(room.get_member_no_sync(&user).await, Ok(Some(_))) {
            mentions.user_ids.insert(user);
        }
    }
    if says_everyone(text) {
        let levels = room.power_levels_or_default().await;
        mentions.room = levels.user_can_trigger_room_notification(room.own_user_id());
    }
    mentions
}

/// The Matrix IDs in a text, with their places.
pub fn in_text(text: &str) -> Vec<(Range<usize>, OwnedUserId)> {
    words(text)
        .filter_map(|(start, word)| {
            let (word, user) = user_at_start(word)?;
            Some((start..start + word.len(), user))
        })
        .collect()
}

fn says_everyone(text: &str) -> bool {
    words(text).any(|(_, word)| {
        let Some(rest) = word.strip_prefix(EVERYONE) else {
            return false;
        };
        // A server's name after the colon makes it somebody's Matrix ID.
        let rest = rest.strip_prefix(':').unwrap_or(rest);
        !rest.starts_with(char::is_alphanumeric)
    })
}

/// The parts of a text that begin with `@` at a word's start, up to the next white space.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices('@')
        .filter(|(start, _)| {
            let before = text[..*start].chars().next_back();
            before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '/' | '.' | '#'))
        })
        .map(|(start, _)| {
            let rest = &text[start..];
            (
                start,
                rest.split(char::is_whitespace).next().unwrap_or(rest),
            )
        })
}

/// The Matrix ID that a word begins with, without the punctuation that follows it.
fn user_at_start(word: &str) -> Option<(&str, OwnedUserId)> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "@._=-/+:[]".contains(c);
    let end = word.find(|c| !is_part(c)).unwrap_or(word.len());
    let word = word[..end].trim_end_matches(['.', ':', '-', '/', '+', '=', '[']);
    let user = UserId::parse(word).ok()?;
    Some((word, user))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let found = in_text(text);
        let found: Vec<_> = found.iter().map(|(_, user)| user.as_str()).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn ids_are_found_where_words_begin() {
        check("@a:b.org", &["@a:b.org"]);
        check(
            "hi @a:b.org, and (@c:d.org:8448).",
            &["@a:b.org", "@c:d.org:8448"],
        );
        check("mail@a.org @ @a @a: x@b:c.org", &[]);
        check("https://x.org/@a:b.org", &[]);
        check("привет @a:b.org!", &["@a:b.org"]);
    }

    #[test]
    fn everyone_is_a_word_of_its_own() {
        assert!(says_everyone("@room: lunch"));
        assert!(says_everyone("hey @room"));
        assert!(!says_everyone("@roommate"));
        assert!(!says_everyone("@room:example.org"));
    }
}
