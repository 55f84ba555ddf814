//! Trust, recovery and verifications as a tab shows them.

use loggia_protocol::crypto::{
    CancelReason, Emoji, RecoveryState, SessionTrust, VerificationStage,
};
use matrix_sdk::{
    encryption::{
        VerificationState,
        recovery::RecoveryState as SdkRecoveryState,
        verification::{CancelInfo, EmojiShortAuthString, SasState, VerificationRequestState},
    },
    ruma::events::key::verification::cancel::CancelCode,
};

/// Whether this session is trusted.
pub fn trust(state: VerificationState) -> SessionTrust {
    match state {
        VerificationState::Unknown => SessionTrust::Unknown,
        VerificationState::Unverified => SessionTrust::Unverified,
        VerificationState::Verified => SessionTrust::Verified,
    }
}

/// What a recovery key can bring back.
pub fn recovery(state: SdkRecoveryState) -> RecoveryState {
    match state {
        SdkRecoveryState::Unknown => RecoveryState::Unknown,
        SdkRecoveryState::Disabled => RecoveryState::Disabled,
        SdkRecoveryState::Enabled => RecoveryState::Enabled,
        SdkRecoveryState::Incomplete => RecoveryState::Incomplete,
    }
}

/// How far a verification is: its request, and the comparison of emoji once there is one.
///
/// The comparison decides over success: a request is done when the other side says so, whatever happened here.
pub fn stage(
    request: &VerificationRequestState,
    comparison: Option<&SasState>,
    is_called_off_here: bool,
) -> VerificationStage {
    use VerificationRequestState as Request;
    let cancelled = |info| VerificationStage::Cancelled(reason(info, is_called_off_here));
    match (request, comparison) {
        (_, Some(SasState::Done { .. })) => VerificationStage::Done,
        (_, Some(SasState::Cancelled(info))) | (Request::Cancelled(info), _) => cancelled(info),
        (_, Some(SasState::Confirmed)) => VerificationStage::Waiting,
        (
            _,
            Some(SasState::KeysExchanged {
                emojis: Some(emoji),
                ..
            }),
        ) => VerificationStage::Comparing(seven(emoji)),
        (Request::Created { .. } | Request::Requested { .. }, None) => VerificationStage::Requested,
        // Done without a comparison: two others have finished what this side was asked as well.
        (Request::Done, None) => VerificationStage::Cancelled(CancelReason::TakenElsewhere),
        _ => VerificationStage::Preparing,
    }
}

/// Why a verification ended without success.
fn reason(info: &CancelInfo, is_called_off_here: bool) -> CancelReason {
    match info.cancel_code() {
        CancelCode::User if !info.cancelled_by_us() => CancelReason::There,
        CancelCode::User if is_called_off_here => CancelReason::Here,
        CancelCode::Accepted => CancelReason::TakenElsewhere,
        CancelCode::Timeout => CancelReason::Timeout,
        CancelCode::MismatchedSas | CancelCode::MismatchedCommitment | CancelCode::KeyMismatch => {
            CancelReason::Mismatch
        }
        _ => CancelReason::Other,
    }
}

fn seven(emoji: &EmojiShortAuthString) -> Vec<Emoji> {
    let wire = |emoji: &matrix_sdk::encryption::verification::Emoji| Emoji {
        symbol: emoji.symbol.to_owned(),
        name: emoji.description.to_owned(),
    };
    emoji.emojis.iter().map(wire).collect()
}
