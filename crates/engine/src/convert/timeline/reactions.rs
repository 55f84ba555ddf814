//! Reactions with those who gave them.

use loggia_protocol::timeline::Reaction;
use matrix_sdk_ui::timeline::MsgLikeContent;

use crate::convert::people::People;

/// How many names a reaction carries.
const MAX_NAMES: usize = 20;

/// How many different reactions a message carries: more are spam.
const MAX_KEYS: usize = 100;

/// Longest reaction in characters: longer ones are text in disguise.
const MAX_KEY_CHARS: usize = 60;

/// A message's reactions, in the order of their first appearance.
pub async fn of(message: &MsgLikeContent, people: &mut People) -> Vec<Reaction> {
    let own = people.room().own_user_id().to_owned();
    let mut reactions = Vec::new();
    for (key, senders) in message.reactions.iter().take(MAX_KEYS) {
        let mut names = Vec::new();
        for user in senders.keys().take(MAX_NAMES) {
            names.push(people.get(user).await.name);
        }
        reactions.push(Reaction {
            key: key.chars().take(MAX_KEY_CHARS).collect(),
            people: names,
            count: u32::try_from(senders.len()).unwrap_or(u32::MAX),
            is_own: senders.contains_key(&own),
        });
    }
    reactions
}
