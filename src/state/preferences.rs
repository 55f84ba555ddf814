//! What the reader prefers on this device: each is on or off.

use leptos::{ev, prelude::*};

use crate::platform;

/// Something that is on or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Messages are sent with Ctrl or ⌘ and Enter; Enter alone begins a line.
    SendWithModifier,
    /// The list of rooms shows what was said last.
    ShowPreviews,
    /// Others see that one types.
    SendTyping,
    /// Others see what one has read.
    SendReceipts,
}

use Preference::{SendReceipts, SendTyping, SendWithModifier, ShowPreviews};

thread_local! {
    static SIGNALS: [ArcRwSignal<bool>; 4] = Preference::ALL.map(|preference| ArcRwSignal::new(preference.load()));
}

impl Preference {
    /// All, in the order in which they are shown.
    pub const ALL: [Self; 4] = [SendWithModifier, ShowPreviews, SendTyping, SendReceipts];

    /// Whether it is on; whoever draws by it draws again when it changes.
    pub fn is_on(self) -> bool {
        self.signal().get()
    }

    /// Whether it is on right now.
    pub fn is_on_now(self) -> bool {
        self.signal().get_untracked()
    }

    /// Switches it from now on, in all tabs.
    pub fn switch(self, is_on: bool) {
        if is_on == self.usually() {
            platform::forget(self.name());
        } else {
            platform::store(self.name(), if is_on { "on" } else { "off" });
        }
        self.signal().set(is_on);
    }

    fn name(self) -> &'static str {
        match self {
            SendWithModifier => "send-with-modifier",
            ShowPreviews => "show-previews",
            SendTyping => "send-typing",
            SendReceipts => "send-receipts",
        }
    }

    fn usually(self) -> bool {
        self != SendWithModifier
    }

    fn load(self) -> bool {
        match platform::load(self.name()).as_deref() {
            Some("on") => true,
            Some("off") => false,
            _ => self.usually(),
        }
    }

    fn signal(self) -> ArcRwSignal<bool> {
        SIGNALS.with(|signals| signals[self as usize].clone())
    }
}

/// Takes over what is switched in other tabs, for as long as the caller lives.
pub fn follow_preferences() {
    let listener = window_event_listener(ev::storage, |_| {
        for preference in Preference::ALL {
            let is_on = preference.load();
            if preference.is_on_now() != is_on {
                preference.signal().set(is_on);
            }
        }
    });
    on_cleanup(move || listener.remove());
}
