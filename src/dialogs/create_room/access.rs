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
    /// Who is in the space that the room belongs to.
    SpaceMembers,
    /// Who asks and is let in.
    AskToJoin,
}

impl Access {
    /// Those that there are, in the order of the list.
    fn all(can_knock: bool, is_in_space: bool) -> Vec<Self> {
        let all = [
            (is_in_space, Self::SpaceMembers),
            (true, Self::Private),
            (can_knock, Self::AskToJoin),
            (true, Self::Public),
        ];
        let there = all.into_iter().filter(|(is_there, _)| *is_there);
        there.map(|(_, access)| access).collect()
    }

    fn name(self, words: Words) -> &'static str {
        match self {
            Self::Private => t_string!(words, creation.private),
            Self::Public => t_string!(words, creation.public),
            Self::SpaceMembers => t_string!(words, room_info.space_members),
            Self::AskToJoin => t_string!(words, creation.ask),
        }
    }

    fn hint(self, words: Words, space: String) -> String {
        let text = match self {
            Self::Private => t_string!(words, creation.private_hint),
            Self::Public => t_string!(words, creation.public_hint),
            Self::AskToJoin => t_string!(words, creation.ask_hint),
            Self::SpaceMembers => {
                return t_string!(words, creation.space_members_hint, space).to_string();
            }
        };
        text.to_owned()
    }
}

/// The choice, and the fields that belong to what is chosen.
#[component]
pub fn AccessFields(form: Form, action: Action) -> impl IntoView {
    let words = use_i18n();
    let access = form.access;
    let all = Memo::new(move |_| {
        let rules = form.rules.read();
        let can_knock = rules.as_ref().is_some_and(|rules| rules.can_knock);
        Access::all(can_knock, form.is_in_space())
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
            hint=Signal::derive(move || access.get().hint(words, form.space_name.get()))
            on_choose=move |place: usize| {
                if let Some(chosen) = all.get_untracked().get(place) {
                    access.set(*chosen);
                }
            }
        />
        {move || match access.get() {
            Access::Private | Access::SpaceMembers => {
                view! { <EncryptionSwitch form /> }.into_any()
            }
            Access::Public => view! {
                <AddressField
                    address=form.address
                    name=form.name
                    failure=action.failure()
                    label=Signal::derive(move || t_string!(words, creation.address).to_owned())
                    hint=Signal::derive(move || t_string!(words, creation.address_hint).to_owned())
                />
            }
            .into_any(),
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
