//! Rooms that are chosen among, several at once: to be put into a space, or to be left with it.

mod add;
mod checklist;
mod leave;
mod parting;

pub use self::{
    add::{AddRooms, AddToSpaceDialog},
    leave::LeaveSpaceDialog,
};
