//! What is found among one's own: rooms, and spaces below them.

use leptos::{prelude::*, task::spawn_local};
use loggia_protocol::{
    directory::{PublicRoom, RoomPlace},
    members::Person,
    rooms::{RoomRow, SuggestRooms},
    spaces::{SpaceRow, Spaces},
};

use super::LIST;
use crate::{
    engine::use_engine,
    i18n::{Words, use_i18n},
    models::room,
    platform::text::to_lower_case,
    state::{Loadable, spaces::use_spaces},
};

/// More than that is scrolled past by nobody.
const LIMIT: u32 = 20;

/// What the engine finds among one's own rooms for what is typed now. Until it has answered, what was found before stays.
pub fn find(typed: RwSignal<String>) -> RwSignal<Loadable<Vec<RoomRow>>> {
    let found = RwSignal::new(Loadable::Loading);
    let engine = use_engine();
    Effect::new(move || {
        let (search, engine) = (typed.get(), engine.clone());
        spawn_local(async move {
            let call = SuggestRooms {
                search: search.clone(),
                limit: LIMIT,
            };
            let answer = engine.call(call).await;
            if typed.try_get_untracked() == Some(search) {
                found.try_set(answer.map_or_else(Loadable::Failed, Loadable::Ready));
            }
        });
    });
    found
}

/// What can be gone to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// A room of one's own.
    Room(RoomRow),
    /// A space of one's own.
    Space(SpaceRow),
    /// Where an address or a link leads.
    Place(RoomPlace),
    /// Somebody with whom there is no chat yet.
    Person(Person),
    /// A room in the server's directory.
    Public(PublicRoom),
}

impl Found {
    /// Its element's id.
    pub fn id(&self) -> String {
        let name = match self {
            Self::Room(row) => &row.room.0,
            Self::Space(row) => &row.space.0,
            Self::Place(place) => &place.address,
            Self::Person(person) => &person.user.0,
            Self::Public(room) => &room.room.0,
        };
        format!("{LIST}-{name}")
    }
}

/// What is found among rooms, and which of the bar's spaces are called so. Nobody looks for spaces who looks for nothing.
pub fn with_spaces(
    rooms: RwSignal<Loadable<Vec<RoomRow>>>,
    typed: RwSignal<String>,
) -> Signal<Loadable<Vec<Found>>> {
    let (words, bar) = (use_i18n(), use_spaces().bar());
    let spaces = Memo::new(move |_| {
        let typed = to_lower_case(typed.get().trim());
        bar.with(|bar| {
            bar.ready()
                .map(|bar| called(words, &typed, bar))
                .unwrap_or_default()
        })
    });
    let found = Memo::new(move |_| match rooms.get() {
        Loadable::Loading => Loadable::Loading,
        Loadable::Failed(failure) => Loadable::Failed(failure),
        Loadable::Ready(rows) => {
            let spaces = spaces.get().into_iter().map(Found::Space);
            Loadable::Ready(rows.into_iter().map(Found::Room).chain(spaces).collect())
        }
    });
    found.into()
}

/// The spaces whose names hold this, in small letters.
fn called(words: Words, typed: &str, bar: &Spaces) -> Vec<SpaceRow> {
    let is_called = |row: &&SpaceRow| to_lower_case(&room::title(words, &row.name)).contains(typed);
    let spaces = bar.spaces.iter().filter(|_| !typed.is_empty());
    spaces.filter(is_called).cloned().collect()
}
