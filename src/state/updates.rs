//! Newer builds of the app: that one is there, and the way to it. All tabs change together, and only when somebody asks for it.

use std::time::Duration;

use js_sys::Date;
use leptos::{ev, prelude::*, task::spawn_local};
use web_sys::VisibilityState;

use crate::{
    engine::{EngineStatus, use_engine},
    platform::{
        self,
        service_worker::{self, Registration},
    },
};

/// The files for the next start are kept after this one is over, or when it takes so long that a newer build might help.
const SLOW_START: Duration = Duration::from_secs(30);

/// How old the last look for a newer build is when coming back to the tab is a reason for another one: an hour.
const LOOK_AGAIN_MS: f64 = 3_600_000.0;

/// How long a newer build may take to come and to take over once somebody has asked for it: on a line of 50 kB/s an engine
/// comes in that time.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is known of newer builds.
#[derive(Clone, Copy)]
pub struct Updates {
    registration: StoredValue<Option<Registration>, LocalStorage>,
    has_begun: StoredValue<bool>,
    looked_at: StoredValue<f64>,
    is_offered: RwSignal<bool>,
    is_changing: RwSignal<bool>,
}

/// Keeps the app's files and looks out for newer ones, from the moment on when the engine has started.
pub fn provide_updates() {
    let updates = Updates {
        registration: StoredValue::new_local(None),
        has_begun: StoredValue::new(false),
        looked_at: StoredValue::new(0.0),
        is_offered: RwSignal::new(false),
        is_changing: RwSignal::new(false),
    };
    provide_context(updates);
    service_worker::on_take_over(platform::reload);
    let status = use_engine().status();
    Effect::new(move || match status.get() {
        EngineStatus::Starting | EngineStatus::Restarting => {}
        EngineStatus::Outdated => updates.look(),
        EngineStatus::Ready | EngineStatus::Lost | EngineStatus::Elsewhere => updates.begin(),
    });
    set_timeout(move || updates.begin(), SLOW_START);
    let listener = window_event_listener(ev::visibilitychange, move |_| {
        let is_old = Date::now() - updates.looked_at.get_value() > LOOK_AGAIN_MS;
        if is_old && document().visibility_state() == VisibilityState::Visible {
            updates.look();
        }
    });
    on_cleanup(move || listener.remove());
}

/// Newer builds.
pub fn use_updates() -> Updates {
    expect_context()
}

impl Updates {
    /// Whether a newer build is complete and was not put off.
    pub fn is_offered(self) -> Signal<bool> {
        self.is_offered.into()
    }

    /// Whether the page is about to be loaded again.
    pub fn is_changing(self) -> Signal<bool> {
        self.is_changing.into()
    }

    /// Not now. The next build, or the next start, asks again.
    pub fn put_off(self) {
        self.is_offered.set(false);
    }

    /// Changes all tabs to the newest build that can be had, or loads this one again where there is no newer one.
    pub fn change(self) {
        if self.is_changing.get_untracked() {
            return;
        }
        self.is_changing.set(true);
        set_timeout(platform::reload, PATIENCE);
        spawn_local(async move {
            if let Some(registration) = self.registration().await {
                if !registration.has_newer() {
                    registration.check().await;
                }
                if registration.take_over() {
                    return;
                }
            }
            // The engine may be the one that is of another build.
            service_worker::end_engine();
            platform::reload();
        });
    }

    fn begin(self) {
        // The door may be gone by the time.
        if self.has_begun.try_get_value() == Some(false) {
            self.has_begun.set_value(true);
            spawn_local(async move {
                self.registration().await;
            });
        }
    }

    /// Asks the host for a newer build.
    fn look(self) {
        self.looked_at.set_value(Date::now());
        spawn_local(async move {
            if let Some(registration) = self.registration().await {
                registration.check().await;
            }
        });
    }

    /// Registers the service worker the first time.
    async fn registration(self) -> Option<Registration> {
        if let Some(registration) = self.registration.try_get_value()? {
            return Some(registration);
        }
        // Registering is a look, too.
        self.looked_at.try_set_value(Date::now());
        let registration = service_worker::register().await?;
        // The door hears no more of it when the app has come meanwhile.
        let kept = self.registration.try_set_value(Some(registration.clone()));
        if kept.is_some() {
            return None;
        }
        registration.on_newer(move || self.is_offered.set(true));
        self.is_offered.set(registration.has_newer());
        Some(registration)
    }
}
