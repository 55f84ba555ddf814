//! The account's sessions: who they are, renaming them, signing them out.

mod calls;
mod list;

pub use self::{
    calls::{handle_end_sessions, handle_rename_session},
    list::{Sessions, open_sessions},
};
