//! Performs the script in its rooms: what happens there, how they are sorted, and what everyone has read.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use super::{
    api::{Api, Deed},
    content::{self, Stored},
    people::{ALICE, BOB},
    pictures::Picture,
    schedule::{Action, Clock, Moment},
    script::{Group, Kind, Line, Room, What},
};

/// How many of the others have read anything, each one line less than the one before.
const N_READERS: usize = 3;

/// A homeserver on which the script is being performed.
pub struct Stage<'a> {
    pub api: &'a Api,
    pub clock: &'a Clock,
    n_sent: AtomicUsize,
}

/// A room of the script that exists now.
pub struct Built<'a> {
    pub id: String,
    pub room: &'a Room,
    /// The event of each line, as far as it was posted.
    pub events: Vec<String>,
}

impl<'a> Stage<'a> {
    /// For this homeserver.
    pub fn new(api: &'a Api, clock: &'a Clock) -> Self {
        Self {
            api,
            clock,
            n_sent: AtomicUsize::new(0),
        }
    }

    /// Stores an image.
    pub fn store_picture(&self, by: &str, picture: &Picture) -> Result<Stored> {
        Ok(Stored {
            uri: self.api.upload(by, "image/png", &picture.png)?,
            n_bytes: picture.png.len(),
            pixels: Some((picture.width, picture.height)),
        })
    }

    /// Does one thing that the script says.
    pub fn perform(&self, moment: &Moment<'_>, built: &mut Built<'_>) -> Result<()> {
        let event = || built.events[moment.line_index].as_str();
        let (kind, content) = match moment.action {
            Action::Post => self.message(moment.line, built)?,
            Action::Edit(text) => ("m.room.message", content::edit(event(), text)),
            Action::Remove => ("m.room.redaction", json!({ "redacts": event() })),
            Action::React(sign) => ("m.reaction", content::reaction(event(), sign)),
            Action::Vote(answer) => content::vote(event(), answer),
            Action::ClosePoll => content::poll_end(event()),
        };
        let sent = self.send(moment, &built.id, kind, &content)?;
        if moment.action == Action::Post {
            built.events.push(sent);
        }
        Ok(())
    }

    fn message(&self, line: &Line, built: &Built<'_>) -> Result<(&'static str, Value)> {
        let stored = self.store_file_of(line)?;
        let answered = line.answers.map(|label| built.event_labelled(label));
        let user_id = |name: &str| self.api.user_id(name);
        Ok(content::of_line(
            line,
            stored.as_ref(),
            answered.transpose()?,
            user_id,
        ))
    }

    fn send(&self, moment: &Moment<'_>, room: &str, kind: &str, content: &Value) -> Result<String> {
        let transaction = self.n_sent.fetch_add(1, Ordering::Relaxed);
        let deed = Deed {
            by: moment.by,
            at: moment.at,
        };
        self.api.send(deed, room, (kind, transaction), content)
    }

    fn store_file_of(&self, line: &Line) -> Result<Option<Stored>> {
        match &line.what {
            What::Picture { view, .. } => self.store_picture(line.by, &view.draw()?).map(Some),
            What::File {
                media_type, text, ..
            } => Ok(Some(Stored {
                uri: self.api.upload(line.by, media_type, text.as_bytes())?,
                n_bytes: text.len(),
                pixels: None,
            })),
            What::Text(_) | What::Rich { .. } | What::Poll(_) => Ok(None),
        }
    }

    /// Sorts alice's rooms: favourites, low priority.
    pub fn tag_rooms(&self, rooms: &[Built<'_>]) -> Result<()> {
        for Built { id, room, .. } in rooms {
            if let Kind::Group(Group { tag: Some(tag), .. }) = &room.kind {
                let path = format!("rooms/{id}/tags/{tag}");
                self.api
                    .set_own(ALICE, "user", &path, &json!({ "order": 0.5 }))?;
            }
        }
        Ok(())
    }

    /// Tells everyone with whom they talk directly.
    pub fn mark_direct(&self, rooms: &[Built<'_>]) -> Result<()> {
        let mut all: BTreeMap<&str, BTreeMap<String, Vec<&str>>> = BTreeMap::new();
        let direct = rooms
            .iter()
            .filter(|built| matches!(built.room.kind, Kind::Direct { .. }));
        for Built { id, room, .. } in direct {
            for other in room.members {
                for (one, two) in [(room.owner, *other), (*other, room.owner)] {
                    let of_one = all.entry(one).or_default();
                    of_one.entry(self.api.user_id(two)).or_default().push(id);
                }
            }
        }
        all.iter().try_for_each(|(name, rooms)| {
            self.api
                .set_own(name, "user", "account_data/m.direct", &json!(rooms))
        })
    }

    /// Leaves the two who can sign in with what the script says is unread; some others are somewhere near the end.
    pub fn read(&self, built: &Built<'_>) -> Result<()> {
        let readers = built.room.everyone().enumerate();
        for (index, name) in readers {
            let unread = built.room.unread.iter().find(|(who, _)| *who == name);
            let n_unread = match unread {
                Some((_, n)) => *n,
                None if name == ALICE || name == BOB => 0,
                None if index > N_READERS => continue,
                None => index,
            };
            if let Some(event) = built.events.iter().rev().nth(n_unread) {
                self.api.mark_read(name, &built.id, event)?;
            }
        }
        Ok(())
    }
}

impl Built<'_> {
    fn event_labelled(&self, label: &str) -> Result<&str> {
        let index = self.room.line_labelled(label);
        let event = index.and_then(|index| self.events.get(index));
        Ok(event.with_context(|| format!("no line before has the label {label}"))?)
    }
}
