//! The account on a real homeserver: its profile, its password, its sessions, its identity.

use loggia_engine::platform::{Blob, Picture, Small};
use loggia_protocol::{
    Failure, FailureKind,
    account::{
        AccountRights, ChangePassword, LoadAccountRights, OtherSessions, RemovePicture,
        SetDisplayName, SetPicture,
    },
    crypto::{
        CreateRecoveryKey, CryptoFeed, RecoveryState, ResetIdentity, SessionTrust,
        VerificationFeed, VerifySession,
    },
    failure::{Field, Problem},
    ids::DeviceId,
    session::{Account, Parting, SessionFeed, SessionState},
    sessions::{AccountSession, DeviceTrust, EndSessions, RenameSession, SessionsFeed},
};

use crate::support::{
    engine::TestEngine,
    feed::State,
    real::{PASSWORD, User},
};

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n and so on";

/// A photograph, as a browser sees it.
fn photograph() -> Blob {
    let copy = Small {
        bytes: PNG.to_vec(),
        mime: "image/png".parse().unwrap(),
        size: (1, 1),
    };
    Blob::new(PNG).showing(Picture {
        size: (1, 1),
        blurhash: None,
        thumbnail: Some(copy),
    })
}

fn account(state: &SessionState) -> Option<&Account> {
    match state {
        SessionState::SignedIn(account) => Some(account),
        _ => None,
    }
}

fn invalid<T: std::fmt::Debug>(outcome: Result<T, Failure>, field: Field, problem: Problem) {
    assert_eq!(
        outcome.unwrap_err().kind,
        FailureKind::Invalid(field, problem)
    );
}

#[tokio::test]
async fn name_and_picture_are_changed_and_removed() {
    let alice = User::register("alice").await;
    let engine = alice.signed_in().await;
    let rights = engine.call(LoadAccountRights).await.unwrap();
    let all = AccountRights {
        can_set_name: true,
        can_set_picture: true,
        can_change_password: true,
    };
    assert_eq!(rights, all);
    let mut session = engine.watch(SessionFeed);
    let name = |name: &str| SetDisplayName {
        name: name.to_owned(),
    };
    engine.call(name(" Alice in Wonderland ")).await.unwrap();
    session
        .until(|state| {
            let name = account(state).and_then(|account| account.display_name.as_deref());
            name == Some("Alice in Wonderland")
        })
        .await;
    let long = engine.call(name(&"x".repeat(1000))).await;
    invalid(long, Field::DisplayName, Problem::TooLong);
    engine
        .call_with_file(SetPicture, photograph())
        .await
        .unwrap();
    let has_picture = |state: &SessionState| account(state).is_some_and(|it| it.avatar.is_some());
    session.until(has_picture).await;
    let page = Blob::new(&b"<html>"[..]);
    let refused = engine.call_with_file(SetPicture, page).await;
    invalid(refused, Field::Picture, Problem::Malformed);
    engine.call(RemovePicture).await.unwrap();
    session.until(|state| !has_picture(state)).await;
    engine.call(name("")).await.unwrap();
    session
        .until(|state| account(state).is_some_and(|account| account.display_name.is_none()))
        .await;
}

#[tokio::test]
async fn the_password_is_changed_by_whoever_knows_it() {
    let alice = User::register("alice").await;
    let (here, there) = (alice.signed_in().await, alice.signed_in().await);
    let mut elsewhere = there.watch(SessionFeed);
    let change = async |password: &str, new: &str, others| {
        let call = ChangePassword {
            password: password.to_owned(),
            new_password: new.to_owned(),
            others,
        };
        here.call(call).await
    };
    let nothing = change(PASSWORD, "", OtherSessions::Stay).await;
    invalid(nothing, Field::NewPassword, Problem::Empty);
    let wrong = change("a guess", "new", OtherSessions::Stay).await;
    invalid(wrong, Field::CurrentPassword, Problem::Wrong);
    change(PASSWORD, "a new one", OtherSessions::Stay)
        .await
        .unwrap();
    elsewhere.until(|state| account(state).is_some()).await;
    change("a new one", "another", OtherSessions::SignOut)
        .await
        .unwrap();
    elsewhere
        .until(|state| *state == SessionState::Parted(Parting::RemovedElsewhere))
        .await;
    let rights = here.call(LoadAccountRights).await;
    assert!(rights.is_ok(), "this session goes on: {rights:?}");
}

async fn other(sessions: &mut State<SessionsFeed>, name: &str) -> AccountSession {
    let is_it = |session: &&AccountSession| session.name.as_deref() == Some(name);
    let all = sessions
        .until(|all| all.iter().any(|session| is_it(&session)))
        .await;
    all.iter().find(is_it).unwrap().clone()
}

#[tokio::test]
async fn sessions_are_listed_renamed_and_signed_out() {
    let alice = User::register("alice").await;
    let here = alice.signed_in().await;
    let mut sessions = here.watch(SessionsFeed);
    let is_verified = |session: &AccountSession| session.trust == DeviceTrust::Verified;
    let all = sessions.until(|all| is_verified(&all[0])).await;
    assert!(all[0].is_here && all[0].seen_at.is_some(), "{all:?}");
    assert_eq!(
        other(&mut sessions, "rest").await.trust,
        DeviceTrust::NoEncryption
    );

    let there = alice.signed_in().await;
    let mut elsewhere = there.watch(SessionFeed);
    let all = sessions
        .until(|all| {
            all.iter()
                .any(|session| session.trust == DeviceTrust::Unverified)
        })
        .await;
    let device = all
        .into_iter()
        .find(|session| session.trust == DeviceTrust::Unverified)
        .unwrap()
        .device;
    let rename = |name: &str| RenameSession {
        device: device.clone(),
        name: name.to_owned(),
    };
    here.call(rename(" Phone ")).await.unwrap();
    other(&mut sessions, "Phone").await;
    invalid(
        here.call(rename(" ")).await,
        Field::SessionName,
        Problem::Empty,
    );
    let long = "x".repeat(1000);
    invalid(
        here.call(rename(&long)).await,
        Field::SessionName,
        Problem::TooLong,
    );

    let end = async |password: &str, device: &DeviceId| {
        let call = EndSessions {
            devices: vec![device.clone()],
            password: password.to_owned(),
        };
        here.call(call).await
    };
    invalid(
        end("", &device).await,
        Field::CurrentPassword,
        Problem::Empty,
    );
    invalid(
        end("a guess", &device).await,
        Field::CurrentPassword,
        Problem::Wrong,
    );
    end(PASSWORD, &device).await.unwrap();
    sessions
        .until(|all| all.iter().all(|session| session.device != device))
        .await;
    elsewhere
        .until(|state| *state == SessionState::Parted(Parting::RemovedElsewhere))
        .await;
    let own = sessions.until(|all| all[0].is_here).await[0].device.clone();
    assert_eq!(
        end(PASSWORD, &own).await.unwrap_err().kind,
        FailureKind::Internal
    );
}

async fn until_trust(engine: &TestEngine, trust: SessionTrust) {
    let mut crypto = engine.watch(CryptoFeed);
    crypto.until(|state| state.trust == trust).await;
}

#[tokio::test]
async fn a_certain_session_is_asked_to_verify() {
    let alice = User::register("alice").await;
    let here = alice.signed_in().await;
    until_trust(&here, SessionTrust::Verified).await;
    let there = alice.signed_in().await;
    let mut sessions = here.watch(SessionsFeed);
    let is_it = |session: &&AccountSession| session.trust == DeviceTrust::Unverified;
    let all = sessions
        .until(|all| all.iter().any(|session| is_it(&session)))
        .await;
    let device = all.iter().find(is_it).unwrap().device.clone();
    let mut asked = there.watch(VerificationFeed);
    let nobody = VerifySession {
        device: "NOBODY".into(),
    };
    let refused = here.call(nobody).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::NotFound);
    here.call(VerifySession { device }).await.unwrap();
    let shown = asked.until(Option::is_some).await.unwrap();
    assert!(shown.is_incoming);
}

#[tokio::test]
async fn the_identity_is_reset_by_whoever_knows_the_password() {
    let alice = User::register("alice").await;
    let here = alice.signed_in().await;
    until_trust(&here, SessionTrust::Verified).await;
    let before = here.call(CreateRecoveryKey).await.unwrap();
    let mut crypto = here.watch(CryptoFeed);
    crypto
        .until(|state| state.recovery == RecoveryState::Enabled)
        .await;
    // It has lost what would let it verify itself.
    let there = alice.signed_in().await;
    until_trust(&there, SessionTrust::Unverified).await;
    let reset = async |password: &str| {
        let password = password.to_owned();
        there.call(ResetIdentity { password }).await
    };
    invalid(
        reset("a guess").await,
        Field::CurrentPassword,
        Problem::Wrong,
    );
    let now = crypto
        .until(|state| state.trust == SessionTrust::Verified)
        .await;
    assert_eq!(now.recovery, RecoveryState::Enabled, "nothing has changed");
    reset(PASSWORD).await.unwrap();
    until_trust(&there, SessionTrust::Verified).await;
    let key = there.call(CreateRecoveryKey).await.unwrap();
    assert_ne!(key, before);
    let mut crypto = there.watch(CryptoFeed);
    crypto
        .until(|state| state.recovery == RecoveryState::Enabled)
        .await;
    until_trust(&here, SessionTrust::Unverified).await;
}
