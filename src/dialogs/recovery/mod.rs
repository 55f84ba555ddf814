//! The recovery key: making one, and entering one.

mod create;
mod enter;

pub use create::CreateRecoveryKeyDialog;
pub use enter::EnterRecoveryKeyDialog;
