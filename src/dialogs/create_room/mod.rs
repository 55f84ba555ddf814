//! A new room: what it is called and about, who gets in, whether messages are encrypted.

mod access;
mod address;
mod picture;

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{
    creation::{CreateRoom, CreationRules, EncryptionRule, LoadCreationRules, NewRoomAccess},
    failure::Field as At,
};
use web_sys::File;

use self::{
    access::{Access, AccessFields},
    picture::PictureChoice,
};
use super::{failed::Failed, use_dialogs};
use crate::{
    i18n::{field_problem, t, t_string, use_i18n},
    routes::{Route, use_router},
    state::{Action, use_action},
    widgets::{Button, ButtonKind, Dialog, Field, Switch},
};

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    topic: RwSignal<String>,
    picture: RwSignal<Option<File>, LocalStorage>,
    access: RwSignal<Access>,
    address: RwSignal<String>,
    /// Whether messages are encrypted; what is usual until somebody chooses.
    is_encrypted: RwSignal<Option<bool>>,
    is_listed: RwSignal<bool>,
    is_local: RwSignal<bool>,
    /// What the server lays down, once it is known.
    rules: RwSignal<Option<CreationRules>>,
    /// The address that was last sent.
    sent_address: RwSignal<String>,
}

impl Form {
    fn empty() -> Self {
        let form = Self {
            name: RwSignal::default(),
            topic: RwSignal::default(),
            picture: RwSignal::new_local(None),
            access: RwSignal::new(Access::Private),
            address: RwSignal::default(),
            is_encrypted: RwSignal::default(),
            is_listed: RwSignal::default(),
            is_local: RwSignal::default(),
            rules: RwSignal::default(),
            sent_address: RwSignal::default(),
        };
        use_action().run(LoadCreationRules, move |rules| form.rules.set(Some(rules)));
        form
    }

    fn encryption_rule(self) -> EncryptionRule {
        let rules = self.rules.read();
        rules
            .as_ref()
            .map_or(EncryptionRule::On, |rules| rules.encryption)
    }

    /// Whether messages will be encrypted where they can be.
    fn is_encrypted(self) -> bool {
        match self.encryption_rule() {
            EncryptionRule::Forced => true,
            EncryptionRule::Forbidden => false,
            EncryptionRule::On => self.is_encrypted.get().unwrap_or(true),
            EncryptionRule::Off => self.is_encrypted.get().unwrap_or(false),
        }
    }

    fn server(self) -> String {
        let rules = self.rules.read();
        rules
            .as_ref()
            .map(|rules| rules.server.clone())
            .unwrap_or_default()
    }

    fn call(self) -> CreateRoom {
        let is_encrypted = untrack(|| self.is_encrypted());
        CreateRoom {
            name: self.name.get_untracked(),
            topic: self.topic.get_untracked(),
            access: match self.access.get_untracked() {
                Access::Private => NewRoomAccess::Private { is_encrypted },
                Access::AskToJoin => NewRoomAccess::AskToJoin {
                    is_encrypted,
                    is_listed: self.is_listed.get_untracked(),
                },
                Access::Public => NewRoomAccess::Public {
                    address: self.address.get_untracked(),
                },
            },
            is_local: self.is_local.get_untracked(),
        }
    }
}

/// The dialog.
#[component]
pub fn NewRoomDialog() -> impl IntoView {
    let (words, dialogs, router) = (use_i18n(), use_dialogs(), use_router());
    let action = use_action();
    let form = Form::empty();
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        form.sent_address.set(form.address.get_untracked());
        let picture = form.picture.get_untracked();
        let files = picture.into_iter().map(Into::into).collect();
        action.run_with_files(form.call(), files, move |room| {
            dialogs.close();
            router.go(&Route::room(&room));
        });
    };
    view! {
        <Dialog
            title=Signal::derive(move || t_string!(words, creation.new_room).to_owned())
            on_close=move |()| dialogs.close()
        >
            <form class="dialog__form" on:submit=create novalidate>
                <Description form action />
                <AccessFields form action />
                <Advanced form />
                <Failed
                    action
                    beside=&[At::RoomName, At::RoomTopic, At::RoomAddress, At::Picture]
                />
                <div class="dialog__actions">
                    <Button on_press=move |_| dialogs.close()>{t!(words, common.cancel)}</Button>
                    <Button kind=ButtonKind::Primary is_pending=action.is_pending()>
                        {t!(words, creation.go)}
                    </Button>
                </div>
            </form>
        </Dialog>
    }
}

/// What the room is called, how it looks, and what it is about.
#[component]
fn Description(form: Form, action: Action) -> impl IntoView {
    let words = use_i18n();
    view! {
        <PictureChoice form action />
        <Field
            label=Signal::derive(move || t_string!(words, creation.name).to_owned())
            value=form.name
            problem=problem_at(action, At::RoomName)
            autocomplete="off"
            is_first=true
        />
        <Field
            label=Signal::derive(move || t_string!(words, creation.topic).to_owned())
            hint=Signal::derive(move || t_string!(words, creation.topic_hint).to_owned())
            value=form.topic
            problem=problem_at(action, At::RoomTopic)
            autocomplete="off"
        />
    }
}

/// What hardly anybody wants.
#[component]
fn Advanced(form: Form) -> impl IntoView {
    let words = use_i18n();
    let label = move || t_string!(words, creation.local, server = form.server()).to_string();
    view! {
        <details class="new-room__more">
            <summary>{t!(words, creation.advanced)}</summary>
            <Switch
                label=Signal::derive(label)
                hint=Signal::derive(move || t_string!(words, creation.local_hint).to_owned())
                is_on=form.is_local
                on_switch=move |is_on| form.is_local.set(is_on)
            />
        </details>
    }
}

/// What the engine found wrong with a field.
fn problem_at(action: Action, at: At) -> Signal<Option<String>> {
    let words = use_i18n();
    Signal::derive(move || field_problem(words, &action.failure().get()?, at))
}
