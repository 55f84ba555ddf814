//! What leaving a space means, and the leaving: rooms first, the space last.

use leptos::prelude::*;
use loggia_protocol::{
    Failure,
    ids::RoomId,
    room_info::{CheckLeaving, Leaving},
    rooms::LeaveRoom,
    spaces::{CheckLeavingSpace, SpaceExit},
};

use super::checklist::Chosen;
use crate::{
    dialogs::in_turn::InTurn,
    engine::{EngineClient, use_engine},
    i18n::{Words, t_string},
    models::room,
    state::{Action, use_action},
};

/// Which rooms are left with the space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// None of them.
    Nothing,
    /// All of them.
    All,
    /// Those that are chosen.
    Some,
}

impl Which {
    /// All of these.
    pub const EACH: [Self; 3] = [Self::Nothing, Self::All, Self::Some];

    /// What it is called.
    pub fn name(self, words: Words) -> &'static str {
        match self {
            Self::Nothing => t_string!(words, space.leave_none),
            Self::All => t_string!(words, space.leave_all),
            Self::Some => t_string!(words, space.leave_some),
        }
    }
}

/// What is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exit {
    /// Which room or space.
    pub room: RoomId,
    /// Its name.
    pub name: String,
}

/// What is known and chosen.
#[derive(Clone, Copy)]
pub struct Parting {
    space: StoredValue<RoomId>,
    /// Asks what leaving the space itself means.
    pub check: Action,
    /// Asks what is in it.
    pub check_rooms: Action,
    /// What leaving the space itself means, once it is known.
    pub meaning: RwSignal<Option<Leaving>>,
    /// Its rooms, once they are known.
    pub rooms: RwSignal<Option<Vec<SpaceExit>>>,
    /// Which of them are left.
    pub which: RwSignal<Which>,
    /// Those that are chosen.
    pub chosen: Chosen,
    /// The leaving.
    pub turn: InTurn<Exit>,
    engine: StoredValue<EngineClient>,
}

impl Parting {
    /// Looks what leaving a space means.
    pub fn begin(space: RoomId) -> Self {
        let parting = Self {
            space: StoredValue::new(space),
            check: use_action(),
            check_rooms: use_action(),
            meaning: RwSignal::new(None),
            rooms: RwSignal::new(None),
            which: RwSignal::new(Which::Nothing),
            chosen: RwSignal::default(),
            turn: InTurn::new(),
            engine: StoredValue::new(use_engine()),
        };
        parting.look();
        parting
    }

    /// Looks what is not known yet.
    pub fn look(self) {
        let (room, space) = (self.space.get_value(), self.space.get_value());
        if self.meaning.with_untracked(Option::is_none) {
            let call = CheckLeaving { room };
            self.check
                .run(call, move |found| self.meaning.set(Some(found)));
        }
        if self.rooms.with_untracked(Option::is_none) {
            let call = CheckLeavingSpace { space };
            self.check_rooms
                .run(call, move |found| self.rooms.set(Some(found)));
        }
    }

    /// Whether an answer is awaited.
    pub fn is_looking(self) -> bool {
        self.check.is_pending().get() || self.check_rooms.is_pending().get()
    }

    /// Whether everything is known.
    pub fn is_known(self) -> bool {
        self.meaning.with(Option::is_some) && self.rooms.with(Option::is_some)
    }

    /// What is to be left: the space comes last.
    pub fn exits(self, words: Words, name: String) -> Vec<Exit> {
        let which = self.which.get_untracked();
        let chosen = self.chosen.get_untracked();
        let is_left = |it: &SpaceExit| match which {
            Which::Nothing => false,
            Which::All => true,
            Which::Some => chosen.contains(&it.room),
        };
        let rooms = self.rooms.get_untracked().unwrap_or_default();
        let exits = rooms.into_iter().filter(is_left).map(|it| Exit {
            name: room::title(words, &it.name),
            room: it.room,
        });
        let space = Exit {
            room: self.space.get_value(),
            name,
        };
        exits.chain([space]).collect()
    }

    /// Leaves these; with the last of them the dialog has served.
    pub fn leave(self, exits: Vec<Exit>, on_done: Callback<()>) {
        let engine = self.engine.get_value();
        let deed = move |exit| leave(engine.clone(), exit);
        self.turn.run(exits, deed, move |is_done| {
            if is_done {
                on_done.run(());
            }
        });
    }
}

async fn leave(engine: EngineClient, exit: Exit) -> Result<(), (Exit, Failure)> {
    let room = exit.room.clone();
    let left = engine.call(LeaveRoom { room }).await;
    left.map_err(|failure| (exit, failure))
}
