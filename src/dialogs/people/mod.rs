//! People to chat with or to invite: found, chosen, and asked for.

mod found;
mod invite;
mod picker;
mod start_chat;

pub use self::{found::Search, invite::InviteDialog, start_chat::StartChatDialog};
