//! How things look on this device.

use leptos::prelude::*;

use crate::{
    i18n::{Clock, Words, t_string, use_i18n},
    state::look::Look,
    widgets::Select,
};

/// The tab.
#[component]
pub fn AppearanceTab() -> impl IntoView {
    view! {
        <LookChoice look=Look::Theme />
        <LookChoice look=Look::Accent />
        <LookChoice look=Look::Size />
        <LookChoice look=Look::Density />
        <ClockChoice />
    }
}

#[component]
fn LookChoice(look: Look) -> impl IntoView {
    let words = use_i18n();
    let chosen = RwSignal::new(look.chosen());
    let options = move || {
        let values = look.values().iter();
        values.map(|value| value_name(words, look, value)).collect()
    };
    let choose = move |place| {
        look.choose(place);
        chosen.set(place);
    };
    view! {
        <Select
            label=Signal::derive(move || look_name(words, look))
            options=Signal::derive(options)
            chosen=Signal::derive(move || Some(chosen.get()))
            on_choose=choose
        />
    }
}

fn look_name(words: Words, look: Look) -> String {
    match look {
        Look::Theme => t_string!(words, settings.theme),
        Look::Accent => t_string!(words, settings.accent),
        Look::Size => t_string!(words, settings.size),
        Look::Density => t_string!(words, settings.density),
    }
    .to_owned()
}

fn value_name(words: Words, look: Look, value: &str) -> String {
    match (look, value) {
        (Look::Theme, "light") => t_string!(words, settings.theme_light),
        (Look::Theme, "dark") => t_string!(words, settings.theme_dark),
        (Look::Theme, "light more") => t_string!(words, settings.theme_light_more),
        (Look::Theme, "dark more") => t_string!(words, settings.theme_dark_more),
        (Look::Theme, _) => t_string!(words, settings.theme_system),
        (Look::Accent, "blue") => t_string!(words, settings.accent_blue),
        (Look::Accent, "violet") => t_string!(words, settings.accent_violet),
        (Look::Accent, "rose") => t_string!(words, settings.accent_rose),
        (Look::Accent, "amber") => t_string!(words, settings.accent_amber),
        (Look::Accent, _) => t_string!(words, settings.accent_teal),
        (Look::Size, "small") => t_string!(words, settings.size_small),
        (Look::Size, "large") => t_string!(words, settings.size_large),
        (Look::Size, "larger") => t_string!(words, settings.size_larger),
        (Look::Size, "largest") => t_string!(words, settings.size_largest),
        (Look::Size, _) => t_string!(words, settings.size_usual),
        (Look::Density, "compact") => t_string!(words, settings.density_compact),
        (Look::Density, _) => t_string!(words, settings.density_usual),
    }
    .to_owned()
}

#[component]
fn ClockChoice() -> impl IntoView {
    let words = use_i18n();
    let options = move || Clock::ALL.map(|clock| clock_name(words, clock)).to_vec();
    let choose = |place: usize| {
        if let Some(clock) = Clock::ALL.get(place) {
            clock.choose();
        }
    };
    let chosen = || {
        let chosen = Clock::chosen();
        Clock::ALL.iter().position(|clock| *clock == chosen)
    };
    view! {
        <Select
            label=Signal::derive(move || t_string!(words, settings.clock).to_owned())
            options=Signal::derive(options)
            chosen=Signal::derive(chosen)
            on_choose=choose
        />
    }
}

fn clock_name(words: Words, clock: Clock) -> String {
    match clock {
        Clock::Regional => t_string!(words, settings.clock_regional),
        Clock::Twelve => t_string!(words, settings.clock_twelve),
        Clock::TwentyFour => t_string!(words, settings.clock_twenty_four),
    }
    .to_owned()
}
