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

use wasm_bindgen_futures::spawn_local;

use crate::{engine::EngineClient, state::snapshot::Snapshot};

fn main() {
    console_error_panic_hook::set_once();
    // The engine's worker and the snapshot are under way at the same time.
    let engine = EngineClient::start();
    spawn_local(async move {
        let snapshot = Snapshot::load().await;
        if let Some(splash) = document().get_element_by_id("splash") {
            splash.remove();
        }
        mount_to_body(move || view! { <app::App engine snapshot /> });
    });
}
