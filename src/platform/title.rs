//! The window's title.

use std::{cell::RefCell, time::Duration};

use leptos::prelude::{document, set_timeout};

/// Browsers lay the page out again for a title: what somebody waits for is drawn first.
const LATER: Duration = Duration::from_millis(100);

thread_local! {
    /// The title that will be set.
    static NEXT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Sets the title soon. Only the last of several is set.
pub fn set_title(title: impl Into<String>) {
    let is_due = NEXT.replace(Some(title.into())).is_some();
    if !is_due {
        set_timeout(
            || {
                if let Some(title) = NEXT.take() {
                    document().set_title(&title);
                }
            },
            LATER,
        );
    }
}
