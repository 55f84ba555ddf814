//! The regions of the shell.

pub mod blocked_banner;
pub mod composer;
pub mod copy_link;
pub mod ephemeral_banner;
pub mod new_chat;
pub mod refusal_banner;
pub mod room;
pub mod room_info;
pub mod room_list;
pub mod space;
pub mod space_bar;
pub mod storage_banner;
pub mod timeline;
pub mod unread_badge;
pub mod update_banner;
