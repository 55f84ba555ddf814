//! The app as a whole: what all screens share, and which of them is shown.

use std::time::Duration;

use leptos::{either::EitherOf5, prelude::*};
use loggia_protocol::{
    Failure,
    session::{Account, SessionState},
};
use wasm_bindgen_futures::spawn_local;

use super::{
    door::Doorway,
    front::FrontView,
    page::{Front, Page},
    remove_splash,
    session::{follow_session, page_signal},
};
use crate::{
    config::provide_config,
    engine::EngineClient,
    i18n::WordsProvider,
    pages::{EndedPage, ShellPage, UnreadablePage},
    panels::update_banner::UpdateBanner,
    platform,
    routes::provide_router,
    state::{
        Loadable,
        preferences::follow_preferences,
        snapshot::{Snapshot, provide_snapshots},
        updates::provide_updates,
    },
    widgets::{Toasts, provide_toasts},
};

/// Starts the app: by itself, or behind the door where that is still on the screen.
pub fn start() {
    // The engine's worker and the snapshot are under way at the same time.
    let engine = EngineClient::start();
    let doorway = Doorway::find();
    spawn_local(async move {
        let snapshot = Snapshot::load().await;
        remove_splash();
        mount_to_body(move || view! { <App engine snapshot doorway /> });
    });
}

/// The app.
#[component]
fn App(
    engine: EngineClient,
    /// What the reader saw last.
    snapshot: Option<Snapshot>,
    /// The door, where it is open.
    doorway: Option<Doorway>,
) -> impl IntoView {
    if snapshot.is_some() {
        engine.expect_session();
    }
    provide_config();
    follow_preferences();
    provide_context(engine);
    provide_updates();
    let router = provide_router();
    if let Some(room) = snapshot.as_ref().and_then(Snapshot::last_room) {
        router.begin_at(room);
    }
    provide_toasts();
    #[cfg(gallery)]
    if crate::pages::gallery::is_asked_for() {
        use crate::pages::gallery::GalleryPage;
        let gallery = view! {
            <WordsProvider>
                <GalleryPage />
                <Toasts />
            </WordsProvider>
        };
        return gallery.into_any();
    }
    view! {
        <WordsProvider>
            <div class="app">
                <div>
                    <UpdateBanner />
                </div>
                <Pages snapshot doorway />
            </div>
            <Toasts />
        </WordsProvider>
    }
    .into_any()
}

#[component]
fn Pages(snapshot: Option<Snapshot>, doorway: Option<Doorway>) -> impl IntoView {
    let known = match &snapshot {
        Some(snapshot) => Loadable::Ready(SessionState::SignedIn(snapshot.account.clone())),
        None => Loadable::Loading,
    };
    let session = follow_session(known);
    let page = page_signal(session);
    let account = Signal::derive(move || {
        session.with(|session| session.ready().and_then(account_of).cloned())
    });
    provide_context(AccountSignal(account));
    provide_snapshots(snapshot, account);
    let unreadable = move || session.with(|session| session.ready().and_then(problem_of).cloned());
    let doorway = StoredValue::new_local(doorway);
    close_door(doorway, page);
    move || match page.get() {
        // The door is on the screen until there is something else to see.
        Page::Front(Front::Splash) if doorway.with_value(Option::is_some) => EitherOf5::A(()),
        Page::Front(front) => EitherOf5::B(view! { <FrontView front /> }),
        Page::Unreadable => EitherOf5::C(view! { <UnreadablePage failure=unreadable() /> }),
        Page::Shell => EitherOf5::D(view! { <ShellPage /> }),
        Page::Ended => EitherOf5::E(view! { <EndedPage /> }),
    }
}

/// Closes the door when the first screen of the app is in the document.
fn close_door(doorway: StoredValue<Option<Doorway>, LocalStorage>, page: Memo<Page>) {
    Effect::new(move || {
        if page.get() == Page::Front(Front::Splash) {
            return;
        }
        if let Some(Some(door)) = doorway.try_update_value(Option::take) {
            // It has come with the app, so that the first screen is laid out with it.
            platform::use_own_font();
            // All that has to be drawn now is drawn by then.
            set_timeout(move || door.close(), Duration::ZERO);
        }
    });
}

/// The account that is signed in.
#[derive(Clone, Copy)]
struct AccountSignal(Signal<Option<Account>>);

/// The account that is signed in, if any.
pub fn use_account() -> Signal<Option<Account>> {
    expect_context::<AccountSignal>().0
}

fn account_of(session: &SessionState) -> Option<&Account> {
    match session {
        SessionState::SignedIn(account) | SessionState::Ended(account) => Some(account),
        SessionState::Restoring
        | SessionState::Blocked
        | SessionState::SignedOut
        | SessionState::Parted(_)
        | SessionState::Unreadable(_) => None,
    }
}

/// Why the stored data cannot be opened.
fn problem_of(session: &SessionState) -> Option<&Failure> {
    match session {
        SessionState::Unreadable(failure) => Some(failure),
        _ => None,
    }
}
