//! What the list shows: the app's name over all rooms, else what is chosen in the space bar. A space's name leads to its home.

use leptos::prelude::*;
use loggia_protocol::spaces::Scope;

use crate::{
    i18n::{t_string, use_i18n},
    models::space,
    panels::space_bar::SpaceOptions,
    routes::Route,
    state::spaces::use_spaces,
};

/// The headline, and what can be done with the space.
#[component]
pub fn ListTitle() -> impl IntoView {
    let (words, spaces) = (use_i18n(), use_spaces());
    let name = Memo::new(move |_| match spaces.scope().get() {
        Scope::Home => t_string!(words, common.app_name).to_owned(),
        scope => spaces
            .bar()
            .with(|bar| space::name(words, &scope, bar.ready())),
    });
    let space = Memo::new(move |_| spaces.open_space());
    move || {
        match space.get() {
        None => view! { <h1 class="room-list__title">{move || name.get()}</h1> }.into_any(),
        Some(space) => view! {
            <h1 class="room-list__title">
                <a class="room-list__home" href=Route::space(&space).fragment() title=move || name.get()>
                    <bdi>{move || name.get()}</bdi>
                </a>
            </h1>
            <SpaceOptions space />
        }
        .into_any(),
    }
    }
}
