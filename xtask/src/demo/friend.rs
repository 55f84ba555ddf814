//! The friend who has keys: a client of its own beside the homeserver, by whom encrypted rooms come alive.

use std::process::Command;

use anyhow::Result;
use serde_json::json;

use super::{PASSWORD_OF_OTHERS, people::GRETA, script::Kind, stage::Built};
use crate::{homeserver::Homeserver, paths, process::Running};

/// The program, beside the packages that it needs.
const PROGRAM: &str = "support/demo-friend.mjs";

/// What the friend says to whoever writes first.
const ANSWER: &str = "Got it, and nobody else did. I love this.";

/// An encrypted room of the friend and somebody who can sign in.
pub struct Chat {
    room: String,
    user: String,
    lines: &'static [&'static str],
}

impl Chat {
    /// The friend's room with its only member, if this is one.
    pub(super) fn of(built: &Built<'_>, homeserver: &Homeserver) -> Option<Self> {
        let Kind::Direct {
            by_friend: lines @ [_, ..],
            ..
        } = built.room.kind
        else {
            return None;
        };
        let member = built.room.members.first()?;
        Some(Self {
            room: built.id.clone(),
            user: format!("@{member}:{}", homeserver.name),
            lines,
        })
    }
}

/// Starts the friend, who writes as soon as somebody has signed in. Wants the packages of `tests/`.
pub fn start(homeserver: &Homeserver, chats: &[Chat]) -> Result<Running> {
    let rooms = chats
        .iter()
        .map(|chat| json!({ "room": chat.room, "user": chat.user, "lines": chat.lines }));
    let wanted = json!({
        "homeserver": homeserver.address,
        "user": GRETA,
        "password": PASSWORD_OF_OTHERS,
        "answer": ANSWER,
        "rooms": rooms.collect::<Vec<_>>(),
    });
    let mut node = Command::new("node");
    node.arg(PROGRAM)
        .current_dir(paths::browser_tests())
        .env("LOGGIA_FRIEND", wanted.to_string());
    Running::start(&mut node)
}
