//! The app as a whole: what all screens share, and which of them is shown.

use leptos::{
    either::{Either, EitherOf8},
    prelude::*,
    task::spawn_local,
};
use loggia_protocol::{
    Failure,
    session::{Account, Parting, SessionFeed, SessionState},
};

use crate::{
    config::{provide_config, use_config},
    engine::{EngineClient, EngineStatus, use_engine},
    i18n::I18nContextProvider,
    pages::{
        ElsewherePage, EndedPage, LoginPage, LostPage, OutdatedPage, ShellPage, SplashPage,
        UnreadablePage,
    },
    panels::update_banner::UpdateBanner,
    routes::provide_router,
    state::{
        Loadable,
        snapshot::{self, Snapshot, provide_snapshots},
        updates::provide_updates,
        use_state_feed_from,
    },
    widgets::{Toasts, provide_toasts},
};

/// The app.
#[component]
pub fn App(
    engine: EngineClient,
    /// What the reader saw last.
    snapshot: Option<Snapshot>,
) -> impl IntoView {
    if snapshot.is_some() {
        engine.expect_session();
    }
    provide_config();
    provide_context(engine);
    provide_updates();
    let router = provide_router();
    if let Some(room) = snapshot.as_ref().and_then(Snapshot::last_room) {
        router.begin_at(room);
    }
    provide_toasts();
    view! {
        <I18nContextProvider>
            <div class="app">
                <div>
                    <UpdateBanner />
                </div>
                <Pages snapshot />
            </div>
            <Toasts />
        </I18nContextProvider>
    }
}

/// A full-window screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Page {
    Splash,
    Lost,
    Elsewhere,
    Outdated,
    Login { parting: Option<Parting> },
    Unreadable,
    Shell,
    Ended,
}

#[component]
fn Pages(snapshot: Option<Snapshot>) -> impl IntoView {
    let status = use_engine().status();
    let known = match &snapshot {
        Some(snapshot) => Loadable::Ready(SessionState::SignedIn(snapshot.account.clone())),
        None => Loadable::Loading,
    };
    let session = use_state_feed_from(SessionFeed, known);
    // A new engine that does not follow a crash knows nothing of the session that was.
    Effect::new(move || {
        if status.get() == EngineStatus::Starting {
            session.set(Loadable::Loading);
        }
    });
    let page = Memo::new(move |before: Option<&Page>| {
        session.with(|session| page_of(status.get(), session.ready(), before.copied()))
    });
    let account = Signal::derive(move || {
        session.with(|session| session.ready().and_then(account_of).cloned())
    });
    provide_context(AccountSignal(account));
    provide_snapshots(snapshot, account);
    forget_when_signed_out(session);
    let unreadable = move || session.with(|session| session.ready().and_then(problem_of).cloned());
    move || match page.get() {
        Page::Splash => EitherOf8::A(view! { <SplashPage /> }),
        Page::Lost => EitherOf8::B(view! { <LostPage /> }),
        Page::Outdated => EitherOf8::C(view! { <OutdatedPage /> }),
        Page::Elsewhere => EitherOf8::H(view! { <ElsewherePage /> }),
        Page::Login { parting } => EitherOf8::D(view! { <ConfiguredLogin parting /> }),
        Page::Unreadable => EitherOf8::E(view! { <UnreadablePage failure=unreadable() /> }),
        Page::Shell => EitherOf8::F(view! { <ShellPage /> }),
        Page::Ended => EitherOf8::G(view! { <EndedPage /> }),
    }
}

/// A snapshot of nobody's rooms must not be shown at the next start.
fn forget_when_signed_out(session: RwSignal<Loadable<SessionState>>) {
    let is_signed_out = Memo::new(move |_| {
        session.with(|session| {
            let session = session.ready();
            matches!(
                session,
                Some(SessionState::SignedOut | SessionState::Parted(_))
            )
        })
    });
    Effect::new(move || {
        if is_signed_out.get() {
            spawn_local(snapshot::forget());
        }
    });
}

/// The sign-in form, once it is known what the operator wants to stand in it.
#[component]
fn ConfiguredLogin(parting: Option<Parting>) -> impl IntoView {
    let config = use_config();
    move || match config.get() {
        Some(config) => Either::Left(view! { <LoginPage config parting /> }),
        None => Either::Right(view! { <SplashPage /> }),
    }
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

/// Which screen is shown. The shell stays while a crashed engine is being replaced.
fn page_of(status: EngineStatus, session: Option<&SessionState>, before: Option<Page>) -> Page {
    match (status, session) {
        (EngineStatus::Lost, _) => Page::Lost,
        (EngineStatus::Elsewhere, _) => Page::Elsewhere,
        (EngineStatus::Outdated, _) => Page::Outdated,
        (EngineStatus::Starting, _) => Page::Splash,
        (EngineStatus::Restarting, session) => before.unwrap_or(match session {
            Some(SessionState::SignedIn(_)) => Page::Shell,
            _ => Page::Splash,
        }),
        (EngineStatus::Ready, Some(SessionState::SignedIn(_))) => Page::Shell,
        (EngineStatus::Ready, Some(SessionState::SignedOut)) => Page::Login { parting: None },
        (EngineStatus::Ready, Some(SessionState::Parted(parting))) => Page::Login {
            parting: Some(*parting),
        },
        (EngineStatus::Ready, Some(SessionState::Unreadable(_))) => Page::Unreadable,
        (EngineStatus::Ready, Some(SessionState::Ended(_))) => Page::Ended,
        (EngineStatus::Ready, Some(SessionState::Restoring) | None) => match before {
            Some(Page::Shell) => Page::Shell,
            _ => Page::Splash,
        },
    }
}

#[cfg(test)]
mod tests {
    use loggia_protocol::ids::{DeviceId, UserId};

    use super::*;

    fn signed_in() -> SessionState {
        SessionState::SignedIn(Account {
            user: UserId::from("@a:b"),
            device: DeviceId::from("D"),
            homeserver: "https://b".to_owned(),
            display_name: None,
            avatar: None,
        })
    }

    #[test]
    fn a_crash_leaves_the_shell_in_place() {
        let shell = Some(Page::Shell);
        let signed_in = signed_in();
        assert_eq!(
            page_of(EngineStatus::Ready, Some(&signed_in), None),
            Page::Shell
        );
        assert_eq!(
            page_of(EngineStatus::Restarting, Some(&signed_in), shell),
            Page::Shell
        );
        let restoring = SessionState::Restoring;
        assert_eq!(
            page_of(EngineStatus::Ready, Some(&restoring), shell),
            Page::Shell
        );
    }

    #[test]
    fn a_returning_reader_waits_for_no_engine() {
        let signed_in = signed_in();
        let first = page_of(EngineStatus::Restarting, Some(&signed_in), None);
        assert_eq!(first, Page::Shell);
        let restoring = SessionState::Restoring;
        let next = page_of(EngineStatus::Ready, Some(&restoring), Some(first));
        assert_eq!(next, Page::Shell);
        let signed_out = SessionState::SignedOut;
        assert_eq!(
            page_of(EngineStatus::Ready, Some(&signed_out), Some(next)),
            Page::Login { parting: None }
        );
    }

    #[test]
    fn signing_out_leads_to_the_sign_in_form() {
        let signed_in = signed_in();
        let splash = page_of(EngineStatus::Starting, Some(&signed_in), Some(Page::Shell));
        assert_eq!(splash, Page::Splash);
        let restoring = SessionState::Restoring;
        assert_eq!(
            page_of(EngineStatus::Ready, Some(&restoring), Some(splash)),
            Page::Splash
        );
        let signed_out = SessionState::SignedOut;
        assert_eq!(
            page_of(EngineStatus::Ready, Some(&signed_out), Some(splash)),
            Page::Login { parting: None }
        );
    }
}
