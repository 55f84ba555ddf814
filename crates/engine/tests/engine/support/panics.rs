//! Notes what panics in a thread: tokio keeps a task's panic from everybody else.

use std::{cell::RefCell, sync::Once};

thread_local! {
    static NOTED: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Notes panics in this thread from now on.
pub fn watch() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let before = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            NOTED.with_borrow_mut(|noted| {
                if let Some(noted) = noted {
                    noted.push(panic.to_string());
                }
            });
            before(panic);
        }));
    });
    NOTED.set(Some(Vec::new()));
}

/// What has panicked in this thread.
pub fn take() -> Vec<String> {
    NOTED.take().unwrap_or_default()
}
