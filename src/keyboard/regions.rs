//! From one region of the page to the next: elements that carry `data-region`.

use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, NodeList};

const REGIONS: &str = "[data-region]";
/// What is focused in a region: its list's one stop for the Tab key, else its first control.
const STOPS: [&str; 3] = [
    "article[tabindex='0']",
    "[tabindex='0']:not([role='separator'])",
    "a[href], button, input, textarea",
];

/// Moves the focus so many regions on.
pub fn go(step: isize) {
    let regions = shown_regions();
    let here = document().active_element();
    let here = regions
        .iter()
        .position(|region| region.contains(here.as_deref()));
    let order = (1..=regions.len()).map(|n| after(here, n, step, regions.len()));
    for place in order {
        if let Some(stop) = stop_of(&regions[place]) {
            drop(stop.focus());
            return;
        }
    }
}

/// The place that is `n` steps further, round and round. From nowhere, the first step leads to an end.
fn after(here: Option<usize>, n: usize, step: isize, len: usize) -> usize {
    let start = match (here, step > 0) {
        (Some(here), _) => here as isize,
        (None, true) => -1,
        (None, false) => 0,
    };
    (start + step * n as isize).rem_euclid(len as isize) as usize
}

fn shown_regions() -> Vec<Element> {
    shown(document().query_selector_all(REGIONS))
}

fn shown(found: Result<NodeList, JsValue>) -> Vec<Element> {
    let Ok(found) = found else {
        return Vec::new();
    };
    let all = (0..found.length()).filter_map(|n| found.get(n)?.dyn_into().ok());
    all.filter(is_shown).collect()
}

fn is_shown(element: &Element) -> bool {
    let area = element.get_bounding_client_rect();
    area.width() > 0.0 && area.height() > 0.0
}

fn stop_of(region: &Element) -> Option<HtmlElement> {
    let is_stop = |selector: &str| region.matches(selector).unwrap_or(false);
    if STOPS.iter().any(|selector| is_stop(selector)) {
        return region.clone().dyn_into().ok();
    }
    let mut found = STOPS
        .iter()
        .flat_map(|stop| shown(region.query_selector_all(stop)));
    found.next()?.dyn_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn regions_go_round() {
        assert_eq!(after(Some(2), 1, 1, 3), 0);
        assert_eq!(after(Some(0), 1, -1, 3), 2);
        assert_eq!(after(None, 1, 1, 3), 0);
        assert_eq!(after(None, 1, -1, 3), 2);
        assert_eq!(after(Some(1), 3, 1, 3), 1);
    }
}
