//! Who gets into a new room, and what follows from that: its address, encryption, the directory.

use leptos::prelude::*;
use loggia_protocol::creation::EncryptionRule;

use super::{Form, address::AddressField};
use crate::{
    i18n::{Words, t_string, use_i18n},
    state::Action,
    widgets::{Select, Switch},
};

/// Who gets in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Who is invited.
    Private,
    /// Everybody.
    Public,
    /// Who asks and is let in.
    AskToJoin,
}

impl Access {
    /// Those that there are, in the order of the list.
    fn all(can_knock: bool) -> &'static [Self] {
        match can_knock {
            true => &[Self::Private, Self::AskToJoin, Self::Public],
            false => &[Self::Private, Self::Public],
        }
    }

    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Private => t_string!(words, creation.private),
            Self::Public => t_string!(words, creation.public),
            Self::AskToJoin => t_string!(words, creation.ask),
        }
    }

    fn hint(self, words: Words) -> &'static str {
        match self {
            Self::Private => t_string!(words, creation.private_hint),
            Self::Public => t_string!(words, creation.public_hint),
            Self::AskToJoin => t_string!(words, creation.ask_hint),
        }
    }
}

/// The choice, and the fields that belong to what is chosen.
#[component]
pub fn AccessFields(form: Form, action: Action) -> impl IntoView {
    let words = use_i18n();
    let access = form.access;
    let all = Memo::new(move |_| {
        let rules = form.rules.read();
        Access::all(rules.as_ref().is_some_and(|rules| rules.can_knock))
    });
    let names = move || {
        all.get()
            .iter()
            .map(|it| it.name(words).to_owned())
            .collect()
    };
    view! {
        <Select
            label=Signal::derive(move || t_string!(words, creation.access).to_owned())
            options=Signal::derive(names)
            chosen=Signal::derive(move || all.get().iter().position(|it| *it == access.get()))
            hint=Signal::derive(move || access.get().hint(words).to_owned())
            on_choose=move |place: usize| {
                if let Some(chosen) = all.get_untracked().get(place) {
                    access.set(*chosen);
                }
            }
        />
        {move || match access.get() {
            Access::Private => view! { <EncryptionSwitch form /> }.into_any(),
            Access::Public => view! { <AddressField form action /> }.into_any(),
            Access::AskToJoin => view! {
                <EncryptionSwitch form />
                <Switch
                    label=Signal::derive(move || t_string!(words, creation.listed).to_owned())
                    is_on=form.is_listed
                    on_switch=move |is_on| form.is_listed.set(is_on)
                />
            }
            .into_any(),
        }}
    }
}

#[component]
fn EncryptionSwitch(form: Form) -> impl IntoView {
    let words = use_i18n();
    let is_fixed = Memo::new(move |_| {
        let rule = form.encryption_rule();
        matches!(rule, EncryptionRule::Forced | EncryptionRule::Forbidden)
    });
    let hint = move || match form.encryption_rule() {
        EncryptionRule::On | EncryptionRule::Off => t_string!(words, creation.encrypt_hint),
        EncryptionRule::Forced => t_string!(words, creation.encrypt_forced),
        EncryptionRule::Forbidden => t_string!(words, creation.encrypt_forbidden),
    };
    view! {
        <Switch
            label=Signal::derive(move || t_string!(words, creation.encrypt).to_owned())
            hint=Signal::derive(move || hint().to_owned())
            is_on=Signal::derive(move || form.is_encrypted())
            is_disabled=is_fixed
            on_switch=move |is_on| form.is_encrypted.set(Some(is_on))
        />
    }
}
