//! Which clock times are read from: of twelve hours or of twenty-four, as was chosen on this device, else as the reader's region does.

use leptos::prelude::*;

use crate::platform;

/// The choice's name in the device's storage.
const NAME: &str = "clock";

thread_local! {
    static CLOCK: ArcRwSignal<Clock> = ArcRwSignal::new(Clock::load());
}

/// A way to tell the hour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Clock {
    /// As the reader's region does.
    #[default]
    Regional,
    /// `2:05 pm`
    Twelve,
    /// `14:05`
    TwentyFour,
}

impl Clock {
    /// All there are.
    pub const ALL: [Self; 3] = [Self::Regional, Self::Twelve, Self::TwentyFour];

    /// The one in use; whoever draws by it draws again when another is chosen.
    pub fn chosen() -> Self {
        CLOCK.with(ArcRwSignal::get)
    }

    /// Takes this one from now on.
    pub fn choose(self) {
        match self.cycle() {
            Some(cycle) => platform::store(NAME, cycle),
            None => platform::forget(NAME),
        }
        CLOCK.with(|clock| clock.set(self));
    }

    /// Its name in `Intl`'s `hourCycle`, where it is not the region's.
    pub fn cycle(self) -> Option<&'static str> {
        match self {
            Self::Regional => None,
            Self::Twelve => Some("h12"),
            Self::TwentyFour => Some("h23"),
        }
    }

    fn load() -> Self {
        let stored = platform::load(NAME);
        let is_stored = |clock: &Self| clock.cycle() == stored.as_deref();
        Self::ALL.into_iter().find(is_stored).unwrap_or_default()
    }
}
