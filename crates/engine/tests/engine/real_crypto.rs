//! Encryption on a real homeserver: exchange, recovery key, backup, history that becomes readable.

use loggia_protocol::{
    FailureKind,
    crypto::{BackupState, CreateRecoveryKey, CryptoFeed, Recover, RecoveryState, SessionTrust},
    failure::{Field, KeyProblem, Problem},
    timeline::{Content, Event, TimelineItem, UndecryptableCause},
};

use crate::support::{
    engine::TestEngine,
    real::{User, timeline},
    room::say,
    timeline::{Timeline, events},
};

/// Waits until the account's identity has signed this session.
async fn until_trusted(engine: &TestEngine) {
    let mut crypto = engine.watch(CryptoFeed);
    crypto
        .until(|state| state.trust == SessionTrust::Verified)
        .await;
}

async fn until_backed_up(engine: &TestEngine) {
    let mut crypto = engine.watch(CryptoFeed);
    crypto
        .until(|state| state.backup == BackupState::Complete)
        .await;
}

fn is_undecryptable(event: &Event) -> bool {
    matches!(event.content, Content::Undecryptable(_))
}

/// Waits until the timeline shows this many messages that cannot be decrypted, and hands them out.
pub async fn until_undecryptable(timeline: &mut Timeline, count: usize) -> Vec<TimelineItem> {
    let undecryptable = |items: &[TimelineItem]| -> Vec<TimelineItem> {
        let is_it = |item: &&TimelineItem| {
            events(std::slice::from_ref(*item))
                .into_iter()
                .any(is_undecryptable)
        };
        items.iter().filter(is_it).cloned().collect()
    };
    let items = timeline
        .until(|items| undecryptable(items).len() == count)
        .await;
    undecryptable(&items)
}

#[tokio::test]
async fn two_people_write_to_each_other() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let room = alice.create_encrypted_chat(&bob).await;
    let (here, there) = (alice.signed_in().await, bob.signed_in().await);
    until_trusted(&here).await;
    until_trusted(&there).await;
    let (mut hers, mut his) = (timeline(&here, &room).await, timeline(&there, &room).await);
    say(&here, &room, "hello Bob").await.unwrap();
    let (_, event) = his.until_message("hello Bob", |_| true).await;
    assert_eq!(event.shield, None);
    say(&there, &room, "hello Alice").await.unwrap();
    let (_, event) = hers.until_message("hello Alice", |_| true).await;
    assert_eq!(event.shield, None);
    for n in 0..5 {
        say(&here, &room, &format!("a{n}")).await.unwrap();
        say(&there, &room, &format!("b{n}")).await.unwrap();
    }
    for n in 0..5 {
        his.until_message(&format!("a{n}"), |_| true).await;
        hers.until_message(&format!("b{n}"), |_| true).await;
    }
}

#[tokio::test]
async fn a_recovery_key_brings_history_to_another_session() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let room = alice.create_encrypted_chat(&bob).await;
    let (first, other) = (alice.signed_in().await, bob.signed_in().await);
    until_trusted(&first).await;
    let mut hers = timeline(&first, &room).await;
    let mut his = timeline(&other, &room).await;
    say(&first, &room, "one").await.unwrap();
    his.until_message("one", |_| true).await;
    say(&other, &room, "two").await.unwrap();
    hers.until_message("two", |_| true).await;
    let key = first.call(CreateRecoveryKey).await.unwrap();
    assert!(
        key.0.split(' ').all(|group| group.chars().count() <= 4),
        "{}",
        key.0
    );
    let mut crypto = first.watch(CryptoFeed);
    crypto
        .until(|state| state.recovery == RecoveryState::Enabled)
        .await;
    until_backed_up(&first).await;

    let second = alice.signed_in().await;
    let mut crypto = second.watch(CryptoFeed);
    crypto
        .until(|state| {
            state.trust == SessionTrust::Unverified && state.recovery == RecoveryState::Incomplete
        })
        .await;
    crypto.until(|state| state.has_other_sessions).await;
    let mut again = timeline(&second, &room).await;
    let before = until_undecryptable(&mut again, 2).await;
    for item in &before {
        let Content::Undecryptable(cause) = events(std::slice::from_ref(item))[0].content else {
            unreachable!()
        };
        assert_eq!(cause, UndecryptableCause::HistoricalUnverified);
    }

    let recover = async |key: &str| {
        second
            .call(Recover {
                key: key.to_owned(),
            })
            .await
    };
    let at_key = |problem| FailureKind::Invalid(Field::RecoveryKey, problem);
    assert_eq!(recover(" ").await.unwrap_err().kind, at_key(Problem::Empty));
    assert_eq!(
        recover("EsTj 3yST").await.unwrap_err().kind,
        at_key(Problem::Malformed)
    );
    assert_eq!(
        recover("no key at all").await.unwrap_err().kind,
        at_key(Problem::Malformed)
    );
    let another = "EsTj 3yST y93F SLpB jJsz eAXc 2XzA ygD3 w69H fGaN TKBj jXEd";
    assert_eq!(
        recover(another).await.unwrap_err().kind,
        at_key(Problem::Wrong)
    );
    crypto
        .until(|state| state.trust == SessionTrust::Unverified)
        .await;

    recover(&key.0.replace(' ', "")).await.unwrap();
    crypto
        .until(|state| state.trust == SessionTrust::Verified)
        .await;
    crypto
        .until(|state| {
            state.recovery == RecoveryState::Enabled && state.backup == BackupState::Complete
        })
        .await;
    let (one, _) = again.until_message("one", |_| true).await;
    let (two, _) = again.until_message("two", |_| true).await;
    let keys = |items: &[TimelineItem]| {
        items
            .iter()
            .map(|item| item.key.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(keys(&before), keys(&[one, two]));
    say(&second, &room, "three").await.unwrap();
    his.until_message("three", |event| event.shield.is_none())
        .await;
}

#[tokio::test]
async fn without_a_recovery_key_there_is_nothing_to_recover() {
    let alice = User::register("alice").await;
    let engine = alice.signed_in().await;
    until_trusted(&engine).await;
    let key = "EsTj 3yST y93F SLpB jJsz eAXc 2XzA ygD3 w69H fGaN TKBj jXEd".to_owned();
    let failure = engine.call(Recover { key }).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::Encryption(KeyProblem::NoBackup));
    let mut crypto = engine.watch(CryptoFeed);
    let state = crypto
        .until(|state| state.recovery == RecoveryState::Disabled)
        .await;
    assert!(state.are_keys_at_risk());
    assert!(!state.has_other_sessions);
}

#[tokio::test]
async fn a_new_recovery_key_takes_the_place_of_the_old() {
    let alice = User::register("alice").await;
    let first = alice.signed_in().await;
    // At once: whatever is still being set up comes first.
    let old = first.call(CreateRecoveryKey).await.unwrap();
    let new = first.call(CreateRecoveryKey).await.unwrap();
    assert!(old != new);
    let second = alice.signed_in().await;
    let refused = second.call(CreateRecoveryKey).await.unwrap_err();
    assert_eq!(refused.kind, FailureKind::Encryption(KeyProblem::Other));
    let outcome = second.call(Recover { key: old.0 }).await;
    assert_eq!(
        outcome.unwrap_err().kind,
        FailureKind::Invalid(Field::RecoveryKey, Problem::Wrong)
    );
    second.call(Recover { key: new.0 }).await.unwrap();
    until_trusted(&second).await;
}
