//! What is known of a space that is to be made: what was filled in, and how far it is.

use leptos::prelude::*;
use loggia_protocol::{
    FailureKind,
    creation::{CheckAddress, CreationRules, EncryptionRule, NewRoomAccess},
    failure::Field as At,
    ids::RoomId,
    spaces::{CreateSpace, Scope},
};

use super::making::{Maker, Todo};
use crate::{
    dialogs::{
        Dialogs, OpenDialog,
        create_room::{address::Address, is_encrypted, picture::Chosen, use_rules},
        in_turn::InTurn,
        use_dialogs,
    },
    engine::{EngineClient, use_engine},
    i18n::{t_string, use_i18n},
    routes::{Route, Router, use_router},
    state::{
        Action,
        spaces::{SpacesState, use_spaces},
        use_action,
    },
};

/// What the reader has before them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// For whom the space is.
    Kind,
    /// What it is called and about.
    Details,
    /// Which rooms are made in it.
    Rooms,
    /// The space is there, and not all that belongs to it.
    Unfinished,
    /// Which rooms that there are belong to it.
    Existing,
}

/// For whom a space is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Everybody.
    Public,
    /// Who is invited.
    Private,
    /// Nobody else.
    JustMe,
}

/// The plan.
#[derive(Clone, Copy)]
pub struct Plan {
    /// What the reader has before them.
    pub step: RwSignal<Step>,
    /// For whom it is.
    pub kind: RwSignal<Kind>,
    /// What it is called.
    pub name: RwSignal<String>,
    /// Whether a name is missing.
    pub is_nameless: RwSignal<bool>,
    /// What it is about.
    pub topic: RwSignal<String>,
    /// Its picture.
    pub picture: Chosen,
    /// Its address, if it is public.
    pub address: Address,
    /// The names of its first rooms.
    pub rooms: [RwSignal<String>; 3],
    /// The space that it stands in.
    pub parent: StoredValue<Option<RoomId>>,
    /// The space, once it is there.
    pub made: RwSignal<Option<RoomId>>,
    /// Makes the space.
    pub create: Action,
    /// Looks whether its address is free.
    pub check: Action,
    /// Makes what belongs to it.
    pub turn: InTurn<Todo>,
    rules: RwSignal<Option<CreationRules>>,
    engine: StoredValue<EngineClient>,
    dialogs: Dialogs,
    router: Router,
    spaces: SpacesState,
}

impl Plan {
    /// Nothing is known yet but where the space shall stand.
    pub fn new(parent: Option<RoomId>) -> Self {
        let words = use_i18n();
        let rules = use_rules();
        let text = |text: &str| RwSignal::new(text.to_owned());
        Self {
            step: RwSignal::new(Step::Kind),
            kind: RwSignal::new(Kind::Private),
            name: RwSignal::default(),
            is_nameless: RwSignal::new(false),
            topic: RwSignal::default(),
            picture: RwSignal::new_local(None),
            address: Address::empty(rules),
            rooms: [
                text(t_string!(words, space.general)),
                text(t_string!(words, space.random)),
                text(""),
            ],
            parent: StoredValue::new(parent),
            made: RwSignal::new(None),
            create: use_action(),
            check: use_action(),
            turn: InTurn::new(),
            rules,
            engine: StoredValue::new(use_engine()),
            dialogs: use_dialogs(),
            router: use_router(),
            spaces: use_spaces(),
        }
    }

    /// Goes on from what is filled in, where nothing is wrong with it.
    pub fn go_on(self) {
        let is_nameless = self.name.with_untracked(|name| name.trim().is_empty());
        self.is_nameless.set(is_nameless);
        if is_nameless {
            return;
        }
        match self.kind.get_untracked() {
            Kind::JustMe => self.create(Vec::new()),
            Kind::Private => self.step.set(Step::Rooms),
            Kind::Public => {
                let address = self.address.send();
                let call = CheckAddress { address };
                self.check.run(call, move |()| self.step.set(Step::Rooms));
            }
        }
    }

    /// The first rooms that have names.
    pub fn first_rooms(self) -> Vec<String> {
        let names = self
            .rooms
            .map(|name| name.get_untracked().trim().to_owned());
        names.into_iter().filter(|name| !name.is_empty()).collect()
    }

    /// Makes the space, and then these rooms in it.
    pub fn create(self, rooms: Vec<String>) {
        let picture = self.picture.get_untracked();
        let files = picture.into_iter().map(Into::into).collect();
        self.create
            .run_with_files(self.call(), files, move |space| {
                self.made.set(Some(space.clone()));
                let parent = self.parent.get_value().map(Todo::Place);
                let rooms = rooms
                    .into_iter()
                    .map(|name| Todo::Room { name, made: None });
                self.make(space, parent.into_iter().chain(rooms).collect());
            });
    }

    fn call(self) -> CreateSpace {
        let kind = self.kind.get_untracked();
        CreateSpace {
            name: self.name.get_untracked(),
            topic: self.topic.get_untracked(),
            address: (kind == Kind::Public).then(|| self.address.send()),
            // Its people may come in: that is not meant for nobody but the reader.
            parent: self.parent.get_value().filter(|_| kind != Kind::JustMe),
        }
    }

    /// Makes what belongs to the space.
    pub fn make(self, space: RoomId, todo: Vec<Todo>) {
        if todo.is_empty() {
            self.go_on_from_made();
            return;
        }
        let maker = Maker {
            engine: self.engine.get_value(),
            space,
            access: self.access_of_rooms(),
        };
        self.turn.run(
            todo,
            move |todo| maker.clone().make(todo),
            move |is_done| match is_done {
                true => self.go_on_from_made(),
                false => self.step.set(Step::Unfinished),
            },
        );
    }

    /// Who gets into its rooms.
    fn access_of_rooms(self) -> NewRoomAccess {
        let rules = self.rules.get_untracked();
        let rule = rules.map_or(EncryptionRule::On, |rules| rules.encryption);
        // What everybody can come into is no secret.
        let wanted = (self.kind.get_untracked() == Kind::Public).then_some(false);
        NewRoomAccess::SpaceMembers {
            is_encrypted: is_encrypted(rule, wanted),
        }
    }

    /// Everything is there: what is left is to fill it.
    pub fn go_on_from_made(self) {
        match self.kind.get_untracked() {
            Kind::JustMe => self.step.set(Step::Existing),
            Kind::Public | Kind::Private => self.finish(),
        }
    }

    /// Opens the space; where there may be others, they are invited.
    pub fn finish(self) {
        let Some(space) = self.made.get_untracked() else {
            return;
        };
        let is_shared = self.kind.get_untracked() != Kind::JustMe;
        self.leave_for(&space);
        if is_shared {
            self.dialogs.open(OpenDialog::Invite(space));
        }
    }

    /// Closes the dialog for the space.
    pub fn leave_for(self, space: &RoomId) {
        let (dialogs, router, spaces) = (self.dialogs, self.router, self.spaces);
        dialogs.close();
        spaces.choose(Scope::Space(space.clone()));
        router.go(&Route::space(space));
    }

    /// Whether what went wrong is about what was filled in before the rooms.
    pub fn is_about_details(self) -> bool {
        self.create.failure().with(|failure| {
            let kind = failure.as_ref().map(|failure| &failure.kind);
            matches!(
                kind,
                Some(FailureKind::Invalid(
                    At::RoomName | At::RoomTopic | At::RoomAddress | At::Picture,
                    _
                ))
            )
        })
    }
}
