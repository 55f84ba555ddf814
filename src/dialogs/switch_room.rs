//! The quick way to a room: a search among one's own, with the most recent ones first.

use leptos::{html, prelude::*, task::spawn_local};
use loggia_protocol::rooms::{RoomRow, Section, SuggestRooms};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::use_dialogs;
use crate::{
    engine::use_engine,
    i18n::{failure_text, t, t_string, use_i18n},
    models::room,
    platform::on_next_frame,
    routes::{Route, use_router},
    state::{Loadable, media::avatar_url},
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
    let found = find(typed);
    // The one that Enter opens, by its element's id; the first one while none is chosen.
    let chosen = RwSignal::new(None::<String>);
    let list = NodeRef::<html::Div>::new();
    let input = NodeRef::<html::Input>::new();
    input.on_load(|input| on_next_frame(move || on_next_frame(move || drop(input.focus()))));
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
                    node_ref=input
                    class="switch-room__search"
                    type="search"
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
                            let option = |row: &RoomRow| view! { <RoomOption row=row.clone() active /> };
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

fn id_of(row: &RoomRow) -> String {
    format!("{LIST}-{}", row.room.0)
}

#[component]
fn RoomOption(row: RoomRow, active: Memo<Option<String>>) -> impl IntoView {
    let (words, dialogs, router) = (use_i18n(), use_dialogs(), use_router());
    let (id, name) = (id_of(&row), room::title(words, &row.name));
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
