//! Encryption: whether this session is trusted, the recovery key, verification by emoji.

use futures_util::{Stream, stream};
use loggia_protocol::{Failure, crypto::*};
use matrix_sdk::Client;

use crate::{Engine, failure::internal};

/// The verification under way.
pub struct Verifications {
    client: Client,
}
impl Verifications {
    /// Listens for requests of the account's other sessions.
    pub fn new(client: &Client) -> Self {
        Self {
            client: client.clone(),
        }
    }
}
macro_rules! later {
    ($name:ident, $call:ty, $reply:ty) => {
        #[allow(missing_docs)]
        pub async fn $name(_engine: Engine, _call: $call) -> Result<$reply, Failure> {
            Err(internal(""))
        }
    };
}
later!(handle_create_recovery_key, CreateRecoveryKey, RecoveryKey);
later!(handle_recover, Recover, ());
later!(handle_start_verification, StartVerification, ());
later!(handle_accept_verification, AcceptVerification, ());
later!(handle_answer_emoji, AnswerEmoji, ());
later!(handle_cancel_verification, CancelVerification, ());
#[allow(missing_docs)]
pub async fn open_crypto(
    _engine: Engine,
    _feed: CryptoFeed,
) -> Result<impl Stream<Item = CryptoState> + 'static, Failure> {
    Ok(stream::empty())
}
#[allow(missing_docs)]
pub async fn open_verification(
    engine: Engine,
    _feed: VerificationFeed,
) -> Result<impl Stream<Item = Option<Verification>> + 'static, Failure> {
    let _ = &engine.session()?.verifications.client;
    Ok(stream::empty())
}
