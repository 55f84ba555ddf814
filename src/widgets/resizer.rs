//! The edge of a region, which can be moved: by pointer, or by keys while it has the focus. Where it is stays so on this device.

use std::ops::RangeInclusive;

use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

use crate::platform;

/// How far a key moves the edge, in `rem`.
const STEP: f64 = 1.0;

/// Which edge of its region can be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    /// The one that lines of text begin at.
    Start,
    /// The other.
    End,
}

impl Edge {
    fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
        }
    }

    /// Which way it moves as its region grows: 1 to where lines of text end, -1 to where they begin.
    fn direction(self) -> f64 {
        match self {
            Self::Start => -1.0,
            Self::End => 1.0,
        }
    }
}

/// A region's width that can be changed.
#[derive(Clone, Debug)]
pub struct Width {
    /// Its name in the device's storage.
    pub name: &'static str,
    /// The property of the style sheets that takes it.
    pub property: &'static str,
    /// What it can be, in `rem`: it grows with the size of the font.
    pub range: RangeInclusive<f64>,
    /// What it is until somebody changes it.
    pub usual: f64,
    /// The edge that moves.
    pub edge: Edge,
}

impl Width {
    fn load(&self) -> f64 {
        let stored = platform::load(self.name).and_then(|text| text.parse().ok());
        self.clamp(stored.unwrap_or(self.usual))
    }

    fn clamp(&self, width: f64) -> f64 {
        // A stored value may be anything, and `clamp` leaves what is no number.
        match width.is_nan() {
            true => self.usual,
            false => {
                let width = width.clamp(*self.range.start(), *self.range.end());
                (width * 10.0).round() / 10.0
            }
        }
    }

    fn set(&self, width: f64) {
        let Some(root) = document().document_element() else {
            return;
        };
        if let Ok(root) = root.dyn_into::<HtmlElement>() {
            let style = HtmlElement::style(&root);
            drop(style.set_property(self.property, &format!("{width}rem")));
        }
    }

    fn keep(&self, width: f64) {
        match width == self.usual {
            true => platform::forget(self.name),
            false => platform::store(self.name, &width.to_string()),
        }
    }

    /// Where a key leads, in a text that runs in this direction.
    fn after_key(&self, key: &str, now: f64, direction: f64) -> Option<f64> {
        let width = match key {
            "ArrowRight" => now + STEP * direction,
            "ArrowLeft" => now - STEP * direction,
            "Home" => *self.range.start(),
            "End" => *self.range.end(),
            "Enter" => self.usual,
            _ => return None,
        };
        Some(self.clamp(width))
    }
}

/// The edge. It lies within its region, which must not grow by it.
#[component]
pub fn Resizer(
    /// What it changes.
    #[prop(into)]
    label: Signal<String>,
    /// The width.
    width: Width,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    let now = RwSignal::new(width.load());
    let (start, end, edge) = (*width.range.start(), *width.range.end(), width.edge);
    let direction = move || direction(node) * edge.direction();
    let width = StoredValue::new(width);
    width.with_value(|width| width.set(now.get_untracked()));
    let set = move |to: f64| {
        now.set(to);
        width.with_value(|width| width.set(to));
    };
    let keep = move || width.with_value(|width| width.keep(now.get_untracked()));
    // Where the pointer and the edge were when it was taken.
    let taken = StoredValue::new(None::<(f64, f64)>);
    let take = move |event: PointerEvent| {
        if event.button() != 0 {
            return;
        }
        let bar: Element = event_target(&event);
        drop(bar.set_pointer_capture(event.pointer_id()));
        taken.set_value(Some((f64::from(event.client_x()), now.get_untracked())));
    };
    let drag = move |event: PointerEvent| {
        if let Some((x, before)) = taken.get_value() {
            let moved = (f64::from(event.client_x()) - x) * direction() / rem();
            set(width.with_value(|width| width.clamp(before + moved)));
        }
    };
    let leave = move |_| {
        if taken.try_update_value(Option::take).flatten().is_some() {
            keep();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let (from, direction) = (now.get_untracked(), direction());
        if let Some(to) = width.with_value(|width| width.after_key(&event.key(), from, direction)) {
            event.prevent_default();
            set(to);
            keep();
        }
    };
    let reset = move |_| {
        set(width.with_value(|width| width.usual));
        keep();
    };
    view! {
        <div
            node_ref=node
            class="resizer"
            data-edge=edge.name()
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=move || label.get()
            aria-valuemin=start.to_string()
            aria-valuemax=end.to_string()
            aria-valuenow=move || now.get().to_string()
            on:pointerdown=take
            on:pointermove=drag
            on:pointerup=leave
            on:lostpointercapture=leave
            on:dblclick=reset
            on:keydown=on_key
        ></div>
    }
}

/// CSS pixels of a `rem`.
fn rem() -> f64 {
    const USUAL: f64 = 16.0;
    let style = document()
        .document_element()
        .and_then(|root| window().get_computed_style(&root).ok()?);
    let size = style.and_then(|style| style.get_property_value("font-size").ok());
    let size = size.and_then(|size| size.trim_end_matches("px").parse().ok());
    size.filter(|size| *size > 0.0).unwrap_or(USUAL)
}

/// Where lines of text run to: 1 to the right, -1 to the left.
fn direction(node: NodeRef<html::Div>) -> f64 {
    let is_reversed = node
        .get_untracked()
        .is_some_and(|bar| bar.matches(":dir(rtl)").unwrap_or(false));
    if is_reversed { -1.0 } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: Width = Width {
        name: "w",
        property: "--w",
        range: 15.0..=30.0,
        usual: 20.0,
        edge: Edge::End,
    };

    #[test]
    fn a_width_stays_within_its_range() {
        assert_eq!(WIDTH.clamp(1.0), 15.0);
        assert_eq!(WIDTH.clamp(1e9), 30.0);
        assert_eq!(WIDTH.clamp(25.04), 25.0);
        assert_eq!(WIDTH.clamp(f64::NAN), 20.0);
    }

    #[test]
    fn keys_move_the_edge_the_way_they_point() {
        let after = |key, direction| WIDTH.after_key(key, 20.0, direction);
        assert_eq!(after("ArrowRight", 1.0), Some(21.0));
        assert_eq!(after("ArrowRight", -1.0), Some(19.0));
        assert_eq!(after("Home", 1.0), Some(15.0));
        assert_eq!(WIDTH.after_key("ArrowLeft", 15.5, 1.0), Some(15.0));
        assert_eq!(WIDTH.after_key("Enter", 15.5, 1.0), Some(20.0));
        assert_eq!(after("x", 1.0), None);
    }
}
