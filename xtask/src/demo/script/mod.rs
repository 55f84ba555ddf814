//! What happens in the demo: rooms, and what was said in them. Plain data; `stage` performs it.

mod chats;
mod common_room;
mod garden;
mod kitchen;
mod lines;
mod logbook;
mod small_rooms;
#[cfg(test)]
mod tests;
mod workshop;

pub use lines::{Fate, Line, Poll, What};
use lines::{picture, poll, rich, say, shared_file};

use super::{
    people::EDDA,
    pictures::{Emblem, Pattern},
};

/// One room and its past.
pub struct Room {
    pub kind: Kind,
    /// Who made it.
    pub owner: &'static str,
    /// Who else is in it.
    pub members: &'static [&'static str],
    /// Who was asked and has not answered.
    pub invited: Option<&'static str>,
    pub scenes: Vec<Scene>,
    /// Who has not read how many of the last lines.
    pub unread: &'static [(&'static str, usize)],
}

impl Room {
    /// The owner and the members.
    pub fn everyone(&self) -> impl Iterator<Item = &'static str> {
        std::iter::once(self.owner).chain(self.members.iter().copied())
    }

    /// All lines, in order.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.scenes.iter().flat_map(|scene| &scene.lines)
    }

    /// The place of the line with this label.
    pub fn line_labelled(&self, label: &str) -> Option<usize> {
        self.lines().position(|line| line.label == Some(label))
    }
}

/// What sets rooms apart.
pub enum Kind {
    /// A room with a name, in the space or beside it.
    Group(Group),
    /// Two people; its name is the other one's.
    Direct {
        is_encrypted: bool,
        /// What the friend who has keys says there.
        by_friend: &'static [&'static str],
    },
}

/// What a named room shows of itself.
pub struct Group {
    pub name: &'static str,
    pub topic: &'static str,
    pub emblem: Emblem,
    /// The local part of its public address.
    pub alias: Option<&'static str>,
    pub is_in_space: bool,
    /// How alice has sorted it: `m.favourite` or `m.lowpriority`.
    pub tag: Option<&'static str>,
}

/// Lines that follow each other within minutes.
pub struct Scene {
    pub begin: Begin,
    pub lines: Vec<Line>,
}

/// When a scene begins.
#[derive(Clone, Copy)]
pub enum Begin {
    /// So many days ago, at this hour and minute.
    Day(u16, u8, u8),
    /// So many minutes ago: for today, whatever the time of day.
    MinutesAgo(u16),
}

/// A scene on an earlier day.
fn on_day(n_days_ago: u16, hour: u8, minute: u8, lines: Vec<Line>) -> Scene {
    Scene {
        begin: Begin::Day(n_days_ago, hour, minute),
        lines,
    }
}

/// A scene of today.
fn minutes_ago(n_minutes: u16, lines: Vec<Line>) -> Scene {
    Scene {
        begin: Begin::MinutesAgo(n_minutes),
        lines,
    }
}

/// The space around most of the rooms; everyone is in it.
pub const SPACE: Group = Group {
    name: "Harbour House",
    topic: "A house at the old harbour, with a kitchen, a workshop, a garden and a tower",
    emblem: Emblem::new(0x17324f, 0xf29f5c, Pattern::Waves),
    alias: Some("harbour-house"),
    is_in_space: false,
    tag: None,
};

/// Who made the space.
pub const SPACE_OWNER: &str = EDDA;

/// All rooms.
pub fn rooms() -> Vec<Room> {
    let mut rooms = vec![
        common_room::room(),
        kitchen::room(),
        workshop::room(),
        garden::room(),
        logbook::room(),
    ];
    rooms.extend(small_rooms::rooms());
    rooms.extend(chats::rooms());
    rooms
}
