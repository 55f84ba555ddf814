//! What the reader prefers on this device: the language.

use leptos::prelude::*;
use leptos_i18n::Locale as _;

use crate::{
    i18n::{Locale, own_name, t_string, use_i18n, use_language},
    widgets::Select,
};

/// The tab.
#[component]
pub fn PreferencesTab() -> impl IntoView {
    view! { <LanguageChoice /> }
}

/// The browser's language comes first: it is what most people want.
#[component]
fn LanguageChoice() -> impl IntoView {
    let (words, language) = (use_i18n(), use_language());
    let options = move || {
        let automatic = t_string!(words, settings.language_automatic).to_owned();
        let names = Locale::get_all().iter().map(|language| own_name(*language));
        [automatic]
            .into_iter()
            .chain(names.map(str::to_owned))
            .collect()
    };
    let chosen = move || {
        Some(match language.chosen() {
            Some(chosen) => 1 + place_of(chosen)?,
            None => 0,
        })
    };
    let choose = move |place: usize| {
        let chosen = place
            .checked_sub(1)
            .and_then(|place| Locale::get_all().get(place));
        language.choose(chosen.copied());
    };
    view! {
        <Select
            label=Signal::derive(move || t_string!(words, settings.language).to_owned())
            options=Signal::derive(options)
            chosen=Signal::derive(chosen)
            on_choose=choose
        />
    }
}

fn place_of(language: Locale) -> Option<usize> {
    Locale::get_all()
        .iter()
        .position(|other| *other == language)
}
