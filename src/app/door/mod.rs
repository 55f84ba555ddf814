//! The door: all that is there until somebody is signed in, so that the sign-in form comes soon. Then it hands over to the app,
//! in the same document and with the same engine.
//!
//! Must not know what the app shows: whatever is named here is transferred before the sign-in form can be used.

mod doorway;
mod next_app;

use leptos::{mount::mount_to, prelude::*};

pub use doorway::Doorway;
use next_app::{NextApp, NextAppBanner};

use super::{
    front::FrontView,
    page::{Front, Page, front_of},
    remove_splash,
    session::{follow_session, page_signal},
};
use crate::{
    config::{provide_config, use_config},
    engine::EngineClient,
    i18n::WordsProvider,
    panels::update_banner::UpdateBanner,
    platform,
    state::{Loadable, updates::provide_updates},
};

/// Opens the door.
pub fn open() {
    let engine = EngineClient::start();
    let Some(body) = document().body() else {
        return;
    };
    remove_splash();
    let leaving = engine.clone();
    let mounted = mount_to(body, move || {
        let next = NextApp::find(engine.clone());
        view! { <Door engine next /> }
    });
    Doorway::leave(move || {
        drop(mounted);
        leaving.leave();
    });
}

#[component]
fn Door(engine: EngineClient, next: NextApp) -> impl IntoView {
    provide_config();
    provide_context(engine);
    provide_updates();
    view! {
        <WordsProvider>
            <div class="app">
                <div>
                    <UpdateBanner />
                    <NextAppBanner next />
                </div>
                <DoorPages next />
            </div>
        </WordsProvider>
    }
}

#[component]
fn DoorPages(next: NextApp) -> impl IntoView {
    let page = page_signal(follow_session(Loadable::Loading));
    let front = Memo::new(move |before: Option<&Front>| front_of(page.get(), before.copied()));
    let is_leaving = Memo::new(move |_| !matches!(page.get(), Page::Front(_)));
    fetch_after_form(next, front);
    next.start_when(is_leaving);
    move || view! { <FrontView front=front.get() is_leaving /> }
}

/// Nothing may come between a reader and the sign-in form; once that can be used, the app is on its way.
fn fetch_after_form(next: NextApp, front: Memo<Front>) {
    let config = use_config();
    Effect::new(move || {
        let is_usable = matches!(front.get(), Front::Login { .. }) && config.get().is_some();
        if is_usable {
            platform::when_idle(move || next.fetch());
        }
    });
}
