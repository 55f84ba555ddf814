//! Encryption: whether this session is trusted, the recovery key, verification by emoji.

mod identity;
mod keyring;
mod recovery;
mod verification;

pub use identity::handle_reset_identity;
pub(crate) use keyring::own_device_changes;
pub use keyring::{Keyring, open_crypto};
pub use recovery::{handle_create_recovery_key, handle_recover};
pub use verification::{
    Verifications, handle_accept_verification, handle_answer_emoji, handle_cancel_verification,
    handle_start_verification, handle_verify_session, open_verification,
};
