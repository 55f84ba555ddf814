//! The window's title, and what stands before it.

use std::{cell::RefCell, mem, time::Duration};

use leptos::prelude::{document, set_timeout};

/// Browsers lay the page out again for a title: what somebody waits for is drawn first.
const LATER: Duration = Duration::from_millis(100);

#[derive(Default)]
struct Parts {
    prefix: String,
    /// At first the one that the page has come with.
    title: Option<String>,
    is_due: bool,
}

thread_local! {
    /// The title that will be set.
    static PARTS: RefCell<Parts> = RefCell::default();
}

/// Sets the title soon. Only the last of several is set.
pub fn set_title(title: impl Into<String>) {
    let title = Some(title.into());
    change(|parts| parts.title = title);
}

/// Sets what stands before the title, likewise, whatever that is.
pub fn set_title_prefix(prefix: String) {
    change(|parts| parts.prefix = prefix);
}

fn change(work: impl FnOnce(&mut Parts)) {
    let is_due = PARTS.with_borrow_mut(|parts| {
        parts.title.get_or_insert_with(|| document().title());
        work(parts);
        mem::replace(&mut parts.is_due, true)
    });
    if !is_due {
        set_timeout(show, LATER);
    }
}

fn show() {
    let title = PARTS.with_borrow_mut(|parts| {
        parts.is_due = false;
        parts.prefix.clone() + parts.title.as_deref().unwrap_or_default()
    });
    if document().title() != title {
        document().set_title(&title);
    }
}
