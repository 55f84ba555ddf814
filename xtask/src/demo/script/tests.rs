//! The script must make sense: whoever speaks is in the room, and whatever is referred to was there before.

use super::*;
use crate::demo::{
    people::{self, PEOPLE},
    schedule::duration_of,
};

/// How long it takes until the last line, in milliseconds.
fn duration_of_scene(scene: &Scene) -> u64 {
    scene.lines.iter().map(duration_of).sum()
}

fn name_of(room: &Room) -> &str {
    match &room.kind {
        Kind::Group(group) => group.name,
        Kind::Direct { .. } => room.owner,
    }
}

/// Everyone who does something about a line.
fn actors(line: &Line) -> Vec<&'static str> {
    let mut actors = vec![line.by];
    actors.extend(line.reactions.iter().flat_map(|(_, people)| *people));
    actors.extend(line.mentions);
    if let What::Poll(poll) = &line.what {
        actors.extend(poll.votes.iter().map(|(by, _)| *by));
    }
    actors
}

#[test]
fn whoever_acts_is_in_the_room() {
    for room in rooms() {
        let everyone: Vec<_> = room.everyone().collect();
        let unread = room.unread.iter().map(|(who, _)| *who);
        for actor in room.lines().flat_map(actors).chain(unread) {
            assert!(everyone.contains(&actor), "{actor} in {}", name_of(&room));
        }
        for name in everyone.into_iter().chain(room.invited) {
            assert!(PEOPLE.iter().any(|person| person.name == name), "{name}");
        }
    }
}

#[test]
fn an_answer_comes_after_what_it_answers() {
    for room in rooms() {
        for (index, line) in room.lines().enumerate() {
            let answered = line.answers.map(|label| room.line_labelled(label));
            assert!(
                answered.is_none_or(|place| place.is_some_and(|place| place < index)),
                "{:?} in {}",
                line.answers,
                name_of(&room)
            );
        }
        let mut labels: Vec<_> = room.lines().filter_map(|line| line.label).collect();
        let n_labels = labels.len();
        labels.sort_unstable();
        labels.dedup();
        assert_eq!(labels.len(), n_labels, "{}", name_of(&room));
    }
}

#[test]
fn a_mention_stands_in_the_text() {
    for line in rooms().iter().flat_map(Room::lines) {
        for name in line.mentions {
            let first_name = people::find(name).first_name();
            assert!(
                matches!(&line.what, What::Text(text) if text.contains(first_name)),
                "{first_name}"
            );
        }
    }
}

#[test]
fn a_vote_is_for_an_answer() {
    for line in rooms().iter().flat_map(Room::lines) {
        if let What::Poll(poll) = &line.what {
            assert!(
                poll.votes
                    .iter()
                    .all(|(_, answer)| *answer < poll.answers.len()),
                "{}",
                poll.question
            );
        }
    }
}

#[test]
fn a_scene_of_today_is_over() {
    for room in rooms() {
        for scene in &room.scenes {
            if let Begin::MinutesAgo(n_minutes) = scene.begin {
                let n_millis = u64::from(n_minutes) * 60_000;
                assert!(duration_of_scene(scene) < n_millis, "{}", name_of(&room));
            }
        }
    }
}

#[test]
fn one_room_is_long_and_one_is_lively() {
    let rooms = rooms();
    let n_lines = |name| {
        let room = rooms.iter().find(|room| name_of(room) == name);
        room.map_or(0, |room| room.lines().count())
    };
    assert!(n_lines("Logbook") > 300);
    assert!(n_lines("Common room") > 50);
}
