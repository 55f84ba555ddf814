//! How things look on this device. `public/boot.js` gives the page its look, in every tab and before anything is drawn.

use leptos::prelude::*;
use web_sys::Event;

use crate::platform;

/// Tells `boot.js` that a choice has changed in this tab; other tabs hear of it from the browser.
const CHANGED: &str = "loggia:look";

/// The name under which the operator's theme is kept: `boot.js` runs before the operator's file is there.
const DEFAULT_THEME: &str = "default-theme";

/// What can be chosen. Its values are the style sheets' (`style/looks.css`); the usual one is the empty text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Light or dark, and whether contrasts are high.
    Theme,
    /// The colour of what is chosen or can be pressed.
    Accent,
    /// How large everything is.
    Size,
    /// How much lies between messages.
    Density,
}

impl Look {
    /// All values, the usual one first.
    pub const fn values(self) -> &'static [&'static str] {
        match self {
            Self::Theme => &["system", "light", "dark", "light more", "dark more"],
            Self::Accent => &["", "blue", "violet", "rose", "amber"],
            Self::Size => &["small", "", "large", "larger", "largest"],
            Self::Density => &["", "compact"],
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Theme => "theme",
            Self::Accent => "accent",
            Self::Size => "size",
            Self::Density => "density",
        }
    }

    /// The place of what was chosen among the values.
    pub fn chosen(self) -> usize {
        let chosen = platform::load(self.name());
        let default = || platform::load(DEFAULT_THEME).filter(|_| self == Self::Theme);
        let chosen = chosen.or_else(default).unwrap_or_default();
        let values = self.values().iter();
        let usual = values.clone().position(|value| value.is_empty());
        let place = values.clone().position(|value| *value == chosen);
        place.or(usual).unwrap_or_default()
    }

    /// Takes the value at this place from now on, in all tabs.
    pub fn choose(self, place: usize) {
        match self.values().get(place) {
            None | Some(&"") => platform::forget(self.name()),
            Some(value) => platform::store(self.name(), value),
        }
        announce();
    }
}

/// Has the page look so for as long as nobody has chosen a theme on this device.
pub fn set_default_theme(theme: Option<&str>) {
    if platform::load(DEFAULT_THEME).as_deref() == theme {
        return;
    }
    match theme {
        Some(theme) => platform::store(DEFAULT_THEME, theme),
        None => platform::forget(DEFAULT_THEME),
    }
    announce();
}

fn announce() {
    let event = Event::new(CHANGED).expect("the name of an event is no fault");
    drop(window().dispatch_event(&event));
}

/// Runs this whenever the look has changed.
pub fn on_look(run: impl Fn() + Clone + 'static) {
    for name in [CHANGED, "storage"] {
        let run = run.clone();
        let listener = window_event_listener_untyped(name, move |_| run());
        on_cleanup(move || listener.remove());
    }
}
