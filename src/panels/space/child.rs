//! What is in a space, in words, and where it leads to.

use loggia_protocol::{directory::RoomPlace, spaces::SpaceChild};

use crate::{
    i18n::{Words, t_string},
    routes::Route,
};

/// What it is called, also where it has no name.
pub fn title(child: &SpaceChild) -> String {
    let room = &child.room;
    let name = room.name.clone().or_else(|| room.address.clone());
    name.unwrap_or_else(|| room.room.0.clone())
}

/// What a row says to assistive technology: the name first.
pub fn label(words: Words, child: &SpaceChild, is_joined: bool) -> String {
    let count = child.room.n_members;
    let mut parts = vec![title(child)];
    let signs = [
        (child.room.is_space, t_string!(words, space.space)),
        (child.is_suggested, t_string!(words, space.suggested)),
        (is_joined, t_string!(words, directory.joined)),
    ];
    let there = signs.into_iter().filter(|(is_so, _)| *is_so);
    parts.extend(there.map(|(_, sign)| sign.to_owned()));
    parts.push(t_string!(words, rooms.n_members, count = count).to_string());
    parts.join(", ")
}

/// Where a row leads to.
pub fn place(child: &SpaceChild) -> Route {
    let address = child.room.room.0.clone();
    let via = match child.room.is_joined {
        true => Vec::new(),
        false => child.via.clone(),
    };
    match child.room.is_space {
        true => Route::Space {
            space: address,
            via,
        },
        false => Route::place(RoomPlace {
            address,
            event: None,
            via,
        }),
    }
}
