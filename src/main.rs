//! Loggia's app: draws, takes input, keeps the address; everything about Matrix is the engine's.
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
mod models;
mod pages;
mod panels;
mod platform;
mod routes;
mod state;
mod widgets;

use leptos::{
    prelude::{document, mount_to_body},
    view,
};

fn main() {
    console_error_panic_hook::set_once();
    if let Some(splash) = document().get_element_by_id("splash") {
        splash.remove();
    }
    mount_to_body(|| view! { <app::App /> });
}
