//! When everything happens: turns the scenes of a room into deeds, each with its time.

use std::{
    process::Command,
    time::{SystemTime, UNIX_EPOCH},
};

use super::script::{Begin, Fate, Line, Room, What};
use crate::process;

const SECOND: u64 = 1000;
const MINUTE: u64 = 60 * SECOND;
const DAY: u64 = 24 * 60 * MINUTE;

/// How long people need before a line, and for each of its letters.
const PAUSE: u64 = 30 * SECOND;
const LETTER: u64 = SECOND / 2;

/// How long after a line its author thinks again, others react, and a poll is closed.
const SECOND_THOUGHT: u64 = 20 * SECOND;
const REACTION: u64 = 15 * SECOND;
const VOTE: u64 = 4 * MINUTE;
const POLL: u64 = DAY;

/// What happens to the line of a room.
pub struct Moment<'a> {
    pub at: u64,
    pub by: &'static str,
    /// The line's place in its room, over all scenes.
    pub line_index: usize,
    pub line: &'a Line,
    pub action: Action,
}

/// What someone does.
#[derive(Debug, PartialEq)]
pub enum Action {
    Post,
    Edit(&'static str),
    Remove,
    React(&'static str),
    /// For the answer of this index.
    Vote(usize),
    ClosePoll,
}

/// Now, and how the user's days lie.
pub struct Clock {
    pub now: u64,
    /// How far the local time is ahead of UTC.
    pub offset: i64,
}

impl Clock {
    /// The machine's.
    pub fn of_machine() -> Self {
        let since_1970 = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        let zone = process::read(Command::new("date").arg("+%z")).unwrap_or_default();
        Self {
            now: u64::try_from(since_1970.as_millis()).unwrap_or_default(),
            offset: zone_offset(zone.trim()).unwrap_or_default(),
        }
    }

    fn time_of(&self, begin: Begin) -> u64 {
        match begin {
            Begin::MinutesAgo(n) => self.now - u64::from(n) * MINUTE,
            Begin::Day(n, hour, minute) => {
                let local_now = self.now.saturating_add_signed(self.offset);
                let midnight = (local_now - local_now % DAY).saturating_add_signed(-self.offset);
                let minutes = u64::from(hour) * 60 + u64::from(minute);
                midnight - u64::from(n) * DAY + minutes * MINUTE
            }
        }
    }

    /// When a room was made: some days before its first line.
    pub fn beginning_of(&self, room: &Room) -> u64 {
        room.scenes
            .first()
            .map_or(self.now, |scene| self.time_of(scene.begin) - 2 * DAY)
    }
}

/// The offset of a zone such as `+0530`, in milliseconds.
fn zone_offset(zone: &str) -> Option<i64> {
    let number: i64 = zone.parse().ok()?;
    let minutes = number / 100 * 60 + number % 100;
    Some(minutes * MINUTE as i64)
}

/// Everything that happens in a room, in the order of time; never in the future.
pub fn moments<'a>(room: &'a Room, clock: &Clock) -> Vec<Moment<'a>> {
    let mut moments = Vec::new();
    let (mut at, mut line_index) = (0, 0);
    for scene in &room.scenes {
        // Shortly after midnight, some hours ago may be before yesterday evening.
        at = clock.time_of(scene.begin).max(at);
        for line in &scene.lines {
            moments.extend(moments_of_line(line, line_index, at));
            at += duration_of(line);
            line_index += 1;
        }
    }
    for moment in &mut moments {
        moment.at = moment.at.min(clock.now);
    }
    moments.sort_by_key(|moment| moment.at);
    moments
}

/// How long it takes until the next line.
pub fn duration_of(line: &Line) -> u64 {
    let n_letters = match &line.what {
        What::Text(text) => text.len(),
        What::Rich { body, .. } => body.len(),
        What::Picture { .. } | What::File { .. } | What::Poll(_) => 0,
    };
    PAUSE + n_letters as u64 * LETTER
}

fn moments_of_line(line: &Line, line_index: usize, at: u64) -> Vec<Moment<'_>> {
    let moment = |after: u64, by: &'static str, action| Moment {
        at: at + after,
        by,
        line_index,
        line,
        action,
    };
    let mut moments = vec![moment(0, line.by, Action::Post)];
    moments.extend(match line.fate {
        Fate::Kept => None,
        Fate::Edited(text) => Some(moment(SECOND_THOUGHT, line.by, Action::Edit(text))),
        Fate::Removed => Some(moment(SECOND_THOUGHT, line.by, Action::Remove)),
    });
    let reactions = line
        .reactions
        .iter()
        .flat_map(|(sign, people)| people.iter().map(move |by| (*sign, *by)));
    for (n, (sign, by)) in (1..).zip(reactions) {
        moments.push(moment(n * REACTION, by, Action::React(sign)));
    }
    if let What::Poll(poll) = &line.what {
        for (n, (by, answer)) in (1..).zip(poll.votes) {
            moments.push(moment(n * VOTE, by, Action::Vote(*answer)));
        }
        if poll.is_closed {
            moments.push(moment(POLL, line.by, Action::ClosePoll));
        }
    }
    moments
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::demo::script;

    const NOON: u64 = 12 * 60 * MINUTE;

    fn clock(offset: i64) -> Clock {
        Clock {
            now: 100 * DAY + NOON,
            offset,
        }
    }

    #[test]
    fn days_are_those_of_the_users_zone() {
        let begin = Begin::Day(1, 8, 30);
        let half_past_eight = 99 * DAY + (8 * 60 + 30) * MINUTE;
        assert_eq!(clock(0).time_of(begin), half_past_eight);
        let hour = 60 * MINUTE;
        assert_eq!(clock(hour as i64).time_of(begin), half_past_eight - hour);
        // In the zone 13 hours ahead it is tomorrow already.
        let ahead = 13 * hour;
        assert_eq!(
            clock(ahead as i64).time_of(begin),
            half_past_eight + DAY - ahead
        );
    }

    #[test]
    fn a_zone_has_hours_and_minutes() {
        assert_eq!(zone_offset("+0530"), Some(330 * MINUTE as i64));
        assert_eq!(zone_offset("-0330"), Some(-210 * MINUTE as i64));
        assert_eq!(zone_offset("UTC"), None);
    }

    #[test]
    fn lines_keep_their_order_whatever_the_time_of_day() {
        for now in (0..24).map(|hour| 100 * DAY + (hour * 60 + 1) * MINUTE) {
            let clock = Clock { now, offset: 0 };
            for room in &script::rooms() {
                let mut n_posted = 0;
                for moment in moments(room, &clock) {
                    if moment.action == Action::Post {
                        assert_eq!(moment.line_index, n_posted);
                        n_posted += 1;
                    }
                    assert!(
                        moment.line_index < n_posted,
                        "nothing happens before its line"
                    );
                    assert!(moment.at <= now);
                }
            }
        }
    }
}
