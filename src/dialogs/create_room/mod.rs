//! A new room: what it is called and about, who gets in, whether messages are encrypted.

mod access;
pub mod address;
pub mod picture;

use leptos::{ev::SubmitEvent, prelude::*, task::spawn_local};
use loggia_protocol::{
    Failure,
    creation::{CreateRoom, CreationRules, EncryptionRule, LoadCreationRules, NewRoomAccess},
    failure::Field as At,
    ids::RoomId,
    spaces::AddToSpace,
};

use self::{
    access::{Access, AccessFields},
    address::Address,
    picture::{Chosen, PictureChoice},
};
use super::{failed::Failed, use_dialogs};
use crate::{
    engine::use_engine,
    i18n::{failure_text, field_problem, t, t_string, use_i18n},
    models::room,
    routes::{Route, use_router},
    state::{Action, spaces::use_spaces, use_action},
    widgets::{Button, ButtonKind, Dialog, Field, Switch, use_toasts},
};

/// What is filled in.
#[derive(Clone, Copy)]
struct Form {
    name: RwSignal<String>,
    topic: RwSignal<String>,
    picture: Chosen,
    access: RwSignal<Access>,
    address: Address,
    /// Whether messages are encrypted; what is usual until somebody chooses.
    is_encrypted: RwSignal<Option<bool>>,
    is_listed: RwSignal<bool>,
    is_local: RwSignal<bool>,
    /// What the server lays down, once it is known.
    rules: RwSignal<Option<CreationRules>>,
    /// The space that the room belongs to.
    space: StoredValue<Option<RoomId>>,
    space_name: Memo<String>,
}

impl Form {
    fn empty(space: Option<RoomId>) -> Self {
        let rules = use_rules();
        let usual = match space {
            Some(_) => Access::SpaceMembers,
            None => Access::Private,
        };
        Self {
            name: RwSignal::default(),
            topic: RwSignal::default(),
            picture: RwSignal::new_local(None),
            access: RwSignal::new(usual),
            address: Address::empty(rules),
            is_encrypted: RwSignal::default(),
            is_listed: RwSignal::default(),
            is_local: RwSignal::default(),
            rules,
            space: StoredValue::new(space.clone()),
            space_name: space_name(space),
        }
    }

    fn is_in_space(self) -> bool {
        self.space.with_value(Option::is_some)
    }

    fn encryption_rule(self) -> EncryptionRule {
        let rules = self.rules.read();
        rules
            .as_ref()
            .map_or(EncryptionRule::On, |rules| rules.encryption)
    }

    /// Whether messages will be encrypted where they can be.
    fn is_encrypted(self) -> bool {
        is_encrypted(self.encryption_rule(), self.is_encrypted.get())
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
                    address: self.address.send(),
                },
                Access::SpaceMembers => NewRoomAccess::SpaceMembers { is_encrypted },
            },
            is_local: self.is_local.get_untracked(),
            space: self.space.get_value(),
        }
    }
}

/// Asks what the server lays down for new rooms.
pub fn use_rules() -> RwSignal<Option<CreationRules>> {
    let rules = RwSignal::new(None);
    use_action().run(LoadCreationRules, move |found| rules.set(Some(found)));
    rules
}

/// Whether messages of a room that is not public are encrypted, by what the server lays down and what somebody wants.
pub fn is_encrypted(rule: EncryptionRule, wanted: Option<bool>) -> bool {
    match rule {
        EncryptionRule::Forced => true,
        EncryptionRule::Forbidden => false,
        EncryptionRule::On => wanted.unwrap_or(true),
        EncryptionRule::Off => wanted.unwrap_or(false),
    }
}

/// What one of the account's spaces is called.
pub fn space_name(space: Option<RoomId>) -> Memo<String> {
    let (words, spaces) = (use_i18n(), use_spaces());
    Memo::new(move |_| {
        let row = space.as_ref().and_then(|space| spaces.row(space));
        row.map(|row| room::title(words, &row.name))
            .unwrap_or_default()
    })
}

/// The dialog.
#[component]
pub fn NewRoomDialog(
    /// The space that it belongs to.
    space: Option<RoomId>,
) -> impl IntoView {
    let (words, dialogs, router) = (use_i18n(), use_dialogs(), use_router());
    let action = use_action();
    let put_in = put_into(space.clone());
    let form = Form::empty(space);
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        let picture = form.picture.get_untracked();
        let files = picture.into_iter().map(Into::into).collect();
        let put_in = put_in.clone();
        action.run_with_files(form.call(), files, move |room| {
            put_in(room.clone());
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
                {move || form.is_in_space().then(|| view! {
                    <p class="dialog__text">
                        {move || t_string!(words, creation.in_space, space = form.space_name.get()).to_string()}
                    </p>
                })}
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

/// Puts a new room into its space. Where that fails the room is there all the same.
fn put_into(space: Option<RoomId>) -> impl Fn(RoomId) + Clone + 'static {
    let (words, toasts, engine) = (use_i18n(), use_toasts(), use_engine());
    let name = space_name(space.clone());
    move |room| {
        let Some(space) = space.clone() else { return };
        let (engine, name) = (engine.clone(), name.get_untracked());
        spawn_local(async move {
            if let Err(failure) = engine.call(AddToSpace { space, room }).await {
                let reason = failure_text(words, &failure);
                let text = t_string!(words, creation.not_in_space, space = name, reason);
                toasts.complain(text.to_string());
            }
        });
    }
}

/// What the room is called, how it looks, and what it is about.
#[component]
fn Description(form: Form, action: Action) -> impl IntoView {
    let words = use_i18n();
    view! {
        <PictureChoice picture=form.picture name=form.name failure=action.failure() />
        <Field
            label=Signal::derive(move || t_string!(words, creation.name).to_owned())
            value=form.name
            problem=problem_at(action.failure(), At::RoomName)
            autocomplete="off"
            is_first=true
        />
        <Field
            label=Signal::derive(move || t_string!(words, creation.topic).to_owned())
            hint=Signal::derive(move || t_string!(words, creation.topic_hint).to_owned())
            value=form.topic
            problem=problem_at(action.failure(), At::RoomTopic)
            autocomplete="off"
        />
    }
}

/// What hardly anybody wants.
#[component]
fn Advanced(form: Form) -> impl IntoView {
    let words = use_i18n();
    let label =
        move || t_string!(words, creation.local, server = form.address.server()).to_string();
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
pub fn problem_at(failure: Signal<Option<Failure>>, at: At) -> Signal<Option<String>> {
    let words = use_i18n();
    Signal::derive(move || field_problem(words, &failure.get()?, at))
}
