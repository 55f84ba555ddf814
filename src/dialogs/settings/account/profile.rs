//! The account's picture and name.

use leptos::{ev::SubmitEvent, prelude::*};
use loggia_protocol::{
    account::{RemovePicture, SetDisplayName, SetPicture},
    failure::Field as At,
};

use super::Rights;
use crate::{
    app::{OwnAvatar, use_account},
    dialogs::failed::Failed,
    i18n::{field_problem, t, t_string, use_i18n},
    state::{Action, use_action},
    widgets::{AvatarSize, Button, ButtonKind, Field, PictureButton, use_toasts},
};

/// Picture and name.
#[component]
pub fn Profile(rights: Rights) -> impl IntoView {
    let action = use_action();
    let can_set_picture = rights.has(|rights| rights.can_set_picture);
    view! {
        <div class="profile">
            <OwnAvatar size=AvatarSize::Large />
            <Show when=move || can_set_picture.get()>
                <PictureButtons action />
            </Show>
        </div>
        <Failed action />
        <NameForm can_set_name=rights.has(|rights| rights.can_set_name) />
    }
}

#[component]
fn PictureButtons(action: Action) -> impl IntoView {
    let (words, account) = (use_i18n(), use_account());
    let has_picture = Memo::new(move |_| {
        account.with(|account| account.as_ref().is_some_and(|it| it.avatar.is_some()))
    });
    let remove = move |_| action.run(RemovePicture, |()| {});
    view! {
        <div class="profile__actions">
            <PictureButton
                label=Signal::derive(move || t_string!(words, account.change_picture).to_owned())
                is_pending=action.is_pending()
                on_choose=move |file| action.run_with_files(SetPicture, vec![file.into()], |()| {})
            />
            <Show when=move || has_picture.get()>
                <Button
                    kind=ButtonKind::Quiet
                    is_disabled=action.is_pending()
                    on_press=remove
                >
                    {t!(words, account.remove_picture)}
                </Button>
            </Show>
        </div>
    }
}

#[component]
fn NameForm(can_set_name: Memo<bool>) -> impl IntoView {
    let (words, account, toasts) = (use_i18n(), use_account(), use_toasts());
    let action = use_action();
    let known = Memo::new(move |_| {
        let name = account.with(|account| account.as_ref()?.display_name.clone());
        name.unwrap_or_default()
    });
    let typed = RwSignal::new(known.get_untracked());
    // A change made elsewhere shows, unless something else was typed.
    Effect::watch(
        move || known.get(),
        move |now, before, _| {
            if before.is_some_and(|before| *typed.read_untracked() == *before) {
                typed.set(now.clone());
            }
        },
        false,
    );
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        let name = typed.get_untracked();
        action.run(SetDisplayName { name }, move |()| {
            toasts.say(t_string!(words, account.name_saved));
        });
    };
    let problem = Signal::derive(move || {
        let failure = action.failure().get()?;
        field_problem(words, &failure, At::DisplayName)
    });
    view! {
        <form class="dialog__form" on:submit=save novalidate>
            <Field
                label=Signal::derive(move || t_string!(words, account.display_name).to_owned())
                value=typed
                hint=Signal::derive(move || t_string!(words, account.display_name_hint).to_owned())
                problem
                autocomplete="name"
                is_read_only=Signal::derive(move || !can_set_name.get())
            />
            <Failed action beside=&[At::DisplayName] />
            <Show when=move || can_set_name.get()>
                <div>
                    <Button is_pending=action.is_pending()>{t!(words, common.save)}</Button>
                </div>
            </Show>
        </form>
    }
}
