//! The choice of emoji: often used ones, a search, all of them.

use std::rc::Rc;

use icondata_lu::LuSearch;
use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, KeyboardEvent};

use super::data::{self, Emoji};
use crate::{
    i18n::{t, t_string, use_i18n},
    platform::{focus_on_next_frame, has_mouse, text::to_lower_case},
    state::{Keyed, Loadable, Row},
    widgets::{FixedRows, Icon, Place, Scroll, Spinner, rows_in_view},
};

/// Emoji in a line.
const COLUMNS: usize = 8;
/// A line's height in CSS pixels, as the style sheet has it.
const LINE: f64 = 40.0;
/// The height of the box in CSS pixels, likewise.
const BOX: f64 = 240.0;

/// A line of emoji.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    emoji: Vec<Emoji>,
}

impl Keyed for Line {
    type Key = String;

    fn key(&self) -> String {
        self.emoji
            .iter()
            .map(|emoji| emoji.symbol.as_str())
            .collect()
    }
}

/// The choice.
#[component]
pub fn Picker(#[prop(into)] on_choose: Callback<String>) -> impl IntoView {
    let words = use_i18n();
    let search = RwSignal::new(String::new());
    let all = RwSignal::new_local(Loadable::<Rc<Vec<Emoji>>>::Loading);
    spawn_local(async move {
        let loaded = data::all().await;
        let failure = || {
            use loggia_protocol::{Failure, FailureKind};
            Failure::new(FailureKind::Offline, "the emoji file cannot be loaded")
        };
        all.try_set(loaded.map_or_else(|| Loadable::Failed(failure()), Loadable::Ready));
    });
    let choose = Callback::new(move |emoji: String| {
        data::remember(&emoji);
        on_choose.run(emoji);
    });
    let lines = Signal::derive_local(move || {
        let term = to_lower_case(search.get().trim());
        all.with(|all| {
            all.ready()
                .map(|all| lines_of(all, &term))
                .unwrap_or_default()
        })
    });
    let label = move || t_string!(words, composer.emoji_search);
    let input = NodeRef::<html::Input>::new();
    input.on_load(|input| {
        // On a phone, the keyboard would cover what can be chosen.
        if has_mouse() {
            focus_on_next_frame(input.into());
        }
    });
    view! {
        <div class="emoji-picker" on:keydown=move |event| on_key(&event)>
            <div class="emoji-picker__recent">
                {data::recent().into_iter().map(|symbol| view! { <Tile symbol=symbol.clone() name=symbol choose /> }).collect_view()}
            </div>
            <div class="emoji-picker__search">
                <Icon icon=LuSearch />
                <input
                    node_ref=input
                    type="search"
                    class="room-list__input"
                    aria-label=label
                    placeholder=label
                    autocomplete="off"
                    prop:value=move || search.get()
                    on:input=move |event| search.set(event_target_value(&event))
                />
            </div>
            {move || all.with(|all| match all {
                Loadable::Loading => view! { <p class="emoji-picker__note"><Spinner /></p> }.into_any(),
                Loadable::Failed(_) => {
                    view! { <p class="emoji-picker__note" role="alert">{t!(words, composer.emoji_failed)}</p> }.into_any()
                }
                Loadable::Ready(_) => view! { <Lines lines choose /> }.into_any(),
            })}
        </div>
    }
}

#[component]
fn Lines(lines: Signal<Vec<Row<Line>>, LocalStorage>, choose: Callback<String>) -> impl IntoView {
    let words = use_i18n();
    let scroller = NodeRef::<html::Div>::new();
    let scroll = RwSignal::new(Scroll {
        top: 0.0,
        height: BOX,
    });
    provide_context(Chooser(choose));
    let on_scroll = move |_| {
        if let Some(scroller) = scroller.get_untracked() {
            scroll.update(|scroll| scroll.top = f64::from(scroller.scroll_top()));
        }
    };
    let rows = RwSignal::new(Vec::new());
    Effect::new(move || rows.set(lines.get()));
    let part = Signal::derive(move || 0..rows.with(Vec::len));
    let drawn = Memo::new(move |_| rows_in_view(part.get().len(), LINE, 0.0, scroll.get()));
    let line = |row: Row<Line>, _place: Place| view! { <LineView row /> };
    view! {
        <div node_ref=scroller class="emoji-picker__all" on:scroll=on_scroll>
            <FixedRows
                rows
                part
                height=LINE
                drawn
                children=line
            />
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="emoji-picker__note">{t!(words, composer.emoji_none)}</p>
            </Show>
        </div>
    }
}

#[derive(Clone, Copy)]
struct Chooser(Callback<String>);

#[component]
fn LineView(row: Row<Line>) -> impl IntoView {
    let Chooser(choose) = expect_context();
    let tiles = row.value.get_untracked().emoji.into_iter().map(|emoji| {
        view! { <Tile symbol=emoji.symbol name=emoji.name choose /> }
    });
    view! { <div class="emoji-picker__line" role="listitem">{tiles.collect_view()}</div> }
}

#[component]
fn Tile(symbol: String, name: String, choose: Callback<String>) -> impl IntoView {
    let chosen = symbol.clone();
    view! {
        <button
            class="emoji-picker__emoji"
            type="button"
            aria-label=name.clone()
            title=name
            on:click=move |_| choose.run(chosen.clone())
        >
            {symbol}
        </button>
    }
}

fn lines_of(all: &[Emoji], term: &str) -> Vec<Row<Line>> {
    let found: Vec<&Emoji> = all
        .iter()
        .filter(|emoji| emoji.terms.contains(term))
        .collect();
    let line = |emoji: &[&Emoji]| {
        Row::new(Line {
            emoji: emoji.iter().map(|emoji| (*emoji).clone()).collect(),
        })
    };
    found.chunks(COLUMNS).map(line).collect()
}

/// The arrow keys move between the emoji.
fn on_key(event: &KeyboardEvent) {
    let Some(focused) = document().active_element() else {
        return;
    };
    let by = match event.key().as_str() {
        "ArrowRight" => 1,
        "ArrowLeft" => -1,
        "ArrowDown" => COLUMNS as i32,
        "ArrowUp" => -(COLUMNS as i32),
        _ => return,
    };
    let is_tile = focused.class_list().contains("emoji-picker__emoji");
    if !is_tile && by.abs() == 1 {
        return;
    }
    event.prevent_default();
    let Ok(Some(picker)) = focused.closest(".emoji-picker") else {
        return;
    };
    let Ok(tiles) = picker.query_selector_all(".emoji-picker__emoji") else {
        return;
    };
    let tiles: Vec<HtmlElement> = (0..tiles.length())
        .filter_map(|index| tiles.item(index)?.dyn_into().ok())
        .collect();
    let at = tiles
        .iter()
        .position(|tile| AsRef::<web_sys::Element>::as_ref(tile) == &focused);
    let next = match at {
        Some(at) => at as i32 + by,
        None => data::recent().len() as i32,
    };
    if let Some(tile) = usize::try_from(next).ok().and_then(|next| tiles.get(next)) {
        drop(tile.focus());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn emoji(name: &str) -> Emoji {
        Emoji {
            symbol: name.to_owned(),
            name: name.to_owned(),
            terms: name.to_owned(),
        }
    }

    #[test]
    fn a_search_fills_lines() {
        let all: Vec<_> = (0..20)
            .map(|n| emoji(&format!("cat {n}")))
            .chain([emoji("dog")])
            .collect();
        let sizes = |term| {
            lines_of(&all, term)
                .iter()
                .map(|row| row.value.get_untracked().emoji.len())
                .collect::<Vec<_>>()
        };
        assert_eq!(sizes("cat"), [8, 8, 4]);
        assert_eq!(sizes("dog"), [1]);
        assert!(sizes("moon").is_empty());
    }
}
