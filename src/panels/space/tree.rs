//! The rooms of a space as a tree: spaces within it unfold in place. The arrow keys lead through it.

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use super::{home::use_home, level::Level, path::Path, row::ChildRow};
use crate::{
    i18n::{t_string, use_i18n},
    widgets::move_focus,
};

/// What the arrow keys lead to.
const ROWS: &str = "[role=treeitem]:not([hidden])";
/// Where a row leads to, within it.
const LINK: &str = ":scope > .space-child__row > .space-child__link";
/// What unfolds a row, within it.
const TOGGLE: &str = ":scope > .space-child__row > .space-child__toggle";

/// The tree.
#[component]
pub fn RoomTree(
    /// What scrolls around it.
    scroller: NodeRef<html::Div>,
) -> impl IntoView {
    let (words, home) = (use_i18n(), use_home());
    let on_key = move |event: KeyboardEvent| {
        if let Some(scroller) = scroller.get_untracked() {
            on_key(&event, &scroller);
        }
    };
    view! {
        <ul
            node_ref=home.tree
            class="space-tree"
            role="tree"
            aria-label=move || t_string!(words, space.rooms)
            on:keydown=on_key
        >
            {rows(home.top, home.path())}
        </ul>
    }
}

/// The rows of a space. Spaces may be in each other: their type must not be.
pub fn rows(level: Level, path: Path) -> AnyView {
    view! {
        <For
            each=move || level.rows().get()
            key=|row| row.life
            children=move |row| {
                let at = path.to(&row.key);
                view! { <ChildRow row level at /> }
            }
        />
    }
    .into_any()
}

fn on_key(event: &KeyboardEvent, scroller: &HtmlElement) {
    let has_modifier = event.ctrl_key() || event.alt_key() || event.meta_key() || event.shift_key();
    let Some(row) = row_of(event).filter(|_| !has_modifier) else {
        return;
    };
    let is_on_row = event.target().as_ref() == Some(row.as_ref());
    let is_rtl = row.matches(":dir(rtl)").unwrap_or(false);
    match (event.key().as_str(), is_rtl) {
        ("Enter" | " ", _) if is_on_row => press(&row, LINK),
        ("ArrowRight", false) | ("ArrowLeft", true) => go_in(&row),
        ("ArrowLeft", false) | ("ArrowRight", true) => go_out(&row),
        ("ArrowDown" | "ArrowUp" | "Home" | "End", _) => {
            // From a button in the row, the way goes on from the row.
            drop(row.focus());
            move_focus(event, scroller, ROWS);
        }
        _ => return,
    }
    event.prevent_default();
}

/// The row that a key was pressed in.
fn row_of(event: &KeyboardEvent) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest("[role=treeitem]").ok()??.dyn_into().ok()
}

/// Unfolds a row, or goes to the first row in it.
fn go_in(row: &HtmlElement) {
    match row.get_attribute("aria-expanded").as_deref() {
        Some("false") => press(row, TOGGLE),
        Some(_) => focus(row.query_selector(ROWS).ok().flatten()),
        None => {}
    }
}

/// Folds a row, or goes to the one that it is in.
fn go_out(row: &HtmlElement) {
    if row.get_attribute("aria-expanded").as_deref() == Some("true") {
        press(row, TOGGLE);
    } else {
        let parent = row.parent_element();
        focus(parent.and_then(|parent| parent.closest("[role=treeitem]").ok().flatten()));
    }
}

fn press(row: &HtmlElement, what: &str) {
    let found = row.query_selector(what).ok().flatten();
    if let Some(control) = found.and_then(|control| control.dyn_into::<HtmlElement>().ok()) {
        control.click();
    }
}

fn focus(row: Option<Element>) {
    if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
        drop(row.focus());
    }
}
