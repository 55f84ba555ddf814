//! Rows of one height within a scrolling box that others share: draws those that it is told, and says which are in view.

use std::ops::Range;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::{
    platform::{keep_focus, text::px},
    state::{Keyed, Row},
};

/// How many rows are drawn above and below the view.
const MARGIN: usize = 8;

/// Where the shared box is scrolled to, in CSS pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scroll {
    /// The view's top.
    pub top: f64,
    /// The view's height.
    pub height: f64,
}

/// Where a row is among its like.
#[derive(Clone, Copy)]
pub struct Place {
    /// How many are before it.
    pub index: Signal<usize>,
    /// How many there are.
    pub count: Signal<usize>,
}

/// Rows of one height.
#[component]
pub fn FixedRows<T, V>(
    /// A list.
    #[prop(into)]
    rows: Signal<Vec<Row<T>>>,
    /// The part of it that is shown here.
    #[prop(into)]
    part: Signal<Range<usize>>,
    /// The height of one, in CSS pixels.
    height: f64,
    /// Which of these are drawn, counted from the first: see [`rows_in_view`].
    #[prop(into)]
    drawn: Signal<Range<usize>>,
    /// Draws a row; it is told its place.
    children: fn(Row<T>, Place) -> V,
) -> impl IntoView
where
    T: Keyed,
    V: IntoView + 'static,
{
    let count = Signal::derive(move || part.with(Range::len));
    let list = NodeRef::<html::Div>::new();
    // Only what is drawn is looked at: scrolling costs the same in a list of any length.
    let each = move || {
        if let Some(list) = list.get_untracked() {
            keep_row_focus(&list);
        }
        let (first, drawn) = (part.with(|part| part.start), drawn.get());
        let drawn = first + drawn.start..first + drawn.end;
        rows.with(|rows| rows.get(drawn).unwrap_or_default().to_vec())
    };
    let total = move || px(count.get() as f64 * height);
    let row = move |position: ReadSignal<usize>, row: Row<T>| {
        let index = Signal::derive(move || drawn.with(|drawn| drawn.start) + position.get());
        children(row, Place { index, count })
    };
    let above = move || px(drawn.with(|drawn| drawn.start) as f64 * height);
    view! {
        <div node_ref=list class="fixed-rows" role="list" style:block-size=total>
            <div class="fixed-rows__space" role="presentation" style:block-size=above></div>
            <ForEnumerate
                each
                key=|row| row.life
                children=row
            />
        </div>
    }
}

/// Keeps the focus where rows are about to change their places, also from one list to another.
pub fn keep_row_focus(within: &HtmlElement) {
    let link = link_of_focus();
    keep_focus(within, move || link.and_then(|link| drawn_elsewhere(&link)));
}

/// Where the row with the focus leads to: that is what it is known by when another list has it.
fn link_of_focus() -> Option<String> {
    let item = document()
        .active_element()?
        .closest("[role=listitem]")
        .ok()??;
    let link = item.query_selector("a[href]").ok()??;
    link.get_attribute("href")
}

fn drawn_elsewhere(link: &str) -> Option<HtmlElement> {
    let row = format!("[role=listitem] > a[href='{link}']");
    document().query_selector(&row).ok()??.dyn_into().ok()
}

/// Which of so many rows are in view, and a few around them. They begin at a place within the box, in CSS pixels.
pub fn rows_in_view(n_rows: usize, height: f64, begins_at: f64, scroll: Scroll) -> Range<usize> {
    let row_at = |place: f64| ((place - begins_at) / height).max(0.0) as usize;
    let start = row_at(scroll.top).saturating_sub(MARGIN).min(n_rows);
    let end = (row_at(scroll.top + scroll.height) + 1 + MARGIN).min(n_rows);
    let is_out_of_view = begins_at > scroll.top + scroll.height + MARGIN as f64 * height;
    if is_out_of_view {
        0..0
    } else {
        start..end.max(start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_view_is_drawn_and_little_more() {
        let scroll = |top| Scroll { top, height: 500.0 };
        assert_eq!(rows_in_view(1000, 50.0, 0.0, scroll(0.0)), 0..19);
        assert_eq!(rows_in_view(1000, 50.0, 0.0, scroll(5000.0)), 92..119);
        assert_eq!(rows_in_view(5, 50.0, 100.0, scroll(0.0)), 0..5);
        assert_eq!(rows_in_view(1000, 50.0, 9000.0, scroll(0.0)), 0..0);
        assert_eq!(rows_in_view(10, 50.0, 0.0, scroll(9000.0)), 10..10);
    }
}
