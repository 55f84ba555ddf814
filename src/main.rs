//! The app.
mod engine;
mod state;
include!(concat!(env!("OUT_DIR"), "/i18n.rs"));
use i18n::*;
use leptos::prelude::*;

#[component]
fn App() -> impl IntoView {
    let i18n = use_i18n();
    let n = RwSignal::new(3u32);
    let title = move || t_string!(i18n, common.unread, count = n.get());
    view! { <p title=title>{t!(i18n, common.cancel)}{t!(i18n, common.unread, count = move || n.get())}</p> }
}
fn main() {
    mount_to_body(|| view! { <I18nContextProvider><App/></I18nContextProvider> });
}
