//! Loggia's app: draws, takes input, keeps the address; everything about Matrix is the engine's.
//!
//! Two programs are made of it: the door (`bin/loggia-door.rs`), which signs in, and the app (`main.rs`), which goes on from there.
#![recursion_limit = "512"]
#![allow(
    clippy::needless_pass_by_value,
    reason = "components own what they are given"
)]

mod app;
mod config;
mod dialogs;
mod engine;
mod i18n;
mod keyboard;
mod models;
mod pages;
mod panels;
mod platform;
mod routes;
mod state;
mod widgets;

/// Starts the app.
pub fn start_app() {
    console_error_panic_hook::set_once();
    app::start_app();
}

/// Opens the door.
pub fn open_door() {
    console_error_panic_hook::set_once();
    app::open_door();
}
