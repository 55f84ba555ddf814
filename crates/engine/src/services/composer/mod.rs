//! Writing: sending, editing, reacting, removing, typing.

mod change;
mod draft;
mod file;
mod find;
mod markdown;
mod mentions;
mod queue;
mod send;
mod typing;

pub use change::{
    handle_edit_message, handle_read_message_source, handle_remove_message, handle_toggle_reaction,
};
pub use draft::{handle_load_draft, handle_save_draft};
pub use file::handle_send_file;
pub use queue::{handle_discard_message, handle_retry_send};
pub use send::handle_send_message;
pub use typing::handle_set_typing;
