//! The two programs that draw: the door, until somebody is signed in, and the app. And what they share.

mod door;
mod front;
mod full;
mod own_avatar;
mod page;
mod session;

pub use door::open as open_door;
pub use full::{start as start_app, use_account};
pub use own_avatar::OwnAvatar;
pub use page::Ending;

use leptos::prelude::document;

/// What the page shows before any program has started.
fn remove_splash() {
    if let Some(splash) = document().get_element_by_id("splash") {
        splash.remove();
    }
}
