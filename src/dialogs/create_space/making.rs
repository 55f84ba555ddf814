//! What is made once a space is there: its place in another one, its first rooms. What fails can be tried again.

use leptos::prelude::*;
use loggia_protocol::{
    Failure,
    creation::{CreateRoom, NewRoomAccess},
    ids::RoomId,
    spaces::AddToSpace,
};

use super::plan::Plan;
use crate::{
    dialogs::{
        create_room::space_name,
        in_turn::{NotDone, Progress},
    },
    engine::EngineClient,
    i18n::{t, t_string, use_i18n},
    widgets::{Button, ButtonKind},
};

/// Something that belongs to a new space.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Todo {
    /// Its place in another space.
    Place(RoomId),
    /// A room in it.
    Room {
        /// What it is called.
        name: String,
        /// The room, where it is there and only not in the space yet.
        made: Option<RoomId>,
    },
}

/// Makes it.
#[derive(Clone)]
pub struct Maker {
    /// The engine.
    pub engine: EngineClient,
    /// The new space.
    pub space: RoomId,
    /// Who gets into its rooms.
    pub access: NewRoomAccess,
}

impl Maker {
    /// Makes one thing; hands back what is still to be done of it.
    pub async fn make(self, todo: Todo) -> Result<(), (Todo, Failure)> {
        let (space, room, name) = match todo {
            Todo::Place(parent) => {
                let put = self.put(parent.clone(), self.space.clone()).await;
                return put.map_err(|failure| (Todo::Place(parent), failure));
            }
            Todo::Room { name, made } => (self.space.clone(), made, name),
        };
        let room = match room {
            Some(room) => room,
            None => match self.create(name.clone()).await {
                Ok(room) => room,
                Err(failure) => return Err((Todo::Room { name, made: None }, failure)),
            },
        };
        let put = self.put(space, room.clone()).await;
        let made = Some(room);
        put.map_err(|failure| (Todo::Room { name, made }, failure))
    }

    async fn create(&self, name: String) -> Result<RoomId, Failure> {
        let call = CreateRoom {
            name,
            topic: String::new(),
            access: self.access.clone(),
            is_local: false,
            space: Some(self.space.clone()),
        };
        self.engine.call(call).await
    }

    async fn put(&self, space: RoomId, room: RoomId) -> Result<(), Failure> {
        self.engine.call(AddToSpace { space, room }).await
    }
}

/// How far it is.
#[component]
pub fn MakingProgress(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    view! {
        <Progress
            label=Signal::derive(move || t_string!(words, space.making).to_owned())
            progress=plan.turn.progress()
        />
    }
}

/// What is not there yet, and why.
#[component]
pub fn Unfinished(plan: Plan) -> impl IntoView {
    let words = use_i18n();
    let parent = space_name(plan.parent.get_value());
    let undone = plan.turn.undone(move |todo| match todo {
        Todo::Place(_) => {
            let space = parent.get();
            (t_string!(words, space.place, space).to_string(), None)
        }
        Todo::Room { name, .. } => (name.clone(), None),
    });
    let retry = move |()| {
        if let Some(space) = plan.made.get_untracked() {
            plan.make(space, plan.turn.left());
        }
    };
    view! {
        <p class="dialog__text">{t!(words, space.unfinished_text)}</p>
        <MakingProgress plan />
        <NotDone
            undone
            summary=move |count| t_string!(words, space.not_made, count = count).to_string()
            label=Signal::derive(move || t_string!(words, space.not_made_list).to_owned())
            on_retry=retry
        />
        <div class="dialog__actions">
            <Button
                kind=ButtonKind::Primary
                is_disabled=plan.turn.is_pending()
                on_press=move |_| plan.go_on_from_made()
            >
                {t!(words, space.go_on_without)}
            </Button>
        </div>
    }
}
