//! What the reader prefers on this device.

use leptos::prelude::*;
use leptos_i18n::Locale as _;

use crate::{
    i18n::{Locale, Words, own_name, t_string, use_i18n, use_language},
    state::preferences::Preference,
    widgets::{Select, Switch},
};

/// The tab.
#[component]
pub fn PreferencesTab() -> impl IntoView {
    let switches = Preference::ALL.map(|preference| view! { <PreferenceSwitch preference /> });
    view! {
        <LanguageChoice />
        <div class="settings__group">{switches}</div>
    }
}

#[component]
fn PreferenceSwitch(preference: Preference) -> impl IntoView {
    let words = use_i18n();
    view! {
        <Switch
            label=Signal::derive(move || label(words, preference).to_owned())
            hint=Signal::derive(move || hint(words, preference).to_owned())
            is_on=Signal::derive(move || preference.is_on())
            on_switch=move |is_on| preference.switch(is_on)
        />
    }
}

fn label(words: Words, preference: Preference) -> &'static str {
    match preference {
        Preference::SendWithModifier => t_string!(words, settings.send_with_modifier),
        Preference::ShowPreviews => t_string!(words, settings.show_previews),
        Preference::SendTyping => t_string!(words, settings.send_typing),
        Preference::SendReceipts => t_string!(words, settings.send_receipts),
    }
}

fn hint(words: Words, preference: Preference) -> &'static str {
    match preference {
        Preference::SendWithModifier => t_string!(words, settings.send_with_modifier_hint),
        Preference::SendReceipts => t_string!(words, settings.send_receipts_hint),
        Preference::ShowPreviews | Preference::SendTyping => "",
    }
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
