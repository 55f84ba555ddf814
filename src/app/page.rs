//! Which full-window screen is shown.

use loggia_protocol::{
    session::{Parting, SessionState},
    storage::Keeping,
};

use crate::engine::EngineStatus;

/// A full-window screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// The door has it.
    Front(Front),
    /// The data cannot be opened.
    Unreadable,
    /// Somebody is signed in.
    Shell,
    /// The server wants the password again.
    Ended,
}

/// A screen that needs no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// Something is being waited for.
    Splash,
    /// There is no engine.
    Lost,
    /// Another tab has the engine.
    Elsewhere,
    /// The engine is of another build.
    Outdated,
    /// Nobody is signed in.
    Login {
        /// What became of the session before.
        ending: Option<Ending>,
    },
}

/// What became of a session that nobody ended here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The engine says what.
    Parted(Parting),
    /// It went with its engine, since this browser keeps nothing.
    NotKept,
}

/// Which screen is shown. The shell stays while a crashed engine is being replaced.
pub fn page_of(
    status: EngineStatus,
    session: Option<&SessionState>,
    keeping: Option<Keeping>,
    before: Option<Page>,
) -> Page {
    let front = match (status, session) {
        (EngineStatus::Lost, _) => Front::Lost,
        (EngineStatus::Elsewhere, _) => Front::Elsewhere,
        (EngineStatus::Outdated, _) => Front::Outdated,
        (EngineStatus::Starting, _) => Front::Splash,
        (EngineStatus::Restarting, session) => {
            return before.unwrap_or(match session {
                Some(SessionState::SignedIn(_)) => Page::Shell,
                _ => Page::Front(Front::Splash),
            });
        }
        (EngineStatus::Ready, Some(SessionState::SignedIn(_))) => return Page::Shell,
        (EngineStatus::Ready, Some(SessionState::SignedOut)) => Front::Login {
            ending: ending_of(keeping, before),
        },
        (EngineStatus::Ready, Some(SessionState::Parted(parting))) => Front::Login {
            ending: Some(Ending::Parted(*parting)),
        },
        (EngineStatus::Ready, Some(SessionState::Unreadable(_))) => return Page::Unreadable,
        (EngineStatus::Ready, Some(SessionState::Ended(_))) => return Page::Ended,
        (EngineStatus::Ready, Some(SessionState::Restoring | SessionState::Blocked) | None) => {
            match before {
                Some(Page::Shell) => return Page::Shell,
                _ => Front::Splash,
            }
        }
    };
    Page::Front(front)
}

/// Whether the session went with its engine: nobody signed out, and the next engine knows of none. That stays said.
fn ending_of(keeping: Option<Keeping>, before: Option<Page>) -> Option<Ending> {
    match (keeping, before) {
        (Some(Keeping::Ephemeral), Some(Page::Shell | Page::Ended)) => Some(Ending::NotKept),
        (Some(Keeping::Ephemeral), Some(Page::Front(Front::Login { ending }))) => ending,
        _ => None,
    }
}

/// What the door shows: where the app is needed, what was there before stays until it has come.
pub fn front_of(page: Page, before: Option<Front>) -> Front {
    match page {
        Page::Front(front) => front,
        Page::Unreadable | Page::Shell | Page::Ended => before.unwrap_or(Front::Splash),
    }
}

#[cfg(test)]
mod tests {
    use loggia_protocol::{
        ids::{DeviceId, UserId},
        session::Account,
    };

    use super::*;

    const SPLASH: Page = Page::Front(Front::Splash);
    const LOGIN: Page = Page::Front(Front::Login { ending: None });

    fn page_of(status: EngineStatus, session: Option<&SessionState>, before: Option<Page>) -> Page {
        super::page_of(status, session, Some(Keeping::Lasting), before)
    }

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
            LOGIN
        );
    }

    #[test]
    fn signing_out_leads_to_the_sign_in_form() {
        let signed_in = signed_in();
        let splash = page_of(EngineStatus::Starting, Some(&signed_in), Some(Page::Shell));
        assert_eq!(splash, SPLASH);
        let restoring = SessionState::Restoring;
        assert_eq!(
            page_of(EngineStatus::Ready, Some(&restoring), Some(splash)),
            SPLASH
        );
        let signed_out = SessionState::SignedOut;
        assert_eq!(
            page_of(EngineStatus::Ready, Some(&signed_out), Some(splash)),
            LOGIN
        );
    }

    #[test]
    fn a_session_that_is_not_kept_goes_with_its_engine_and_that_is_said() {
        let page = |status, session: &SessionState, before| {
            super::page_of(status, Some(session), Some(Keeping::Ephemeral), before)
        };
        let (signed_in, signed_out) = (signed_in(), SessionState::SignedOut);
        assert_eq!(page(EngineStatus::Ready, &signed_out, Some(SPLASH)), LOGIN);
        let shell = page(EngineStatus::Ready, &signed_in, Some(LOGIN));
        let shell = page(EngineStatus::Restarting, &signed_in, Some(shell));
        let shell = page(EngineStatus::Ready, &SessionState::Restoring, Some(shell));
        let said = page(EngineStatus::Ready, &signed_out, Some(shell));
        let ending = Some(Ending::NotKept);
        assert_eq!(said, Page::Front(Front::Login { ending }));
        assert_eq!(page(EngineStatus::Ready, &signed_out, Some(said)), said);
        let splash = page(EngineStatus::Starting, &signed_out, Some(Page::Shell));
        assert_eq!(page(EngineStatus::Ready, &signed_out, Some(splash)), LOGIN);
    }

    #[test]
    fn what_the_door_shows_stays_until_the_app_is_there() {
        let Page::Front(login) = LOGIN else { return };
        assert_eq!(front_of(LOGIN, None), login);
        assert_eq!(front_of(Page::Shell, Some(login)), login);
        assert_eq!(front_of(Page::Shell, None), Front::Splash);
    }
}
