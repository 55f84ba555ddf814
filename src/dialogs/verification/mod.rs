//! Verifying this session: which way, and the comparison of emoji with another session.

mod choice;
mod flow;

pub use choice::VerifySessionDialog;
pub use flow::VerificationDialog;
