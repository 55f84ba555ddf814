//! The homeserver that the figures are taken on: somebody with many rooms, one of them large. Making it takes minutes,
//! so what it has is kept in the cache directory, and every run begins with a copy.

use std::{fs, path::PathBuf};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::work::at_once;
use crate::{
    demo::api::{Api, Deed},
    homeserver::{self, Beginning},
    paths, report,
};

/// Part of the cache's key: another number makes all seeds anew. Change it with anything below that changes a seed.
const VERSION: u32 = 1;

/// The name of the homeserver, which must be the same in every run.
pub const SERVER_NAME: &str = "bench.test";

/// Who signs in.
const READER: &str = "reader";
const PASSWORD: &str = "reader-harbour-31";
/// Who writes.
const WRITERS: [&str; 4] = ["anna", "ben", "carla", "dario"];

const BIG_ROOM: &str = "Big room";

/// When everything begins, in milliseconds since 1970, and how long it is between two messages.
const BEGINNING: u64 = 1_750_000_000_000;
const PACE: u64 = 60_000;

/// How many rooms are filled at once: Synapse is one process with one database.
const N_AT_ONCE: usize = 8;

/// How much there is.
pub struct Seed {
    name: &'static str,
    /// Without the large one.
    n_rooms: usize,
    n_big: usize,
    /// Rooms that are opened have more than a screen of messages, the others a few.
    n_opened: usize,
    company: Company,
}

/// Who is in the rooms.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Company {
    /// Writers, who have said something.
    Writers,
    /// Nobody else, and one message: such rooms are made fast.
    Nobody,
}

/// What the issue of the figures asks for.
pub const LARGE: Seed = Seed {
    name: "large",
    n_rooms: 299,
    n_big: 5000,
    n_opened: 20,
    company: Company::Writers,
};

/// Made in a minute.
pub const SMALL: Seed = Seed {
    name: "small",
    n_rooms: 39,
    n_big: 1200,
    n_opened: 20,
    company: Company::Writers,
};

/// For the list of rooms alone.
pub const MANY: Seed = Seed {
    name: "many",
    n_rooms: 4999,
    n_big: 0,
    n_opened: 20,
    company: Company::Nobody,
};

const N_MESSAGES_IF_OPENED: usize = 40;
const N_MESSAGES: usize = 6;

/// A room that was made.
struct Made {
    id: String,
    /// What is written last, after everything else.
    last: String,
}

impl Seed {
    /// Where the data lies; it is made if it is not there.
    pub fn ensure(&self) -> Result<PathBuf> {
        let seeds = paths::cache().join("bench-seeds");
        let folder = seeds.join(format!("{}-{VERSION}", self.name));
        if folder.is_dir() {
            report::present(format_args!("a homeserver with {} rooms", self.n_rooms + 1));
            return Ok(folder);
        }
        fs::create_dir_all(&seeds).with_context(|| format!("cannot create {}", seeds.display()))?;
        let homeserver = homeserver::start_from(&Beginning {
            name: Some(SERVER_NAME),
            ..Beginning::default()
        })?;
        let what = format!(
            "writing {} rooms, one of {} messages (kept for later)",
            self.n_rooms + 1,
            self.n_big
        );
        report::step(what, || self.fill(&Api::new(&homeserver)))?;
        homeserver.stop_and_keep(&folder)?;
        Ok(folder)
    }

    /// What a run has to know.
    pub fn described(&self) -> Value {
        let rooms: Vec<_> = (0..self.n_opened)
            .map(|n| json!({ "name": room_name(n), "last": last_line(&room_name(n)) }))
            .collect();
        json!({
            "username": READER,
            "password": PASSWORD,
            "rooms": rooms,
            "bigRoom": { "name": BIG_ROOM, "last": last_line(BIG_ROOM) },
            "nBig": self.n_big,
            "nRooms": self.n_rooms + 1,
            "somewhere": room_name(self.n_rooms / 2),
        })
    }

    fn fill(&self, api: &Api) -> Result<()> {
        api.register(READER, PASSWORD)?;
        for name in WRITERS {
            api.register(name, PASSWORD)?;
        }
        // The large room takes longest, so it begins first.
        let rooms: Vec<_> = std::iter::once((BIG_ROOM.to_owned(), self.n_big))
            .chain((0..self.n_rooms).map(|n| (room_name(n), self.n_messages(n))))
            .collect();
        let mut made = at_once(N_AT_ONCE, &rooms, |(name, n)| match self.company {
            Company::Writers => make_room(api, name, *n),
            Company::Nobody => make_lonely_room(api, name),
        })?;
        if self.company == Company::Nobody {
            return Ok(());
        }
        // Rooms are listed by the order in which the last messages came: the opened ones on top, in their order.
        made.reverse();
        let end = BEGINNING + PACE * self.n_big as u64;
        for (n, room) in made.iter().enumerate() {
            let at = end + PACE * n as u64;
            let deed = Deed { by: WRITERS[0], at };
            let content = json!({ "msgtype": "m.text", "body": room.last });
            let event = api.send(deed, &room.id, ("m.room.message", 0), &content)?;
            // Every fifth stays unread.
            if n % 5 != 0 {
                api.mark_read(READER, &room.id, &event)?;
            }
        }
        Ok(())
    }

    fn n_messages(&self, room: usize) -> usize {
        if room < self.n_opened {
            N_MESSAGES_IF_OPENED
        } else {
            N_MESSAGES
        }
    }
}

fn room_name(n: usize) -> String {
    format!("Room {:03}", n + 1)
}

fn last_line(name: &str) -> String {
    format!("The last words in {name}")
}

/// Makes a room with people in it and this many messages, numbered from 1.
fn make_room(api: &Api, name: &str, n_messages: usize) -> Result<Made> {
    let origin = Deed {
        by: WRITERS[0],
        at: BEGINNING,
    };
    let body = json!({ "name": name, "preset": "public_chat", "topic": format!("What is said in {name}") });
    let id = api.create_room(origin.by, &body)?;
    let n_writers = if name == BIG_ROOM { WRITERS.len() } else { 2 };
    for member in WRITERS[1..n_writers].iter().chain([&READER]) {
        let (deed, user) = (
            Deed {
                by: member,
                ..origin
            },
            api.user_id(member),
        );
        let content = json!({ "membership": "join", "displayname": member });
        api.set_state(deed, &id, ("m.room.member", &user), &content)?;
    }
    for n in 1..=n_messages {
        let deed = Deed {
            by: WRITERS[(n / 3) % n_writers],
            at: BEGINNING + PACE * n as u64,
        };
        api.send(deed, &id, ("m.room.message", n), &message(n))?;
    }
    Ok(Made {
        id,
        last: last_line(name),
    })
}

/// Makes a room for the reader alone.
fn make_lonely_room(api: &Api, name: &str) -> Result<Made> {
    let id = api.create_room(READER, &json!({ "name": name }))?;
    Ok(Made {
        id,
        last: String::new(),
    })
}

const WORDS: [&str; 16] = [
    "harbour", "lantern", "bread", "the", "a", "window", "rain", "and", "garden", "slowly",
    "letter", "with", "three", "over", "morning", "boat",
];

/// The message of this number: mostly a line or two, now and then something longer or formatted.
fn message(n: usize) -> Value {
    let n_words = [5, 12, 3, 30, 8, 18, 60][n % 7];
    let words: Vec<_> = (0..n_words)
        .map(|at| WORDS[(n * 7 + at * 5 + at * at) % WORDS.len()])
        .collect();
    let text = words.join(" ");
    match n % 10 {
        4 => json!({
            "msgtype": "m.text",
            "body": format!("{n}. **{text}**"),
            "format": "org.matrix.custom.html",
            "formatted_body": format!("<p>{n}. <strong>{text}</strong></p><ul><li>one</li><li>two</li></ul>"),
        }),
        8 => json!({
            "msgtype": "m.text",
            "body": format!("{n}. see https://example.org/{n}"),
            "format": "org.matrix.custom.html",
            "formatted_body": format!("{n}. see <a href=\"https://example.org/{n}\">{text}</a> <code>{n}</code>"),
        }),
        _ => json!({ "msgtype": "m.text", "body": format!("{n}. {text}") }),
    }
}
