//! How each kind of what was found is drawn, and where it leads.

use icondata_lu::LuArrowRight;
use leptos::prelude::*;
use loggia_protocol::{
    directory::{PublicRoom, RoomPlace},
    ids::Mxc,
    members::Person,
    rooms::{RoomRow, Section},
    spaces::{Scope, SpaceRow},
};

use super::found::Found;
use crate::{
    dialogs::use_dialogs,
    i18n::{Words, t_string, use_i18n},
    models::{room, space},
    routes::{Route, use_router},
    state::{media::avatar_url, spaces::use_spaces},
    widgets::{Avatar, AvatarSize, Icon},
};

const SIZE: AvatarSize = AvatarSize::Medium;

/// One of what was found.
#[derive(Clone)]
struct Drawn {
    label: String,
    name: String,
    said: Option<String>,
    /// Without, there is an arrow.
    avatar: Option<Picture>,
    is_unread: bool,
    route: Route,
    /// The entry of the space bar that is chosen with it.
    scope: Option<Scope>,
}

#[derive(Clone)]
struct Picture {
    seed: String,
    picture: Option<Mxc>,
    is_square: bool,
}

/// One of what was found, as an option.
#[component]
pub fn FoundOption(found: Found, active: Memo<Option<String>>) -> impl IntoView {
    let (words, dialogs, router) = (use_i18n(), use_dialogs(), use_router());
    let spaces = use_spaces();
    let id = found.id();
    let own = id.clone();
    let is_active = Memo::new(move |_| active.with(|active| active.as_ref() == Some(&own)));
    let drawn = draw(words, found);
    let (route, scope) = (drawn.route, drawn.scope);
    let open = move |_| {
        dialogs.close();
        if let Some(scope) = scope.clone() {
            spaces.choose(scope);
        }
        router.go(&route);
    };
    let name = drawn.name.clone();
    let draw_avatar = move |avatar: Picture| {
        let Picture {
            seed,
            picture,
            is_square,
        } = avatar;
        let picture = picture.map(|picture| avatar_url(picture, SIZE.edge()));
        view! { <Avatar seed name picture size=SIZE is_square /> }
    };
    view! {
        <div
            id=id
            class="switch-room__option"
            role="option"
            aria-label=drawn.label
            aria-selected=move || is_active.get().to_string()
            data-unread=drawn.is_unread.then_some("")
            on:click=open
        >
            {match drawn.avatar {
                Some(avatar) => draw_avatar(avatar).into_any(),
                None => view! { <Icon icon=LuArrowRight /> }.into_any(),
            }}
            <span class="switch-room__words">
                <bdi class="switch-room__name">{drawn.name}</bdi>
                <bdi class="switch-room__said">{drawn.said}</bdi>
            </span>
        </div>
    }
}

fn draw(words: Words, found: Found) -> Drawn {
    match found {
        Found::Room(row) => draw_room(words, row),
        Found::Space(row) => draw_space(words, row),
        Found::Place(place) => draw_place(words, place),
        Found::Person(person) => draw_person(person),
        Found::Public(room) => draw_public(words, room),
    }
}

fn draw_room(words: Words, row: RoomRow) -> Drawn {
    let is_stranger = row.section == Section::Invites;
    let picture = row.avatar.clone().filter(|_| !is_stranger);
    Drawn {
        label: room::label(words, &row),
        name: room::title(words, &row.name),
        said: room::second_line(words, &row),
        is_unread: row.is_unread(),
        route: Route::room(&row.room),
        scope: None,
        avatar: Some(Picture {
            seed: row.room.0,
            picture,
            is_square: false,
        }),
    }
}

fn draw_space(words: Words, row: SpaceRow) -> Drawn {
    let name = room::title(words, &row.name);
    let label = space::label(words, name.clone(), row.news, row.is_invitation);
    let kind = t_string!(words, spaces.space);
    Drawn {
        label: format!("{label}, {kind}"),
        name,
        said: Some(kind.to_owned()),
        is_unread: space::badge(row.news).is_some(),
        route: Route::space(&row.space),
        scope: (!row.is_invitation).then(|| Scope::Space(row.space.clone())),
        avatar: Some(Picture {
            seed: row.space.0,
            picture: row.avatar,
            is_square: true,
        }),
    }
}

fn draw_place(words: Words, place: RoomPlace) -> Drawn {
    let address = place.address.clone();
    let name = t_string!(words, directory.open, address = address).to_string();
    Drawn {
        label: name.clone(),
        name,
        said: None,
        is_unread: false,
        route: Route::place(place),
        scope: None,
        avatar: None,
    }
}

/// Their chat is made with its first message.
fn draw_person(person: Person) -> Drawn {
    Drawn {
        label: format!("{}, {}", person.name, person.user.0),
        name: person.name,
        said: Some(person.user.0.clone()),
        is_unread: false,
        scope: None,
        avatar: Some(Picture {
            seed: person.user.0.clone(),
            picture: person.avatar,
            is_square: false,
        }),
        route: Route::NewChat {
            people: vec![person.user],
        },
    }
}

fn draw_public(words: Words, room: PublicRoom) -> Drawn {
    let address = room.address.unwrap_or_else(|| room.room.0.clone());
    let name = room.name.unwrap_or_else(|| address.clone());
    let count = room.n_members;
    let members = t_string!(words, rooms.n_members, count = count).to_string();
    Drawn {
        label: format!("{name}, {members}"),
        name,
        said: Some(format!("{address} · {members}")),
        is_unread: false,
        scope: None,
        avatar: Some(Picture {
            seed: room.room.0,
            picture: room.avatar,
            is_square: false,
        }),
        route: Route::place(RoomPlace {
            address,
            event: None,
            via: Vec::new(),
        }),
    }
}
