//! Who finds a space, who sees into it, and who may come in.

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{
    creation::CheckAddress,
    failure::Field as At,
    room_info::Access,
    room_settings::{SetAccess, SetRoomAddress, SetWorldReadable},
};

use super::Known;
use crate::{
    app::use_account,
    dialogs::failed::Failed,
    i18n::{Words, field_problem, t, t_string, use_i18n},
    state::{use_action, use_answer},
    widgets::{Button, Field, Select, Switch, use_toasts},
};

/// The tab.
#[component]
pub fn VisibilityTab(known: Known) -> impl IntoView {
    view! {
        <AccessChoice known />
        <PreviewSwitch known />
        <AddressForm known />
    }
}

/// What a space can be; one that is for the people of another space goes on being that until somebody chooses.
const CHOICES: [Access; 3] = [Access::Invited, Access::SpaceMembers, Access::Public];

#[component]
fn AccessChoice(known: Known) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let access = known.part(|settings| settings.access);
    let can_change = known.may(|rights| rights.can_open);
    // That there is a space around it is told by its being for that one's people.
    let choices = Memo::new(move |_| {
        let is_inner = access.get() == Some(Access::SpaceMembers);
        let choices = CHOICES.into_iter();
        choices
            .filter(|choice| is_inner || *choice != Access::SpaceMembers)
            .collect::<Vec<_>>()
    });
    let names = move || {
        choices
            .get()
            .iter()
            .map(|it| name(words, *it).to_owned())
            .collect()
    };
    let choose = move |place: usize| {
        let chosen = choices.with_untracked(|choices| choices.get(place).copied());
        if let Some(access) = chosen {
            let room = known.room();
            action.run(SetAccess { room, access }, |()| {});
        }
    };
    view! {
        <Show
            when=move || can_change.get()
            fallback=move || view! {
                <p>{move || access.get().map(|access| hint(words, access))}</p>
            }
        >
            <Select
                label=Signal::derive(move || t_string!(words, room_settings.access).to_owned())
                options=Signal::derive(names)
                chosen=Signal::derive(move || {
                    let access = access.get()?;
                    choices.with(|choices| choices.iter().position(|it| *it == access))
                })
                hint=Signal::derive(move || {
                    access.get().map(|access| hint(words, access).to_owned()).unwrap_or_default()
                })
                on_choose=choose
            />
        </Show>
        <Failed action />
    }
}

fn name(words: Words, access: Access) -> &'static str {
    match access {
        Access::Public => t_string!(words, room_settings.public),
        Access::Invited => t_string!(words, room_settings.private),
        Access::Knock => t_string!(words, creation.ask),
        Access::SpaceMembers => t_string!(words, room_settings.members),
    }
}

fn hint(words: Words, access: Access) -> &'static str {
    match access {
        Access::Public => t_string!(words, room_settings.public_hint),
        Access::Invited => t_string!(words, room_settings.private_hint),
        Access::Knock => t_string!(words, creation.ask_hint),
        Access::SpaceMembers => t_string!(words, room_settings.members_hint),
    }
}

#[component]
fn PreviewSwitch(known: Known) -> impl IntoView {
    let words = use_i18n();
    let action = use_action();
    let is_on = known.part(|settings| settings.is_world_readable);
    let can_change = known.may(|rights| rights.can_show);
    let switch = move |is_on| {
        let room = known.room();
        action.run(SetWorldReadable { room, is_on }, |()| {});
    };
    view! {
        <Switch
            label=Signal::derive(move || t_string!(words, room_settings.preview).to_owned())
            hint=Signal::derive(move || t_string!(words, room_settings.preview_hint).to_owned())
            is_on=Signal::derive(move || is_on.get().unwrap_or_default())
            is_disabled=Signal::derive(move || !can_change.get() || action.is_pending().get())
            on_switch=switch
        />
        <Failed action />
    }
}

/// The main address: on the account's server it can be given here.
#[component]
fn AddressForm(known: Known) -> impl IntoView {
    let (words, toasts, account) = (use_i18n(), use_toasts(), use_account());
    let action = use_action();
    let server = Memo::new(move |_| {
        let user = account.with(|account| Some(account.as_ref()?.user.0.clone()));
        let user = user.unwrap_or_default();
        user.split_once(':')
            .map(|(_, server)| server.to_owned())
            .unwrap_or_default()
    });
    let address = known.part(|settings| settings.address.clone());
    let own = Memo::new(move |_| {
        let address = address.get().flatten().unwrap_or_default();
        let local = address.strip_suffix(&format!(":{}", server.get()));
        local
            .map(|local| local.trim_start_matches('#').to_owned())
            .unwrap_or_default()
    });
    let typed = RwSignal::new(own.get_untracked());
    Effect::new(move || typed.set(own.get()));
    let check = use_answer(move || {
        let address = typed.get();
        let is_new = !address.trim().is_empty() && address != own.get();
        is_new.then_some(CheckAddress { address })
    });
    let problem = Signal::derive(move || {
        let refused = action.failure().get();
        let failure = check.now().and_then(Result::err).or(refused)?;
        field_problem(words, &failure, At::RoomAddress)
    });
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let (room, typed) = (known.room(), typed.get_untracked());
        let address = Some(typed).filter(|typed| !typed.trim().is_empty());
        action.run(SetRoomAddress { room, address }, move |()| {
            toasts.say(t_string!(words, room_settings.address_saved));
        });
    };
    let can_change = known.may(|rights| rights.can_address);
    let is_same = Signal::derive(move || typed.get() == own.get());
    view! {
        <form class="dialog__form" on:submit=save novalidate>
            <Field
                label=Signal::derive(move || t_string!(words, room_settings.address).to_owned())
                value=typed
                before="#"
                after=Signal::derive(move || format!(":{}", server.get()))
                hint=Signal::derive(move || t_string!(words, room_settings.address_hint).to_owned())
                problem
                autocomplete="off"
                is_read_only=Signal::derive(move || !can_change.get())
            />
            <Failed action beside=&[At::RoomAddress] />
            <Show when=move || can_change.get()>
                <div>
                    <Button is_pending=action.is_pending() is_disabled=is_same>
                        {t!(words, common.save)}
                    </Button>
                </div>
            </Show>
        </form>
    }
}
