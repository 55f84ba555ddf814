//! The quick way to a room, a space or a person: a search among one's own, with the most recent rooms first, and then among what the
//! server knows.

mod found;
mod options;
mod others;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use self::{
    found::{Found, find, with_spaces},
    options::FoundOption,
    others::Others,
};
use super::use_dialogs;
use crate::{
    i18n::{failure_text, t, t_string, use_i18n},
    state::Loadable,
    widgets::{Dialog, Spinner},
};

/// The list of what was found.
const LIST: &str = "switch-room";

/// The dialog.
#[component]
pub fn SwitchRoomDialog() -> impl IntoView {
    let (words, dialogs) = (use_i18n(), use_dialogs());
    let typed = RwSignal::new(String::new());
    let own = with_spaces(find(typed), typed);
    let others = Others::follow(typed);
    // The one that Enter opens, by its element's id; the first one while none is chosen.
    let chosen = RwSignal::new(None::<String>);
    let list = NodeRef::<html::Div>::new();
    let label = move || t_string!(words, rooms.switch_search);
    let first = move || {
        let first_own = own.with(|own| Some(own.ready()?.first()?.id()));
        first_own.or_else(|| others.with(|others| Some(others.first()?.id())))
    };
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
                <div class="switch-room__found">
                    <div
                        node_ref=list
                        id=LIST
                        role="listbox"
                        aria-label=move || t_string!(words, rooms.rooms)
                    >
                        {move || own.with(|own| draw(own.ready().map(Vec::as_slice), active))}
                        <OtherOptions others active />
                    </div>
                    <Outcome own others />
                </div>
            </div>
        </Dialog>
    }
}

/// What the server knows, below one's own.
#[component]
fn OtherOptions(others: Others, active: Memo<Option<String>>) -> impl IntoView {
    let words = use_i18n();
    let group = move |title: &'static str, found: Vec<Found>| {
        (!found.is_empty()).then(|| {
            view! {
                <div role="group" aria-label=title>
                    <p class="switch-room__group" aria-hidden="true">{title}</p>
                    {draw(Some(&found), active)}
                </div>
            }
        })
    };
    view! {
        {move || draw(others.place.get().as_ref().map(std::slice::from_ref), active)}
        {move || group(t_string!(words, people.found), others.people.get())}
        {move || group(t_string!(words, directory.results), others.rooms.get())}
    }
}

/// Whether there is anything, or may be.
#[component]
fn Outcome(own: Signal<Loadable<Vec<Found>>>, others: Others) -> impl IntoView {
    let words = use_i18n();
    let failed = move || match own.get() {
        Loadable::Failed(failure) => Some(failure),
        Loadable::Loading | Loadable::Ready(_) => others.failure(),
    };
    let is_nothing = move || {
        own.with(|own| own.ready().is_some_and(Vec::is_empty)) && others.with(<[_]>::is_empty)
    };
    view! {
        {move || failed().map(|failure| view! {
            <p class="dialog__text" role="alert">{failure_text(words, &failure)}</p>
        })}
        <p class="dialog__text" role="status">
            {move || match others.is_pending.get() {
                true => Some(view! { <Spinner /> " " {t!(words, directory.searching)} }.into_any()),
                false if is_nothing() => Some(t!(words, rooms.switch_nothing).into_any()),
                false => None,
            }}
        </p>
    }
}

fn draw(found: Option<&[Found]>, active: Memo<Option<String>>) -> impl IntoView + use<> {
    let option = |found: &Found| view! { <FoundOption found=found.clone() active /> };
    found.map(|found| found.iter().map(option).collect_view())
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
