//! The account's spaces: how they stand in each other, what is new in them, and what is done with them.

mod arrange;
mod bar;
mod child_order;
mod children;
mod contents;
mod create;
mod exits;
mod hierarchy;
mod keeper;

pub use arrange::{
    handle_add_to_space, handle_move_in_space, handle_move_space, handle_remove_from_space,
    handle_suggest_in_space,
};
pub use bar::open_spaces;
pub use contents::handle_load_space;
pub use create::handle_create_space;
pub use exits::{handle_check_leaving_space, handle_find_rooms_to_add};
pub use hierarchy::Hierarchy;
pub use keeper::SpaceTree;
