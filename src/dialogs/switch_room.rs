//! The quick way to a room or a space: a search among one's own, with the most recent rooms first.

use leptos::{html, prelude::*, task::spawn_local};
use loggia_protocol::{
    rooms::{RoomRow, Section, SuggestRooms},
    spaces::{Scope, SpaceRow, Spaces},
};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::use_dialogs;
use crate::{
    engine::use_engine,
    i18n::{Words, failure_text, t, t_string, use_i18n},
    models::{room, space},
    platform::text::to_lower_case,
    routes::{Route, use_router},
    state::{Loadable, media::avatar_url, spaces::use_spaces},
    widgets::{Avatar, AvatarSize, Dialog},
};

/// More than that is scrolled past by nobody.
const LIMIT: u32 = 20;
/// The list of what was found.
const LIST: &str = "switch-room";

/// The dialog.
#[component]
pub fn SwitchRoomDialog() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let typed = RwSignal::new(String::new());
    let found = with_spaces(find(typed), typed);
    // The one that Enter opens, by its element's id; the first one while none is chosen.
    let chosen = RwSignal::new(None::<String>);
    let list = NodeRef::<html::Div>::new();
    let label = move || t_string!(words, rooms.switch_search);
    let first = move || found.with(|found| Some(id_of(found.ready()?.first()?)));
    let active = Memo::new(move |_| chosen.get().or_else(first));
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        // Browsers would only empty the search.
        "Escape" => dialogs.close(),
        _ => on_key(&event, list, active, chosen),
    };
    let on_input = move |event| {
        chosen.set(None);
        typed.set(event_target_value(&event));
    };
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, rooms.switch_title).to_owned())
            on_close=move |()| dialogs.close()
        >
            <div class="switch-room">
                <input
                    class="switch-room__search"
                    type="search"
                    autofocus
                    aria-label=label
                    placeholder=label
                    autocomplete="off"
                    spellcheck="false"
                    aria-controls=LIST
                    aria-activedescendant=move || active.get()
                    on:input=on_input
                    on:keydown=on_key
                />
                <div
                    node_ref=list
                    id=LIST
                    class="switch-room__list"
                    role="listbox"
                    aria-label=move || t_string!(words, rooms.rooms)
                >
                    {move || found.with(|found| match found {
                        Loadable::Loading => ().into_any(),
                        Loadable::Failed(failure) => {
                            view! { <p class="dialog__text" role="alert">{failure_text(words, failure)}</p> }.into_any()
                        }
                        Loadable::Ready(rows) if rows.is_empty() => {
                            view! { <p class="dialog__text" role="status">{t!(words, rooms.switch_nothing)}</p> }.into_any()
                        }
                        Loadable::Ready(rows) => {
                            let option = |row: &Found| match row.clone() {
                                Found::Room(row) => view! { <RoomOption row active /> }.into_any(),
                                Found::Space(row) => view! { <SpaceOption row active /> }.into_any(),
                            };
                            rows.iter().map(option).collect_view().into_any()
                        }
                    })}
                </div>
            </div>
        </Dialog>
    }
}

/// What the engine finds for what is typed now. Until it has answered, what was found before stays.
fn find(typed: RwSignal<String>) -> RwSignal<Loadable<Vec<RoomRow>>> {
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

/// What is found: rooms, and spaces below them.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Found {
    Room(RoomRow),
    Space(SpaceRow),
}

/// What is found among rooms, and which of the bar's spaces are called so. Nobody looks for spaces who looks for nothing.
fn with_spaces(
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

fn id_of(found: &Found) -> String {
    let room = match found {
        Found::Room(row) => &row.room,
        Found::Space(row) => &row.space,
    };
    format!("{LIST}-{}", room.0)
}

/// A space: opening it chooses it in the bar, and leads to its home.
#[component]
fn SpaceOption(row: SpaceRow, active: Memo<Option<String>>) -> impl IntoView {
    let (words, dialogs, router) = (use_i18n(), use_dialogs(), use_router());
    let spaces = use_spaces();
    let (route, scope) = (Route::space(&row.space), Scope::Space(row.space.clone()));
    let is_invitation = row.is_invitation;
    let open = move |_| {
        dialogs.close();
        if !is_invitation {
            spaces.choose(scope.clone());
        }
        router.go(&route);
    };
    let name = room::title(words, &row.name);
    let label = space::label(words, name.clone(), row.news, is_invitation);
    let label = format!("{label}, {}", t_string!(words, spaces.space));
    let size = AvatarSize::Medium;
    let picture = row.avatar.clone();
    let picture = picture.map(|picture| avatar_url(picture, size.edge()));
    let own = id_of(&Found::Space(row.clone()));
    let id = own.clone();
    let is_active = Memo::new(move |_| active.with(|active| active.as_ref() == Some(&own)));
    view! {
        <div
            id=id
            class="switch-room__option"
            role="option"
            aria-label=label
            aria-selected=move || is_active.get().to_string()
            data-unread=space::badge(row.news).is_some().then_some("")
            on:click=open
        >
            <Avatar seed=row.space.0.clone() name=name.clone() picture size is_square=true />
            <span class="switch-room__words">
                <bdi class="switch-room__name">{name}</bdi>
                <span class="switch-room__said">{t!(words, spaces.space)}</span>
            </span>
        </div>
    }
}

#[component]
fn RoomOption(row: RoomRow, active: Memo<Option<String>>) -> impl IntoView {
    let (words, dialogs, router) = (use_i18n(), use_dialogs(), use_router());
    let id = id_of(&Found::Room(row.clone()));
    let name = room::title(words, &row.name);
    let own = id.clone();
    let is_active = Memo::new(move |_| active.with(|active| active.as_ref() == Some(&own)));
    let route = Route::room(&row.room);
    let open = move |_| {
        dialogs.close();
        router.go(&route);
    };
    let size = AvatarSize::Medium;
    let is_stranger = row.section == Section::Invites;
    let picture = row.avatar.clone().filter(|_| !is_stranger);
    let picture = picture.map(|picture| avatar_url(picture, size.edge()));
    let said = room::second_line(words, &row);
    view! {
        <div
            id=id
            class="switch-room__option"
            role="option"
            aria-label=room::label(words, &row)
            aria-selected=move || is_active.get().to_string()
            data-unread=row.is_unread().then_some("")
            on:click=open
        >
            <Avatar seed=row.room.0.clone() name=name.clone() picture size />
            <span class="switch-room__words">
                <bdi class="switch-room__name">{name}</bdi>
                <bdi class="switch-room__said">{said}</bdi>
            </span>
        </div>
    }
}

/// The arrow keys choose, Enter opens; the focus stays in the search.
fn on_key(
    event: &KeyboardEvent,
    list: NodeRef<html::Div>,
    active: Memo<Option<String>>,
    chosen: RwSignal<Option<String>>,
) {
    let step: isize = match event.key().as_str() {
        "ArrowDown" => 1,
        "ArrowUp" => -1,
        "Enter" => 0,
        _ => return,
    };
    event.prevent_default();
    let options = list
        .get_untracked()
        .map(|list| options(&list))
        .unwrap_or_default();
    let active = active.get_untracked();
    let at = options
        .iter()
        .position(|option| Some(option.id()) == active);
    let Some(at) = at else { return };
    let option = &options[(at as isize + step).rem_euclid(options.len() as isize) as usize];
    if step == 0 {
        option.click();
    } else {
        chosen.set(Some(option.id()));
        option.scroll_into_view_with_bool(false);
    }
}

fn options(list: &HtmlElement) -> Vec<HtmlElement> {
    let Ok(found) = list.query_selector_all("[role=option]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|index| found.item(index)?.dyn_into().ok())
        .collect()
}
