//! What people decide in a verification.

use std::time::Duration;

use loggia_protocol::{
    Failure, FailureKind,
    crypto::{
        AcceptVerification, AnswerEmoji, CancelVerification, EmojiAnswer, StartVerification,
        VerifySession,
    },
};
use matrix_sdk::{Client, ruma::events::key::verification::VerificationMethod};

use super::{Desk, flow::Flow};
use crate::{
    Engine,
    failure::{OrFailure, internal},
    platform::sleep,
    services::crypto::keyring::has_other_sessions,
};

/// The way to verify that both sides offer.
const METHOD: VerificationMethod = VerificationMethod::SasV1;

/// How often the SDK is asked whether it has put a finished flow away.
const TIDYING_PAUSE: Duration = Duration::from_millis(200);

/// How often at most: about as long as the server keeps an answer back that has no news.
const MAX_TIDYING_PAUSES: usize = 150;

/// Asks the account's other sessions to verify this one.
pub async fn handle_start_verification(
    engine: Engine,
    _call: StartVerification,
) -> Result<(), Failure> {
    let session = engine.session()?;
    let desk = &session.verifications.desk;
    let user = session
        .client
        .user_id()
        .ok_or_else(|| internal("not signed in"))?;
    let nobody = || {
        Failure::new(
            FailureKind::NotFound,
            "no other session can verify this one",
        )
    };
    let encryption = session.client.encryption();
    let identity = encryption.request_user_identity(user).await;
    let identity = identity
        .or_failure("meet the account's sessions")?
        .ok_or_else(nobody)?;
    if !has_other_sessions(&session.client).await {
        return Err(nobody());
    }
    put_away(desk, &session.client).await;
    let request = identity
        .request_verification_with_methods(vec![METHOD])
        .await;
    desk.put(request.or_failure("ask for a verification")?);
    Ok(())
}

/// Asks one of the account's other sessions to verify, and be verified.
pub async fn handle_verify_session(engine: Engine, call: VerifySession) -> Result<(), Failure> {
    let session = engine.session()?;
    let client = &session.client;
    let user = client.user_id().ok_or_else(|| internal("not signed in"))?;
    let device = call.device.as_str().into();
    let device = client.encryption().get_device(user, device).await;
    let device = device.or_failure("meet a session")?;
    let device = device.ok_or_else(|| Failure::new(FailureKind::NotFound, "no such session"))?;
    let desk = &session.verifications.desk;
    put_away(desk, client).await;
    let request = device.request_verification_with_methods(vec![METHOD]).await;
    desk.put(request.or_failure("ask for a verification")?);
    Ok(())
}

/// Accepts the request that another session made.
pub async fn handle_accept_verification(
    engine: Engine,
    call: AcceptVerification,
) -> Result<(), Failure> {
    let session = engine.session()?;
    let flow = session.verifications.desk.find(&call.flow)?;
    let accepted = flow.request.accept_with_methods(vec![METHOD]).await;
    or_cancel(&flow, accepted.or_failure("accept a verification")).await
}

/// Says whether the emoji on both screens are the same.
pub async fn handle_answer_emoji(engine: Engine, call: AnswerEmoji) -> Result<(), Failure> {
    let session = engine.session()?;
    let flow = session.verifications.desk.find(&call.flow)?;
    let comparison = flow
        .comparison()
        .filter(|comparison| comparison.can_be_presented())
        .ok_or_else(|| Failure::new(FailureKind::NotFound, "no emoji to answer about"))?;
    let answered = match call.answer {
        EmojiAnswer::Match => comparison.confirm().await,
        EmojiAnswer::Mismatch => comparison.mismatch().await,
    };
    or_cancel(&flow, answered.or_failure("answer about emoji")).await
}

/// Calls a verification off; one that has ended is dismissed.
pub async fn handle_cancel_verification(
    engine: Engine,
    call: CancelVerification,
) -> Result<(), Failure> {
    let session = engine.session()?;
    let desk = &session.verifications.desk;
    match desk.find(&call.flow) {
        Ok(flow) if flow.has_ended() => desk.clear(),
        Ok(flow) => flow.call_off().await,
        // Somebody else dismissed it.
        Err(_) => {}
    }
    Ok(())
}

/// The SDK takes its step before it tells the other side: where that fails, both sides must begin anew.
async fn or_cancel(flow: &Flow, outcome: Result<(), Failure>) -> Result<(), Failure> {
    if outcome.is_err() {
        flow.cancel().await;
    }
    outcome
}

/// Makes room for a new flow. The SDK calls off a request while it remembers another one, even one that succeeded.
async fn put_away(desk: &Desk, client: &Client) {
    let Some(flow) = desk.current() else { return };
    if !flow.has_ended() {
        flow.call_off().await;
    }
    desk.clear();
    let encryption = client.encryption();
    for _ in 0..MAX_TIDYING_PAUSES {
        let remembered =
            encryption.get_verification_request(flow.request.other_user_id(), flow.id());
        match remembered.await {
            Some(request) if !request.is_cancelled() => sleep(TIDYING_PAUSE).await,
            _ => return,
        }
    }
}
