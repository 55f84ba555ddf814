//! People, rooms and conversations for the local homeserver, made through Matrix' client API: `script` says what
//! happens, `schedule` when, `content` how it is written, and `building` and `stage` do it.

pub mod api;
mod building;
mod canvas;
mod content;
pub mod friend;
mod people;
mod pictures;
mod schedule;
mod script;
mod stage;

use std::thread;

use anyhow::Result;

use crate::{homeserver::Homeserver, report};
use api::Api;
use people::{ALICE, BOB, PEOPLE};
use schedule::{Action, Clock, Moment};
use script::Room;
use stage::{Built, Stage};

/// Someone who can sign in.
pub struct Account {
    pub name: &'static str,
    pub password: &'static str,
}

/// The accounts that are shown to the user.
pub const ACCOUNTS: [Account; 2] = [
    Account {
        name: ALICE,
        password: "alice-lantern-42",
    },
    Account {
        name: BOB,
        password: "bob-harbour-77",
    },
];

/// Of those who only talk: nobody is told, so nobody signs in with it.
const PASSWORD_OF_OTHERS: &str = "loggia-local-extra";

/// Fills an empty homeserver. The chats are those that [`friend`] fills.
pub fn populate(homeserver: &Homeserver) -> Result<Vec<friend::Chat>> {
    report::step("filling the homeserver with people and rooms", || {
        let (api, clock) = (Api::new(homeserver), Clock::of_machine());
        let stage = Stage::new(&api, &clock);
        at_once(&PEOPLE, |person| {
            stage.add_person(person, password_of(person.name))
        })?;
        let space = stage.build_space()?;
        let script = script::rooms();
        let rooms = at_once(&script, |room| play_past(&stage, room, &space))?;
        let rooms = play_last_lines(&stage, rooms)?;
        stage.tag_rooms(&rooms)?;
        stage.mark_direct(&rooms)?;
        stage.add_to_space(&space, &rooms)?;
        at_once(&rooms, |room| {
            stage.send_invitation(room)?;
            stage.read(room)
        })?;
        let chats = rooms
            .iter()
            .filter_map(|room| friend::Chat::of(room, homeserver));
        Ok(chats.collect())
    })
}

/// A room, and what is still to happen in it.
type Unfinished<'a> = (Built<'a>, Vec<Moment<'a>>);

/// Makes a room with its past, but for the last line.
fn play_past<'a>(stage: &Stage<'_>, room: &'a Room, space: &str) -> Result<Unfinished<'a>> {
    let mut built = stage.build_room(room, space)?;
    let mut moments = schedule::moments(room, stage.clock);
    let last_line = moments
        .iter()
        .rposition(|moment| moment.action == Action::Post);
    let end = moments.split_off(last_line.unwrap_or_default());
    for moment in &moments {
        stage.perform(moment, &mut built)?;
    }
    Ok((built, end))
}

/// The last lines of all rooms, in the order in which they were said: servers and apps sort rooms by the order of arrival.
fn play_last_lines<'a>(
    stage: &Stage<'_>,
    mut rooms: Vec<Unfinished<'a>>,
) -> Result<Vec<Built<'a>>> {
    rooms.sort_by_key(|(_, end)| end.first().map(|moment| moment.at));
    let finished = rooms.into_iter().map(|(mut built, end)| {
        for moment in &end {
            stage.perform(moment, &mut built)?;
        }
        Ok(built)
    });
    finished.collect()
}

/// Does the same with all things, each in a thread of its own.
fn at_once<'a, T: Sync, O: Send>(
    things: &'a [T],
    work: impl Fn(&'a T) -> Result<O> + Sync,
) -> Result<Vec<O>> {
    thread::scope(|scope| {
        let work = &work;
        let threads: Vec<_> = things
            .iter()
            .map(|thing| scope.spawn(move || work(thing)))
            .collect();
        let outcomes = threads
            .into_iter()
            .map(|thread| thread.join().expect("no worker panics"));
        outcomes.collect()
    })
}

fn password_of(name: &str) -> &'static str {
    ACCOUNTS
        .iter()
        .find(|account| account.name == name)
        .map_or(PASSWORD_OF_OTHERS, |account| account.password)
}
