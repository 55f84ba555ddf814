//! People, rooms and conversations for the local homeserver, made through Matrix' client API.
use anyhow::Result;

use crate::homeserver::Homeserver;

/// Someone who can sign in.
pub struct Account {
    pub name: &'static str,
    pub password: &'static str,
}

/// The accounts that are shown to the user.
pub const ACCOUNTS: [Account; 2] = [
    Account {
        name: "alice",
        password: "alice-lantern-42",
    },
    Account {
        name: "bob",
        password: "bob-harbour-77",
    },
];

/// Fills an empty homeserver.
pub fn populate(_homeserver: &Homeserver) -> Result<()> {
    Ok(())
}
