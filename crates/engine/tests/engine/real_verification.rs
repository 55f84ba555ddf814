//! Verification by emoji between sessions of one account.

use loggia_engine::platform::Platform;
use loggia_protocol::{
    FailureKind,
    crypto::{
        AcceptVerification, AnswerEmoji, BackupState, CancelReason, CancelVerification, CryptoFeed,
        Emoji, EmojiAnswer, RecoveryState, SessionTrust, StartVerification, Verification,
        VerificationFeed, VerificationStage,
    },
};

use crate::{
    real_crypto::until_undecryptable,
    support::{
        engine::TestEngine,
        feed::State,
        real::{User, timeline},
        room::say,
    },
};

type Flow = State<VerificationFeed>;

/// Waits for a stage of the verification that is shown.
async fn until(flow: &mut Flow, is_so: impl Fn(&VerificationStage) -> bool) -> Verification {
    let shown = flow
        .until(|shown| shown.as_ref().is_some_and(|shown| is_so(&shown.stage)))
        .await;
    shown.unwrap()
}

async fn until_stage(flow: &mut Flow, stage: VerificationStage) -> Verification {
    until(flow, |now| *now == stage).await
}

async fn until_emoji(flow: &mut Flow) -> Vec<Emoji> {
    let shown = until(flow, |stage| {
        matches!(stage, VerificationStage::Comparing(_))
    })
    .await;
    match shown.stage {
        VerificationStage::Comparing(emoji) => emoji,
        stage => unreachable!("{stage:?}"),
    }
}

async fn until_cancelled(flow: &mut Flow, reason: CancelReason) {
    until_stage(flow, VerificationStage::Cancelled(reason)).await;
}

async fn accept(engine: &TestEngine, flow: &mut Flow) -> String {
    let shown = until_stage(flow, VerificationStage::Requested).await;
    engine
        .call(AcceptVerification {
            flow: shown.flow.clone(),
        })
        .await
        .unwrap();
    shown.flow
}

async fn answer(engine: &TestEngine, flow: &str, answer: EmojiAnswer) {
    let flow = flow.to_owned();
    engine.call(AnswerEmoji { flow, answer }).await.unwrap();
}

async fn dismiss(engine: &TestEngine, flow: &mut Flow) {
    let shown = flow.until(Option::is_some).await.unwrap();
    engine
        .call(CancelVerification { flow: shown.flow })
        .await
        .unwrap();
    flow.until(Option::is_none).await;
}

/// Waits until this session is trusted, or until it knows that it is not and who could change that.
async fn until_trust(engine: &TestEngine, trust: SessionTrust) {
    let mut crypto = engine.watch(CryptoFeed);
    let is_known = |has_others| trust == SessionTrust::Verified || has_others;
    crypto
        .until(|state| state.trust == trust && is_known(state.has_other_sessions))
        .await;
}

/// Waits until the first session of an account has set up all keys.
async fn until_set_up(engine: &TestEngine) {
    let mut crypto = engine.watch(CryptoFeed);
    crypto
        .until(|state| {
            state.trust == SessionTrust::Verified && state.backup == BackupState::Complete
        })
        .await;
}

/// A session that is trusted, and one that is not.
async fn two_sessions(alice: &User) -> (TestEngine, TestEngine) {
    let old = alice.signed_in().await;
    until_set_up(&old).await;
    let new = alice.signed_in().await;
    until_trust(&new, SessionTrust::Unverified).await;
    (old, new)
}

#[tokio::test]
async fn emoji_make_a_new_session_trusted() {
    let (alice, bob) = (User::register("alice").await, User::register("bob").await);
    let room = alice.create_encrypted_chat(&bob).await;
    let old = alice.signed_in().await;
    until_set_up(&old).await;
    let _hers = timeline(&old, &room).await;
    say(&old, &room, "before").await.unwrap();
    let mut crypto = old.watch(CryptoFeed);
    crypto
        .until(|state| state.backup == BackupState::Complete)
        .await;
    let new = alice.signed_in().await;
    until_trust(&new, SessionTrust::Unverified).await;
    let mut again = timeline(&new, &room).await;
    until_undecryptable(&mut again, 1).await;

    let (mut here, mut there) = (old.watch(VerificationFeed), new.watch(VerificationFeed));
    new.call(StartVerification).await.unwrap();
    let asked = until_stage(&mut there, VerificationStage::Requested).await;
    assert!(!asked.is_incoming && asked.device.is_none());
    let shown = until_stage(&mut here, VerificationStage::Requested).await;
    assert!(shown.is_incoming && shown.device.is_some() && shown.flow == asked.flow);
    assert_eq!(shown.device_name.as_deref(), Some("engine"));
    assert_eq!(shown.user.as_str(), alice.id);
    let flow = accept(&old, &mut here).await;
    let emoji = until_emoji(&mut here).await;
    assert_eq!(emoji, until_emoji(&mut there).await);
    assert_eq!(emoji.len(), 7);
    answer(&old, &flow, EmojiAnswer::Match).await;
    until_stage(&mut here, VerificationStage::Waiting).await;
    answer(&new, &flow, EmojiAnswer::Match).await;
    until_stage(&mut here, VerificationStage::Done).await;
    until_stage(&mut there, VerificationStage::Done).await;

    until_trust(&new, SessionTrust::Verified).await;
    let mut crypto = new.watch(CryptoFeed);
    crypto
        .until(|state| {
            state.backup == BackupState::Complete && state.recovery == RecoveryState::Disabled
        })
        .await;
    again.until_message("before", |_| true).await;
    dismiss(&old, &mut here).await;
    dismiss(&new, &mut there).await;
}

#[tokio::test]
async fn different_emoji_end_it() {
    let alice = User::register("alice").await;
    let (old, new) = two_sessions(&alice).await;
    let (mut here, mut there) = (old.watch(VerificationFeed), new.watch(VerificationFeed));
    new.call(StartVerification).await.unwrap();
    let flow = accept(&old, &mut here).await;
    until_emoji(&mut here).await;
    until_emoji(&mut there).await;
    answer(&new, &flow, EmojiAnswer::Mismatch).await;
    until_cancelled(&mut there, CancelReason::Mismatch).await;
    until_cancelled(&mut here, CancelReason::Mismatch).await;
    until_trust(&new, SessionTrust::Unverified).await;
    // Another one can begin right away.
    new.call(StartVerification).await.unwrap();
    accept(&old, &mut here).await;
    until_emoji(&mut there).await;
}

#[tokio::test]
async fn either_side_can_call_it_off() {
    let alice = User::register("alice").await;
    let (old, new) = two_sessions(&alice).await;
    let (mut here, mut there) = (old.watch(VerificationFeed), new.watch(VerificationFeed));
    new.call(StartVerification).await.unwrap();
    let shown = until_stage(&mut here, VerificationStage::Requested).await;
    old.call(CancelVerification {
        flow: shown.flow.clone(),
    })
    .await
    .unwrap();
    until_cancelled(&mut here, CancelReason::Here).await;
    until_cancelled(&mut there, CancelReason::There).await;
    let late = old
        .call(AcceptVerification {
            flow: "another".to_owned(),
        })
        .await;
    assert_eq!(late.unwrap_err().kind, FailureKind::NotFound);
    dismiss(&old, &mut here).await;
    dismiss(&new, &mut there).await;

    new.call(StartVerification).await.unwrap();
    let flow = accept(&old, &mut here).await;
    until_emoji(&mut there).await;
    new.call(CancelVerification { flow }).await.unwrap();
    until_cancelled(&mut there, CancelReason::Here).await;
    until_cancelled(&mut here, CancelReason::There).await;
}

#[tokio::test]
async fn one_of_many_sessions_takes_the_request() {
    let alice = User::register("alice").await;
    let (old, second) = two_sessions(&alice).await;
    let (mut here, mut there) = (old.watch(VerificationFeed), second.watch(VerificationFeed));
    second.call(StartVerification).await.unwrap();
    let flow = accept(&old, &mut here).await;
    until_emoji(&mut here).await;
    until_emoji(&mut there).await;
    answer(&old, &flow, EmojiAnswer::Match).await;
    answer(&second, &flow, EmojiAnswer::Match).await;
    until_stage(&mut there, VerificationStage::Done).await;
    until_trust(&second, SessionTrust::Verified).await;

    let third = alice.signed_in().await;
    until_trust(&third, SessionTrust::Unverified).await;
    let mut asking = third.watch(VerificationFeed);
    third.call(StartVerification).await.unwrap();
    // What is over makes way for the new request.
    until_stage(&mut there, VerificationStage::Requested).await;
    let flow = accept(&old, &mut here).await;
    until_cancelled(&mut there, CancelReason::TakenElsewhere).await;
    until_emoji(&mut here).await;
    until_emoji(&mut asking).await;
    answer(&old, &flow, EmojiAnswer::Match).await;
    answer(&third, &flow, EmojiAnswer::Match).await;
    until_stage(&mut asking, VerificationStage::Done).await;
}

#[tokio::test]
async fn a_verified_session_verifies_another_right_after() {
    let alice = User::register("alice").await;
    let (old, second) = two_sessions(&alice).await;
    let third = alice.signed_in().await;
    until_trust(&third, SessionTrust::Unverified).await;
    let mut here = old.watch(VerificationFeed);
    for session in [&second, &third] {
        let mut there = session.watch(VerificationFeed);
        session.call(StartVerification).await.unwrap();
        let flow = accept(&old, &mut here).await;
        until_emoji(&mut here).await;
        until_emoji(&mut there).await;
        answer(session, &flow, EmojiAnswer::Match).await;
        answer(&old, &flow, EmojiAnswer::Match).await;
        until_stage(&mut there, VerificationStage::Done).await;
        until_trust(session, SessionTrust::Verified).await;
    }
}

#[tokio::test]
async fn a_request_waits_for_an_engine_that_was_away() {
    let alice = User::register("alice").await;
    let directory = tempfile::tempdir().unwrap();
    let old = alice.signed_in_on(Platform::in_dir(directory.path())).await;
    until_set_up(&old).await;
    old.kill();
    let new = alice.signed_in().await;
    until_trust(&new, SessionTrust::Unverified).await;
    new.call(StartVerification).await.unwrap();
    let mut there = new.watch(VerificationFeed);
    until_stage(&mut there, VerificationStage::Requested).await;
    let old = TestEngine::start(Platform::in_dir(directory.path()));
    crate::support::fake::restored(&old).await;
    let mut here = old.watch(VerificationFeed);
    accept(&old, &mut here).await;
    until_emoji(&mut there).await;
}

#[tokio::test]
async fn alone_there_is_nobody_to_ask() {
    let alice = User::register("alice").await;
    let engine = alice.signed_in().await;
    until_trust(&engine, SessionTrust::Verified).await;
    let failure = engine.call(StartVerification).await.unwrap_err();
    assert_eq!(failure.kind, FailureKind::NotFound);
    let nothing = engine.call(CancelVerification {
        flow: "nothing".to_owned(),
    });
    nothing.await.unwrap();
}
