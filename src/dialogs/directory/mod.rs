//! Public rooms and spaces of this and other servers, and the way to a room by whatever names it.

mod search;

use icondata_lu::{LuArrowRight, LuUsers};
use leptos::{html, prelude::*};
use loggia_protocol::{
    directory::{PublicRoom, RoomPlace},
    failure::Field as At,
};

use self::search::Search;
use super::use_dialogs;
use crate::{
    i18n::{failure_text, field_problem, t, t_string, use_i18n},
    platform,
    routes::Route,
    state::media::avatar_url,
    widgets::{
        Avatar, AvatarSize, Banner, BannerKind, Dialog, Field, FieldKind, Icon, Select, Spinner,
    },
};

/// The directory.
#[component]
pub fn DirectoryDialog() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let search = Search::new();
    let list = NodeRef::<html::Div>::new();
    let on_scroll = move |_| {
        let list = list.get_untracked();
        if list.is_some_and(|list| platform::is_near_end(&list)) {
            search.go_on();
        }
    };
    let nothing = move || {
        let is_empty = search.rooms.with(Vec::is_empty) && search.place.with(Option::is_none);
        let is_known = !search.is_pending.get() && search.failure.with(Option::is_none);
        (is_empty && is_known).then(|| t_string!(words, directory.nothing))
    };
    view! {
        <Dialog
            is_large=true
            title=Signal::derive(move || t_string!(words, directory.title).to_owned())
            on_close=move |()| dialogs.close()
        >
            <div class="directory">
                <Fields search />
                <div node_ref=list class="directory__list" on:scroll=on_scroll>
                    {move || search.place.get().map(|place| view! { <Named place /> })}
                    <Failure search />
                    <ul aria-label=move || t_string!(words, directory.results)>
                        <For
                            each=move || search.rooms.get()
                            key=|room| room.room.clone()
                            children=|room| view! { <Found room /> }
                        />
                    </ul>
                    <p class="directory__soft" role="status">
                        {nothing}
                        <Show when=move || search.is_pending.get()>
                            <Spinner />
                            " "
                            {t!(words, directory.searching)}
                        </Show>
                    </p>
                </div>
            </div>
        </Dialog>
    }
}

#[component]
fn Fields(search: Search) -> impl IntoView {
    let words = use_i18n();
    let kinds = move || {
        let names = [
            t_string!(words, rooms.rooms),
            t_string!(words, directory.spaces),
        ];
        names.map(str::to_owned).to_vec()
    };
    let problem = Signal::derive(move || {
        let failure = search.failure.get()?;
        field_problem(words, &failure, At::Homeserver)
    });
    view! {
        <div class="directory__fields">
            <Field
                label=Signal::derive(move || t_string!(words, directory.search).to_owned())
                hint=Signal::derive(move || t_string!(words, directory.search_hint).to_owned())
                value=search.text
                is_first=true
            />
            <Field
                label=Signal::derive(move || t_string!(words, directory.server).to_owned())
                hint=Signal::derive(move || t_string!(words, directory.server_hint).to_owned())
                kind=FieldKind::Address
                value=search.server
                problem
            />
            <Select
                label=Signal::derive(move || t_string!(words, directory.kind).to_owned())
                options=Signal::derive(kinds)
                chosen=Signal::derive(move || Some(usize::from(search.is_spaces.get())))
                on_choose=move |place| search.is_spaces.set(place == 1)
            />
        </div>
    }
}

#[component]
fn Failure(search: Search) -> impl IntoView {
    let words = use_i18n();
    move || {
        let failure = search.failure.get()?;
        let is_beside = field_problem(words, &failure, At::Homeserver).is_some();
        let text = (!is_beside).then(|| failure_text(words, &failure))?;
        Some(view! { <Banner kind=BannerKind::Error text /> })
    }
}

/// The room that was named.
#[component]
fn Named(place: RoomPlace) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let address = place.address.clone();
    let text = move || t_string!(words, directory.open, address = address.clone()).to_string();
    view! {
        <a class="directory__named" href=Route::place(place).fragment() on:click=move |_| dialogs.close()>
            <Icon icon=LuArrowRight />
            <bdi>{text}</bdi>
        </a>
    }
}

#[component]
fn Found(room: PublicRoom) -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let size = AvatarSize::Medium;
    let picture = room.avatar.map(|picture| avatar_url(picture, size.edge()));
    let address = room.address.clone().unwrap_or_else(|| room.room.0.clone());
    let name = room.name.unwrap_or_else(|| address.clone());
    let count = room.n_members;
    let members = move || t_string!(words, rooms.n_members, count = count).to_string();
    // Where it is known already, its id leads there without a question.
    let place = match room.is_joined || room.address.is_none() {
        true => room.room.0.clone(),
        false => address.clone(),
    };
    let route = match room.is_space {
        true => Route::Space {
            space: place,
            via: Vec::new(),
        },
        false => Route::place(RoomPlace {
            address: place,
            event: None,
            via: Vec::new(),
        }),
    };
    view! {
        <li>
            <a class="directory__room" href=route.fragment() on:click=move |_| dialogs.close()>
                <Avatar seed=room.room.0 name=name.clone() picture size is_square=room.is_space />
                <span class="directory__text">
                    <bdi class="directory__name">{name}</bdi>
                    <bdi class="directory__soft">{address}</bdi>
                    <bdi class="directory__topic">{room.topic}</bdi>
                </span>
                <span class="directory__soft directory__count">
                    <Icon icon=LuUsers />
                    {members}
                    {move || room.is_joined.then(|| view! {
                        <span class="directory__joined">{t!(words, directory.joined)}</span>
                    })}
                </span>
            </a>
        </li>
    }
}
